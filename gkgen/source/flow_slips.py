"""Slips in braces and brackets: full-width signs, missing spaces, thousands separators (`{自然人：3，总计：3}`)."""

from collections.abc import Collection, Iterable, Sequence

from gkgen import lazy_re as re
from gkgen.source.row_slips import Change, entry_changes, row_changes

_COMMENT = re.compile(r"\s#")
_FLOW = re.compile(r"(?<![{｛])[{｛](?P<inside>[^{}｛｝]*)[}｝](?![}｝])")
_FLOW_KEY = re.compile(r"^\s*([^\s:：,，]+)\s*[:：]")
# A figure of the author's own has a name that nobody knows, but a number behind it.
_FIGURE = re.compile(r"^\s*[^\s:：,，]+\s*[:：]\s*[+-]?[\d０-９]")
# Where the value of a line begins, behind its key.
_VALUE = re.compile(r"^ *(?:- +)*(?P<key>[^\s:：{｛\[\"'][^:：{｛\[\"']{0,60}[:：]\s*)?")
_ENTRY = re.compile(r"(?P<before>[{｛,，、])\s*[^\s:：,，、{}｛｝]{1,40}\s?(?P<colon>[:：])")
_SEPARATED = re.compile(r"(?<=[:：\s])[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)")
MAX_LINES_BELOW = 40
"""How many blank lines and comments are passed over to find the next line."""
_WIDE = {"，": ", ", "、": ", ", "：": ": ", "｛": "{", "｝": "}"}


def slips_in_flows(
    lines: Sequence[str],
    number: int,
    text: str,
    keys: Collection[str],
    texts: Iterable[tuple[int, int]],
    *,
    is_yaml: bool,
) -> list[Change]:
    """What must change in the braces and brackets of a line, from left to right.

    The line is the `number`th of `lines`, from 1, and reads `text` now. `texts` are the columns of what the parser
    takes for text, in which nothing is a slip; `is_yaml` tells that it took the line for something.
    """
    value = _VALUE.match(text)
    begin = value.end() if value else 0
    may_lack_braces = bool(value and value["key"]) and not is_yaml
    changes = row_changes(
        text, begin, keys, may_go_on=is_yaml or _may_go_on(lines, number), may_lack_braces=may_lack_braces
    )
    if changes is None or _are_inside(changes, texts):
        changes = _braces_by_themselves(text, begin, keys)
        changes = [change for change in changes if not _are_inside([change], texts)]
    return changes


def _are_inside(changes: Iterable[Change], texts: Iterable[tuple[int, int]]) -> bool:
    return any(start <= change.start < stop for change in changes for start, stop in texts)


def _may_go_on(lines: Sequence[str], number: int) -> bool:
    """Whether braces that are open at the end of a line may be closed in a later one."""
    near = lines[number : number + MAX_LINES_BELOW]
    below = next((line for line in near if line.strip() and not line.lstrip().startswith("#")), "")
    indents = [len(line) - len(line.lstrip()) for line in (lines[number - 1], below)]
    return bool(below) and (indents[1] > indents[0] or below.count("{") < below.count("}"))


def _braces_by_themselves(text: str, begin: int, keys: Collection[str]) -> list[Change]:
    """The slips in those braces that begin with a key, or hold a number, where the line as a whole is no row."""
    if not text.startswith(tuple("{｛["), begin):
        return []
    comment = _COMMENT.search(text)
    end = comment.start() if comment else len(text)
    changes: list[Change] = []
    for flow in _FLOW.finditer(text, begin, end):
        inner = entry_changes(text, *flow.span("inside"), keys)
        key = _FLOW_KEY.match(flow["inside"])
        is_entry = inner is not None or (key and (key.group(1) in keys or _FIGURE.match(flow["inside"])))
        if is_entry and _is_value(text, flow.start(), begin):
            name = key.group(1) if key else ""
            found = _flow_slips(text, *flow.span(), name)
            inside = found[:0] if inner is None else inner
            changes += [change for change in found if inner is None or text[change.start] in "｛｝"] + inside
    return sorted(changes, key=lambda change: change.start)


def _is_value(text: str, start: int, begin: int) -> bool:
    """Whether braces are a value, and not part of text that stands without quotation marks in a list."""
    return start == begin or text[max(begin, start - 20) : start].rstrip()[-1:] in set(":：-[{｛,，")


def _flow_slips(text: str, start: int, end: int, key: str) -> list[Change]:
    """Full-width braces, commas before a key, colons behind a key; colons without a space; 1,000."""
    slips = {(place, place + 1) for place in (start, end - 1) if text[place] in "｛｝"}
    for entry in _ENTRY.finditer(text, start, end):
        if entry["before"] in "，、":
            slips.add(entry.span("before"))
        behind = text[entry.end() : entry.end() + 1]
        if entry["colon"] == "：" or behind not in " \t,，}｝":
            slips.add(entry.span("colon"))
    numbers = {number.span() for number in _SEPARATED.finditer(text, start, end)}
    return [
        *(Change(*span, text[slice(*span)].replace(",", ""), "Y11.separator", key) for span in numbers),
        *(
            Change(*span, _WIDE.get(typed, ": "), "Y11" if typed == ":" else "Y10.flow", key)
            for span in slips
            if (typed := text[slice(*span)])
        ),
    ]
