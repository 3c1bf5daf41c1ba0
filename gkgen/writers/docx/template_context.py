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
_SHORT = 8

PictureXml = Callable[[Figure], Markup]


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


def context(document: Document, picture: PictureXml) -> dict[str, Any]:
    """The names that the template may use."""
    names: dict[str, Any] = {
        "title": [text(line) for line in document.title],
        "office": text(document.office),
        "year": document.year,
        "preface": _blocks(document.preface, picture),
        "signature": _signature(document.signature),
    }
    for section in document.sections:
        match section.body:
            case Table() as table:
                names[table.name] = _numbers(table)
            case blocks:
                names[section.name] = _blocks(blocks, picture)
    return names


def _signature(signature: Signature | None) -> tuple[Markup, ...]:
    return tuple(text(line) for line in (signature.name, signature.date) if line) if signature else ()


def text(value: str) -> Markup:
    """The text as XML that docxtpl leaves as it is: one line, no sequence that it rewrites."""
    return unread(escape(value.translate(_BREAKS)))


def unread(xml: str) -> Markup:
    """XML in which docxtpl sees nothing to rewrite."""
    return Markup(_REWRITTEN.sub("&#95;", xml))  # noqa: S704 - XML it is


def _numbers(table: Table) -> dict[str, Any]:
    """The texts of the numbers, nested as the dotted paths say."""
    names: dict[str, Any] = {}
    for cell in (cell for row in table.rows for cell in row if cell.field):
        *parents, name = cell.field.split(".")
        inner = names
        for parent in parents:
            inner = inner.setdefault(parent, {})
        inner[name] = _number(cell.text)
    return names


# A report has hundreds of cells, and few numbers that differ.
_number = lru_cache(maxsize=1024)(text)


def _runs(runs: Runs) -> tuple[Mapping[str, Any], ...]:
    return tuple({"text": text(run.text), "bold": run.bold} for run in runs)


def _blocks(blocks: Sequence[Block], picture: PictureXml) -> list[Any]:
    return [_block(block, picture) for block in blocks]


def _block(block: Block, picture: PictureXml) -> Any:
    match block:
        case Heading(level=level, runs=runs):
            return {"kind": block.kind, "level": level, "runs": _runs(runs)}
        case Paragraph(runs=runs):
            return {"kind": block.kind, "runs": _runs(runs)}
        case ListItem(marker=marker, depth=depth, runs=runs):
            return {"kind": block.kind, "marker": text(marker), "depth": depth, "runs": _runs(runs)}
        case Figure(caption=caption):
            return FigureContext(picture(block), text(caption))
        case SmallTable(rows=rows):
            return _table(rows)


def _table(rows: Sequence[tuple[Runs, ...]]) -> SmallTableContext:
    """The columns whose cells are all short are centred."""
    body = rows[1:]
    short = [all(len(plain(row[column])) <= _SHORT for row in body) for column in range(len(rows[0]))]

    def views(row: tuple[Runs, ...]) -> tuple[SmallCellContext, ...]:
        return tuple(
            SmallCellContext(_runs(cell or (Run(""),)), is_short) for cell, is_short in zip(row, short, strict=True)
        )

    return SmallTableContext(views(rows[0]), tuple(views(row) for row in body))
