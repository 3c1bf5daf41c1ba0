"""What does not belong into a printed report.

Leftovers of Word and of templates (R85), holes where a number was meant (R78), personal data (R87, R88), signs of
careless typing (R83).
"""

from collections.abc import Iterator

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, Span, diagnose
from gkgen.narrative import Passage
from gkgen.review.case import Case

_HAN = "㐀-鿿"
_LEFTOVER = re.compile(
    r"\[bookmark[^\]\n]{0,40}\]?|_GoBack|HYPERLINK|MERGEFORMAT|错误[!！]\s?未找到引用源|Error! Reference source"
    r"|[（(](?:文字描述|此处[^）)\n]{0,12}|请[^）)\n]{0,8}填[^）)\n]{0,8}|待[补填][^）)\n]{0,6})[）)]"
    r"|【(?:\s*|[^】\n]{0,10}(?:填|请|此处|待|示例)[^】\n]{0,10})】"
    rf"|(?<![A-Za-z])[XxＸｘ×]{{2,6}}(?=[{_HAN}])|(?<=[{_HAN}])[XxＸｘ×]{{2,6}}(?![A-Za-z])"
    r"|[_＿]{2,}|TODO|待补充|待填写?|此处填写"
)
_HOLE = re.compile(
    rf"(?<=[{_HAN}])[ \u3000\u00a0]+(?P<unit>件|条|份|次|起|项|篇|期|个|宗|人次|万元|元)(?=[，。；、,;]|$)"
    r"|(?:申请|信息|咨询|留言|行政复议|行政诉讼|规范性文件|规章)(?P<bare>件|条|份|起|宗)(?=[，。；、,;]|$)"
)
_IDENTITY = re.compile(
    r"(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_MOBILE = re.compile(r"(?<![\d.-])1[3-9]\d{9}(?![\d-])")
_OFFICIAL = re.compile(r"(?:联系|咨询|监督|举报|投诉|公开|服务|值班|办公)(?:电话|方式|热线)|热线|传真|客服")
_HALF = re.compile(rf"(?<=[{_HAN}])[,;:!?](?=[{_HAN}“（《])")
_DOUBLED = re.compile(
    r"(?<!目)的的(?!确)|了了(?!解)|是是|在在|和和|及及|对对|将将|我我|，，|。。|、、|；；|，。|。，|(?:公开公开|信息信息|政府政府|工作工作|情况情况|申请申请)"
)


def leftovers(case: Case) -> Iterator[Diagnostic]:
    """Marks that Word, a template or a colleague left in the text (R85)."""
    for name in ("office", "title"):
        scalar = case.scalar(name)
        if scalar and (found := _LEFTOVER.search(scalar.text)):
            yield diagnose("R85", scalar.span, name, text=found.group())
    for passage, start, end in _hits(case, _LEFTOVER):
        yield diagnose("R85", case.spot(passage, start, end), passage.path, text=passage.text[start:end])


def holes(case: Case) -> Iterator[Diagnostic]:
    """A unit without its number (R78)."""
    for passage in case.passages:
        for found in _HOLE.finditer(passage.text):
            begin = max(0, found.start() - 8)
            text = passage.text[begin : found.end()]
            yield diagnose("R78", case.spot(passage, *found.span()), passage.path, text=text)


def personal_data(case: Case) -> Iterator[Diagnostic]:
    """Numbers of identity cards, proved by their check digit (R87), and of mobile telephones (R88)."""
    for passage, start, end in _hits(case, _IDENTITY):
        if _is_identity(passage.text[start:end]):
            yield diagnose("R87", case.spot(passage, start, end), passage.path, text=_masked(passage.text[start:end]))
    for passage, start, end in _hits(case, _MOBILE):
        if not _OFFICIAL.search(passage.text, max(0, start - 12), start):
            yield diagnose("R88", case.spot(passage, start, end), passage.path, text=_masked(passage.text[start:end]))


def careless(case: Case) -> Iterator[Diagnostic]:
    """Half-width punctuation between Chinese characters, words and marks typed twice (R83)."""
    for passage in case.passages:
        if found := _HALF.search(passage.text):
            yield diagnose("R83.half", _around(case, passage, found), passage.path, mark=found.group())
        if found := _DOUBLED.search(passage.text):
            yield diagnose("R83.doubled", _around(case, passage, found), passage.path, text=found.group())


def _hits(case: Case, pattern: re.Pattern[str]) -> Iterator[tuple[Passage, int, int]]:
    for passage in case.passages:
        for found in pattern.finditer(passage.text):
            yield passage, found.start(), found.end()


def _around(case: Case, passage: Passage, found: re.Match[str]) -> Span:
    return case.spot(passage, found.start(), found.end())


def _is_identity(number: str) -> bool:
    """GB 11643-1999: the last sign follows from the seventeen before it."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()


def _masked(number: str) -> str:
    """Findings are sent around; the number itself is not."""
    return f"{number[:3]}…{number[-2:]}"
