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
_SINGLE = re.compile(r"(?:(?<!\d)(?P<year>20\d\d)年)?(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_LEAP_YEAR = 2024
_COMES_OUT = re.compile(
    r"\s*本(?:年度)?报告(?:已|将)?(?:于|自)(?P<day>20\d\d年\d{1,2}月\d{1,2}日)[^，。；]{0,20}?(?:发布|公布|公开)"
)
_PERIOD = re.compile("统计|期限|所列数据|数据的?时间|报告期|起止|本报告|年度报告")
_MANGLED = re.compile(r"(?<!\d)(?:\d{5,}年|\d{3}年(?=\d{1,2}月|度|全年)|\d{3,}月|\d{3,}日)")
_YEAR = re.compile(r"(?<![\d〔\[【（(])((?:19|20)\d{2})年(度)?")
# Words with which another year is meant and not left over: anywhere in the sentence, or next to the year.
_COMPARED = re.compile(
    "上一?年|去年|同比|相比|相较|[比较]|持平|相当|[增升加降减]至|[升加降少]到|回落|以来|结转|历年|每年|连续|曾|此前|以前|期间|遗留|转入|跨年"
)
# What last year caused or left behind is told with it: 因2020年的答复引发, 针对2020年度报告指出的问题.
_BEFORE = re.compile(
    "(?:自|从|由|至|到|在|于|截[至止]|截至|修订|印发|发布|《[^》]*|原|经过?|因|对|针对|就|对照|围绕|涉及|不服|根据|结合|除|继)$"
)
_BEHIND = re.compile(
    "(?:底|末|初|前|起|以后|之后|间|来|期|版|第|印发|发布|公布|出台|修订|修正|施行|实施|颁布|制定|成立|建成|启用|开通|上线|改版|设立|通过|"
    "[^，。；]{0,8}(?:文件|通知|办法|条例|规定|意见|方案|规划|纲要|要点|》)"
    "|[^，。；]{0,14}(?:考核|评估|测评|检查|督查|巡察|报告)[^，。；]{0,8}(?:指出|反馈|发现|提出|通报|存在)"
    "|[^，。；]{0,10}(?:的?遗留|存在的?)?问题)"
)
_TABLES = ("disclosure", "disputes", "requests")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# Last year's report comes out in the year that is reported; 现将… and 本报告 speak of the one at hand.
_PUBLISHED = re.compile(
    "(?:编制|编写|起草|发布|公布|公开|报送|上报|提交|更新|审核|完成|做好|开展)(?:完成|并公布|并发布|和发布|、发布|、公布|了|好)?$"
)
_AT_HAND = re.compile("现将|现就|现予|特此|本报告|特编制|现编制|现公布|现发布")
_COUNTED = re.compile("共|全年|本年|今年|累计|主动公开|收到|受理|新收|办理|答复|发布了|公开了|开展了|制作|接待")
_AHEAD = re.compile("下一?步|下一?年|明年|来年|将|拟|计划|打算|要|力争|争取|继续|进一步|目标|规划|纲要|远景|前")
_CARRIED = re.compile("(?:结转|转结|顺延|转|延|推迟|留待)(?:至|到|入)?$")
# A report is written in the spring of the next year, and may tell what has been done by then.
_NEXT_SPRING = re.compile(r"\d{1,2}月|第?[一1]季度|年?初|春节前")
_AIMED = re.compile("(?:力争|争取|(?<!原)计划|拟|预计|打算|准备)(?:在|于|到)?$")
_WILL = re.compile(
    r"[，,]?[^，。；、,]{0,16}?(?:将(?:继续|进一步|从|不断|着力|重点|以|按照|加强|更加|严格|持续|在|紧紧|认真|全面|深入|做好|坚持|切实|把|着重)"
    r"|要(?:继续|进一步)|继续加强|下一步)"
)


def period(case: Case) -> Iterator[Diagnostic]:
    """A period that is not the whole report year, that ends before it begins, or that is no date at all."""
    for passage in case.passages:
        for found in _MANGLED.finditer(passage.text):
            yield diagnose("R74.mangled", case.spot(passage, *found.span()), passage.path, text=found.group())
        if "日" not in passage.text:
            continue
        ranges = list(_RANGE.finditer(passage.text))
        for found in ranges:
            yield from _range(case, passage, found)
        inside = [found.span() for found in ranges]
        for found in _SINGLE.finditer(passage.text):
            if not any(begin <= found.start() < end for begin, end in inside):
                yield from _single(case, passage, found)


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


def _single(case: Case, passage: Passage, found: re.Match[str]) -> Iterator[Diagnostic]:
    """A day that no year has; a report that came out before its year had ended."""
    year = int(found["year"]) if found["year"] else _LEAP_YEAR
    day = _date(year, int(found["month"]), int(found["day"]))
    if day is None:
        yield diagnose("R74.date", case.spot(passage, *found.span()), passage.path, text=found.group())
    elif found["year"] and day <= date(case.year, 12, 31):
        begin, end = sentence_at(passage.text, found.start())
        told = _COMES_OUT.match(passage.text, begin, end)
        if told and told.start("day") == found.start():
            place = case.spot(passage, told.start(), told.end())
            yield diagnose("R74.published", place, passage.path, text=told.group(), year=case.year)


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
    if _NEXT_SPRING.match(behind):
        return ""
    is_ahead = _WILL.match(behind) or _AIMED.search(passage.text[begin : found.start()])
    if year <= case.year and case.is_in(passage, "problems") and is_ahead:
        return "R75.future"
    if year == case.year:
        return ""
    if year < case.year:
        names_own = f"{case.year}年" in text
        is_dated = _BEFORE.search(passage.text[begin : found.start()]) or _BEHIND.match(behind)
        is_meant = names_own or is_dated or _COMPARED.search(text)
        if _is_report_name(behind, year, case.year):
            return "" if _is_last_report(case, passage, found, begin, end) else "R75.stale"
        is_stale = year == case.year - 1 and _COUNTED.search(text) and not is_meant
        return "R75.stale" if is_stale and not _is_known(case, passage.text[found.end() : end]) else ""
    is_carried = _CARRIED.search(passage.text[begin : found.start()])
    is_counted = _COUNTED.search(passage.text[found.end() : end]) and not _AHEAD.search(text) and not is_carried
    return "R75.later" if is_counted else ""


def _is_last_report(case: Case, passage: Passage, found: re.Match[str], begin: int, end: int) -> bool:
    """Whether last year's report is told to have been published, and not the one at hand called so."""
    text = passage.text[begin:end]
    return (
        not case.is_in(passage, "preface")
        and not _AT_HAND.search(text)
        and bool(_PUBLISHED.search(passage.text[begin : found.start()]) or f"{case.year}年" in text)
    )


def _is_known(case: Case, said: str) -> bool:
    """Whether the sentence gives a number of last year's tables, which it may well repeat."""
    if case.previous is None:
        return False
    numbers = set(_NUMBER.findall(said))
    leaves = (leaf.path for name in _TABLES for leaf in case.field(name).leaves())
    return any(str(value) in numbers for path in leaves if (value := case.value_before(path)) is not None)


def _is_report_name(behind: str, year: int, own: int) -> bool:
    """现将2020年政府信息公开工作年度报告公布如下, in the report of 2021."""
    return bool(re.match(r"度?政府信息公开工作年度报告(?:公布|如下|由|编制|，|。|$)", behind)) and own - year == 1
