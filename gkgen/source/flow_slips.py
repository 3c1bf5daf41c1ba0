"""Slips in braces and brackets: full-width signs, missing spaces, thousands separators (`{自然人：3，总计：3}`)."""

from collections.abc import Collection, Iterable

from gkgen import lazy_re as re

_COMMENT = re.compile(r"\s#")
_FLOW = re.compile(r"(?<![{｛])[{｛](?P<inside>[^{}｛｝]*)[}｝](?![}｝])")
_FLOW_KEY = re.compile(r"^\s*([^\s:：,，]+)\s*[:：]")
# A figure of the author's own has a name that nobody knows, but a number behind it.
_FIGURE = re.compile(r"^\s*[^\s:：,，]+\s*[:：]\s*[+-]?[\d０-９]")
# Where the value of a line begins, behind its key.
_VALUE = re.compile(r"^ *(?:- +)*(?:[^\s:：{｛\[\"'][^:：{｛\[\"']{0,60}[:：]\s*)?")
_ENTRY = re.compile(r"(?P<before>[{｛,，、])\s*[^\s:：,，、{}｛｝]{1,40}\s?(?P<colon>[:：])")
_SEPARATED = re.compile(r"(?<=[:：\s])\d{1,3}(?:,\d{3})+(?!\d)")
_NUMBER_LIST = re.compile(r"\[[\d０-９ ,，、]+\]")
_OTHER_BRACKETS = re.compile(r"[(（【［](?P<inside>[^(（【［)）】］{}\[\]]+)[)）】］]\s*$")
_COMMA_OR_STOP = re.compile("[,，、;；]")
_COMMA = re.compile("[，、]")

# Where a slip begins and ends, counted from 0, and the key of the braces that it is in.
FlowSlip = tuple[int, int, str]


def slips_in_flows(text: str, keys: Collection[str], texts: Iterable[tuple[int, int]]) -> list[FlowSlip]:
    """The slips in the braces and brackets of a line, from left to right.

    Braces count where their first word is one of the `keys` or has a number behind it; `texts` are the columns of what
    the parser takes for text, in which nothing is a slip.
    """
    value = _VALUE.match(text)
    begin = value.end() if value else 0
    if not text.startswith(tuple("{｛[(（【［"), begin):
        return []
    comment = _COMMENT.search(text)
    end = comment.start() if comment else len(text)
    slips: list[tuple[int, int, str]] = []
    for flow in _FLOW.finditer(text, begin, end):
        key = _FLOW_KEY.match(flow["inside"])
        is_entry = key and (key.group(1) in keys or _FIGURE.match(flow["inside"]))
        if key and is_entry and _is_value(text, flow.start(), begin):
            slips += ((start, stop, key.group(1)) for start, stop in _flow_slips(text, *flow.span()))
    slips += _other_brackets(text, begin, end, keys)
    for numbers in _NUMBER_LIST.finditer(text, begin, end):
        slips += ((comma.start(), comma.end(), "") for comma in _COMMA.finditer(text, *numbers.span()))
    slips = [slip for slip in slips if not any(start <= slip[0] < stop for start, stop in texts)]
    return sorted(slips)


def _other_brackets(text: str, begin: int, end: int, keys: Collection[str]) -> list[FlowSlip]:
    """Round or square brackets around `自然人：5，商业企业：1`, where braces belong; the slips inside of them."""
    found = _OTHER_BRACKETS.match(text, begin, end)
    entries = [_FLOW_KEY.match(entry) for entry in _COMMA_OR_STOP.split(found["inside"])] if found else []
    if not found or not entries or not all(entry and entry.group(1) in keys for entry in entries):
        return []
    start, stop = found.start("inside"), found.end("inside")
    inside = _flow_slips("{" + text[start:stop] + "}", 0, stop - start + 2)
    key = entries[0].group(1) if entries[0] else ""
    slips = [(start - 1 + one, start - 1 + other, key) for one, other in inside]
    return [(start - 1, start, key), *slips, (stop, stop + 1, key)]


def _is_value(text: str, start: int, begin: int) -> bool:
    """Whether braces are a value, and not part of text that stands without quotation marks in a list."""
    return start == begin or text[max(begin, start - 20) : start].rstrip()[-1:] in set(":：-[{｛,，")


def _flow_slips(text: str, start: int, end: int) -> set[tuple[int, int]]:
    """Full-width braces, commas before a key, colons behind a key; colons without a space; 1,000."""
    slips = {(place, place + 1) for place in (start, end - 1) if text[place] in "｛｝"}
    for entry in _ENTRY.finditer(text, start, end):
        if entry["before"] in "，、":
            slips.add(entry.span("before"))
        behind = text[entry.end() : entry.end() + 1]
        if entry["colon"] == "：" or behind not in " \t,，}｝":
            slips.add(entry.span("colon"))
    return slips | {number.span() for number in _SEPARATED.finditer(text, start, end)}
