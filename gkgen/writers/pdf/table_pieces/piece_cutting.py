"""Pieces cut from a table that WeasyPrint has set on a page that is high enough for all of it.

A table of which anything is unusual is not cut.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from gkgen.document import Cell, CellRole, Table
from gkgen.weasyprint_cache import Drawing, SetLine, joined_uses, record
from gkgen.writers.pdf.finishing import SCOPES
from gkgen.writers.pdf.table_pieces.table_piece import (
    CutTable,
    NumberPlace,
    NumberStyle,
    PieceCell,
    PieceRows,
    TablePiece,
)

_PLAIN = (
    *("opacity", "transform", "position", "float", "visibility", "overflow", "z_index", "anchor", "bookmark_level"),
    *("string_set", "counter_increment", "counter_reset", "counter_set", "break_before", "break_after"),
    *("direction", "text_indent", "mask_border_source", "border_image_source", "outline_style", "box_decoration_break"),
)
"""Properties that have their initial values in all boxes of a table that is cut."""
_EDGES = tuple(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("left", "right", "top", "bottom"))
_AVOID = frozenset({"avoid", "avoid-page"})
_PLACE_TOLERANCE = 1e-6
_NUMBER = b"BT\n%b"
_LINE_BEGIN = (b"/Artifact", b"BMC", b"q", b"q")
_LINE_END = (b"S", b"Q", b"Q", b"EMC")
_LINE_OPERATORS = 13
"""Between them: alpha, colour and width of the line, its begin and its end."""


class UnusualTableError(ValueError):
    """A table that cannot be cut."""


def cut(around: Any, wrapper: Any, name: str, table: Table) -> CutTable:
    """The pieces of a table from the box of WeasyPrint that wraps it, and the one around. Raises UnusualTableError."""
    box = wrapper.get_wrapped_table()
    _expect(wrapper.children == [box] and all(getattr(wrapper, edge) == 0 for edge in _EDGES))
    _expect(abs(box.border_box_x() - around.content_box_x()) < _PLACE_TOLERANCE)
    _expect(abs(box.border_width() - wrapper.width) < _PLACE_TOLERANCE)
    _expect(box.style["border_collapse"] == "collapse" and box.background is None)
    _expect(all(column.background is None for group in box.column_groups for column in (group, *group.children)))
    rows = [row for group in box.children for row in group.children]
    _expect(len(rows) == len(table.rows))
    for one in {id(each.style): each for each in (wrapper, *_boxes(box))}.values():
        _expect_plain(one.style)
    styles: dict[int, NumberStyle] = {}
    pieces = tuple(
        _Cutter(box, groups, table).piece(f"piece:{name}/{number}", is_breakable=is_breakable, styles=styles)
        for number, (groups, is_breakable) in enumerate(_units(box.children))
    )
    families = frozenset(tuple(each.style["font_family"]) for each in _boxes(box) if hasattr(each, "text"))
    return CutTable(name, pieces, around.width, box.border_top_width, box.border_bottom_width, families)


def _expect(is_usual: bool) -> None:
    if not is_usual:
        raise UnusualTableError


def _boxes(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)


def _expect_plain(style: Any) -> None:
    from weasyprint.css.properties import INITIAL_VALUES

    _expect(all(style[name] == INITIAL_VALUES[name] for name in _PLAIN))
    _expect(not style["box_shadow"] and style["page"] in {"", "auto"})


def _units(groups: Sequence[Any]) -> Iterator[tuple[Sequence[Any], bool]]:
    """Row groups that stay together, each with whether WeasyPrint could part them all the same.

    The head of a table stands on each of its pages, so a table that has one is a single piece.
    """
    _expect(bool(groups) and not any(group.is_footer for group in groups))
    if groups[0].is_header:
        yield groups, len(groups) != 2 or _can_be_parted(groups[1])
        return
    for group in groups:
        yield (group,), _can_be_parted(group)


def _can_be_parted(group: Any) -> bool:
    if group.style["break_inside"] in _AVOID:
        return False
    return len(group.children) > 1 or group.children[0].style["break_inside"] not in _AVOID


class _Cutter:
    """Cuts one piece: row groups of a table, of which `skipped` rows stand before them."""

    def __init__(self, box: Any, groups: Sequence[Any], table: Table) -> None:
        self.box, self.groups, self.table = box, groups, table
        before = box.children[: box.children.index(groups[0])]
        self.skipped = sum(len(group.children) for group in before)
        self.left, self.top = box.border_box_x(), groups[0].children[0].position_y
        self.shown: list[tuple[tuple[bytes, ...], bytes]] = []
        """What chooses the colour of a cell, and what shows its text."""
        self.cells: list[PieceCell] = []
        self.drawings: list[Drawing] = []
        self.places: list[NumberPlace] = []
        self.held: list[Any] = []

    def piece(self, address: str, *, is_breakable: bool, styles: dict[int, NumberStyle]) -> TablePiece:
        backgrounds = _recorded(self._draw_backgrounds)
        number, groups = self.skipped, []
        for group in self.groups:
            rows = []
            for row in group.children:
                begin = len(self.cells)
                self._cut_row(row, number, styles)
                rows.append((begin, len(self.cells)))
                number += 1
            groups.append(PieceRows("THead" if group.is_header else "TBody", tuple(rows)))
        last = self.groups[-1].children[-1]
        numbers = {state for state, shown in self.shown if shown is _NUMBER} or {self.shown[0][0]}
        _expect(len(numbers) == 1)
        (usual,) = numbers
        content = b"\n".join((*_joined_lines(backgrounds.operators), *usual, *self._texts(usual)))
        return TablePiece(
            address,
            self.box.border_width(),
            last.position_y + last.height - self.top,
            content,
            tuple(self.cells),
            tuple(groups),
            joined_uses(use for drawing in self.drawings for use in drawing.fonts),
            tuple(dict.fromkeys(alpha for drawing in (backgrounds, *self.drawings) for alpha in drawing.alphas)),
            usual,
            is_breakable,
            tuple(self.held),
            {len(_sample(self.table)): tuple(self.places)},
        )

    def _draw_backgrounds(self, stream: Any) -> None:
        from weasyprint.draw import draw_table

        part = self.box.copy_with_children(self.groups)
        part.skipped_rows = 0 if self.groups[0].is_header else self.skipped
        part.skip_cell_border_top = part.skip_cell_border_bottom = False
        with stream.stacked():
            stream.transform(e=-self.left, f=-self.top)
            draw_table(stream, part)

    def _cut_row(self, row: Any, number: int, styles: dict[int, NumberStyle]) -> None:
        model = self.table.rows[number]
        _expect(len(model) == len(row.children))
        for place, (cell, box) in enumerate(zip(model, row.children, strict=True)):
            texts = _texts(box, cell)
            self.held += [text.pango_layout.block for text in texts]
            is_number = cell.role is CellRole.NUMBER
            self.cells.append(PieceCell(number, place, is_number, _element(box, cell)))
            drawing = _recorded(partial(self._draw_texts, texts))
            begin = drawing.operators.index(b"BT")
            if is_number:
                self.places.append(self._number_place(box, texts, styles))
                self.shown.append((drawing.operators[:begin], _NUMBER))
                continue
            self.drawings.append(drawing)
            shown = b"\n".join(drawing.operators[begin:])
            _expect(b"%" not in shown)
            self.shown.append((drawing.operators[:begin], shown))

    def _texts(self, usual: tuple[bytes, ...]) -> Iterator[bytes]:
        """The texts of the cells as marked content, which all but numbers leave as it was."""
        for state, shown in self.shown:
            yield from (
                (b"/Span <</MCID %d>> BDC", shown, b"EMC")
                if state == usual
                else (
                    *(b"/Span <</MCID %d>> BDC", *state, shown, b"EMC"),
                    *usual,
                )
            )

    def _draw_texts(self, texts: Sequence[Any], stream: Any) -> None:
        from weasyprint.draw.text import draw_text

        for text in texts:
            moved = text.copy()
            moved.position_x -= self.left
            moved.position_y -= self.top
            draw_text(stream, moved, 0, "clip", "none")

    def _number_place(self, box: Any, texts: Sequence[Any], styles: dict[int, NumberStyle]) -> NumberPlace:
        _expect(len(texts) == 1)
        (text,) = texts
        align = {"center": 0.5, "end": 1.0, "right": 1.0}.get(box.style["text_align_all"], 0.0)
        left, free = box.content_box_x(), box.width - text.width
        _expect(free >= 0 and abs(left + free * align - text.position_x) < _PLACE_TOLERANCE)
        style = styles.setdefault(id(text.style), NumberStyle(text.style))
        baseline = text.position_y + text.baseline - self.top
        return NumberPlace(left - self.left, box.width, baseline, align, style)


def _recorded(draw: Callable[[Any], None]) -> Drawing:
    drawing = record(draw)
    if drawing is None:
        raise UnusualTableError
    return drawing


def _sample(table: Table) -> str:
    return next((cell.text for row in table.rows for cell in row if cell.role is CellRole.NUMBER), "")


def _texts(box: Any, cell: Cell) -> list[Any]:
    """The texts of a cell, all of them set by the line setter and together what the cell says."""
    boxes = list(_boxes(box))[1:]
    _expect({type(each).__name__ for each in boxes} == {"LineBox", "TextBox"})
    texts = [each for each in boxes if hasattr(each, "text")]
    _expect(all(type(text.pango_layout) is SetLine for text in texts))
    _expect("".join(text.text for text in texts) == cell.text)
    return texts


def _element(box: Any, cell: Cell) -> bytes:
    """The element of a cell in the tag tree; MCID, page and parent lack (ISO 32000-1, 14.8.5.7)."""
    tag = str(box.element_tag).upper()
    _expect(tag in {"TH", "TD"})
    spans = (("ColSpan", cell.col_span), ("RowSpan", cell.row_span))
    attributes = [f"/{name} {span}" for name, span in spans if span > 1]
    if scope := SCOPES.get(box.element.get("scope", "")):
        attributes.append(f"/Scope {scope}")
    words = f"<</Type /StructElem/S /{tag}/A <</O /Table{''.join(attributes)}>>/K %d/Pg %b/P %d 0 R>>"
    return words.encode("ascii")


def _joined_lines(operators: Sequence[bytes]) -> Iterator[bytes]:
    """Operators with neighbouring lines of one colour and width as one artifact with one path."""
    path: list[bytes] = []
    look: tuple[bytes, ...] = ()
    at = 0
    while at < len(operators):
        found = tuple(operators[at : at + _LINE_OPERATORS])
        if (
            found[:4] == _LINE_BEGIN
            and found[-4:] == _LINE_END
            and found[7].endswith(b" m")
            and found[8].endswith(b" l")
        ):
            if found[4:7] != look:
                yield from _line_artifact(look, path)
                look, path = found[4:7], []
            path += found[7:9]
            at += _LINE_OPERATORS
            continue
        yield from _line_artifact(look, path)
        look, path = (), []
        yield operators[at]
        at += 1
    yield from _line_artifact(look, path)


def _line_artifact(look: Sequence[bytes], path: Sequence[bytes]) -> Iterator[bytes]:
    if path:
        yield from (*_LINE_BEGIN[:3], *look, *path, b"S", b"Q", b"EMC")
