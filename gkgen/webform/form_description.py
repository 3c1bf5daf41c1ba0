"""An edition of the form as data for a page: its fields in the order of the report, its tables with merged cells."""

from typing import Any

from gkgen.diagnostics import Language
from gkgen.document import Cell
from gkgen.form import Edition, Field, TableForm, skeleton


def describe(edition: Edition, language: Language) -> dict[str, Any]:
    """The edition for JSON.

    `fields` is the tree of all fields that an office file may hold; `tables` has for each statutory table its rows of
    merged cells, the cells that gkgen computes, and the order of its rows and columns.
    """
    return {
        "edition": edition.name,
        "notice": edition.notice,
        "years": [edition.first_year, edition.last_year],
        "kinds": [kind.key for kind in edition.office_kinds],
        "fields": [_field(child, language) for child in edition.root.children],
        "tables": [_table(table) for table in edition.tables],
    }


def place_of(edition: Edition, path: str) -> list[str]:
    """A path as the printed report names it: heading, labels of the table; the keys of what is not printed."""
    names = path.split(".") if path else []
    labels: list[str] = []
    field: Field | None = edition.root
    for name in names:
        field = field.child(name) if field else None
        labels.append((field.heading or field.label or field.key) if field else name)
    return labels


def _field(field: Field, language: Language) -> dict[str, Any]:
    return {
        "path": field.path,
        "key": field.term.text(language),
        "kind": field.kind,
        "label": field.label,
        "group": field.group,
        "heading": field.heading_term.text(language) if field.heading else "",
        "counts": field.counts,
        "required": field.required,
        "allowed": list(field.allowed),
        "children": [_field(child, language) for child in field.children],
    }


def _table(table: TableForm) -> dict[str, Any]:
    skeleton_table = skeleton(table)
    return {
        "path": table.field.path,
        "heading": table.field.heading,
        "layout": table.layout,
        "widths": list(table.widths),
        "header_rows": skeleton_table.header_rows,
        "rows": [[_cell(table, cell) for cell in row] for row in skeleton_table.rows],
        "computed": sorted(table.computed),
    }


def _cell(table: TableForm, cell: Cell) -> dict[str, Any]:
    return {
        "role": cell.role.value,
        "lines": list(cell.lines),
        "row_span": cell.row_span,
        "col_span": cell.col_span,
        "path": f"{table.field.path}.{cell.field}" if cell.field else "",
    }
