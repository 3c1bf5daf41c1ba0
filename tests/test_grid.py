"""Merged cells: every slot of the grid belongs to one origin cell."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkgen.document import Cell, CellRole
from gkgen.form import Edition, skeleton
from gkgen.grid import MAX_COLUMNS, resolve
from gkgen.pipeline.core.checking import form

Tile = tuple[int, int, int, int]  # row, column, rows, columns


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
    grid = resolve(rows, width)
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
        (1, [(cell(), cell())], "beyond"),
        (1, [(cell(columns=2),)], "beyond"),
        (1, [(cell(rows=2),)], "beyond"),
        (3, [(cell(), cell(rows=2), cell()), (cell(columns=2), cell())], "overlap"),
    ],
)
def test_a_table_that_does_not_cover_its_grid_is_refused(
    width: int, rows: list[tuple[Cell, ...]], problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        resolve(rows, width)


@pytest.mark.parametrize(
    ("rows", "layout"),
    [
        ([(cell(2, text="a"), cell(text="b")), (cell(text="c"),)], ["ab", "ac"]),
        ([(cell(1, 2, "a"),), (cell(text="b"), cell(text="c"))], ["aa", "bc"]),
        # Spans that reach beyond the table, that overlap, that count nothing, or leave a hole.
        ([(cell(9, text="a"),), (cell(text="b"),)], ["a-", "ab"]),
        ([(cell(text="a"), cell(2, text="b")), (cell(1, 3, "c"),)], ["ab-", "cbc"]),
        ([(cell(0, 0, "a"), cell(text="b"))], ["ab"]),
        ([(cell(2, text="a"), cell(text="b"), cell(2, text="c")), ()], ["abc", "a-c"]),
        ([], []),
    ],
)
def test_a_lenient_grid_takes_spans_as_far_as_they_make_sense(rows: list[tuple[Cell, ...]], layout: list[str]) -> None:
    grid = resolve(rows, lenient=True)
    assert ["".join(slot.cell.text if slot else "-" for slot in line) for line in grid] == layout


@given(tilings())
def test_a_lenient_grid_of_a_sound_table_is_the_strict_one(tiling: tuple[int, int, tuple[Tile, ...]]) -> None:
    height, _, tiles = tiling
    rows = [[cell(down, across) for top, _, down, across in tiles if top == row] for row in range(height)]
    assert resolve(rows, lenient=True) == resolve(rows)


def test_what_a_damaged_file_claims_of_its_width_costs_no_time() -> None:
    assert [len(line) for line in resolve([[cell(1, 10**9), cell()], [cell()]], lenient=True)] == [MAX_COLUMNS] * 2


@pytest.mark.parametrize("edition", form().editions, ids=lambda edition: edition.name)
def test_the_table_markup_cover_their_grids_with_each_number_once(edition: Edition) -> None:
    assert len(edition.tables) == 3
    for each in edition.tables:
        slots = [slot for line in resolve(skeleton(each).rows) for slot in line]
        numbers = Counter(slot.cell.field for slot in slots if slot.is_origin and slot.cell.role is CellRole.NUMBER)
        assert numbers == Counter(leaf.path.removeprefix(f"{each.field.path}.") for leaf in each.field.leaves())
