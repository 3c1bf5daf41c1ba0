"""What was typed for names (R98), and sentences that gkgen prints by itself and the author wrote once more (R97)."""

from collections.abc import Iterator

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.form import kind_of
from gkgen.review.case import Case

_TITLE = re.compile(r"(?:19|20)\d{2}年|年度报告|工作报告|年报$|信息公开")
# 青石街道 for 青石街道办事处, 柳林镇 for 柳林镇人民政府.
_ABBREVIATED = re.compile(r"(?:街道|[镇乡县区旗州盟省市])$|(?:政府|街道|党政|镇|乡)办$")
_CUT = re.compile("[省市县区旗州盟]")
_NO_FEE = re.compile(
    r"(?:未|没有|无)(?:对[^，。；]{0,12})?(?:实际)?(?:收取|发生|产生)(?:过|任何|政府信息公开|依申请公开)*(?:的)?信息处理费"
    r"|信息处理费[^，。；]{0,8}(?:未收取|没有收取|为零|为0元|0元)"
)
_CONTACT = re.compile(r"如?对[^。]{0,12}报告[^。]{0,16}(?:疑问|问题|意见|建议)[^。]{0,60}联系")
_FEE_TOLD = re.compile(
    r"(?:本年度?|全年|年内)?(?:共|共计|一共)?(?:对[^，。；]{0,12}件[^，。；]{0,8})?(?:发出收费通知\d+件，?)?收取(?:了)?(?:政府信息公开|依申请公开)?"
    r"(?:的)?信息处理费(?:共计?|合计|总计|为)?\s?[\d,，.]+\s?元(?=[。；]|$)"
)
# What an office is called after: its names without the kind of office are compared.
_KIND_OF_OFFICE = re.compile("(?:人民政府|办事处|管理委员会|管委会|办公室|委员会|[局厅委办])+$")
MIN_NAME_CHARACTERS = 3


def names(case: Case) -> Iterator[Diagnostic]:
    """A title or an abbreviation for the name, a kind that is not its own, an office named twice (R98)."""
    office = case.scalar("office")
    if office is None:
        return
    own = office.text.strip()
    if _TITLE.search(own):
        yield diagnose("R98.title", office.span, "office", text=own)
    elif _ABBREVIATED.search(own):
        yield diagnose("R98.short", office.span, "office", text=own)
    kind, meant = case.scalar("kind"), kind_of(case.edition.office_kinds, "", own)
    if kind and meant and kind.text.strip() != meant.key:
        yield diagnose("R98.kind", kind.span, "kind", text=kind.text.strip(), meant=meant.key, office=own)
    department = case.scalar("contact.department")
    if department and any(tail in department.text for tail in _tails(own)):
        yield diagnose("R98.department", department.span, "contact.department", text=department.text, office=own)
    signature = case.scalar("signature")
    date = "metadata.created_date"
    if signature and not case.is_rejected(date) and not case.text(date):
        yield diagnose("R98.date", signature.span, "signature")
    for path in ("signature", "metadata.publisher"):
        name = case.scalar(path)
        if name and _is_another_office(name.text.strip(), own):
            field = case.field(path).term
            yield diagnose("R98.other", name.span, path, field=field, text=name.text.strip(), office=own)


def _is_another_office(name: str, own: str) -> bool:
    """Whether a name shares nothing with the office but its place: 杏花街道办事处, 区财政局 for 区教育局."""
    if name in own or own in name or _begins_with_short_form(name, own):
        return False
    one, other = (_KIND_OF_OFFICE.sub("", re.sub(r"\s", "", each)) for each in (name, own))
    return not (one in own or other in name or any(tail in one for tail in _tails(other)))


def _begins_with_short_form(name: str, own: str) -> bool:
    """Whether a name is the office in short, or a room of it: 青河高新区管委会 of 青河高新技术产业开发区管理委员会."""
    if name[:2] != own[:2]:
        return False
    at = 0
    for length, letter in enumerate(name, start=1):
        skipped, found, _ = own[at:].partition(letter)
        # What has its own place in the name, as the town in 柳林镇, is left out in no short form.
        if not found or _CUT.search(skipped):
            return False
        at += len(skipped) + 1
        if length > MIN_NAME_CHARACTERS and letter == own[-1]:
            return True
    return False


def _tails(office: str) -> list[str]:
    """The name without those of province, city and county before it, each way: 滨河区教育局, 区教育局, 教育局."""
    cuts = [0, *(found.end() for found in _CUT.finditer(office))]
    return [office[cut:] for cut in cuts if len(office) - cut >= MIN_NAME_CHARACTERS]


def repeats(case: Case) -> Iterator[Diagnostic]:
    """Sentences that would stand twice, one below the other (R97)."""
    charged = case.flag("other_matters.processing_fee.charged")
    for passage in case.words("other_matters"):
        found = None if charged is None else (_FEE_TOLD if charged else _NO_FEE).search(passage.text)
        if found:
            kind = "R97.charged" if charged else "R97.fee"
            yield diagnose(kind, case.spot(passage, *found.span()), passage.path, text=found.group())
    if not any(case.text(f"contact.{name}") for name in ("address", "phone", "email", "fax", "postcode", "website")):
        return
    for passage in case.words("preface", "other_matters"):
        if found := _CONTACT.search(passage.text):
            yield diagnose("R97.contact", case.spot(passage, *found.span()), passage.path, text=found.group()[:20])
