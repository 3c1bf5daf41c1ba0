"""Tables without rows and columns: each cell is a line of text, in the order of the form."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from gkgen.form import Edition
from gkgen.importers.parsed_document import Place, SourceBlock, TextBlock
from gkgen.importers.shown_text import ShownRun, read_cell
from gkgen.importers.tables.cell_numbers import is_number_like
from gkgen.importers.tables.row_cards import read_cards
from gkgen.importers.tables.table_rows import CellRead, RowRead
from gkgen.importers.tables.table_shapes import RowShape, TableShape, shapes
from gkgen.label_normalization import normalized

# A label of the form that was cut into lines has no more parts.
_MAX_LABEL_LINES = 4
_MAX_NUMBER_CHARACTERS = 20
# A row that the form does not know may stand between others; a paragraph may not.
_MAX_LABEL_CHARACTERS = 60
_MAX_UNKNOWN_TOKENS = 2
_MIN_LABELS = 4


@dataclass(frozen=True, slots=True)
class _Token:
    """A label of the form, a number, or neither; `blocks` counts the lines that it takes."""

    kind: Literal["label", "number", "text"]
    word: str
    text: str
    place: Place
    blocks: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks that are cells of statutory tables, half-open, and the rows read from them."""

    start: int
    end: int
    rows: tuple[RowRead, ...]


def stretches(
    blocks: Sequence[SourceBlock],
    edition: Edition,
    reading: Mapping[str, Any],
    is_heading: Callable[[SourceBlock], bool],
) -> tuple[Stretch, ...]:
    """Where lines of a text are the cells of statutory tables."""
    words = frozenset(word for shape in shapes(edition) for word in shape.words)
    found: list[Stretch] = []
    start = 0
    while start < len(blocks):
        cards, end = read_cards(blocks, start, edition, reading)
        if cards:
            found.append(Stretch(start, end, tuple(cards)))
            start = end
            continue
        tokens, end = _tokens_from(blocks, start, words, reading, is_heading)
        labels = sum(1 for token in tokens if token.kind == "label")
        if labels >= _MIN_LABELS and any(token.kind == "number" for token in tokens):
            found.append(Stretch(start, end, tuple(_rows(tokens, edition))))
        start = max(end, start + 1)
    return tuple(found)


def _tokens_from(
    blocks: Sequence[SourceBlock],
    start: int,
    words: frozenset[str],
    reading: Mapping[str, Any],
    is_heading: Callable[[SourceBlock], bool],
) -> tuple[list[_Token], int]:
    """The tokens from a label on for as long as they go on, and the block behind them."""
    tokens: list[_Token] = []
    at = start
    strange = 0
    while at < len(blocks) and not is_heading(blocks[at]):
        token = _token(blocks, at, words, reading)
        if token is None or (not tokens and token.kind != "label"):
            break
        strange = strange + 1 if token.kind == "text" else 0
        if strange > _MAX_UNKNOWN_TOKENS:
            break
        tokens.append(token)
        at += token.blocks
    while tokens and tokens[-1].kind == "text":
        at -= tokens.pop().blocks
    return tokens, at if tokens else start


def _token(blocks: Sequence[SourceBlock], at: int, words: frozenset[str], reading: Mapping[str, Any]) -> _Token | None:
    first = blocks[at]
    if not isinstance(first, TextBlock):
        return None
    text = first.text
    if len(text) <= _MAX_NUMBER_CHARACTERS and is_number_like(text, reading):
        return _Token("number", "", text, first.place, 1)
    lines: list[str] = []
    for block in blocks[at : at + _MAX_LABEL_LINES]:
        if not isinstance(block, TextBlock) or len(block.text) > 2 * _MAX_LABEL_CHARACTERS:
            break
        lines.append(block.text)
    for count in range(len(lines), 0, -1):
        word = normalized("".join(lines[:count]))
        if word in words:
            return _Token("label", word, "".join(lines[:count]), first.place, count)
    if len(text) > _MAX_LABEL_CHARACTERS:
        return None
    return _Token("text", normalized(text), text, first.place, 1)


@dataclass(slots=True)
class _Walker:
    """Tokens turned into rows; `heads` are the labels above numbers since the last row."""

    edition: Edition
    table: TableShape | None = None
    heads: list[str] = field(default_factory=list)
    in_heads: bool = False
    shape: RowShape | None = None
    label: _Token | None = None
    cells: list[_Token] = field(default_factory=list)

    def close(self) -> Iterator[RowRead]:
        """The row that ends here, if there is one."""
        table, label, cells = self.table, self.label, self.cells
        self.label, self.cells = None, []
        shape, self.shape = self.shape, None
        if table is None or (label is None and not cells) or (shape is None and not cells):
            return
        read = tuple(_cell(cell) for cell in cells)
        place = label.place if label else cells[0].place
        yield RowRead(table, shape, label.text if label else "", read, place, tuple(self.heads))

    def label_found(self, token: _Token) -> Iterator[RowRead]:
        """A label of the form: of a row, of a column, or of a group of either."""
        yield from self.close()
        if self.table is None or token.word not in self.table.words:
            self.table = next(shape for shape in shapes(self.edition) if token.word in shape.words)
            self.heads, self.in_heads = [], True
        row = self.table.row(token.word)
        if token.word in self.table.heads and (row is None or self.in_heads):
            self.heads = [*self.heads, token.word] if self.in_heads else [token.word]
            self.in_heads = True
        elif row is not None:
            self.shape, self.label, self.in_heads = row, token, False

    def number_found(self, token: _Token) -> Iterator[RowRead]:
        """A number: of the row that has begun, or of the only row of a table without labels."""
        if self.label is None and not self.cells and self.table and len(self.table.rows) == 1:
            self.shape = self.table.rows[0]
        self.in_heads = False
        self.cells.append(token)
        yield from ()

    def text_found(self, token: _Token) -> Iterator[RowRead]:
        """A label that the form does not know."""
        yield from self.close()
        self.label = token


def _cell(token: _Token) -> CellRead:
    read = read_cell((ShownRun(token.text),))
    return CellRead(read.text, token.place, left_out=read.left_out)


def _rows(tokens: Sequence[_Token], edition: Edition) -> Iterator[RowRead]:
    walker = _Walker(edition)
    for token in tokens:
        match token.kind:
            case "label":
                yield from walker.label_found(token)
            case "number":
                yield from walker.number_found(token)
            case "text":
                yield from walker.text_found(token)
    yield from walker.close()
