"""What the sections must say.

The five aspects (R70), the duties of governments (R71), problems and improvements (R72), fees (R16, R73), the length of
the first section (R79), the number of parts (R84).
"""

from collections.abc import Iterator

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, Term, diagnose
from gkgen.form import Field
from gkgen.numerals import FIRST_MARK, ORDINAL_LETTER, ordinal
from gkgen.review.case import Case

# Words by which a text shows that it speaks of an aspect of the overview, or names a section.
_ASPECTS = {
    "overview.proactive": re.compile("主动公开|主动向社会公开"),
    "overview.on_request": re.compile("依申请|公开申请|申请公开"),
    "overview.information_management": re.compile("信息管理|信息资源|规范性文件.{0,12}(?:管理|清理)|管理制度|审查"),
    "overview.platform": re.compile("平台|网站|专栏|公众号|新媒体"),
    "overview.supervision": re.compile("监督|考核|保障|培训|评议"),
}
_SECTIONS = {
    "overview": re.compile("总体"),
    "disclosure": re.compile("主动公开"),
    "requests": re.compile("申请"),
    "disputes": re.compile("复议|诉讼"),
    "problems": re.compile("问题"),
    "other_matters": re.compile("其他"),
}
_DUTIES = (
    (re.compile("考核"), Term("工作考核", "assessment")),
    (re.compile("评议|满意度|社会评价"), Term("社会评议", "review by the public")),
    (re.compile("追究|问责|追责"), Term("责任追究", "accountability")),
)
_NOTHING = re.compile(r"(?:暂?无|没有|不存在)(?:问题|其他问题|存在问题)?|略|/|-+|—+")
_PROBLEM = re.compile(
    "问题|不足|不够|差距|薄弱|有待|短板|欠缺|滞后|不高|不强|不及时|不深|不细|不全|缺少|缺乏|偏少|单一|困难|需要?进一步"
)
_IMPROVEMENT = re.compile("改进|下一步|措施|今后|加强|将|完善|整改|提高|提升|加大|拓宽|强化|规范|已经?")
_MIN_PROBLEMS_LETTERS, _MAX_OVERVIEW_LETTERS = 40, 1000
_FEE_PATH = "other_matters.processing_fee"
_FEE_FIGURES = (f"{_FEE_PATH}.amount_yuan", f"{_FEE_PATH}.cases")
_FEE = re.compile("信息处理费|处理费|收费|收取费用|收取.{0,6}费")
_FEE_MENTIONED = re.compile("信息处理费|收费通知|缴费|处理费")
_FEE_WORDS = "(?:政府|公开|申请|信息|处理|收|费){0,8}费用?"
# The digit before 0元 decides: 300元 was charged. What is denied must be the fee itself: 无滞纳金 denies nothing.
_NO_CHARGE = re.compile(
    "(?:没有|从未|未曾|未|无)(?:向(?:任何)?(?:申请人|群众|公众|社会公众))?(?:实际)?(?:收取|发生|产生|征收)?(?:过|任何|的|相关){0,2}"
    f"{_FEE_WORDS}(?:情况|行为|事项|金额)?(?=[，。；、！\\s]|$)"
    "|(?:收取|收费|处理费)[^，。；]{0,12}?(?:(?<![\\d.,，])0(?:\\.0+)?(?:万)?元|零元|[为是]零|[为是]无)"
)
# A clause that denies a part only: of the fees, of the requests, of the time, of the offices.
_NOT_ALL = re.compile(
    r"除|其他|其它|其余|另外|另有|减免|个人|公民|自然人|企业|上年|去年|往年|季度|半年|\d件|月份|下属|所属"
)
_NOTHING_ELSE = re.compile("(?:无|没有)其[他它](?:需要|应当|应)?(?:报告|说明)[^，。；]*")
_SENTENCE_END = re.compile("[。；\n]")
_PARTS = re.compile(rf"报告[^。]{{0,60}}?(?P<number>{ORDINAL_LETTER}|\d{{1,2}})个?(?:大)?部分")
_LISTED = re.compile(
    r"报告(?:的?内容)?(?:主要)?(?:由|包括|包含)(?P<list>[^。]*?(?:情况|事项)、[^。]*?)(?:等|组成|$|。)"
)
# With more of them missing, the sentence lists examples and not all sections.
_MAX_MISSING_SECTIONS = 2
_SECTION_NUMBER = re.compile(FIRST_MARK)
_OLD_PARTS = re.compile("概述|收费(?:及|和)减免|咨询处理|复议[、，]?诉讼和(?:申诉|举报)|主要问题和改进措施")


def aspects(case: Case) -> Iterator[Diagnostic]:
    """An aspect of which the first section says nothing (R70)."""
    text = _text(case, "overview")
    fields = [case.field(path) for path, pattern in _ASPECTS.items() if not pattern.search(text)]
    missing = [Term(field.label, field.english) for field in fields if not case.is_stated(field.path)]
    if text and missing:
        yield diagnose("R70", case.place("overview"), "overview", aspects=_listed(missing))


def duties(case: Case) -> Iterator[Diagnostic]:
    """What a government's report must say by article 50(4) of the regulation (R71)."""
    text = _text(case, "preface", "overview", "problems", "other_matters")
    missing = [name for pattern, name in _DUTIES if not pattern.search(text)]
    kind = case.kind()
    if text and missing and kind and kind.is_government:
        yield diagnose("R71", case.place("overview"), "overview", duties=_listed(missing))


def problems(case: Case) -> Iterator[Diagnostic]:
    """The fifth section: not empty, not a phrase, problems and improvements both (R72)."""
    text = _text(case, "problems")
    place = case.place("problems")
    if not text:
        return
    if _NOTHING.fullmatch(text.strip("。．. \n")):
        yield diagnose("R72.empty", place, "problems", text=text.strip())
    elif len(text) < _MIN_PROBLEMS_LETTERS:
        yield diagnose("R72.short", place, "problems", count=len(text))
    else:
        if not case.is_stated("problems.issues") and not _PROBLEM.search(text):
            yield diagnose("R72.problem", place, "problems")
        if not case.is_stated("problems.improvements") and not _IMPROVEMENT.search(text):
            yield diagnose("R72.improvement", place, "problems")


def fees(case: Case) -> Iterator[Diagnostic]:
    """The sixth section says whether fees for processing were charged, and how much (R73)."""
    path = f"{_FEE_PATH}.charged"
    stated, charged = case.scalar(path), case.flag(path)
    if stated is None:
        if not case.is_stated(_FEE_PATH) and not _FEE.search(_text(case, "other_matters")):
            yield diagnose("R73.missing", case.place("other_matters"), "other_matters")
        return
    amount, cases = (scalar.value if (scalar := case.scalar(name)) else None for name in _FEE_FIGURES)
    if charged and not amount:
        yield diagnose("R73.amount", stated.span, path)
    elif not charged and (amount or cases):
        yield diagnose("R73.uncharged", stated.span, path, value=str(amount or cases))
    for passage in case.words("other_matters") if charged else ():
        for found in _NO_CHARGE.finditer(passage.text):
            if not _NOT_ALL.search(_NOTHING_ELSE.sub("", _clause(passage.text, *found.span()))):
                yield diagnose("R73.denied", case.spot(passage, *found.span()), passage.path, text=found.group())


def overdue_fees(case: Case) -> Iterator[Diagnostic]:
    """Requests closed because a fee was not paid, and no word of fees in the sixth section (R16)."""
    path = "requests.results.other.fee_overdue.total"
    value = case.value(path)
    is_mentioned = case.flag(f"{_FEE_PATH}.charged") or _FEE_MENTIONED.search(_text(case, "other_matters"))
    if value and not is_mentioned:
        yield diagnose("R16", case.place(path), path, value=value)


def length(case: Case) -> Iterator[Diagnostic]:
    """More than a thousand characters in the first section (R79)."""
    count = sum(len(passage.text) for passage in case.words("overview"))
    if count > _MAX_OVERVIEW_LETTERS:
        yield diagnose("R79", case.place("overview"), "overview", count=count)


def parts(case: Case) -> Iterator[Diagnostic]:
    """An opening that lists other parts than the six (R84)."""
    for passage in case.words("preface", "overview"):
        found, listed = _PARTS.search(passage.text), _LISTED.search(passage.text)
        if found and ordinal(found["number"]) != len(case.edition.sections()):
            yield diagnose(
                "R84.number", case.spot(passage, *found.span("number")), passage.path, number=found["number"]
            )
        elif (found or listed) and (old := _OLD_PARTS.search(passage.text)):
            yield diagnose("R84.old", case.spot(passage, *old.span()), passage.path, text=old.group())
        elif listed:
            sections = [(case.field(path), pattern) for path, pattern in _SECTIONS.items()]
            missing = [_heading(field) for field, pattern in sections if not pattern.search(listed["list"])]
            if 0 < len(missing) <= _MAX_MISSING_SECTIONS:
                place = case.spot(passage, *listed.span("list"))
                yield diagnose("R84.missing", place, passage.path, parts=_listed(missing))


def _clause(text: str, start: int, end: int) -> str:
    """The text between the stops around a place, commas included: an exception is often made before a comma."""
    stops = [at + 1 for at in (text.rfind(stop, 0, start) for stop in "。；\n")]
    after = _SENTENCE_END.search(text, end)
    return text[max(stops) : after.start() if after else len(text)]


def _text(case: Case, *sections: str) -> str:
    return "\n".join(passage.text for passage in case.words(*sections))


def _heading(section: Field) -> Term:
    """The heading of a section without its number."""
    return Term(_SECTION_NUMBER.sub("", section.heading, count=1), section.english)


def _listed(names: list[Term]) -> Term:
    return Term("、".join(name.zh for name in names), ", ".join(name.en for name in names))
