"""An edition of the form as data for a page: its fields in the order of the report, its tables with merged cells."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from gkgen.diagnostics import Language
from gkgen.document import Cell
from gkgen.form import Edition, Field, TableForm, skeleton


def describe(edition: Edition, language: Language) -> dict[str, Any]:
    """The edition for JSON.

    `fields` is the tree of all fields that an office file may hold; `tables` has for each statutory table its rows of
    merged cells, the cells that gkgen computes, and those among them that may be typed as well; `cells` says where each
    cell stands and what its row counts; `references` are the short names of cells in a text, with what the file has;
    `phrases` are the sentences that gkgen prints by itself.
    """
    leaves = [leaf for table in edition.tables for leaf in table.field.leaves()]
    return {
        "edition": edition.name,
        "notice": edition.notice,
        "years": [edition.first_year, edition.last_year],
        "fields": [_field(child, language) for child in edition.root.children],
        "tables": [_table(table) for table in edition.tables],
        "cells": {leaf.path: _about(edition, leaf, language) for leaf in leaves},
        "references": _references(edition, leaves),
        "phrases": dict(edition.phrases),
    }


def _about(edition: Edition, leaf: Field, language: Language) -> dict[str, Any]:
    """Where a cell stands, and what it counts: its own words, else those of its row."""
    counts = leaf.counts or edition.field(leaf.path.rpartition(".")[0]).counts
    return {"place": place_of(edition, leaf.path, language), "counts": counts}


def _references(edition: Edition, leaves: Sequence[Field]) -> dict[str, list[str]]:
    """A short name for each cell, of as few keys as tell it from all others; its path and the keys of the file."""
    keys = {leaf.path: _keys(edition, leaf.path) for leaf in leaves}
    names: dict[str, list[str]] = {}
    for length in range(2, max(map(len, keys.values()), default=1) + 1):
        short = {path: "·".join(names_[-length:]) for path, names_ in keys.items()}
        counts = Counter(short.values())
        for path, name in short.items():
            if counts[name] == 1 and not any(path == known for known, _ in names.values()):
                names[name] = [path, ".".join(keys[path])]
    return names


def _keys(edition: Edition, path: str) -> list[str]:
    parts = path.split(".")
    return [edition.field(".".join(parts[:end])).key for end in range(1, len(parts) + 1)]


def place_of(edition: Edition, path: str, language: Language = "zh") -> list[str]:
    """A path as the printed report names it: heading, labels of the table; the keys of what is not printed."""
    names = path.split(".") if path else []
    labels: list[str] = []
    field: Field | None = edition.root
    for name in names:
        field = field.child(name) if field else None
        labels.append(_name(field, language) if field else name)
    return labels


def _name(field: Field, language: Language) -> str:
    if language == "zh":
        return field.heading or field.label or field.key
    words = field.english.removeprefix("the ") or field.name.replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}"


def _field(field: Field, language: Language) -> dict[str, Any]:
    return {
        "path": field.path,
        "key": field.term.text(language),
        "kind": field.kind,
        "label": field.label,
        "group": field.group,
        "heading": _name(field, language) if field.heading else "",
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
        "typeable": sorted(equation.find for equation in table.equations if equation.whole_row),
    }


def _cell(table: TableForm, cell: Cell) -> dict[str, Any]:
    return {
        "role": cell.role.value,
        "lines": list(cell.lines),
        "row_span": cell.row_span,
        "col_span": cell.col_span,
        "path": f"{table.field.path}.{cell.field}" if cell.field else "",
    }
