"""Slips that take several lines: a table pasted below its key, text behind the bar, a file set between code fences.

They are looked for only in a text that the parser does not take. What each line becomes keeps the number of the lines,
so that whatever is found later has its place.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from gkgen import lazy_re as re
from gkgen.source.scalar_lines import LinePlace

_KEY_ALONE = re.compile(
    r"^(?P<before> *(?P<key>[^\s:：#'\"{\[][^:：]{0,40}?) *[:：])[ \t\u3000]*(?P<bar>[|｜]?)[ \t\u3000]*(?P<rest>#.*)?$"
)
_ENTRY = re.compile(r"^[ \t\u3000]*(?:- +)?(?P<key>[^\s:：#'\"{\[][^:：\t]{0,40}?) *[:：](?=\s|$|[{｛])")
# A label, and numbers set apart from it by tabs, bars or wide gaps.
_PASTED_ROW = re.compile(
    r"[^\s\d|].*(?:\t| {2,}|\u3000{2,}|\|)[ \t|\u3000]*[+-]?[\d０-９][\d０-９.,，]*[ \t|\u3000]*(?:[\t| \u3000]|$)"
)
_TEXT_BEHIND_BAR = re.compile(
    r"^(?P<before>(?P<margin> *)(?:- +)?(?P<key>[^\s:：#'\"{\[][^:：]{0,40}?) *: *)(?P<bar>[|｜>][ \t\u3000]*)"
    r"(?P<text>[^\s|｜>+\-#\d][^|｜]*)$"
)
_FENCE = re.compile(r"^\s*(?:```|~~~)[ \t]*[A-Za-z]{0,10}[ \t]*$")
_STEP = 2
MAX_LINE_CHARACTERS = 600
"""No row of a table is longer; the pattern of a row takes time with the square of it."""
MAX_TEXT_CHARACTERS = 20_000
"""A paragraph has a tenth of this."""
MAX_PASTED_LINES = 120
"""The longest table has some thirty rows; a cell may take several lines."""

# The stretch of a line, counted from 0, the text that belongs there, the kind of the slip.
Edit = tuple[int, int, str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """A finding: its kind, its line from 1, its columns from 0, the key it is about."""

    kind: str
    line: int
    start: int
    end: int
    key: str


@dataclass(slots=True)
class Blocks:
    """What lines become: to be read on (`edits`), and where that is another thing, in the file (`rewritten`)."""

    edits: dict[int, list[Edit]] = field(default_factory=dict)
    places: dict[int, LinePlace] = field(default_factory=dict)
    rewritten: dict[int, str] = field(default_factory=dict)
    told: dict[int, Told] = field(default_factory=dict)


def find_blocks(
    lines: Sequence[str], keys: Collection[str], tables: Collection[str], inside: Mapping[int, LinePlace]
) -> Blocks:
    """The slips of several lines; `tables` are the keys of tables and their parts, `inside` what the parser knows."""
    blocks = Blocks()
    first = next((line for line in lines if line.lstrip()[:1] not in {"", "#"}), "")
    number = 1
    while number <= len(lines):
        line = lines[number - 1]
        if number in inside:
            number += 1
        elif _FENCE.match(first) and _FENCE.match(line):
            _note(blocks, Told("Y10.fence", number, 0, len(line), ""), [(0, len(line), "", "Y10.fence")], "comment")
            number += 1
        elif (found := _KEY_ALONE.match(line)) and found["key"] in tables:
            number = _pasted(blocks, lines, number, found, keys)
        elif len(line) <= MAX_TEXT_CHARACTERS and (found := _TEXT_BEHIND_BAR.match(line)) and found["key"] in keys:
            number = _behind_bar(blocks, lines, number, found)
        else:
            number += 1
    return blocks


def _note(blocks: Blocks, told: Told, edits: list[Edit], place: LinePlace) -> None:
    blocks.told[told.line] = told
    blocks.edits[told.line] = edits
    blocks.places[told.line] = place


def _pasted(blocks: Blocks, lines: Sequence[str], number: int, key: re.Match[str], keys: Collection[str]) -> int:
    """The lines of a table pasted below its key; gives the number of the line to go on with."""
    last = number
    for below in range(number + 1, min(len(lines), number + MAX_PASTED_LINES) + 1):
        line = lines[below - 1]
        entry = _ENTRY.match(line)
        if line.startswith("#") or (entry and entry["key"] in keys):
            break
        last = below if line.strip() else last
    block = range(number + 1, last + 1)
    rows = [each for each in block if _PASTED_ROW.search(lines[each - 1][:MAX_LINE_CHARACTERS])]
    if not rows or not any("\t" in lines[each - 1] or len(rows) > 1 for each in rows):
        return number + 1
    if key["bar"] and all(lines[each - 1].startswith(" ") or not lines[each - 1].strip() for each in block):
        return number + 1
    margin = len(key["before"]) - len(key["before"].lstrip()) + _STEP
    begin = next(each for each in block if lines[each - 1].strip())
    # A text that begins with a blank says how far it is indented (YAML 1.2.2, 8.1.1.1).
    sign = f" |{_STEP}" if lines[begin - 1][:1] in " \t\u3000" else " |"
    line = lines[number - 1]
    tail = key.start("rest") if key["rest"] else len(line)
    blocks.edits[number] = [(key.end("before") - 1, tail, ":" + sign + ("  " if key["rest"] else ""), "Y18")]
    blocks.places[number] = "data"
    for each in block:
        if lines[each - 1].strip():
            blocks.edits[each] = [(0, 0, " " * margin, "Y18")]
        blocks.places[each] = "text"
    blocks.told[begin] = Told("Y18", begin, 0, len(lines[begin - 1].rstrip()), key["key"])
    return last + 1


def _behind_bar(blocks: Blocks, lines: Sequence[str], number: int, found: re.Match[str]) -> int:
    """Text on the line of the bar, and its other lines below; to the parser it is given in quotation marks."""
    margin = len(found["margin"])
    last = number
    for below in range(number + 1, len(lines) + 1):
        line = lines[below - 1]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= margin:
            break
        last = below if line.strip() else last
    kind = "Y03.bar"
    for each in range(number, last + 1):
        line = lines[each - 1]
        start = found.start("text") if each == number else 0
        edits: list[Edit] = [(found.start("bar"), start, "'", kind)] if each == number else []
        edits += [
            (quote.start(), quote.end(), "''", kind) for quote in re.finditer("'", line) if quote.start() >= start
        ]
        edits += [(len(line), len(line), "'", kind)] if each == last else []
        blocks.edits[each] = edits
        blocks.places[each] = "data" if each == number else "quoted"
        blocks.rewritten[each] = line
    deeper = next((line for line in lines[number:last] if line.strip()), "")
    indent = len(deeper) - len(deeper.lstrip(" ")) or margin + _STEP
    sign = ">" if found["bar"].startswith(">") else "|"
    blocks.rewritten[number] = f"{found['before'].rstrip()} {sign}\n{' ' * indent}{found['text'].strip()}"
    blocks.told[number] = Told(kind, number, found.start("bar"), found.start("bar") + 1, found["key"])
    return last + 1
