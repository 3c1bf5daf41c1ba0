"""Merged cells: every slot of the grid belongs to one origin cell."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkgen.document import Cell, CellRole, Table
from gkgen.form import Edition, skeleton
from gkgen.grid import resolve
from gkgen.pipeline.core.checking import form

Tile = tuple[int, int, int, int]  # row, column, rows, columns


def table(width: int, *rows: tuple[Cell, ...]) -> Table:
    return Table("t", (1,) * width, 1, rows)


def cell(rows: int = 1, columns: int = 1, text: str = "") -> Cell:
    return Cell(CellRole.LABEL, (text,), rows, columns)


@st.composite
def tilings(draw: st.DrawFn) -> tuple[int, int, tuple[Tile, ...]]:
    """A grid cut into rectangles."""
    height, width = draw(st.integers(1, 8)), draw(st.integers(1, 8))
    done: list[Tile] = []
    waiting = [(0, 0, height, width)]
    while waiting:
        row, column, rows, columns = waiting.pop()
        cut = draw(st.integers(0, 2))
        if cut == 1 and rows > 1:
            upper = draw(st.integers(1, rows - 1))
            waiting += [(row, column, upper, columns), (row + upper, column, rows - upper, columns)]
        elif cut == 2 and columns > 1:
            left = draw(st.integers(1, columns - 1))
            waiting += [(row, column, rows, left), (row, column + left, rows, columns - left)]
        else:
            done.append((row, column, rows, columns))
    return height, width, tuple(sorted(done))


@given(tilings())
def test_cells_cover_the_grid_once(tiling: tuple[int, int, tuple[Tile, ...]]) -> None:
    height, width, tiles = tiling
    rows = tuple(
        tuple(cell(rows, columns, f"{top},{left}") for top, left, rows, columns in tiles if top == row)
        for row in range(height)
    )
    grid = resolve(table(width, *rows))
    assert [len(line) for line in grid] == [width] * height
    for top, left, down, across in tiles:
        slots = [grid[row][column] for row in range(top, top + down) for column in range(left, left + across)]
        assert {(slot.row, slot.column, slot.cell.text) for slot in slots} == {(top, left, f"{top},{left}")}
        assert [slot.is_origin for slot in slots] == [True] + [False] * (down * across - 1)


@pytest.mark.parametrize(
    ("width", "rows", "problem"),
    [
        (2, [(cell(),)], "belong to no cell"),
        (2, [(cell(), cell()), ()], "belong to no cell"),
        (1, [(cell(), cell())], "no room"),
        (1, [(cell(columns=2),)], "beyond"),
        (1, [(cell(rows=2),)], "beyond"),
        (3, [(cell(), cell(rows=2), cell()), (cell(columns=2), cell())], "overlap"),
    ],
)
def test_a_table_that_does_not_cover_its_grid_is_refused(
    width: int, rows: list[tuple[Cell, ...]], problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        resolve(table(width, *rows))


@pytest.mark.parametrize("edition", form().editions, ids=lambda edition: edition.name)
def test_the_statutory_tables_cover_their_grids_with_each_number_once(edition: Edition) -> None:
    assert len(edition.tables) == 3
    for each in edition.tables:
        slots = [slot for line in resolve(skeleton(each)) for slot in line]
        numbers = Counter(slot.cell.field for slot in slots if slot.is_origin and slot.cell.role is CellRole.NUMBER)
        assert numbers == Counter(leaf.path.removeprefix(f"{each.field.path}.") for leaf in each.field.leaves())
