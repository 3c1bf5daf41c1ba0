"""Files what the author wrote, in Chinese or English keys, under the English paths of the form.

Only names and shapes are changed here: a list becomes a row, 全零 a table without entries, text stays as it was typed.
What does not fit is passed on as it is, for Cerberus to refuse.
"""

from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from gkgen.diagnostics import Diagnostic, Span, diagnose
from gkgen.form import Edition, Field
from gkgen.source import Entry, MappingNode, Node, ScalarNode, SequenceNode, plain

ALL_ZERO = "全零"
FLAGS = {"是": True, "否": False}
_TEXT_KINDS = frozenset({"text", "prose", "prose_parts", "date", "string", "file", "reference"})


@dataclass(slots=True)
class Filed:
    """What was filed: data for Cerberus, the nodes and keys by path, findings about doubles and lengths."""

    data: dict[str, Any] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, ScalarNode] = field(default_factory=dict)
    scalars: dict[str, ScalarNode] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)


def file_entries(root: MappingNode, edition: Edition) -> Filed:
    """The entries of an office file, filed under an edition's paths."""
    filing = _Filing(edition, _table_paths(edition))
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
    filed: Filed = field(default_factory=Filed)

    def mapping(self, node: MappingNode, parent: Field) -> dict[str, Any]:
        by_key = {child.key: child for child in parent.children} | {child.name: child for child in parent.children}
        data: dict[str, Any] = {}
        for entry in node.entries:
            child = by_key.get(entry.key.text)
            path = child.path if child else f"{parent.path}.{entry.key.text}".lstrip(".")
            if path in self.filed.keys:
                self.double(entry, self.filed.keys[path], path)
                continue
            self.filed.keys[path] = entry.key
            self.filed.nodes[path] = entry.value
            if child is None:
                self.free(entry, path)
                data[entry.key.text] = plain(entry.value)
            elif not self.is_left_out(entry.value, child):
                data[child.name] = self.value(entry.value, child)
        return data

    def is_left_out(self, node: Node, wanted: Field) -> bool:
        """`传真:` with nothing behind it, as starter files have it; a number left blank is another matter (R04)."""
        return (
            isinstance(node, ScalarNode) and node.value is None and not wanted.required and wanted.kind in _TEXT_KINDS
        )

    def double(self, entry: Entry, first: ScalarNode, path: str) -> None:
        self.filed.found.append(
            diagnose("F03", entry.key.span, path, key=entry.key.text, other=first.text, line=first.span.line)
        )

    def free(self, entry: Entry, path: str) -> None:
        """An entry that the form does not name: a figure of the author's own, or a mistake."""
        if isinstance(entry.value, ScalarNode):
            self.filed.scalars[path] = entry.value

    def value(self, node: Node, wanted: Field) -> Any:
        match node:
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

    def item(self, node: Node, wanted: Field, index: int) -> Any:
        """An entry of a list, filed under its number."""
        path = f"{wanted.path}.{index}"
        self.filed.nodes[path] = node
        if not isinstance(node, MappingNode) or not wanted.children:
            return plain(node)
        children = tuple(replace(child, path=f"{path}.{child.name}") for child in wanted.children)
        return self.mapping(node, replace(wanted, path=path, children=children))

    def row(self, node: SequenceNode, wanted: Field) -> Any:
        cells = typed_cells(self.edition, wanted)
        if len(node.items) != len(cells):
            choices = "、".join(cell.key for cell in cells)
            self.filed.found.append(
                diagnose(
                    "F05",
                    node.span,
                    wanted.path,
                    field=wanted.key,
                    given=len(node.items),
                    wanted=len(cells),
                    choices=choices,
                )
            )
            return {}
        for cell, item in zip(cells, node.items, strict=True):
            self.filed.nodes[cell.path] = item
        return {cell.name: self.value(item, cell) for cell, item in zip(cells, node.items, strict=True)}

    def short_row(self, node: ScalarNode, wanted: Field) -> Any:
        """全零 or 0 for a table or a part of it; the number alone for a row of one cell."""
        cells = typed_cells(self.edition, wanted)
        if is_row(wanted) and len(cells) == 1 and node.text != ALL_ZERO:
            self.filed.nodes[cells[0].path] = node
            return {cells[0].name: self.scalar(node, cells[0])}
        is_zero = node.value == 0 and not isinstance(node.value, bool)
        return {} if node.text == ALL_ZERO or is_zero else node.value

    def scalar(self, node: ScalarNode, wanted: Field) -> Any:
        self.filed.scalars[wanted.path] = node
        if wanted.kind in _TEXT_KINDS:
            # A required name of nothing but spaces is as good as none; what an empty prose is, the narrative tells.
            is_blank = node.value is None or (wanted.kind == "text" and wanted.required and not node.text.strip())
            return None if is_blank else node.text
        if wanted.kind == "flag":
            return FLAGS.get(node.text, node.value)
        return node.value


def key_span(filed: Filed, path: str, name: str) -> Span:
    """The key of a path, or of the nearest path above it, or the top of the file."""
    while path and path not in filed.keys:
        path = path.rpartition(".")[0]
    return filed.keys[path].span if path in filed.keys else Span(name, 1, 1, 1, 1)
