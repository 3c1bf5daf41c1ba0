"""Names: the title by statute (R76), the office and no other (R82), 政府信息公开 and not 政务公开 (R86)."""

from collections.abc import Iterator

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.review.case import Case

_BLANK = re.compile(r"\s+")
# Whose report the text says it is.
_OWNER = re.compile(
    r"(?P<name>[㐀-鿿]{2,24}?(?:人民政府|办事处|管理委员会|管委会|委员会|局|厅|中心))(?:\d{4}年)?(?:度)?政府信息公开(?:工作)?(?:年度)?报告"
)
# 张庄镇严格…, 新建路街道全年…: a town or subdistrict that acts as the author does.
_ACTOR = re.compile(
    r"(?P<name>[㐀-鿿]{2,8})(?P<kind>镇|乡|街道)(?=(?:人民政府|政府|办事处|党委|党工委)?"
    r"(?:严格|认真|全年|主动公开|高度重视|积极|始终|坚持|共(?:主动|公开|收到|受理|发布)))"
)
_GENERAL = re.compile(
    r"(?:[各本我全该某]|所辖|有关|其他|其它|兄弟|周边|辖区|每个|下属|[乡镇]|区县|省市县|中心|基层|所属|指导|要求|组织|督促|以来|年来)$"
)
_BARE = frozenset({"人民政府", "办事处", "管理委员会", "管委会", "委员会"})
_LOCAL = re.compile(r"([㐀-鿿]{2,10}?)(?:镇|乡|街道)")


def title(case: Case) -> Iterator[Diagnostic]:
    """A title of the author's own that is not the statutory one (R76)."""
    scalar = case.scalar("title")
    wanted = "".join(case.edition.phrases["title"]).format(office=case.text("office"), year=case.year)
    if scalar and _BLANK.sub("", scalar.text) != _BLANK.sub("", wanted):
        yield diagnose("R76", scalar.span, "title", title=_BLANK.sub("", scalar.text), wanted=wanted)


def other_offices(case: Case) -> Iterator[Diagnostic]:
    """The name of another office where the author's own belongs, left from copying (R82)."""
    own = _BLANK.sub("", case.text("office"))
    core = _core(own)
    for passage in case.passages:
        for found in _OWNER.finditer(passage.text):
            if core not in found["name"]:
                place = case.spot(passage, *found.span("name"))
                yield diagnose("R82", place, passage.path, name=_name_of(found["name"]), own=own)
        if not _LOCAL.search(own):
            continue
        for found in _ACTOR.finditer(passage.text):
            if not _GENERAL.search(found["name"]) and not _is_own_place(found["name"], found["kind"], own):
                name = found["name"][-3:] + found["kind"]
                yield diagnose("R82", case.spot(passage, *found.span()), passage.path, name=name, own=own)


def headings(case: Case) -> Iterator[Diagnostic]:
    """A heading that says 政务公开 (R86)."""
    for passage in case.passages:
        at = passage.text.find("政务公开")
        if passage.kind == "heading" and at >= 0 and "信息公开" not in passage.text:
            yield diagnose("R86", case.spot(passage, at, at + 4), passage.path, text=passage.text)


def _core(own: str) -> str:
    """The name without those of province, city, county before it: 张庄镇人民政府, 教育局, 某县人民政府."""
    cuts = [found.end() for found in re.finditer("[省市县区旗州盟]", own)]
    cut = next((end for end in reversed(cuts) if len(own) - end >= 3 and own[end:] not in _BARE), 0)
    return own[cut:]


def _name_of(name: str) -> str:
    """Without the words that led up to it."""
    return re.sub(r"^(?:根据|依据|按照|现将|现公布|向社会公布|公布|本报告由|由|为|是|的)+", "", name)


def _is_own_place(name: str, kind: str, own: str) -> bool:
    """张庄 + 镇 against 某县张庄镇人民政府; words may stand before the name."""
    return any(name[start:] + kind in own for start in range(max(1, len(name) - 1)))
