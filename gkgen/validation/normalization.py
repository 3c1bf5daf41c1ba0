"""Files what the author wrote, in Chinese or English keys, under the English paths of the form.

Only names and shapes are changed here: a list becomes a row, 全零 a table without entries, text stays as it was typed.
What does not fit is passed on as it is, for Cerberus to refuse.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from gkgen import lazy_re as re
from gkgen.diagnostics import Span, diagnose
from gkgen.form import Edition, Field
from gkgen.source import Entry, MappingNode, Node, ScalarNode, SequenceNode, plain, value_of
from gkgen.typed_rows import (
    Piece,
    counted_columns,
    field_typed,
    has_leading_zeros,
    is_single_number,
    numbers_in,
    read_pasted,
    without_leading_zeros,
)
from gkgen.validation.filed_entries import Filed, Unverified

ALL_ZERO = "全零"
# What people write for a table in which nothing is; told, because it can also mean that nothing was counted.
NOTHING = frozenset({"无", "没有", "/", "-", "—", "——", "空", "零", "全部为零", "均为0", "全为0"})
# What people write for no fee.
NO_FEE = frozenset({"否", "0", "0元", "0.00", "不收", "没有收", "未收取", "未收", "false", "False", "无收取"})
FLAGS = {"是": True, "否": False}
UNVERIFIED = {"zh": "待核对", "en": "unverified"}
"""What importing writes where a number, a row or a table of the original is not certain, in both languages of keys.

Alone, or as a key with the list of numbers that are possible: `自然人: {待核对: [49, 491]}`.
"""
SUMMED = frozenset({"汇总", "sum"})
"""What stands where a table, a row or a cell is the sum of the reports named under 汇总."""
_TEXT_KINDS = frozenset({"text", "prose", "prose_parts", "date", "string", "file", "reference"})


def file_entries(root: MappingNode, edition: Edition, lines: Sequence[str] = ()) -> Filed:
    """The entries of an office file, filed under an edition's paths; `lines` are those of the file."""
    filing = _Filing(edition, _table_paths(edition), lines)
    filing.filed.data = filing.mapping(root, edition.root)
    return filing.filed


@cache
def _totals(edition: Edition) -> frozenset[str]:
    """The cells that add up the rest of their own row, as other cells of 结转下年度 do not."""
    equations = (equation for table in edition.tables for equation in table.equations)
    return frozenset(each.find for each in equations if len({_row(path) for path in (*each.left, *each.right)}) == 1)


def _row(path: str) -> str:
    return path.rpartition(".")[0]


def typed_cells(edition: Edition, row: Field) -> tuple[Field, ...]:
    """The cells of a row that an author types; totals are computed."""
    return tuple(child for child in row.children if child.path not in _totals(edition))


def is_row(field: Field) -> bool:
    """Whether a part of a table holds numbers and no rows of its own."""
    return bool(field.children) and not any(child.children for child in field.children)


@cache
def _table_paths(edition: Edition) -> frozenset[str]:
    return frozenset(part.path for table in edition.tables for part in table.field.walk() if part.children)


@dataclass(slots=True)
class _Filing:
    edition: Edition
    tables: frozenset[str]
    lines: Sequence[str] = ()
    filed: Filed = field(default_factory=Filed)

    def mapping(self, node: MappingNode, parent: Field) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for entry in node.entries:
            child = field_typed(parent, entry.key.text)
            path = child.path if child else f"{parent.path}.{entry.key.text}".lstrip(".")
            if path in self.filed.keys:
                self.double(entry, self.filed.keys[path], path)
                continue
            self.filed.keys[path] = entry.key
            self.filed.nodes[path] = entry.value
            if child is None:
                self.free(entry, path)
                data[entry.key.text] = plain(self.filed.scalars.get(path, entry.value))
            elif self.is_unverified(entry.value, child) or self.is_summed(entry.value, child):
                if child.children:
                    data[child.name] = {}
            elif not self.is_left_out(entry.value, child):
                data[child.name] = self.value(entry.value, child)
        return data

    def is_left_out(self, node: Node, wanted: Field) -> bool:
        """`传真:` with nothing behind it, as starter files have it; a number left blank is another matter (R04)."""
        return (
            isinstance(node, ScalarNode) and node.value is None and not wanted.required and wanted.kind in _TEXT_KINDS
        )

    def is_unverified(self, node: Node, wanted: Field) -> bool:
        """Whether a cell, a row or a table waits for somebody to look at the original; then it is noted."""
        if wanted.path.partition(".")[0] not in self.tables:
            return False
        readings: tuple[str, ...] = ()
        match node:
            case ScalarNode(text=text) if text in UNVERIFIED.values():
                pass
            case MappingNode(entries=(Entry(key=key, value=value),)) if key.text in UNVERIFIED.values():
                items = value.items if isinstance(value, SequenceNode) else (value,)
                readings = tuple(item.text for item in items if isinstance(item, ScalarNode) and item.text)
            case _:
                return False
        self.filed.unverified[wanted.path] = Unverified(node.span, readings)
        return True

    def is_summed(self, node: Node, wanted: Field) -> bool:
        """Whether a cell, a row or a table is added up from other reports; then it is noted."""
        is_so = isinstance(node, ScalarNode) and node.text in SUMMED and wanted.path.partition(".")[0] in self.tables
        if is_so:
            self.filed.summed[wanted.path] = node.span
        return is_so

    def double(self, entry: Entry, first: ScalarNode, path: str) -> None:
        self.filed.found.append(
            diagnose("F03", entry.key.span, path, key=entry.key.text, other=first.text, line=first.span.line)
        )

    def free(self, entry: Entry, path: str) -> None:
        """An entry that the form does not name: a figure of the author's own, or a mistake."""
        if isinstance(entry.value, ScalarNode):
            self.filed.scalars[path] = _decimal(entry.value)

    def value(self, node: Node, wanted: Field) -> Any:
        match node:
            case SequenceNode() if wanted.kind == "aggregation":
                return self.listed(node, wanted)
            case MappingNode() if wanted.kind != "list" and (wanted.children or wanted.kind == "parts"):
                return self.mapping(node, wanted)
            case SequenceNode() if wanted.path in self.tables and is_row(wanted):
                return self.row(node, wanted)
            case ScalarNode() if wanted.path in self.tables:
                return self.short_row(node, wanted)
            case ScalarNode():
                return self.scalar(node, wanted)
            case SequenceNode() if wanted.kind == "list":
                return [self.item(item, wanted, index) for index, item in enumerate(node.items)]
            case _:
                return plain(node)

    def listed(self, node: SequenceNode, wanted: Field) -> Any:
        """A list of reports in place of the entries of 汇总."""
        reports = wanted.children[0]
        self.filed.nodes[reports.path] = node
        return {reports.name: self.value(node, reports)}

    def item(self, node: Node, wanted: Field, index: int) -> Any:
        """An entry of a list, filed under its number."""
        path = f"{wanted.path}.{index}"
        self.filed.nodes[path] = node
        if not isinstance(node, MappingNode) or not wanted.children:
            return plain(node)
        children = tuple(replace(child, path=f"{path}.{child.name}") for child in wanted.children)
        return self.mapping(node, replace(wanted, path=path, children=children))

    def row(self, node: SequenceNode, wanted: Field) -> Any:
        cells = self.cells(len(node.items), wanted)
        if cells is None:
            self.wrong_length(node.span, wanted, len(node.items))
            return {}
        return self.filled(cells, node.items)

    def filled(self, cells: Sequence[Field], items: Sequence[Node]) -> dict[str, Any]:
        """Cells with their values."""
        self.filed.nodes.update((cell.path, item) for cell, item in zip(cells, items, strict=True))
        pairs = zip(cells, items, strict=True)
        certain = [pair for pair in pairs if not (self.is_unverified(*pair[::-1]) or self.is_summed(*pair[::-1]))]
        return {cell.name: self.value(item, cell) for cell, item in certain}

    def cells(self, given: int, wanted: Field) -> tuple[Field, ...] | None:
        """The cells of a row for so many numbers: those that are typed, or with the total; None where it is neither."""
        typed = typed_cells(self.edition, wanted)
        return typed if given == len(typed) else wanted.children if given == len(wanted.children) else None

    def wrong_length(self, span: Span, wanted: Field, given: int) -> None:
        cells = typed_cells(self.edition, wanted)
        choices = "、".join(cell.key for cell in cells)
        self.filed.found.append(
            diagnose("F05", span, wanted.path, field=wanted.key, given=given, wanted=len(cells), choices=choices)
        )

    def short_row(self, node: ScalarNode, wanted: Field) -> Any:
        """全零 or 0 for a table or a part of it; the number alone for a row of one cell; rows as they are pasted."""
        cells = typed_cells(self.edition, wanted) if is_row(wanted) else ()
        is_single = len(numbers_in(node.text)) < 2 or is_single_number(node.text)
        if len(cells) == 1 and node.text != ALL_ZERO and is_single:
            self.filed.nodes[cells[0].path] = node
            return {cells[0].name: self.scalar(node, cells[0])}
        if node.text == ALL_ZERO or (node.value == 0 and not isinstance(node.value, bool)):
            return {}
        if not cells:
            return self.pasted(node, wanted) if "\n" in self.typed(node) or numbers_in(node.text) else node.value
        return self.numbers(node, wanted)

    def typed(self, node: ScalarNode) -> str:
        """The lines of the file that a value takes, as they were typed."""
        lines = self.lines[node.span.line - 1 : node.span.end_line]
        if not lines:
            return node.text
        last = lines[-1][: node.span.end_column - 1]
        return (
            "\n".join((*lines[:-1], last)[1:])
            if node.is_block
            else "\n".join((lines[0][node.span.column - 1 :], *lines[1:-1], last) if len(lines) > 1 else (node.text,))
        )

    def numbers(self, node: ScalarNode, wanted: Field) -> Any:
        """Numbers with blanks or commas between them."""
        if columns := counted_columns(node.text, wanted):
            return self.filled(
                [cell for cell, _ in columns], [self.piece(node.span, node, piece) for _, piece in columns]
            )
        pieces = numbers_in(node.text)
        cells = self.cells(len(pieces), wanted)
        if len(pieces) > 1 and cells is None and is_single_number(node.text):
            number = re.sub("[,，]", "", node.text)
            words = {"field": wanted.key, "value": node.text, "wanted": f"{wanted.children[0].key}: {number}"}
            self.filed.found.append(diagnose("F05.separator", node.span, wanted.path, **words))
            return {}
        if len(pieces) > 1 and cells is None:
            self.wrong_length(node.span, wanted, len(pieces))
            return {}
        if len(pieces) < 2 or cells is None:
            return node.value
        return self.filled(cells, [self.piece(node.span, node, piece) for piece in pieces])

    def piece(self, whole: Span, node: ScalarNode, piece: Piece) -> ScalarNode:
        """A number of a row as a value of its own, with its place where the row stands on one line as it was typed."""
        is_plain = whole.line == whole.end_line and whole.end_column - whole.column == len(node.text)
        start = whole.column + piece.start
        span = replace(whole, column=start, end_column=start + len(piece.text)) if is_plain else whole
        return _number(piece.text, span)

    def pasted(self, node: ScalarNode, wanted: Field) -> Any:
        """A table, or a part of it, pasted as text; all of it or nothing."""
        table = self.edition.table(wanted.path.split(".")[0])
        typed = self.typed(node).split("\n")
        first = node.span.line + node.is_block
        if table is None:
            return node.value
        below = [(row, typed_cells(self.edition, row)) for row in wanted.walk() if is_row(row)]
        rows, doubt = read_pasted(typed, wanted, table, below)
        if doubt:
            line = min(first + doubt.line, node.span.end_line)
            span = Span(node.span.file, line, 1, line, max(2, len(doubt.text)))
            self.filed.found.append(diagnose("F04.pasted", span, wanted.path, field=wanted.key, value=doubt.text[:40]))
            return {}
        data: dict[str, Any] = {}
        for row in rows:
            line = first + row.line
            offset = node.span.column - 1 if not node.is_block and not row.line else 0
            items = [_cell(node.span.file, line, offset, piece) for _, piece in row.cells]
            self.filed.nodes[row.field.path] = items[0]
            place = data
            for name in row.field.path.removeprefix(f"{wanted.path}.").split(".")[:-1]:
                place = place.setdefault(name, {})
            place[row.field.name] = self.filled([cell for cell, _ in row.cells], items)
        return data

    def scalar(self, node: ScalarNode, wanted: Field) -> Any:
        if wanted.is_number:
            node = _decimal(node)
        self.filed.scalars[wanted.path] = node
        if wanted.kind in _TEXT_KINDS:
            # A required name of nothing but spaces is as good as none; what an empty prose is, the narrative tells.
            is_blank = node.value is None or (wanted.kind == "text" and wanted.required and not node.text.strip())
            return None if is_blank else node.text
        if wanted.kind == "flag":
            return FLAGS.get(node.text, node.value)
        return node.value


def _cell(file: str, line: int, offset: int, piece: Piece) -> ScalarNode:
    """A number of a pasted table as a value of its own."""
    column = offset + piece.start + 1
    return _number(piece.text, Span(file, line, column, line, column + len(piece.text)))


def _number(text: str, span: Span) -> ScalarNode:
    """A number, which zeros in front do not change."""
    bare = without_leading_zeros(text)
    return ScalarNode(value_of(bare), bare, span)


def _decimal(node: ScalarNode) -> ScalarNode:
    """A number with zeros in front as decimal; what stands in quotation marks stays a text."""
    is_plain = node.span.line == node.span.end_line and node.span.end_column - node.span.column == len(node.text)
    return _number(node.text, node.span) if is_plain and has_leading_zeros(node.text) else node
