"""Rows as cards: a label, and below it each column with its number."""

from gkgen.document import Run
from gkgen.importers.parsed_document import Place, SourceBlock, TextBlock
from gkgen.importers.tables.row_cards import read_cards
from tests.importers.table_rows_builders import NEW

COLUMNS = ("自然人 5", "商业企业：1", "科研机构 0", "社会公益组织0", "法律服务机构 0", "其他 /", "总计 6")


def read(*lines: str) -> tuple[list[tuple[str, list[str]]], int]:
    blocks: list[SourceBlock] = [TextBlock((Run(line),), Place(line=at)) for at, line in enumerate(lines, start=1)]
    rows, end = read_cards(blocks, 0, NEW, NEW.reading)
    return [(row.shape.path if row.shape else "", [cell.text for cell in row.cells]) for row in rows], end


def test_cards_are_rows_by_their_last_label() -> None:
    rows, end = read(
        "一、本年新收政府信息公开申请数量", *COLUMNS, "三、本年度办理结果 / （一）予以公开", *COLUMNS, "正文。"
    )
    assert [path for path, _ in rows] == ["requests.new_received", "requests.results.granted"]
    assert rows[0][1] == ["5", "1", "0", "0", "0", "/", "6"]
    assert end == 16


def test_a_card_of_fewer_columns_gives_those_that_it_has() -> None:
    assert read("（一）予以公开", *COLUMNS[:3], "其他事项。") == ([("requests.results.granted", ["5", "1", "0"])], 4)


def test_a_label_without_columns_and_a_column_twice_are_no_card() -> None:
    assert read("（一）予以公开", "自然人 5") == ([], 0)
    assert read("（一）予以公开", "自然人 5", "自然人 6") == ([], 0)
    assert read("正文", *COLUMNS) == ([], 0)
