"""The original beside the office file: what of it was taken, and where both meet."""

from dataclasses import replace

from gkgen.document import Run
from gkgen.importers.matching import match
from gkgen.importers.office_file_writer import WritingOptions, write
from gkgen.importers.parsed_document import GridCell, ParsedDocument, Place, TextBlock
from gkgen.importers.reading_account import account_of
from gkgen.importers.side_by_side import OriginalPiece, SideBySide, side_by_side
from gkgen.pipeline.core.checking import form
from tests.importers.table_rows_builders import NEW, Rows, grid, rows_of

TITLE = "云溪市柳林镇人民政府2024年政府信息公开工作年度报告"


def viewed(rows: Rows, *more: str) -> SideBySide:
    """A report with one table, the first."""
    texts = ("首页 > 政务公开", TITLE, "一、总体情况", "正文一句。", "二、主动公开政府信息情况")
    blocks = [TextBlock((Run(text),), Place(line=number)) for number, text in enumerate(texts, start=1)]
    blocks += [TextBlock((Run(text),), Place(line=number)) for number, text in enumerate(more, start=40)]
    parsed = ParsedDocument("甲.txt", "txt", (*blocks[:5], replace(grid(rows), place=Place(table=1)), *blocks[5:]))
    found = match(parsed, form())
    written = write(found, "甲.txt", "甲.yaml", WritingOptions("zh", "zh", ""))
    account = account_of(found, written.diagnostics, (), ("甲.txt", "甲.yaml"))
    return side_by_side(parsed, found, account, written.text, written.places)


def table_of(view: SideBySide) -> OriginalPiece:
    (piece,) = [each for each in view.original if each.rows]
    return piece


def cell_saying(view: SideBySide, text: str) -> tuple[str, int, tuple[int, ...]]:
    (cell,) = [cell for row in table_of(view).rows for cell in row if cell.text == text]
    return ("number" if cell.is_number else "label", cell.line, cell.marks)


def test_a_number_leads_to_the_line_where_it_is_typed() -> None:
    view = viewed(rows_of(NEW, "disclosure", {"regulations.in_force": "4711"}))
    kind, line, _ = cell_saying(view, "4711")
    assert kind == "number"
    assert "4711" in view.lines[line - 1]


def test_a_zero_is_a_number_that_is_not_typed_and_a_label_is_none() -> None:
    view = viewed(rows_of(NEW, "disclosure", {"regulations.in_force": "4711"}))
    zeros = [cell for row in table_of(view).rows for cell in row if cell.text == "0"]
    assert len(zeros) > 5
    assert all(cell.is_number and not cell.line for cell in zeros)
    labels = [cell for row in table_of(view).rows for cell in row if cell.text not in {"0", "4711"}]
    assert labels
    assert not any(cell.is_number for cell in labels)


def test_cells_behind_merged_ones_are_counted_by_columns() -> None:
    rows = rows_of(NEW, "disclosure", {"regulations.in_force": "1 2"})
    view = viewed([[GridCell("主动公开情况", col_span=4)], *rows])
    _, line, marks = cell_saying(view, "1 2")
    assert "待核对" in view.lines[line - 1]
    (matter,) = [each for each in view.matters if each.number in marks]
    assert matter.line == line
    assert matter.place.table == 1


def test_every_matter_with_a_place_of_the_original_is_marked_in_it() -> None:
    view = viewed(rows_of(NEW, "disclosure", {"regulations.in_force": "1 2", "regulations.issued": "/"}))
    marked = {
        mark
        for piece in view.original
        for mark in (*piece.marks, *(mark for row in piece.rows for cell in row for mark in cell.marks))
    }
    placed = {each.number for each in view.matters if each.place != Place()}
    assert len(placed) >= 2
    assert placed == marked


def test_a_paragraph_that_was_left_out_is_told_from_one_that_was_taken() -> None:
    view = viewed(
        rows_of(NEW, "disclosure", {}), "五、存在的主要问题及改进情况", "下一步改进。", "扫一扫在手机打开当前页"
    )
    taken = {piece.text: piece.is_taken for piece in view.original if not piece.rows}
    assert taken[TITLE] and taken["正文一句。"] and taken["下一步改进。"] and taken["五、存在的主要问题及改进情况"]
    assert not taken["扫一扫在手机打开当前页"]
    assert not taken["首页 > 政务公开"]
