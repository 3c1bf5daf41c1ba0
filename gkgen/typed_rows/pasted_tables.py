"""A statutory table pasted as text: rows by their labels, numbers in the order of the form.

Only what is certain is read. A line that is neither a row with all of its numbers nor words of the form is doubtful,
and one doubtful line leaves the table unread.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gkgen import lazy_re as re
from gkgen.form import Field, TableForm
from gkgen.label_normalization import normalized
from gkgen.typed_rows.key_spelling import spellings
from gkgen.typed_rows.number_rows import MAX_ROW_CHARACTERS, Piece, numbers_in

# The label of a row ends where only numbers follow, set apart from it.
_ROW = re.compile(r"^(?P<label>.*?[^\s\d０-９,，|:：+-])[\s|:：,，]+(?P<numbers>[+\-\d０-９][\s,，、|\d０-９.+-]*)$")
# A quotation mark at the beginning of a cell that is not closed on its line.
_OPEN_CELL = re.compile(r'(?:^|\t| {2}) *"(?:[^"\t]|"")*$')
MAX_LINES_OF_CELL = 8
"""A cell of the form with line breaks in it has three lines."""
_CELLS = re.compile(r"\t|\||[ \u3000]{2,}")
_EMPTY_CELL = re.compile(r"\t[ \u3000]*\t|\|\s*\|")


@dataclass(frozen=True, slots=True)
class PastedRow:
    """A row of the form with its numbers; `line` counts the lines that were given, from 0."""

    field: Field
    cells: tuple[tuple[Field, Piece], ...]
    line: int


@dataclass(frozen=True, slots=True)
class DoubtfulLine:
    """A line that cannot be read for certain, counted as in PastedRow."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class _Target:
    """A row of the form: its cells with and without totals."""

    field: Field
    typed: tuple[Field, ...]
    names: frozenset[str]


def read_pasted(
    lines: Sequence[str], part: Field, table: TableForm, typed_cells: Iterable[tuple[Field, tuple[Field, ...]]]
) -> tuple[tuple[PastedRow, ...], DoubtfulLine | None]:
    """The rows of a part of a table, or the first line that is doubtful.

    `typed_cells` are the rows below that part, in the order of the form, each with the cells that an author types.
    """
    targets = [_Target(row, cells, frozenset(map(normalized, spellings(row)))) for row, cells in typed_cells]
    words = frozenset(_words(table))
    rows: list[PastedRow] = []
    place = 0
    for number, line, offset in _whole_lines(lines):
        if not line.strip() or len(line) > MAX_ROW_CHARACTERS:
            continue
        if _is_head(line, words) and not _is_label_alone(line, targets):
            continue
        found = _row(line, number, targets, place) or _unlabelled(line, number, targets, rows)
        found = [_moved(row, offset) for row in found] if found and offset else found
        if found is None or any(_contradict(one, other) for one in found for other in rows):
            return (), DoubtfulLine(number, line.strip())
        rows += found
        place = max(targets.index(_target(targets, row.field)) for row in found) + 1
    return tuple(rows), None if rows else DoubtfulLine(0, lines[0].strip() if lines else part.key)


def _whole_lines(lines: Sequence[str]) -> Iterator[tuple[int, str, int]]:
    """The lines of a table with the number of each, from 0, and how far its last part was moved.

    Excel puts a cell of several lines into quotation marks; its lines become one, told at the last of them.
    """
    number = 0
    while number < len(lines):
        last, whole = number, lines[number]
        while _is_open(whole) and last + 1 < min(len(lines), number + MAX_LINES_OF_CELL):
            last += 1
            whole += lines[last].lstrip(" ")
        if _is_open(whole):
            last, whole = number, lines[number]
        # A blank in place of each mark moves no number.
        whole = whole.replace('"', " ") if last > number else whole
        moved = len(whole) - len(lines[last].lstrip(" ")) if last > number else 0
        yield last, whole, moved - (len(lines[last]) - len(lines[last].lstrip(" ")) if last > number else 0)
        number = last + 1


def _is_open(line: str) -> bool:
    """Whether a line ends inside a cell of several lines."""
    return len(line) <= MAX_ROW_CHARACTERS and bool(_OPEN_CELL.search(line))


def _moved(row: PastedRow, offset: int) -> PastedRow:
    """A row whose line was put together from several, with its numbers where they stand in the last of them."""
    cells = tuple((field, replace(piece, start=piece.start - offset)) for field, piece in row.cells)
    return replace(row, cells=cells)


def _contradict(one: PastedRow, other: PastedRow) -> bool:
    """Whether a row stands twice, or one of two rows of the same columns has a total and the other none."""
    is_alike = [cell.name for cell in one.field.children] == [cell.name for cell in other.field.children]
    return one.field is other.field or (is_alike and len(one.cells) != len(other.cells))


def _target(targets: Sequence[_Target], field: Field) -> _Target:
    return next(target for target in targets if target.field is field)


def _words(table: TableForm) -> Iterator[str]:
    """All words that stand in a table and are no numbers, in their normal spelling."""
    yield from (
        normalized(table.head),
        normalized("".join(table.corner)),
        normalized(table.field.heading),
        "申请人情况",
    )
    for field in (*table.field.walk(), *table.columns):
        yield from map(normalized, (field.label, field.group, field.key, *field.lines))
        yield from map(normalized, field.accepts)


def _is_head(line: str, words: frozenset[str]) -> bool:
    """Whether a line holds nothing but words of the form."""
    cells = [cell for cell in _CELLS.split(line) if cell.strip()]
    return normalized(line) in words or all(
        normalized(cell) in words or all(normalized(word) in words for word in cell.split()) for cell in cells
    )


def _is_label_alone(line: str, targets: Sequence[_Target]) -> bool:
    """Whether a line is the label of a row without its numbers; the same words can stand above columns."""
    own = {name for target in targets for name in target.names}
    return normalized(line) in own and not any(len(target.typed) > 1 and "其他" in target.names for target in targets)


def _row(line: str, number: int, targets: Sequence[_Target], place: int) -> list[PastedRow] | None:
    """A label and the numbers of its row."""
    found = _ROW.match(line.rstrip(" \t|\u3000"))
    pieces = numbers_in(found["numbers"]) if found else ()
    if not found or not pieces:
        return None
    labels = [normalized(cell) for cell in _CELLS.split(found["label"]) if cell.strip()]
    for label in reversed(labels):
        named = [(index, target) for index, target in enumerate(targets) if label in target.names]
        behind = [(index, target) for index, target in named if index >= place]
        if named:
            chosen = (behind or named)[0][1] if len(named) == 1 or behind else None
            break
    else:
        return None
    has_gap = bool(_EMPTY_CELL.search(line))
    cells = _cells(chosen, pieces, found.start("numbers"), has_gap=has_gap) if chosen else None
    return [PastedRow(chosen.field, cells, number)] if chosen and cells else None


def _cells(
    target: _Target, pieces: Sequence[Piece], offset: int, *, has_gap: bool
) -> tuple[tuple[Field, Piece], ...] | None:
    """The cells of a row, with its total where one more number stands; a gap may be a number left out."""
    whole = target.field.children
    if len(pieces) == len(whole):
        fields: Sequence[Field] = whole
    elif len(pieces) == len(target.typed) and not has_gap:
        fields = target.typed
    else:
        return None
    return tuple((field, Piece(piece.text, offset + piece.start)) for field, piece in zip(fields, pieces, strict=True))


def _unlabelled(
    line: str, number: int, targets: Sequence[_Target], rows: Sequence[PastedRow]
) -> list[PastedRow] | None:
    """All numbers of a table of one line, which has no label of its own."""
    pieces = numbers_in(line)
    whole = [(target.field, cell) for target in targets for cell in target.field.children]
    if rows or len(targets) < 2 or len(pieces) != len(whole):
        return None
    pairs = list(zip(whole, pieces, strict=True))
    return [
        PastedRow(target.field, tuple((cell, piece) for (row, cell), piece in pairs if row is target.field), number)
        for target in targets
    ]
