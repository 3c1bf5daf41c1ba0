"""The pieces of a report: cut from tables with sample numbers when its template set is met for the first time.

They follow from the template set, the fonts and the labels of the tables alone, whatever reports came before.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from gkgen import lazy_re as re
from gkgen.document import Cell, CellRole, Document, Section, Table
from gkgen.resources import TemplateSet, load_template_set
from gkgen.weasyprint_cache import Store
from gkgen.writers import html
from gkgen.writers.pdf.table_pieces.piece_cutting import UnusualTableError, cut
from gkgen.writers.pdf.table_pieces.table_piece import (
    MAX_DIGITS,
    CutTable,
    PlacedPiece,
    PlacedTables,
    number_lengths,
    place,
)

_MACROS = re.compile(r"\{% macro (?:columns|rows|statutory)\(.*?\{% endmacro %\}", re.DOTALL)
_LOOKS_INSIDE = re.compile(r":(?:has|empty)\b")
"""Rules that tell a table by what is in it."""
_PRIVATE = "\ue000"
_HEIGHT_MM = 3000
_MAX_TEMPLATE_SETS = 32


@dataclass(frozen=True, slots=True)
class Looks:
    """A template set with the families that are installed, as CSS."""

    templates: TemplateSet
    chains: str


Setting = Callable[[str, str], Any]
"""Lays out a page, with additional CSS; gives WeasyPrint's document."""


@dataclass(slots=True, eq=False)
class _Reference:
    """The cut tables of a template set: by name, none where they are unusual; `pages` by length of the numbers."""

    document: Document
    tables: dict[str, CutTable]
    pages: dict[int, str]
    css: str


_references: Store[_Reference] = Store("cut tables", _MAX_TEMPLATE_SETS)


def pieces_for(document: Document, looks: Looks, set_page: Setting) -> PlacedTables | None:
    """The tables of a report in pieces with its numbers; None where one of them has to be set."""
    tables = {table.name: table for table in document.tables()}
    if not tables or not _is_drawn_by_us(looks.templates):
        return None
    key = looks.templates.html, looks.templates.css, looks.chains, document.edition, _labels(tables)
    reference = _references.get(key) or _references.keep(key, _made(document, looks, set_page))
    lengths = number_lengths(tables.values())
    if not reference.tables or not lengths or max(lengths) > MAX_DIGITS or min(lengths) == 0:
        return None
    for length in sorted(lengths):
        _know_length(reference, length, looks, set_page)
    placed: dict[str, PlacedPiece] = {}
    for name, table in tables.items():
        for piece in reference.tables[name].pieces:
            found = place(piece, reference.tables[name], table)
            if found is None:
                return None
            placed[piece.address] = found
    return PlacedTables(placed, reference.css)


@cache
def _own_macros(edition: str) -> tuple[str, ...]:
    return tuple(_MACROS.findall(load_template_set(edition).html))


def _is_drawn_by_us(looks: TemplateSet) -> bool:
    """Whether tables are as gkgen's own template has them, and the style sheet does not look into them."""
    own = _own_macros(looks.edition)
    return tuple(_MACROS.findall(looks.html)) == own and len(own) > 0 and not _LOOKS_INSIDE.search(looks.css)


def _labels(tables: Mapping[str, Table]) -> Any:
    return tuple(
        (
            name,
            table.widths,
            table.header_rows,
            tuple(
                (cell.row_span, cell.col_span) if cell.role is CellRole.NUMBER else cell
                for row in table.rows
                for cell in row
            ),
            tuple(map(len, table.rows)),
        )
        for name, table in tables.items()
    )


def _made(document: Document, looks: Looks, set_page: Setting) -> _Reference:
    bare = replace(document, title=("",), details=(), preface=(), pictures=(), signature=None)
    bare = replace(bare, sections=tuple(_without_prose(section) for section in bare.sections))
    reference = _Reference(bare, {}, {1: _page(bare, _PRIVATE, looks)}, "")
    try:
        reference.tables = _cut_tables(_with_numbers(bare, "0"), looks, set_page)
    except UnusualTableError:
        return reference
    reference.css = "".join(table.css() for table in reference.tables.values())
    return reference


def _without_prose(section: Section) -> Section:
    return section if isinstance(section.body, Table) else replace(section, body=())


def _with_numbers(document: Document, text: str) -> Document:
    def numbered(cell: Cell) -> Cell:
        return replace(cell, lines=(text,)) if cell.role is CellRole.NUMBER else cell

    def filled(section: Section) -> Section:
        if not isinstance(section.body, Table):
            return section
        rows = tuple(tuple(map(numbered, row)) for row in section.body.rows)
        return replace(section, body=replace(section.body, rows=rows))

    return replace(document, sections=tuple(map(filled, document.sections)))


def _page(document: Document, text: str, looks: Looks) -> str:
    """The page with one number everywhere, which is left out."""
    page = html.page(_with_numbers(document, text), looks.templates, "", on_paper=True, is_marked=False)
    return page.replace(text, "")


def _cut_tables(document: Document, looks: Looks, set_page: Setting) -> dict[str, CutTable]:
    (empty,) = set_page("<html><body></body></html>", "").pages
    high = f"@page {{ size: {empty.width:.12f}px {_HEIGHT_MM}mm !important }}"
    text = html.page(document, looks.templates, "", on_paper=True, is_marked=False)
    wrappers: dict[str, list[tuple[Any, Any]]] = {}
    for page in set_page(text, high).pages:
        for around in page._page_box.descendants():
            for box in getattr(around, "children", ()):
                if box.is_table_wrapper and box.element is not None:
                    wrappers.setdefault(box.element.get("aria-labelledby", ""), []).append((around, box))
    found = {}
    for table in document.tables():
        boxes = wrappers.get(f"{table.name}-heading", ())
        if len(boxes) != 1:
            raise UnusualTableError
        found[table.name] = cut(*boxes[0], table.name, table)
    return found


def _know_length(reference: _Reference, length: int, looks: Looks, set_page: Setting) -> None:
    """Have the places of numbers with so many characters: the same as of those that make the same page."""
    if length in reference.pages:
        return
    page = _page(reference.document, _PRIVATE * length, looks)
    like = next((known for known, text in reference.pages.items() if text == page), 0)
    reference.pages[length] = page
    places = _places(reference.tables, like) if like else _new_places(reference, length, looks, set_page)
    for table in reference.tables.values():
        for piece in table.pieces:
            if found := places.get(piece.address):
                piece.places[length] = found


def _places(tables: Mapping[str, CutTable], length: int) -> dict[str, Any]:
    return {
        piece.address: piece.places[length]
        for table in tables.values()
        for piece in table.pieces
        if length in piece.places
    }


def _new_places(reference: _Reference, length: int, looks: Looks, set_page: Setting) -> dict[str, Any]:
    """The places in a table where all numbers have so many digits; none where anything else is different then."""
    try:
        tables = _cut_tables(_with_numbers(reference.document, "0" * length), looks, set_page)
    except UnusualTableError:
        return {}
    pairs = [(table.pieces, tables[name].pieces) for name, table in reference.tables.items()]
    if any(_seen(one) != _seen(other) for one, other in pairs):
        return {}
    return _places(tables, length)


def _seen(pieces: Any) -> Any:
    return [(piece.width, piece.height, piece.content) for piece in pieces]
