"""Tables typed as text: cells between pipes, tabs, commas or blanks, in one line or under one another."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from gkgen import lazy_re as re
from gkgen.document import Run
from gkgen.importers.parsed_document import (
    GridBlock,
    GridCell,
    LooseTable,
    Place,
    SourceBlock,
    TextBlock,
    TextFragment,
)
from gkgen.importers.shown_text import ShownRun, read_cell
from gkgen.numerals import FIRST_MARK, PART_MARK
from gkgen.terminal_width import cells

Line = tuple[int, str]
# A table, or none where lines that looked like one are text, and the line behind it.
_Found = tuple[GridBlock | LooseTable | None, int] | None
_TAB = "\t"
_BARS = re.compile("[|｜│┃║]")
# A line of nothing but rules, above, below or between rows.
_RULE = re.compile(r"[\s+|｜│┃║:=\-_─━═┄┈┼╋├┤┌┐└┘┬┴┏┓┗┛┣┫┳┻╔╗╚╝╠╣╦╩╬]{3,}")
_MIN_RULE = 6
_WORDS = re.compile(r"\S+")
_FIELDS = re.compile(r"[^,，]+")
_NUMBER = re.compile(r"[+\-−]?\d[\d,]*(?:\.\d+)?|[/／\\—–−-]{1,2}|[０-９]+")
# Rows of a table may be one merged cell, and one of them may be blank; text between two tables is longer or ends.
_MAX_ROW_CHARACTERS = 40
_BETWEEN = 2
_MIN_ROWS = 2
_STOPS = ("。", "；", "：", "，")
_HEADING = re.compile(f"{FIRST_MARK}|{PART_MARK}")
# So many lines of labels may stand above or between rows; so many numbers need no label.
_MAX_HEADS = 6
_WITHOUT_LABEL = 5
MAX_FRAGMENTS = 1500
"""Of a table; the largest of a report has some 400."""
# Columns of a text are half a letter wide, its lines a letter high; where blanks do not align numbers, these stand
# right of everything, so that only their order counts.
_LETTER = 2.0
_FAR_RIGHT = 10_000.0


def blocks_of(lines: Sequence[Line]) -> Iterator[SourceBlock]:
    """Numbered lines as paragraphs and tables."""
    at = tables = 0
    while at < len(lines):
        table, end = next(
            (found for make in (_tabbed, _barred, _spaced) if (found := make(lines, at, tables + 1))), (None, at + 1)
        )
        if table is None:
            yield from _texts(lines[at:end])
        else:
            tables += 1
            yield table
        at = end


def _texts(lines: Sequence[Line]) -> Iterator[TextBlock]:
    for number, line in lines:
        if text := _bare(line):
            yield TextBlock((Run(text),), Place(line=number))


def _tabbed(lines: Sequence[Line], at: int, table: int) -> _Found:
    end = _table_end(lines, at)
    if sum(_has_tabs(line) for _, line in lines[at:end]) < _MIN_ROWS:
        return None
    place = Place(line=lines[at][0], table=table)
    return GridBlock(tuple(tuple(map(_cell, line.split(_TAB))) for _, line in lines[at:end]), place), end


def _table_end(lines: Sequence[Line], start: int) -> int:
    """Where rows that begin here end: behind the last with several cells that is not far from the one before it."""
    end = start
    for at in range(start, len(lines)):
        line = lines[at][1]
        if _has_tabs(line):
            end = at + 1
        elif at - end >= _BETWEEN or end == start or _is_text(line.strip()):
            break
    return end


def _has_tabs(line: str) -> bool:
    """Whether tabs stand between texts, or cells that are blank around one; a tab at the beginning is an indent."""
    return _TAB in line.strip() or (line.count(_TAB) > 1 and _TAB in line.rstrip(" "))


def _is_text(line: str) -> bool:
    return len(line) > _MAX_ROW_CHARACTERS or line.endswith(_STOPS) or bool(_HEADING.match(line))


def _barred(lines: Sequence[Line], at: int, table: int) -> _Found:
    """Rows with bars between their cells; several lines between two rules are one row."""
    end = at
    while end < len(lines) and (_BARS.search(lines[end][1]) or _RULE.fullmatch(lines[end][1])):
        end += 1
    split = [() if _RULE.fullmatch(line) else _between_bars(line) for _, line in lines[at:end]]
    if sum(len(row) > 1 for row in split) < _MIN_ROWS:
        return (None, end) if end > at else None
    rules = [number for number, row in enumerate(split) if not row]
    is_ruled = len(rules) > _MIN_ROWS and any(right - left > 2 for left, right in pairwise(rules))
    rows = _joined(split, rules) if is_ruled else [row for row in split if row]
    place = Place(line=lines[at][0], table=table)
    return GridBlock(tuple(tuple(map(_cell, row)) for row in rows), place), end


def _between_bars(line: str) -> tuple[str, ...]:
    text = _BARS.sub("|", line.strip())
    return tuple(cell.strip() for cell in text.removeprefix("|").removesuffix("|").split("|"))


def _joined(cells: Sequence[tuple[str, ...]], rules: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """The lines between two rules as one row, where all have as many cells; as rows of their own elsewhere."""
    for start, end in pairwise([-1, *rules, len(cells)]):
        lines = [row for row in cells[start + 1 : end] if row]
        if len({len(row) for row in lines}) > 1:
            yield from lines
        elif lines:
            yield tuple("\n".join(filter(None, column)) for column in zip(*lines, strict=True))


def _spaced(lines: Sequence[Line], at: int, table: int) -> _Found:
    """Lines of pieces with blanks or commas between them, of which several end with numbers."""
    end, rows, is_sure = at, 0, False
    if len(_words(_bare(lines[at][1]))) < 2:
        return None
    for number in range(at, len(lines)):
        line = _bare(lines[number][1])
        if count := _numbers(line):
            rows, end = rows + 1, number + 1
            is_sure = is_sure or count >= _WITHOUT_LABEL
        elif _is_end(line) or number - end >= _MAX_HEADS:
            break
    if not (rows >= _MIN_ROWS or is_sure):
        return None
    own = [(number, line) for number, line in lines[at:end] if not _RULE.fullmatch(line)]
    texts = tuple(_texts(own))
    fragments = tuple(fragment for row, (_, line) in enumerate(own) for fragment in _fragments(row, line))
    if len(fragments) > MAX_FRAGMENTS:
        return None, end
    return LooseTable(texts, fragments, Place(line=lines[at][0], table=table)), end


def _is_end(line: str) -> bool:
    """Whether a line is a sentence or the heading of a section."""
    return line.endswith(_STOPS) or (bool(_HEADING.match(line)) and len(_WORDS.findall(line)) == 1)


def _numbers(line: str) -> int:
    """How many numbers a line ends with, behind something else; or how many it consists of, where it has several."""
    words = _words(line)
    count = 0
    while count < len(words) and _NUMBER.fullmatch(words[-1 - count]):
        count += 1
    return count if count < len(words) or count >= _WITHOUT_LABEL else 0


def _words(line: str) -> list[str]:
    """The pieces of a line between blanks, else between commas."""
    words = _WORDS.findall(line)
    return words if len(words) > 1 else [word.strip('"') for word in _FIELDS.findall(line)]


def _fragments(row: int, line: str) -> Iterator[TextFragment]:
    """The pieces of a line; numbers with a single blank or a comma before them do not stand below their labels."""
    text = line.rstrip()
    pieces = [(word.group(), word.start()) for word in _WORDS.finditer(text)]
    if len(pieces) == 1:
        pieces = [(field.group(), field.start()) for field in _FIELDS.finditer(text)]
    is_aligned = all(text[start - 2 : start].isspace() for _, start in pieces[1:])
    for number, (piece, start) in enumerate(pieces):
        words = piece.strip().strip('"')
        read = read_cell((ShownRun(words),))
        left = float(cells(text[:start]))
        right = left + cells(words)
        if not is_aligned and _NUMBER.fullmatch(words):
            left, right = _FAR_RIGHT + number / 100, _FAR_RIGHT + (number + 0.5) / 100
        yield TextFragment(read.text.strip(), left, right, row * _LETTER, _LETTER, read.readings, read.left_out)


def _bare(line: str) -> str:
    """A line without the bars around it; nothing where it is a rule."""
    text = line.strip()
    return "" if _RULE.fullmatch(text) and len(text) > _MIN_RULE else _BARS.sub("|", text).strip("|").strip()


def _cell(text: str) -> GridCell:
    return cell_of((ShownRun(text.strip().strip('"')),))


def cell_of(shown: Iterable[ShownRun]) -> GridCell:
    """A cell of a text, without marks of notes behind its number."""
    read = read_cell(shown)
    return GridCell(read.text, left_out=read.left_out, readings=read.readings)
