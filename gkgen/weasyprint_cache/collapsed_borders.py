"""Borders that cells share, agreed on once for all tables with the same cells, and drawn once for the same places.

The statutory tables have the same cells in every report, and most rows are as high as in other reports.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gkgen.weasyprint_cache.box_measures import SIDES, once
from gkgen.weasyprint_cache.patching import Patch, Target, styled_by_us
from gkgen.weasyprint_cache.store import Store


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
# Tables of a report: three and what its author adds. Drawn ones take 60 KB each.
_agreed: Store[_Agreed] = Store("agreed borders", 100)
_drawn: Store[_Drawn] = Store("drawn borders", 200)


def _agreeing(agree: Any) -> Any:
    mark = once("mark", _mark)

    def agreed(table: Any, width: int, height: int) -> Any:
        key = width, height, table.style["direction"], _shape(table, mark)
        found = _agreed.get(key)
        if found is None:
            grid = agree(table, width, height)
            widths = tuple(
                {side: box.__dict__[side] for side in SIDES if side in box.__dict__} for box in _parts(table)
            )
            found = _agreed.keep(key, _Agreed(grid, widths))
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
            used = frozenset(line[1:-3].decode("ascii") for line in operators.split(b"\n") if line.endswith(b" gs"))
            _drawn.keep(key, _Drawn(operators, used, table.collapsed_border_grid))

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


PATCH = Patch(
    "collapsed borders",
    __name__,
    (
        Target(
            "weasyprint.layout.table",
            "collapse_table_borders",
            _agreeing,
            lambda table, *_: styled_by_us(table.style),
            frozenset({"24c326994e1adc24", "sha256=OltkQkEPGObFnBvi"}),
        ),
        Target(
            "weasyprint.draw",
            "draw_collapsed_borders",
            _drawing,
            lambda stream, table: styled_by_us(table.style),
            frozenset({"ea41f2e10bb9aa2f", "sha256=-2_O55qABZxyoxQu"}),
        ),
    ),
)
