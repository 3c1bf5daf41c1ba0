"""Notes beside a text are told apart from it; columns of a table and numbers of a list are no notes."""

import pytest

from gkgen.importers.readers.pdf.letter_looks import Letter
from gkgen.importers.readers.pdf.margin_notes import margin_notes


def line(left: float, top: float, count: int, *, size: float = 10.0) -> list[Letter]:
    places = [left + size * at for at in range(count)]
    return [{"text": "字", "size": size, "x0": x, "x1": x + size, "top": top, "bottom": top + size} for x in places]


def text(*, left: float = 60.0, count: int = 40) -> list[Letter]:
    return [letter for number in range(8) for letter in line(left, 100 + 20 * number, count)]


@pytest.mark.parametrize("left", [480.0, 20.0])
def test_a_narrow_column_beside_full_lines_is_notes(left: float) -> None:
    notes = line(left, 120, 3, size=7) + line(left, 200, 2, size=7)
    assert margin_notes(text() + notes, []) == notes


def test_notes_stand_beside_a_table_as_well() -> None:
    notes = line(480, 120, 3)
    assert margin_notes([*line(60, 40, 5), *line(60, 60, 20), *notes], [(60.0, 100.0, 460.0, 300.0)]) == notes


def test_numbers_before_paragraphs_are_none() -> None:
    numbers = [letter for at in range(8) for letter in line(40, 100 + 20 * at, 1)]
    assert margin_notes(text(left=65) + numbers, []) == []


@pytest.mark.parametrize("width", [40, 44])
def test_what_a_line_crosses_is_no_blank(width: int) -> None:
    """Guard: columns of a table without rules stand below a title that is wider than the others."""
    title = line(60, 60, width)
    column = [letter for at in range(4) for letter in line(480, 100 + 20 * at, 1)]
    found = margin_notes(text() + title + column, [])
    assert found == (column if width == 40 else [])


def test_the_last_column_of_a_table_without_rules_is_none() -> None:
    rows = [letter for at in range(8) for left in (60, 300, 480) for letter in line(left, 100 + 20 * at, 4)]
    assert margin_notes(rows, []) == []
