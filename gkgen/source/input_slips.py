"""Slips of the input method and of pasting that YAML misreads or cannot read.

Where the parser fails, or sees something else than the form wants, they are found line by line, reported as errors, and
mended in the text that is parsed again, so that one slip hides no other finding. `repairs` applies what is safe.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field
from typing import Literal

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, Span, diagnose
from gkgen.source.block_slips import Blocks, Edit, find_blocks
from gkgen.source.flow_slips import slips_in_flows
from gkgen.source.indent_levels import IndentLevels
from gkgen.source.key_slips import key_slip, wide_colon
from gkgen.source.known_keys import KnownKeys
from gkgen.source.row_slips import ODD_BLANK, mended
from gkgen.source.scalar_lines import LinePlace, ScalarLines
from gkgen.source.value_above_entries import value_above_entries

# Every pattern here takes time in proportion to the line: a hostile line can be a megabyte long.
_BLOCK_HEADER = re.compile(r"(?:^ *|[:：] *|- +)[|>][+-]?(?P<more>[1-9]?)[+-]? *(?:#.*)?$")
_KEY_LINE = re.compile(r"^ *(?:- +)?[^\s:：#][^:：]{0,40}[:：](?:\s|$)")
_BAD_INDENT = re.compile(rf"^ *[\t{ODD_BLANK}][\t {ODD_BLANK}]*")
# A line such as ## 改进情况 is a heading of the text: YAML would drop it as a comment.
_COMMENT_OR_ITEM = re.compile(r"^ *(?:#(?!#+ *[^\s#])|- )")
_QUOTE = re.compile(r"^ *(?:- +)?(?:[^\s:：#'\"{\[][^:：#'\"]{0,60}: +)?(?P<quote>[\"'])(?P<rest>.*)$")
_REFERENCE_VALUE = re.compile(r"^ *(?:- +)?(?:[^\s:：#'\"{\[][^:：]{0,40}: +|(?<=- ))(?P<value>\{\{.*)$")
# What Git writes where two people changed the same lines: mine, what both had (if asked for), theirs.
_CONFLICT = re.compile(r"(?P<mark>[<|=>])(?P=mark){6}(?: .*)?$")
_FLOW_KINDS = frozenset({"Y10.flow", "Y10.sign", "Y10.quotes", "Y10.row", "Y11", "Y11.blank"})
_MAX_FINDINGS_PER_KIND = 20
# Characters of a value that a finding repeats.
_MAX_SHOWN = 20

# Where a line stands in what Git could not merge; only what is mine is read on.
Part = Literal["", "mine", "theirs"]


@dataclass(slots=True)
class _Line:
    """A line being mended; `origins` tells for each of its characters where it stands in the file."""

    number: int
    text: str
    origins: tuple[int, ...] | None = None
    edits: list[Edit] = field(default_factory=list)

    def column(self, index: int) -> int:
        """The column in the file, from 1, of a character of the mended text."""
        return (self.origins[index] if self.origins else index) + 1

    def mend(self, edits: Iterable[Edit]) -> None:
        """Puts other text in place of some stretches, given from left to right."""
        before = self.origins or tuple(range(len(self.text) + 1))
        pieces: list[str] = []
        origins: list[int] = []
        last = 0
        for start, end, wanted, kind in edits:
            self.edits.append((before[start], before[end], wanted, kind))
            pieces += [self.text[last:start], wanted]
            origins += [*before[last:start], *[before[start]] * len(wanted)]
            last = end
        self.text = "".join(pieces) + self.text[last:]
        self.origins = (*origins, *before[last:])


@dataclass(slots=True)
class Scan:
    """What is known while going through the lines, and after it.

    `columns` tells for each line that was changed where its characters stand in the file, all counted from 0; `edits`
    what was changed in it, in columns of the file; `places` what each line is part of. `known` is what the parser tells
    of the lines, `suspects` the lines to look at, all where none are given.
    """

    name: str
    keys: frozenset[str]
    known: ScalarLines
    suspects: Collection[int] | None
    found: list[Diagnostic] = field(default_factory=list)
    columns: dict[int, tuple[int, ...]] = field(default_factory=dict)
    edits: dict[int, tuple[Edit, ...]] = field(default_factory=dict)
    places: list[LinePlace] = field(default_factory=list)
    blocks: Blocks = field(default_factory=Blocks)
    mended: str = ""
    block_indent: int = -1
    text_indent: int = -1
    lines: Sequence[str] = ()
    indents: IndentLevels = field(default_factory=IndentLevels)
    quote: str = ""
    conflict: Part = ""

    def report(self, kind: str, line: _Line, start: int, width: int = 1, **values: str) -> None:
        """Notes a finding, unless there are plenty of that kind."""
        if sum(1 for diagnostic in self.found if diagnostic.kind == kind) < _MAX_FINDINGS_PER_KIND:
            column = line.column(start)
            span = Span(self.name, line.number, column, line.number, column + width)
            self.found.append(diagnose(kind, span, **values))


def scan(
    text: str,
    name: str,
    keys: KnownKeys,
    known: ScalarLines,
    suspects: Collection[int] | None = None,
) -> Scan:
    """The text with its slips mended, and a finding for each.

    `keys` are the keys an office file may have; `known` is what the parser knows of the lines: nothing inside a scalar
    is a slip. `suspects` are the lines to look at, numbered from 1; all of them where the text cannot be parsed.
    """
    found = Scan(name, keys.everywhere, known, suspects)
    if suspects is None:
        found.blocks = find_blocks(text.split("\n"), keys.everywhere, keys.tables, known.inside)
    found.mended = "\n".join(_lines(found, text))
    return found


def _lines(scan: Scan, text: str) -> Iterator[str]:
    scan.lines = text.split("\n")
    for number, typed in enumerate(scan.lines, start=1):
        line = _Line(number, typed)
        scan.places.append(_look_at(scan, line))
        if line.origins is not None:
            scan.columns[number] = line.origins
            scan.edits[number] = tuple(line.edits)
        yield line.text


def _look_at(scan: Scan, line: _Line) -> LinePlace:
    if block_place := scan.blocks.places.get(line.number):
        return _in_blocks(scan, line, block_place)
    if place := scan.known.inside.get(line.number):
        return _inside(scan, line, place)
    if scan.suspects is not None and line.number not in scan.suspects:
        return _beside(scan, line)
    if _is_of_conflict(scan, line):
        line.mend([(0, len(line.text), "", "Y15")])
        return "comment"
    if scan.block_indent >= 0:
        return _in_block(scan, line)
    if scan.quote:
        scan.quote = "" if _closes(scan.quote, line.text) else scan.quote
        return "quoted"
    return _outside(scan, line)


def _in_blocks(scan: Scan, line: _Line, place: LinePlace) -> LinePlace:
    """A line of what was found to be amiss over several lines."""
    scan.block_indent, scan.quote = -1, ""
    if told := scan.blocks.told.get(line.number):
        scan.report(told.kind, line, told.start, max(1, told.end - told.start), key=told.key)
    if edits := scan.blocks.edits.get(line.number):
        line.mend(edits)
    if place == "data":
        scan.indents.note(line.text)
    return place


def _inside(scan: Scan, line: _Line, place: LinePlace) -> LinePlace:
    """A line that the parser knows to be part of a scalar."""
    scan.quote = ""
    if place == "text" and scan.text_indent < 0 and line.text.strip():
        scan.text_indent = _indent(line.text)
    return place


def _beside(scan: Scan, line: _Line) -> LinePlace:
    """A line of entries or a comment in which nothing is wrong."""
    if line.text.lstrip().startswith("#"):
        return "comment"
    scan.indents.note(line.text)
    _note_block(scan, line.text)
    return "data"


def _is_of_conflict(scan: Scan, line: _Line) -> bool:
    """Whether a line is a mark of Git or what another person wrote; the first mark of a conflict is reported."""
    found = _CONFLICT.match(line.text)
    mark = found["mark"] if found else ""
    if mark == "<":
        scan.report("Y15", line, 0, len(line.text))
        scan.conflict = "mine"
    elif scan.conflict and mark in {"|", "="}:
        scan.conflict = "theirs"
    elif scan.conflict and mark == ">":
        scan.conflict = ""
        return True
    else:
        return scan.conflict == "theirs"
    return True


def _in_block(scan: Scan, line: _Line) -> LinePlace:
    """A line of text behind `|`: it belongs to the text while it is indented more than the key."""
    text, indent = line.text, _indent(line.text)
    if scan.text_indent < 0 and text[indent:].startswith("\t"):
        # The parser takes a tab for indentation where it does not know yet how far the text is indented.
        wide = len(text[indent:]) - len(text[indent:].lstrip(" \t"))
        scan.report("Y12", line, indent, wide)
        line.mend([(indent, indent + wide, "" if indent > scan.block_indent else " " * (scan.block_indent + 2), "Y12")])
        text, indent = line.text, _indent(line.text)
    if not text.strip():
        return "text"
    if indent > scan.block_indent:
        if scan.text_indent < 0:
            scan.text_indent = indent
        elif indent < scan.text_indent:
            scan.report("Y13.uneven", line, 0, indent)
            line.mend([(0, indent, " " * scan.text_indent, "Y13.uneven")])
        return "text"
    kind = "Y13"
    if bad := _BAD_INDENT.match(text):
        kind = "Y12"
        scan.report(kind, line, 0, bad.end())
    elif not (_KEY_LINE.match(text) or wide_colon(text, scan.keys) or _COMMENT_OR_ITEM.match(text)):
        scan.report(kind, line, 0)
    else:
        scan.block_indent = -1
        return _outside(scan, line)
    scan.text_indent = max(scan.text_indent, scan.block_indent + 2)
    line.mend([(0, len(text) - len(text.lstrip()), " " * scan.text_indent, kind)])
    return "text"


def _outside(scan: Scan, line: _Line) -> LinePlace:
    if (bad := _BAD_INDENT.match(line.text)) and line.text.strip():
        scan.report("Y12", line, 0, bad.end())
        line.mend([(0, bad.end(), " " * scan.indents.meant(bad.group(), line.text), "Y12")])
    if line.text.lstrip().startswith("#"):
        return "comment"
    _mend_key(scan, line)
    _mend_value_above(scan, line)
    _mend_flows(scan, line)
    _mend_reference(scan, line)
    scan.indents.note(line.text)
    if not _note_block(scan, line.text):
        opened = _QUOTE.match(line.text)
        scan.quote = opened["quote"] if opened and not _closes(opened["quote"], opened["rest"]) else ""
    return "data"


def _note_block(scan: Scan, text: str) -> bool:
    """Whether a line ends with | or >, and how far the text behind it is indented."""
    header = _BLOCK_HEADER.search(text)
    is_block = header is not None and "#" not in text[: header.start()]
    if text.strip():
        scan.block_indent = _indent(text) if is_block else -1
        scan.text_indent = scan.block_indent + int(header["more"]) if header and header["more"] else -1
    return is_block


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _closes(quote: str, text: str) -> bool:
    """Whether text behind an opening quotation mark holds the closing one."""
    return quote in (re.sub(r"\\.", "", text) if quote == '"' else text.replace("''", ""))


def _mend_key(scan: Scan, line: _Line) -> None:
    is_yaml = scan.suspects is not None
    while slip := key_slip(scan.lines, line.number, line.text, scan.keys, is_yaml=is_yaml):
        if slip.kind != "Y10.dash" or not any(found.kind == slip.kind for found in scan.found):
            scan.report(slip.kind, line, slip.place, slip.width, key=slip.key)
        line.mend([(slip.start, slip.end, slip.wanted, slip.kind)])


def _mend_value_above(scan: Scan, line: _Line) -> None:
    """全零 behind a key that has rows below it."""
    found = value_above_entries(scan.lines, line.number) if scan.suspects is None else None
    if found is None or found.key not in scan.keys:
        return
    # The line may have been mended before; what is searched for stands in it but once.
    start = line.text.find(found.value, line.text.find(found.key) + len(found.key))
    kind, value = "Y16" if found.is_nothing else "Y16.text", found.value[:_MAX_SHOWN]
    scan.report(kind, line, start, len(found.value), key=found.key, value=value)
    line.mend([(start, start + len(found.value), "", kind)])


def _mend_reference(scan: Scan, line: _Line) -> None:
    """A value that begins with {{: YAML takes the braces for a mapping."""
    value = _REFERENCE_VALUE.match(line.text)
    if not value:
        return
    scan.report("Y05", line, value.start("value"), 2)
    quoted = value["value"].rstrip().replace("'", "''")
    line.mend([(*value.span("value"), f"'{quoted}'", "Y05")])


def _mend_flows(scan: Scan, line: _Line) -> None:
    """Signs that do not belong in `{自然人：3，商业企业：1}` and `[1，2]`, and those that are missing."""
    is_yaml, texts = scan.suspects is not None, scan.known.texts.get(line.number, ())
    changes = slips_in_flows(scan.lines, line.number, line.text, scan.keys, texts, is_yaml=is_yaml)
    typed = line.text
    told: set[str] = set()
    for start, end, wanted, kind, key in map(astuple, changes):
        # One finding of a kind is enough; the line is mended as a whole.
        kinds = {"Y11.separator"} if kind == "Y11.separator" else _FLOW_KINDS
        if not kinds & told:
            shown = wanted.strip() if kind != "Y10.row" else mended(typed, changes)
            scan.report(kind, line, start, max(1, end - start), key=key, typed=typed[start:end].strip(), wanted=shown)
        told.add(kind)
    if changes:
        line.mend((change.start, change.end, change.wanted, change.kind) for change in changes)
