"""Telephone, address, department and the like of the text against the fields below 联系方式 (R99)."""

from collections.abc import Iterator

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.label_normalization import half_width
from gkgen.narrative import Passage
from gkgen.review.case import Case
from gkgen.similarity import similarity

_ADDRESS = "contact"
_SAID = {
    "address": r"[^，。；,;）)\n]{3,60}",
    "postcode": r"\d{6}(?!\d)",
    "phone": r"[+(（]?\d[\d\-－—–()（） ]{5,22}\d",
    "fax": r"[+(（]?\d[\d\-－—–()（） ]{5,22}\d",
    "email": r"[^\s，。；、）)：:]+@[\w.\-]+",
    "website": r"(?:https?[:：]//)?[\w\-]+(?:\.[\w\-]+)+[^\s，。；、）)]*",
}
# Numbers of other desks: 监督电话, 举报电话; and 传真电话 is no telephone.
_OTHER_DESK = re.compile("(?:监督|举报|投诉|求助|值班|服务|预约|热线|传真)$")
_DEPARTMENT = re.compile(r"请?(?:与|向|和|同)(?P<said>[㐀-鿿]{2,30}?)(?:联系|咨询|反映|反馈|提出)")
_DESK = re.compile("(?:办公室|办|科|处|股|室|中心|部|站)$")
_ANOTHER_OFFICE = re.compile("(?:政府|委员会|[局委厅院府])$")
_ROAD = re.compile(r"(?P<road>[㐀-鿿]{2,}?(?:大道|大街|胡同|[路街巷弄道]))(?P<number>\d+)(?:-\d+)?号")
_SEPARATED = re.compile(r"[、，,/；;或\s]+(?=[+(（]?\d{3})")
# A local number has at least seven digits; the area code may be left out.
_MIN_LOCAL_DIGITS = 7
# Above it, two addresses of the net are one with a slip, below it two that may well be both right.
_MIN_SLIP_SIMILARITY = 0.85


def contact_details(case: Case) -> Iterator[Diagnostic]:
    """What the preface, or a sentence that asks for questions, says otherwise than the fields do."""
    details: dict[str, str] = case.edition.reading.get("contact_details", {})
    for passage, begin, end in _places(case):
        text = passage.text[begin:end]
        for name, label in details.items():
            own = case.text(f"{_ADDRESS}.{name}").strip()
            for start, said, is_labelled in _said(text, name, label) if own else ():
                if _differs(name, said, _numbers(case) if name in ("phone", "fax") else [own], is_labelled):
                    yield _told(case, passage, begin + start, said, name)
        found = _DEPARTMENT.search(text)
        department = case.text(f"{_ADDRESS}.department").strip()
        if found and department and _is_another_desk(found["said"], department, case.text("office")):
            yield _told(case, passage, begin + found.start("said"), found["said"], "department")


def _told(case: Case, passage: Passage, start: int, said: str, name: str) -> Diagnostic:
    place, field = case.spot(passage, start, start + len(said)), case.field(f"{_ADDRESS}.{name}")
    return diagnose("R99", place, passage.path, field=field.term, text=said, value=case.text(field.path).strip())


def _places(case: Case) -> Iterator[tuple[Passage, int, int]]:
    """The preface, and the sentences elsewhere that ask for questions."""
    asks = re.compile(case.edition.reading.get("contact", r"(?!)"))
    for passage in case.passages:
        if case.is_in(passage, "preface"):
            yield passage, 0, len(passage.text)
        elif found := asks.search(passage.text):
            end = passage.text.find("。", found.end())
            yield passage, found.start(), end if end >= 0 else len(passage.text)


def _said(text: str, name: str, label: str) -> Iterator[tuple[int, str, bool]]:
    """Where a detail is told, the words, and whether a label says that it is this detail."""
    for found in re.finditer(rf"(?:{label})(?:号码)?\s*(?:[：:]|[为是]|(?=[\d(（]))\s*(?P<said>{_SAID[name]})", text):
        if not _OTHER_DESK.search(text[: found.start()]):
            yield found.start("said"), found["said"].rstrip(), True
    if name in ("email", "website"):
        for found in re.finditer(rf"(?<![\w@.\-]){_SAID[name]}", text, re.ASCII):
            yield found.start(), found[0], False


def _numbers(case: Case) -> list[str]:
    """The numbers of the office by telephone and by fax, which are often one."""
    return [part for name in ("phone", "fax") for part in _SEPARATED.split(case.text(f"{_ADDRESS}.{name}")) if part]


def _differs(name: str, said: str, own: list[str], is_labelled: bool) -> bool:
    said, own = half_width(said), [half_width(each) for each in own]
    match name:
        case "phone" | "fax":
            known = [digits for each in own if len(digits := _digits(each)) >= _MIN_LOCAL_DIGITS]
            return bool(known) and not any(_ends_alike(_digits(said), each) for each in known)
        case "address":
            return _is_another_address(said, own[0])
        case "website":
            one, other = _host(said), _host(own[0])
            same = one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
            return not same and (is_labelled or similarity(one, other) >= _MIN_SLIP_SIMILARITY)
        case "email":
            one, other = said.casefold(), own[0].casefold()
            return one != other and (is_labelled or similarity(one, other) >= _MIN_SLIP_SIMILARITY)
        case _:
            return said != own[0]


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text).lstrip("0")


def _ends_alike(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one) if min(len(one), len(other)) >= _MIN_LOCAL_DIGITS else False


def _host(text: str) -> str:
    return re.sub(r"^https?://|^www\.|[/?#].*$", "", re.sub(r"^https?://", "", text.casefold()))


def _is_another_address(one: str, other: str) -> bool:
    """Other numbers in one road, or another road; the names of city and district may stand before or not."""
    one, other = (re.sub(r"\s", "", text) for text in (one, other))
    if one in other or other in one:
        return False
    roads = [_ROAD.search(text) for text in (one, other)]
    if roads[0] and roads[1]:
        (road, number), (own, wanted) = ((found["road"], found["number"]) for found in roads if found)
        return number != wanted or not (road.endswith(own[-3:]) or own.endswith(road[-3:]))
    digits = [re.findall(r"\d+", text) for text in (one, other)]
    return digits[0] != digits[1] and re.sub(r"\d", "", one) == re.sub(r"\d", "", other)


def _is_another_desk(said: str, department: str, office: str) -> bool:
    """Another desk of the same kind: 党政办公室 and 综合办公室, not 党政办 and 党政办公室."""
    if department in said or said in department + office:
        return False
    tails = [found[0].removesuffix("公室") if (found := _DESK.search(name)) else "" for name in (said, department)]
    one, other = (_DESK.sub("", name, count=1) for name in (said, department))
    lengths = range(len(one), 0, -1)
    one = one[next((size for size in lengths if one[:size] in office), 0) :]
    if not tails[0] or tails[0] != tails[1] or not one or not other or _ANOTHER_OFFICE.search(one):
        return False
    return not (_is_within(one, other) or _is_within(other, one))


def _is_within(one: str, other: str) -> bool:
    """Whether a name is the other with letters left out."""
    letters = iter(other)
    return all(letter in letters for letter in one)
