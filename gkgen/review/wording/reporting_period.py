"""Dates and years in the text: the period that the numbers are for (R74), years left from other reports (R75)."""

from collections.abc import Iterator
from datetime import date

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.narrative import Passage
from gkgen.review.case import Case
from gkgen.review.sentence_splitting import sentence_at, sentences

_DAY = r"(\d{4})年(\d{1,2})月(\d{1,2})日"
_RANGE = re.compile(rf"{_DAY}(?:起|开始)?\s*(?:起?至|到|—+|-+|－+|~|～)\s*(?:(\d{{4}})年)?(\d{{1,2}})月(\d{{1,2}})日")
_PERIOD = re.compile("统计|期限|所列数据|数据的?时间|报告期|起止|本报告|年度报告")
_MANGLED = re.compile(r"\d{5,}年|(?<!\d)\d{3}年(?=\d{1,2}月|度|全年)|\d{3,}月|\d{3,}日")
_YEAR = re.compile(r"(?<![\d〔\[【（(])((?:19|20)\d{2})年(度)?")
# Words with which another year is meant and not left over: anywhere in the sentence, or next to the year.
_COMPARED = re.compile("上一?年|去年|同比|相比|相较|[比较]|以来|结转|历年|每年|连续|曾|此前|以前|期间|遗留|转入|跨年")
_BEFORE = re.compile("(?:自|从|至|到|在|于|截[至止]|截至|修订|印发|发布|《[^》]*|原|经过?)$")
_BEHIND = re.compile(
    "(?:底|末|初|前|起|以后|之后|间|来|期|版|第|印发|发布|公布|出台|修订|修正|施行|实施|颁布|制定|成立|建成|启用|开通|上线|改版|设立|通过|"
    "[^，。；]{0,8}(?:文件|通知|办法|条例|规定|意见|方案|规划|纲要|要点|》))"
)
_COUNTED = re.compile("共|全年|本年|今年|累计|主动公开|收到|受理|新收|办理|答复|发布了|公开了|开展了|制作|接待")
_AHEAD = re.compile("下一?步|下一?年|明年|来年|将|拟|计划|打算|要|力争|争取|继续|进一步|目标|规划|纲要|远景|前")
_CARRIED = re.compile("(?:结转|顺延|转|延)(?:至|到|入)?$")
_WILL = re.compile(
    r"[，,]?[^，。；、,]{0,16}?(?:将(?:继续|进一步|从|不断|着力|重点|以|按照|加强|更加|严格|持续|在|紧紧|认真|全面|深入|做好|坚持|切实|把|着重)"
    r"|要(?:继续|进一步)|继续加强|下一步)"
)


def period(case: Case) -> Iterator[Diagnostic]:
    """A period that is not the whole report year, that ends before it begins, or that is no date at all."""
    for passage in case.passages:
        for found in _MANGLED.finditer(passage.text):
            yield diagnose("R74.mangled", case.spot(passage, *found.span()), passage.path, text=found.group())
        for found in _RANGE.finditer(passage.text):
            yield from _range(case, passage, found)


def _range(case: Case, passage: Passage, found: re.Match[str]) -> Iterator[Diagnostic]:
    first, last = _dates(found)
    place = case.spot(passage, *found.span())
    text = found.group()
    if first is None or last is None:
        yield diagnose("R74.date", place, passage.path, text=text)
    elif last < first:
        yield diagnose("R74.order", place, passage.path, text=text)
    elif (first, last) != (date(case.year, 1, 1), date(case.year, 12, 31)):
        begin, end = sentence_at(passage.text, found.start())
        if _PERIOD.search(passage.text, begin, end):
            yield diagnose("R74", place, passage.path, text=text, year=case.year)


def _dates(found: re.Match[str]) -> tuple[date | None, date | None]:
    numbers = [int(group) if group else None for group in found.groups()]
    return _date(numbers[0], *numbers[1:3]), _date(numbers[3] or numbers[0], *numbers[4:6])


def _date(year: int | None, month: int | None, day: int | None) -> date | None:
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def years(case: Case) -> Iterator[Diagnostic]:
    """A year that belongs to another report."""
    for passage in case.passages:
        for begin, end in sentences(passage.text):
            for found in _YEAR.finditer(passage.text, begin, end):
                if not passage.is_referred(*found.span()) and (kind := _problem_with(case, passage, found, begin, end)):
                    place = case.spot(passage, *found.span())
                    yield diagnose(kind, place, passage.path, text=found.group(), year=case.year)


def _problem_with(case: Case, passage: Passage, found: re.Match[str], begin: int, end: int) -> str:
    """What is wrong with a year in a sentence, if anything is."""
    year, text = int(found[1]), passage.text[begin:end]
    behind = passage.text[found.end() : found.end() + 28]
    if re.match(r"\d{1,2}月", behind):
        return ""
    if year <= case.year and case.is_in(passage, "problems") and _WILL.match(behind):
        return "R75.future"
    if year == case.year:
        return ""
    if year < case.year:
        names_own = f"{case.year}年" in text
        is_dated = _BEFORE.search(passage.text[begin : found.start()]) or _BEHIND.match(behind)
        is_stale = (
            year == case.year - 1 and _COUNTED.search(text) and not (names_own or is_dated or _COMPARED.search(text))
        )
        return "R75.stale" if is_stale or _is_report_name(behind, year, case.year) else ""
    is_carried = _CARRIED.search(passage.text[begin : found.start()])
    is_counted = _COUNTED.search(behind) and not _AHEAD.search(text) and not is_carried
    return "R75.later" if is_counted else ""


def _is_report_name(behind: str, year: int, own: int) -> bool:
    """现将2020年政府信息公开工作年度报告公布如下, in the report of 2021."""
    return bool(re.match(r"度?政府信息公开工作年度报告(?:公布|如下|由|编制|，|。|$)", behind)) and own - year == 1
