"""Pieces on the pages of a report: whether they stand where the table would, and put in when the pages are finished."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from gkgen.writers.pdf.finishing import add_settled
from gkgen.writers.pdf.table_pieces.table_piece import PlacedPiece, PlacedTables

PIECE_CSS = """
.pieces, .piece { display: block !important; position: static !important; float: none !important; opacity: 1 !important;
  margin: 0 !important; border: 0 !important; width: auto !important; height: auto !important; min-width: 0 !important;
  min-height: 0 !important; max-width: none !important; max-height: none !important; transform: none !important;
  overflow: visible !important; background: none !important; box-shadow: none !important; outline: none !important;
  visibility: visible !important; object-fit: fill !important; z-index: auto !important;
  break-before: auto !important; break-after: auto !important; break-inside: auto !important }
.pieces { box-decoration-break: clone !important }
.piece { padding: 0 !important }
"""
_SIZE_TOLERANCE = 1e-6
_FORCED = frozenset({"always", "page", "left", "right", "recto", "verso"})
_KEPT_WITH_NEXT = frozenset({"avoid", "avoid-page"})


def stand_as_cut(pages: Iterable[Any], tables: PlacedTables) -> bool:
    """Whether all pieces stand in the room that they were cut for, and break where the tables would have."""
    found = 0
    begun: set[Any] = set()
    for page in pages:
        box = page._page_box
        bottom = box.content_box_y() + box.height + _SIZE_TOLERANCE
        for shown, around in _pieces(box, ()):
            if not _is_in_its_room(shown, around[-1], bottom) or _may_be_parted(shown, around, begun):
                return False
            found += 1
        begun = set(_elements_at_end(box))
    return found == len(tables.pieces)


def _pieces(box: Any, around: tuple[Any, ...]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """The pieces on a page, each with the boxes around it."""
    inside = (*around, box)
    for child in getattr(box, "children", ()):
        if isinstance(getattr(child, "replacement", None), PlacedPiece):
            yield child, inside
        elif type(child).__name__ != "LineBox":
            yield from _pieces(child, inside)


def _elements_at_end(box: Any) -> Iterator[Any]:
    """The elements that end a page, and may go on behind it."""
    while children := [child for child in getattr(box, "children", ()) if type(child).__name__ != "MarginBox"]:
        box = children[-1]
        yield box.element


def _is_in_its_room(box: Any, around: Any, bottom: float) -> bool:
    piece, table = box.replacement.piece, box.replacement.table
    differences = (
        around.width - table.room,
        around.padding_top - table.top,
        around.padding_bottom - table.bottom,
        box.width - piece.width,
        box.height - piece.height,
        box.content_box_x() - around.content_box_x(),
        box.margin_width() - piece.width,
        box.margin_height() - piece.height,
    )
    return max(map(abs, differences)) < _SIZE_TOLERANCE and bool(box.position_y + box.margin_height() <= bottom)


def _may_be_parted(box: Any, around: Sequence[Any], begun: Collection[Any]) -> bool:
    """Whether a piece was put onto a new page whole though WeasyPrint would have begun it on the page before.

    `begun` are the elements that may have begun there; a page that begins with one of these is none that it forces.
    """
    if not box.replacement.piece.is_breakable:
        return False
    chain = (*around, box)
    for parent, child in pairwise(chain):
        before = parent.children[: parent.children.index(child)]
        if any(each.style["break_after"] not in _KEPT_WITH_NEXT and each.is_in_normal_flow() for each in before):
            return False
    return not any(each.style["break_before"] in _FORCED and each.element not in begun for each in chain)


def put_in(pdf: Any) -> None:
    """Pieces in place of their marks, elements of their tables in place of their figures."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    numbers = _object(pdf, root["ParentTree"])["Nums"]  # page, its elements by MCID, page, …
    for index, reference in enumerate(pdf.page_references):
        stream = _object(pdf, _object(pdf, reference)["Contents"])
        if any(isinstance(each, PlacedPiece) for each in stream.stream):
            stream.stream = list(_finished(pdf, reference, stream.stream, numbers[2 * index + 1]))


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _finished(pdf: Any, page: bytes, operators: Sequence[Any], elements: list[bytes]) -> Iterator[Any]:
    """The operators of a page; the marked content around a piece gives its MCID to the first cell."""
    begun: list[Any] = []
    is_inside = False
    for each in operators:
        if isinstance(each, PlacedPiece):
            at = len(begun) - 1 - begun[::-1].index(b"BDC")
            mcid = begun[at - 1]["MCID"]
            yield from (*begun[: at - 2], *begun[at + 1 :], _with_elements(pdf, page, each, mcid, elements))
            begun, is_inside = [], True
        elif is_inside and each == b"EMC":
            is_inside = False
        else:
            begun.append(each)
    yield from begun


def _with_elements(pdf: Any, page: bytes, placed: PlacedPiece, mcid: int, elements: list[bytes]) -> bytes:
    """The operators of a piece, whose elements take the place of its figure."""
    from pydyf import Array

    figure = _object(pdf, elements[mcid])
    table = _object(pdf, figure["P"])
    table["S"] = "/Table"
    first = len(elements)
    cells = [mcid, *range(first, first + len(placed.piece.cells) - 1)]
    elements += [b""] * (len(cells) - 1)
    groups = []
    for group in placed.piece.groups:
        # The figure becomes the first of them: a number that names no object puts off some readers.
        own = figure if group is placed.piece.groups[0] else add_settled(pdf)
        rows = []
        for begin, end in group.rows:
            row = add_settled(pdf)
            kids = []
            for cell, number in zip(placed.piece.cells[begin:end], cells[begin:end], strict=True):
                item = add_settled(pdf)
                item.form = cell.element % (number, page, row.number)
                elements[number] = item.reference
                kids.append(item.reference)
            row.form = _element(b"TR", kids, page, own.reference)
            rows.append(row.reference)
        if own is figure:
            figure.clear()
            figure.update(
                {"Type": "/StructElem", "S": f"/{group.tag}", "K": Array(rows), "Pg": page, "P": table.reference}
            )
        else:
            own.form = _element(group.tag.encode("ascii"), rows, page, table.reference)
        groups.append(own.reference)
    at = table["K"].index(figure.reference)
    table["K"][at : at + 1] = groups
    return placed.operators(cells)


def _element(tag: bytes, kids: Sequence[bytes], page: bytes, parent: bytes) -> bytes:
    return b"<</Type /StructElem/S /%b/K [%b]/Pg %b/P %b>>" % (tag, b" ".join(kids), page, parent)
