"""What report.docx gets: the document in the words of its tags."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar

from markupsafe import Markup, escape

from gkgen.document import (
    Block,
    Document,
    Figure,
    Heading,
    ListItem,
    Paragraph,
    Run,
    Runs,
    Signature,
    SmallTable,
    Table,
    plain,
)

# docxtpl turns {_{ and %_} into {{ and %} after rendering, and these characters into breaks and tabs.
_REWRITTEN = re.compile(r"(?<=[{}%])_(?=[{}%])")
_BREAKS = str.maketrans("\n\t\a\f", "    ")
_MAX_CENTRED_CHARACTERS = 8

PictureDrawer = Callable[[Figure], Markup]


@dataclass(frozen=True, slots=True)
class FigureContext:
    """A picture as drawing XML, with its caption."""

    kind: ClassVar[str] = Figure.kind
    picture: Markup
    caption: Markup


@dataclass(frozen=True, slots=True)
class SmallCellContext:
    """A cell of a small table; a short one is centred."""

    runs: tuple[Mapping[str, Any], ...]
    short: bool


@dataclass(frozen=True, slots=True)
class SmallTableContext:
    """A small table, its head apart."""

    kind: ClassVar[str] = SmallTable.kind
    head: tuple[SmallCellContext, ...]
    rows: tuple[tuple[SmallCellContext, ...], ...]


def template_context(document: Document, picture: PictureDrawer) -> dict[str, Any]:
    """The names that the template may use."""
    names: dict[str, Any] = {
        "title": [escaped(line) for line in document.title],
        "office": escaped(document.office),
        "year": document.year,
        "preface": _blocks(document.preface, picture),
        "signature": _signature(document.signature),
    }
    for section in document.sections:
        match section.body:
            case Table() as table:
                names[table.name] = _nested_numbers(table)
            case blocks:
                names[section.name] = _blocks(blocks, picture)
    return names


def _signature(signature: Signature | None) -> tuple[Markup, ...]:
    return tuple(escaped(line) for line in (signature.name, signature.date) if line) if signature else ()


def escaped(value: str) -> Markup:
    """The text as XML that docxtpl leaves as it is: one line, no sequence that it rewrites."""
    return literal_xml(escape(value.translate(_BREAKS)))


def literal_xml(xml: str) -> Markup:
    """XML in which docxtpl sees nothing to rewrite."""
    return Markup(_REWRITTEN.sub("&#95;", xml))  # noqa: S704 - XML it is


def _nested_numbers(table: Table) -> dict[str, Any]:
    """The texts of the numbers, nested as the dotted paths say."""
    names: dict[str, Any] = {}
    for cell in (cell for row in table.rows for cell in row if cell.field):
        *parents, name = cell.field.split(".")
        inner = names
        for parent in parents:
            inner = inner.setdefault(parent, {})
        inner[name] = _escaped_number(cell.text)
    return names


# A report has hundreds of cells, and few numbers that differ.
_escaped_number = lru_cache(maxsize=1024)(escaped)


def _runs(runs: Runs) -> tuple[Mapping[str, Any], ...]:
    return tuple({"text": escaped(run.text), "bold": run.bold} for run in runs)


def _blocks(blocks: Sequence[Block], picture: PictureDrawer) -> list[Any]:
    return [_block(block, picture) for block in blocks]


def _block(block: Block, picture: PictureDrawer) -> Any:
    match block:
        case Heading(level=level, runs=runs):
            return {"kind": block.kind, "level": level, "runs": _runs(runs)}
        case Paragraph(runs=runs):
            return {"kind": block.kind, "runs": _runs(runs)}
        case ListItem(marker=marker, depth=depth, runs=runs):
            return {"kind": block.kind, "marker": escaped(marker), "depth": depth, "runs": _runs(runs)}
        case Figure(caption=caption):
            return FigureContext(picture(block), escaped(caption))
        case SmallTable(rows=rows):
            return _table(rows)


def _table(rows: Sequence[tuple[Runs, ...]]) -> SmallTableContext:
    """The columns whose cells are all short are centred."""
    body = rows[1:]
    short = [all(len(plain(row[column])) <= _MAX_CENTRED_CHARACTERS for row in body) for column in range(len(rows[0]))]

    def views(row: tuple[Runs, ...]) -> tuple[SmallCellContext, ...]:
        return tuple(
            SmallCellContext(_runs(cell or (Run(""),)), is_short) for cell, is_short in zip(row, short, strict=True)
        )

    return SmallTableContext(views(rows[0]), tuple(views(row) for row in body))
