"""A report in traditional characters is told from one with a name or two in them."""

from gkgen.document import Run
from gkgen.importers.parsed_document import GridBlock, GridCell, Place, SourceBlock, TextBlock
from gkgen.importers.prose.report_language import is_traditional, with_simplified_labels

TEXT = "依申請公開情況：本機關應當對政府信息公開申請進行處理，現將結果總計發佈。"


def test_a_text_and_a_table_in_traditional_characters_are_known() -> None:
    assert is_traditional([TextBlock((Run(TEXT),), Place())])
    assert is_traditional([GridBlock(((GridCell(TEXT),),), Place())])


def test_simplified_text_with_a_traditional_name_is_not() -> None:
    assert not is_traditional([TextBlock((Run("本机关依申请公开的情况，由張縣長總結。" * 5),), Place())])


def test_labels_and_headings_become_simplified_and_paragraphs_stay() -> None:
    blocks: list[SourceBlock] = [
        TextBlock((Run("二、主動公開政府信息情況"),), Place()),
        GridBlock(((GridCell("本年製發件數"), GridCell("12")),), Place()),
        TextBlock((Run("本機關按期答覆申請。"),), Place()),
    ]
    heading, table, text = with_simplified_labels(blocks)
    assert isinstance(heading, TextBlock)
    assert heading.text == "二、主动公开政府信息情况"
    assert isinstance(table, GridBlock)
    assert [cell.text for cell in table.rows[0]] == ["本年制发件数", "12"]
    assert text == blocks[2]
