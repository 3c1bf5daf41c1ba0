"""A report in traditional characters is told from one with a name or two in them."""

from gkgen.document import Run
from gkgen.importers.parsed_document import GridBlock, GridCell, Place, TextBlock
from gkgen.importers.prose.report_language import is_traditional

TEXT = "依申請公開情況：本機關應當對政府信息公開申請進行處理，現將結果總計發佈。"


def test_a_text_and_a_table_in_traditional_characters_are_known() -> None:
    assert is_traditional([TextBlock((Run(TEXT),), Place())])
    assert is_traditional([GridBlock(((GridCell(TEXT),),), Place())])


def test_simplified_text_with_a_traditional_name_is_not() -> None:
    assert not is_traditional([TextBlock((Run("本机关依申请公开的情况，由張縣長總結。" * 5),), Place())])
