"""Borders that cells share, agreed on once for all tables with the same cells, and drawn once for the same places.

The statutory tables have the same cells in every report, and most rows are as high as in other reports.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from gkgen.writers.pdf.measures import SIDES, once
from gkgen.writers.pdf.patching import everywhere, exchanged

# Tables of a report: three and what its author adds. Drawn ones take 60 KB each.
_MOST_TABLES, _MOST_DRAWN = 100, 200


@dataclass(frozen=True, slots=True)
class _Agreed:
    """The borders of a table as WeasyPrint has them for drawing, and the widths that every box keeps of them."""

    grid: Any
    widths: tuple[dict[str, float], ...]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Operators of a page's stream, and the graphics states that they use; `grid` is held, as they are kept by it."""

    operators: bytes
    states: frozenset[str]
    grid: Any


_marks: dict[Any, int] = {}
_agreed: dict[Any, _Agreed] = {}
_drawn: dict[Any, _Drawn] = {}


@contextmanager
def kept_borders() -> Iterator[None]:
    """While it lasts, WeasyPrint takes the borders that it found and drew before."""
    from weasyprint import draw
    from weasyprint.layout.table import collapse_table_borders

    exchanges = (
        *everywhere(collapse_table_borders, _agreeing(collapse_table_borders)),
        (draw, "draw_collapsed_borders", _drawing(draw.draw_collapsed_borders)),
    )
    with exchanged(*exchanges):
        yield


def _agreeing(agree: Any) -> Any:
    mark = once("mark", _mark)

    def agreed(table: Any, width: int, height: int) -> Any:
        key = width, height, table.style["direction"], _shape(table, mark)
        found = _agreed.get(key)
        if found is None:
            grid = agree(table, width, height)
            if len(_agreed) >= _MOST_TABLES:
                _agreed.clear()
            widths = tuple(
                {side: box.__dict__[side] for side in SIDES if side in box.__dict__} for box in _parts(table)
            )
            found = _agreed[key] = _Agreed(grid, widths)
        else:
            for box, own in zip(_parts(table), found.widths, strict=True):
                box.__dict__.update(own)
        return found.grid

    return agreed


def _mark(style: Any) -> int:
    """A number for the borders that a style asks for, the same for all styles that ask for the same."""
    from weasyprint.draw.color import get_color

    asked = tuple(
        (style[f"border_{side}_style"], style[f"border_{side}_width"], color.space, *color)
        for side in ("top", "right", "bottom", "left")
        for color in [get_color(style, f"border_{side}_color")]
    )
    return _marks.setdefault(asked, len(_marks))


def _shape(table: Any, mark: Any) -> Any:
    """What the borders of a table follow from."""
    return (
        mark(table.style),
        *(
            (
                mark(group.style),
                *(
                    (
                        mark(row.style),
                        *((cell.grid_x, cell.colspan, cell.rowspan, mark(cell.style)) for cell in row.children),
                    )
                    for row in group.children
                ),
            )
            for group in table.children
        ),
        *(
            (group.grid_x, group.span, mark(group.style), *((box.grid_x, mark(box.style)) for box in group.children))
            for group in table.column_groups
        ),
    )


def _parts(table: Any) -> Iterator[Any]:
    """A table and all its boxes that can have borders."""
    yield table
    for group in (*table.children, *table.column_groups):
        yield group
        for row in group.children:
            yield row
            yield from row.children


def _drawing(draw: Any) -> Any:
    def drawn(stream: Any, table: Any) -> None:
        key = _place(table)
        found = _drawn.get(key)
        # A colour that was chosen before would not be chosen again.
        is_fresh = stream._current_color_stroke is None and stream._current_alpha_stroke is None
        states = stream._resources["ExtGState"]
        if is_fresh and found and found.states.issubset(states):
            stream.stream.append(found.operators)
            # The last of them went back to the state before; this writes nothing, and the stream forgets its colours.
            stream.push_state()
            stream.pop_state()
            return
        begin = len(stream.stream)
        draw(stream, table)
        if is_fresh and (operators := _operators(stream.stream[begin:])):
            if len(_drawn) >= _MOST_DRAWN:
                _drawn.clear()
            used = frozenset(line[1:-3].decode("ascii") for line in operators.split(b"\n") if line.endswith(b" gs"))
            _drawn[key] = _Drawn(operators, used, table.collapsed_border_grid)

    return drawn


def _operators(operators: list[Any]) -> bytes:
    """One operator that does what these do."""
    from pydyf import _to_bytes

    return b"\n".join(map(_to_bytes, operators))


def _place(table: Any) -> Any:
    rows = [row for group in table.children for row in group.children]
    return (
        id(table.collapsed_border_grid),
        tuple((row.position_y, row.height) for row in rows),
        tuple(table.column_positions),
        tuple(table.column_widths),
        tuple((len(group.children), group.is_header, group.is_footer) for group in table.children),
        table.skipped_rows,
        table.skip_cell_border_top,
        table.skip_cell_border_bottom,
    )
