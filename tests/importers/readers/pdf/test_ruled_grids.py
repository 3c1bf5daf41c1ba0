"""Tables of a PDF that go on over a page, from cells with their places."""

import pytest

from gkgen.importers.parsed_document import GridBlock, GridCell
from gkgen.importers.readers.pdf.ruled_grids import PlacedCell, RuledTable, joined
from tests.importers.readers.pdf.drawn_tables import cell, digits, parsed

EDGES = (80.0, 110.0, 300.0, 400.0)


def drawn(*rows: list[tuple[str, int, int]], edges: tuple[float, ...] = EDGES) -> RuledTable:
    """A table of rows of text, row span and column span."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for row, line in enumerate(rows):
        column = 0
        for text, height, width in line:
            while (row, column) in taken:
                column += 1
            taken |= {(y, x) for y in range(row, row + height) for x in range(column, column + width)}
            cells.append(PlacedCell(row, column, GridCell(text, height, width)))
    return RuledTable(edges, len(rows), tuple(cells), 0.0, 1)


def put_together(first: RuledTable, second: RuledTable) -> list[list[tuple[str, int, int]]] | None:
    found = joined(first, second)
    if found is None:
        return None
    return [[(cell.text, cell.row_span, cell.col_span) for cell in row] for row in found[0].rows]


def one(*texts: str) -> list[tuple[str, int, int]]:
    return [(text, 1, 1) for text in texts]


FIRST = drawn([("办理结果", 2, 1), ("一", 1, 1), ("1", 1, 1)], one("二", "2"))


def test_a_label_above_the_break_spans_the_rows_below() -> None:
    second = drawn([("", 2, 1), ("三", 1, 1), ("3", 1, 1)], one("四", "4"), [("合计", 1, 2), ("5", 1, 1)])
    assert put_together(FIRST, second) == [
        [("办理结果", 4, 1), ("一", 1, 1), ("1", 1, 1)],
        one("二", "2"),
        one("三", "3"),
        one("四", "4"),
        [("合计", 1, 2), ("5", 1, 1)],
    ]


def test_a_label_of_which_one_row_is_left_below_the_break() -> None:
    assert put_together(FIRST, drawn(one("", "三", "3"), [("合计", 1, 2), ("4", 1, 1)])) == [
        [("办理结果", 3, 1), ("一", 1, 1), ("1", 1, 1)],
        one("二", "2"),
        one("三", "3"),
        [("合计", 1, 2), ("4", 1, 1)],
    ]


def test_an_empty_number_below_the_break_stays_empty() -> None:
    second = drawn([("其他", 1, 2), ("", 1, 1)], [("合计", 1, 2), ("4", 1, 1)])
    found = put_together(FIRST, second)
    assert found is not None
    assert found[2:] == [[("其他", 1, 2), ("", 1, 1)], [("合计", 1, 2), ("4", 1, 1)]]


def test_a_torn_row_is_one_again() -> None:
    found = joined(drawn(one("甲", "1.申请人逾期不", "1")), drawn(one("", "补正", ""), one("乙", "丙", "2")))
    assert found is not None
    assert found[1] == (1,)
    assert [[cell.text for cell in row] for row in found[0].rows] == [
        ["甲", "1.申请人逾期不补正", "1"],
        ["乙", "丙", "2"],
    ]


def test_rows_of_merged_cells_hide_edges() -> None:
    second = drawn([("标题", 1, 1)], [("丁", 1, 1)], edges=(90.0, 410.0))
    assert put_together(FIRST, second) == [
        [("办理结果", 2, 1), ("一", 1, 1), ("1", 1, 1)],
        one("二", "2"),
        [("标题", 1, 3)],
        [("丁", 1, 3)],
    ]


def test_a_head_of_several_rows_that_is_repeated_is_dropped_once() -> None:
    head = [[("角", 2, 1), ("头", 1, 2)], one("左", "右")]
    first, second = drawn(*head, one("甲", "1", "2")), drawn(*head, one("乙", "1", "2"))
    found = put_together(first, second)
    assert found is not None
    assert [row[0][0] for row in found] == ["角", "左", "甲", "乙"]


def test_equal_rows_of_numbers_are_no_head() -> None:
    found = put_together(drawn(one("0", "0", "0"), one("1", "1", "1")), drawn(one("0", "0", "0"), one("2", "2", "2")))
    assert found is not None
    assert len(found) == 4


def test_other_columns_make_another_table() -> None:
    assert put_together(FIRST, drawn(one("甲", "1"), edges=(80.0, 200.0, 400.0))) is None
    assert put_together(FIRST, drawn(one("甲", "1", "2"), edges=(80.0, 110.0, 300.0, 480.0))) is None


# Digits that are no number together


@pytest.mark.parametrize("operator", ["[(4) -900 (9)] TJ", "[(4) -250 (9)] TJ", "8 Tc (49) Tj"])
def test_digits_away_from_one_another_are_not_joined(operator: str) -> None:
    assert cell(f"BT /F 12 Tf 260 635 Td {operator} ET").text == "4 9"


def test_a_digit_raised_at_full_size_makes_the_number_doubtful() -> None:
    assert cell("BT /F 12 Tf 260 635 Td (4) Tj 5 Ts (9) Tj ET").readings == ("4", "9", "49")


def test_a_number_on_the_rule_between_two_cells_is_no_number_of_either() -> None:
    assert cell(digits("49", 246)).readings
    assert cell(digits("4949", 240)).readings


def test_a_row_whose_last_rule_is_on_the_next_page_is_one_of_the_table() -> None:
    rules = "".join(f"{x} 600 m {x} 620 l S " for x in (50, 150, 250, 350))
    (table,) = (
        block for block in parsed(f"{rules} BT /F 12 Tf 160 606 Td (46) Tj ET").blocks if isinstance(block, GridBlock)
    )
    assert [row[1].text for row in table.rows] == ["colA", "7", "46"]


def test_a_rule_that_goes_on_below_a_table_makes_no_row() -> None:
    (table,) = (
        block for block in parsed("50 600 m 50 620 l S 350 600 m 350 620 l S").blocks if isinstance(block, GridBlock)
    )
    assert len(table.rows) == 2
