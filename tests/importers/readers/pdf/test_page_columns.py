"""Pages in two columns: found by the blank between full lines, and never in a table without rules."""

from gkgen.importers.readers.pdf.letter_looks import Letter
from gkgen.importers.readers.pdf.page_columns import regions_of

SIZE = (600.0, 800.0)


def line(left: float, top: float, count: int) -> list[Letter]:
    """Letters of ten points beside one another."""
    places = [left + 10 * at for at in range(count)]
    return [{"text": "字", "size": 10.0, "x0": x, "x1": x + 10, "top": top, "bottom": top + 10} for x in places]


def lines(left: float, count: int, *, first: float = 100.0) -> list[Letter]:
    return [letter for number in range(count) for letter in line(left, first + 20 * number, 22)]


def test_columns_are_read_one_after_the_other_and_moved_to_the_first() -> None:
    regions = regions_of(lines(60, 10) + lines(310, 8), [], SIZE)
    assert [each.shift for each in regions] == [0.0, -250.0]
    assert 280 < regions[1].box[0] < 310


def test_a_title_across_both_columns_stands_before_them() -> None:
    regions = regions_of(line(200, 50, 20) + lines(60, 30) + lines(310, 30), [], SIZE)
    assert [round(each.box[3]) for each in regions][-3:] == [60, 800, 800]


def test_labels_and_numbers_without_rules_are_no_columns() -> None:
    numbers = [letter for number in range(10) for x in (330, 400, 470) for letter in line(x, 100 + 20 * number, 1)]
    assert len(regions_of(lines(60, 10) + numbers, [], SIZE)) == 1


def test_tables_beside_one_another_are_read_one_after_the_other() -> None:
    boxes = [(60.0, 100.0, 280.0, 700.0), (310.0, 100.0, 530.0, 700.0)]
    assert len(regions_of([], boxes, SIZE)) == 2
    assert len(regions_of([], boxes[:1], SIZE)) == 1


def test_a_heading_below_both_columns_is_read_behind_them() -> None:
    columns = lines(60, 8) + lines(310, 9)
    *_, below = regions_of(columns + line(60, 320, 10), [], SIZE)
    assert (below.shift, below.box[2]) == (0.0, SIZE[0])
    assert 270 < below.box[1] < 320


def test_a_left_column_that_is_longer_goes_on_before_the_right_one() -> None:
    assert len(regions_of(lines(60, 14) + lines(310, 6), [], SIZE)) == 2
