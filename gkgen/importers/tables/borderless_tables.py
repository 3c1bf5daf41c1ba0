"""Statutory tables without rules: labels put together from pieces by their exact words, numbers by where they stand.

A piece of a label may stand above its numbers or below, a label over several lines beside one line of numbers. Only
what is word for word a label of the form is taken for one, so that a wrong composition is reported.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from gkgen.form import Edition, Form
from gkgen.importers.match_result import ImportIssue, issue
from gkgen.importers.parsed_document import (
    GridBlock,
    GridCell,
    LooseTable,
    ParsedDocument,
    Place,
    SourceBlock,
    TextFragment,
)
from gkgen.importers.tables.cell_numbers import is_number_like
from gkgen.importers.tables.table_rows import CellRead, RowRead
from gkgen.importers.tables.table_shapes import RowShape, TableShape, shapes
from gkgen.label_normalization import normalized

_MIN_LABELS = 3
# The longest label has less.
_MAX_LABEL_CHARACTERS = 80
_MAX_LABEL_LINES = 9
_MAX_JOINED_FRAGMENTS = 4
# In heights of a letter: pieces of one column, the next line of a label, one line, how far a row reaches.
_SAME_EDGE = 0.6
_NEXT_LINE = 3.5
_SAME_LINE = 0.45
_REACH = 0.8
_MAX_SHOWN = 120


@dataclass(frozen=True, slots=True)
class _LabelCandidate:
    """Pieces that together are a label."""

    word: str
    pieces: tuple[TextFragment, ...]

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def top(self) -> float:
        return min(piece.middle for piece in self.pieces)

    @property
    def bottom(self) -> float:
        return max(piece.middle for piece in self.pieces)

    @property
    def across(self) -> float:
        return (min(piece.left for piece in self.pieces) + max(piece.right for piece in self.pieces)) / 2


@dataclass(slots=True)
class _Line:
    """A line of numbers with its label, if it has one of the form."""

    numbers: list[TextFragment]
    label: _LabelCandidate | None = None
    text: str = ""
    heads: list[_LabelCandidate] = field(default_factory=list)

    @property
    def middle(self) -> float:
        return self.numbers[0].middle


def with_tables(original: ParsedDocument, form: Form) -> tuple[SourceBlock, ...]:
    """The blocks of a report without loose tables that are none.

    A statutory one stays as it is; the author's own are those whose lines all have as many pieces.
    """
    blocks: list[SourceBlock] = []
    for block in original.blocks:
        lines = _lines(block.fragments) if isinstance(block, LooseTable) else []
        if not isinstance(block, LooseTable) or any(table_in(block.fragments, edition) for edition in form.editions):
            blocks.append(block)
        elif len(lines) > 1 and len(lines[0]) > 1 and len(set(map(len, lines))) == 1:
            blocks.append(as_grid(block))
        else:
            blocks += block.lines
    return tuple(blocks)


def as_grid(loose: LooseTable) -> GridBlock:
    """The pieces as cells, line by line."""
    rows = tuple(
        tuple(GridCell(fragment.text, readings=fragment.readings, left_out=fragment.left_out) for fragment in line)
        for line in _lines(loose.fragments)
    )
    return GridBlock(rows, loose.place)


def table_in(fragments: Sequence[TextFragment], edition: Edition) -> TableShape | None:
    """The statutory table whose labels the pieces are, if they are those of one."""
    counts = [(len({label.word for label in _labels_among(fragments, shape)}), shape) for shape in shapes(edition)]
    best, shape = max(counts, key=lambda pair: pair[0])
    return shape if best >= _MIN_LABELS else None


def read_loose_tables(
    loose: LooseTable, table: TableShape, reading: Mapping[str, Any]
) -> tuple[tuple[RowRead, ...], tuple[ImportIssue, ...]]:
    """The rows of a table without rules, and what of it is no part of the form."""
    labels = _labels_among(loose.fragments, table)
    taken = {id(piece) for label in labels for piece in label.pieces}
    rest = [fragment for fragment in loose.fragments if id(fragment) not in taken]
    lines = [_Line(line) for line in _lines([fragment for fragment in rest if is_number_like(fragment.text, reading)])]
    words = [fragment for fragment in rest if not is_number_like(fragment.text, reading)]
    _label(lines, [label for label in labels if table.row(label.word)])
    for line in lines:
        if line.label is None:
            own = [word for word in words if _is_beside(word, line)]
            line.text = "".join(word.text for word in own)
            words = [word for word in words if word not in own]
    row_labels = {id(line.label) for line in lines}
    _set_heads(lines, [label for label in labels if label.word in table.heads and id(label) not in row_labels])
    left = "、".join(word.text for word in words)[:_MAX_SHOWN]
    issues = (issue("I32.table", table.form.field.path, loose.place, text=left),) if left else ()
    return tuple(_row(line, table, loose.place) for line in lines), issues


def _labels_among(fragments: Sequence[TextFragment], table: TableShape) -> list[_LabelCandidate]:
    """Labels of a table among the pieces, the longest first; no piece is in two of them."""
    found = [label for label in _candidates(tuple(fragments)) if label.word in table.words]
    found.sort(key=lambda label: (-len(label.word), label.top))
    taken: set[int] = set()
    kept: list[_LabelCandidate] = []
    for label in found:
        own = {id(piece) for piece in label.pieces}
        if not own & taken:
            taken |= own
            kept.append(label)
    return kept


@lru_cache(maxsize=8)
def _candidates(fragments: tuple[TextFragment, ...]) -> tuple[_LabelCandidate, ...]:
    """Whatever may be a label: each piece, with those below it or with those behind it."""
    found: list[_LabelCandidate] = []
    for following, most in ((_below, _MAX_LABEL_LINES), (_behind, _MAX_JOINED_FRAGMENTS)):
        nexts = {id(fragment): following(fragment, fragments) for fragment in fragments}
        for fragment in fragments:
            pieces: list[TextFragment] = []
            other: TextFragment | None = fragment
            while other is not None and len(pieces) < most:
                pieces.append(other)
                text = "".join(piece.text for piece in pieces)
                if len(text) <= _MAX_LABEL_CHARACTERS and (len(pieces) > 1 or following is _below):
                    found.append(_LabelCandidate(normalized(text), tuple(pieces)))
                other = nexts[id(other)]
    return tuple(found)


def _below(last: TextFragment, fragments: Sequence[TextFragment]) -> TextFragment | None:
    """The piece on the next line that begins where a piece does, or has its middle there."""
    near = [
        fragment
        for fragment in fragments
        if _SAME_LINE * last.size < fragment.middle - last.middle <= _NEXT_LINE * last.size
        and _is_aligned(fragment, last)
    ]
    return min(near, key=lambda fragment: fragment.middle, default=None)


def _is_aligned(one: TextFragment, other: TextFragment) -> bool:
    middles = abs(one.left + one.right - other.left - other.right) / 2
    return min(middles, abs(one.left - other.left)) <= _SAME_EDGE * other.size


def _behind(last: TextFragment, fragments: Sequence[TextFragment]) -> TextFragment | None:
    """The next piece on the line."""
    near = [
        fragment
        for fragment in fragments
        if abs(fragment.middle - last.middle) <= _SAME_LINE * last.size and fragment.left >= last.right - 1
    ]
    return min(
        (fragment for fragment in near if fragment is not last), key=lambda fragment: fragment.left, default=None
    )


def _lines(fragments: Sequence[TextFragment]) -> list[list[TextFragment]]:
    """The pieces line by line, each from left to right."""
    lines: list[list[TextFragment]] = []
    for fragment in sorted(fragments, key=lambda each: each.middle):
        if lines and fragment.middle - lines[-1][0].middle <= _SAME_LINE * fragment.size:
            lines[-1].append(fragment)
        else:
            lines.append([fragment])
    return [sorted(line, key=lambda fragment: fragment.left) for line in lines]


def _label(lines: Sequence[_Line], labels: Sequence[_LabelCandidate]) -> None:
    """Gives each line the label beside it, the nearest ones first; no label serves two lines."""
    pairs = sorted(
        (abs(label.middle - line.middle), at, number)
        for at, line in enumerate(lines)
        for number, label in enumerate(labels)
        if _reaches(label, line)
    )
    done: set[int] = set()
    for _, at, number in pairs:
        if lines[at].label is None and number not in done:
            lines[at].label = labels[number]
            done.add(number)


def _reaches(label: _LabelCandidate, line: _Line) -> bool:
    reach = _REACH * label.pieces[0].size
    is_left = max(piece.right for piece in label.pieces) <= line.numbers[0].left
    return is_left and label.top - reach <= line.middle <= label.bottom + reach


def _is_beside(word: TextFragment, line: _Line) -> bool:
    return abs(word.middle - line.middle) <= _SAME_LINE * word.size and word.right <= line.numbers[0].left


def _set_heads(lines: Sequence[_Line], heads: Sequence[_LabelCandidate]) -> None:
    """Gives each line the labels above it: those since the line of numbers before them."""
    after = float("-inf")
    current: list[_LabelCandidate] = []
    for line in lines:
        own = [head for head in heads if after < head.middle < line.middle]
        current = own or current
        line.heads = current
        after = line.middle


def _row(line: _Line, table: TableShape, place: Place) -> RowRead:
    shape = table.row(line.label.word) if line.label else None
    if shape is None and not line.text and len(table.rows) == 1:
        shape = table.rows[0]
    columns = _columns(line, shape) if shape else None
    label = shape.name if shape else line.text
    if columns is None:
        cells = tuple(_cell(number, place) for number in line.numbers)
        return RowRead(table, shape, label, cells, place, ())
    filled = [CellRead("", place)] * len(columns)
    for number, at in zip(line.numbers, _nearest(line.numbers, columns), strict=True):
        filled[at] = _cell(number, place)
    heads = tuple(head.word for head in line.heads)
    return RowRead(table, shape, label, tuple(filled), place, heads)


def _cell(number: TextFragment, place: Place) -> CellRead:
    return CellRead(number.text, place, readings=number.readings, left_out=number.left_out)


def _columns(line: _Line, shape: RowShape) -> list[float] | None:
    """Where the columns of a row are by the labels above, None where these are not those of the form in its order."""
    last, upper = [heads[-1] for heads in shape.heads], _upper(shape)
    seen = sorted(line.heads, key=lambda head: head.across)
    columns = [head.across for head in seen if head.word in last]
    if [head.word for head in seen if head.word in last] != last:
        return None
    if [head.word for head in seen if head.word in upper] != upper:
        return None
    places = _nearest(line.numbers, columns)
    return columns if len(set(places)) == len(places) and places == sorted(places) else None


def _upper(shape: RowShape) -> list[str]:
    """The labels over several columns in the order of their middles, without those that stand above one another."""
    under: dict[str, list[int]] = {}
    for column, heads in enumerate(shape.heads):
        for head in heads[:-1]:
            under.setdefault(head, []).append(column)
    middles = {head: (columns[0] + columns[-1]) / 2 for head, columns in under.items()}
    alone = [head for head, middle in middles.items() if list(middles.values()).count(middle) == 1]
    return sorted(alone, key=lambda head: middles[head])


def _nearest(numbers: Sequence[TextFragment], columns: Sequence[float]) -> list[int]:
    def column(number: TextFragment) -> int:
        across = (number.left + number.right) / 2
        return min(range(len(columns)), key=lambda at: abs(columns[at] - across))

    return [column(number) for number in numbers]
