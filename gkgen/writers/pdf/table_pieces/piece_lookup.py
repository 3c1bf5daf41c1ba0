"""The pieces of a report: cut from tables with sample numbers when its template set is met for the first time.

They follow from the template set, the fonts and the labels of the tables alone, whatever reports came before.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from typing import Any

from gkgen import lazy_re as re
from gkgen.document import Cell, CellRole, Document, Section, Table
from gkgen.resources import TemplateSet, load_template_set
from gkgen.weasyprint_cache import Store
from gkgen.writers import html
from gkgen.writers.pdf.table_pieces.piece_cutting import UnusualTableError, cut
from gkgen.writers.pdf.table_pieces.piece_reference import Reference, keep_reference, load_reference
from gkgen.writers.pdf.table_pieces.table_piece import (
    MAX_DIGITS,
    CutTable,
    PlacedPiece,
    PlacedTables,
    TablePiece,
    number_lengths,
    place,
)

_MACROS = re.compile(r"\{% macro (?:columns|rows|statutory)\(.*?\{% endmacro %\}", re.DOTALL)
_LOOKS_INSIDE = re.compile(r":(?:has|empty)\b")
"""Rules that tell a table by what is in it."""
EMPTY_PAGE = "<html><body></body></html>"
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


_references: Store[Reference] = Store("cut tables", _MAX_TEMPLATE_SETS)


def pieces_for(document: Document, looks: Looks, set_page: Setting) -> PlacedTables | None:
    """The tables of a report in pieces with its numbers; None where one of them has to be set."""
    tables = {table.name: table for table in document.tables()}
    if not tables or not _is_drawn_by_us(looks.templates):
        return None
    key = looks.templates.html, looks.templates.css, looks.chains, document.edition, _labels(tables)
    reference = _references.get(key)
    if reference is None:
        bare = _bare(document)
        reference = _references.keep(key, load_reference(key, bare) or _made(bare, looks, set_page))
    lengths = [(name, length) for name, table in tables.items() for length in sorted(number_lengths([table]))]
    if not reference.tables or any(not 0 < length <= MAX_DIGITS for _, length in lengths):
        return None
    for name, length in lengths:
        _know_length(reference, name, length, looks, set_page)
    if not reference.is_kept:
        keep_reference(key, reference)
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


def _bare(document: Document) -> Document:
    """The report with its tables alone."""
    bare = replace(document, title=("",), details=(), preface=(), pictures=(), signature=None)
    return replace(bare, sections=tuple(_without_prose(section) for section in bare.sections))


def _made(bare: Document, looks: Looks, set_page: Setting) -> Reference:
    reference = Reference(bare, {}, {}, "")
    try:
        reference.tables = _cut_tables(_with_numbers(bare, "0"), looks, set_page)
    except UnusualTableError:
        return reference
    page = _page(bare, "", 1, looks)
    reference.pages.update(dict.fromkeys(((name, 1) for name in reference.tables), page))
    reference.css = "".join(table.css() for table in reference.tables.values())
    return reference


def _without_prose(section: Section) -> Section:
    return section if isinstance(section.body, Table) else replace(section, body=())


def _with_numbers(document: Document, text: str, name: str = "") -> Document:
    """The report with one number in all cells, or in those of one table."""

    def numbered(cell: Cell) -> Cell:
        return replace(cell, lines=(text,)) if cell.role is CellRole.NUMBER else cell

    def filled(section: Section) -> Section:
        if not isinstance(section.body, Table) or (name and section.body.name != name):
            return section
        rows = tuple(tuple(map(numbered, row)) for row in section.body.rows)
        return replace(section, body=replace(section.body, rows=rows))

    return replace(document, sections=tuple(map(filled, document.sections)))


def _page(document: Document, name: str, length: int, looks: Looks) -> str:
    """A digest of the page with numbers of one table so long, and all numbers left out."""
    numbered = _with_numbers(_with_numbers(document, _PRIVATE), _PRIVATE * length, name)
    page = html.page(numbered, looks.templates, "", on_paper=True, is_marked=False).replace(_PRIVATE, "")
    return sha256(page.encode("utf-8", "surrogatepass")).hexdigest()


def _cut_tables(document: Document, looks: Looks, set_page: Setting) -> dict[str, CutTable]:
    (empty,) = set_page(EMPTY_PAGE, "").pages
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


def _know_length(reference: Reference, name: str, length: int, looks: Looks, set_page: Setting) -> None:
    """Have the places of a table's numbers with so many characters: those of the lengths that make the same page."""
    if (name, length) in reference.pages:
        return
    page = _page(reference.document, name, length, looks)
    like = next((known for (of, known), text in reference.pages.items() if of == name and text == page), 0)
    reference.pages[name, length], reference.is_kept = page, False
    pieces = reference.tables[name].pieces
    found = pieces if like else _new_pieces(reference, name, length, looks, set_page)
    for piece, known in zip(pieces, found, strict=False):
        if (like or length) in known.places:
            piece.places[length] = known.places[like or length]


def _new_pieces(
    reference: Reference, name: str, length: int, looks: Looks, set_page: Setting
) -> tuple[TablePiece, ...]:
    """The pieces of a table where all numbers have so many digits; none where anything else is different then."""
    try:
        found = _cut_tables(_with_numbers(reference.document, "0" * length), looks, set_page)[name].pieces
    except UnusualTableError:
        return ()
    return found if _seen(found) == _seen(reference.tables[name].pieces) else ()


def _seen(pieces: Any) -> Any:
    return [(piece.width, piece.height, piece.content) for piece in pieces]
