"""Text files: reports turned into lines, each cell of a table on a line of its own, or cells with tabs between."""

from collections.abc import Iterator, Sequence

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.document import Run
from gkgen.importers.parsed_document import GridBlock, GridCell, ParsedDocument, Place, SourceBlock, TextBlock
from gkgen.importers.readers.encoding import Decoded, decode
from gkgen.importers.shown_text import ShownRun, read_cell
from gkgen.numerals import FIRST_MARK, PART_MARK

_ENDINGS = ("\r\n", "\r", "\v", "\f", "\u2028", "\u2029", "\x85")
_TAB = "\t"
# Rows of a table may be one merged cell, and one of them may be blank; text between two tables is longer or ends.
_MAX_ROW_CHARACTERS = 40
_BETWEEN = 2
_MIN_ROWS = 2
_STOPS = ("。", "；", "：", "，")

_HEADING = re.compile(f"{FIRST_MARK}|{PART_MARK}")

Line = tuple[int, str]


def read(data: bytes, name: str) -> ParsedDocument:
    """The lines of a text file that say something, each with its number, and rows of cells with tabs between them."""
    decoded = decode(data)
    text = decoded.text.removeprefix("\ufeff")
    for ending in _ENDINGS:
        text = text.replace(ending, "\n")
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    return ParsedDocument(name, "txt", tuple(_blocks(lines)), diagnostics=damage(decoded, name))


def _blocks(lines: Sequence[Line]) -> Iterator[SourceBlock]:
    at = tables = 0
    while at < len(lines):
        end = _table_end(lines, at)
        if sum(_has_cells(line) for _, line in lines[at:end]) >= _MIN_ROWS:
            tables += 1
            place = Place(line=lines[at][0], table=tables)
            yield GridBlock(tuple(tuple(map(_cell, line.split(_TAB))) for _, line in lines[at:end]), place)
            at = end
        else:
            number, line = lines[at]
            yield TextBlock((Run(line.strip()),), Place(line=number))
            at += 1


def _table_end(lines: Sequence[Line], start: int) -> int:
    """Where rows that begin here end: behind the last with several cells that is not far from the one before it."""
    end = start
    for at in range(start, len(lines)):
        line = lines[at][1]
        if _has_cells(line):
            end = at + 1
        elif at - end >= _BETWEEN or end == start or _is_text(line.strip()):
            break
    return end


def _is_text(line: str) -> bool:
    return len(line) > _MAX_ROW_CHARACTERS or line.endswith(_STOPS) or bool(_HEADING.match(line))


def _has_cells(line: str) -> bool:
    """Whether tabs stand between texts, or cells that are blank around one; a tab at the beginning is an indent."""
    return _TAB in line.strip() or (line.count(_TAB) > 1 and _TAB in line.rstrip(" "))


def _cell(text: str) -> GridCell:
    return cell_of(text.strip().strip('"'))


def cell_of(text: str) -> GridCell:
    """A cell of a text, without marks of notes behind its number."""
    read = read_cell((ShownRun(text),))
    return GridCell(read.text, left_out=read.left_out)


def damage(decoded: Decoded, name: str) -> tuple[Diagnostic, ...]:
    """What cannot be read in the encoding of a file."""
    lost = decoded.text.count("\ufffd")
    return () if decoded.is_certain or not lost else (diagnose("I38", name, encoding=decoded.encoding, count=lost),)
