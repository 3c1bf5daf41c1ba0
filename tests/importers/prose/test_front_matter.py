"""Page metadata before the report: in lines, in pairs of lines, in tables with and without colons."""

import pytest

from gkgen.document import Run
from gkgen.importers.parsed_document import GridBlock, GridCell, Part, Place, SourceBlock, TextBlock
from gkgen.importers.prose.front_matter import DOCUMENT_NO, FrontMatter, sort_opening
from tests.importers.table_rows_builders import NEW

WANTED = {"metadata.index_no": "559624439/2021-00020", "metadata.publish_date": "2021-01-27"}


def line(text: str, part: Part = Part.UNKNOWN) -> TextBlock:
    return TextBlock((Run(text),), Place(), part)


def table(*rows: str) -> GridBlock:
    return GridBlock(tuple(tuple(map(GridCell, row.split("|"))) for row in rows), Place(table=1))


def opening(*blocks: SourceBlock) -> FrontMatter:
    return sort_opening(blocks, None, NEW)


@pytest.mark.parametrize(
    "blocks",
    [
        (line("索引号：559624439/2021-00020"), line("发布日期：2021年1月27日")),
        (line("索引号"), line("559624439/2021-00020"), line("发布日期"), line("2021-01-27 09:12")),
        (table("索引号|559624439/2021-00020|发布日期|2021-01-27"),),
        (table("索 引 号：|559624439/2021-00020", "发布日期：|2021-01-27"),),
    ],
)
def test_metadata_is_taken_however_it_stands(blocks: tuple[SourceBlock, ...]) -> None:
    found = opening(*blocks, line("根据条例编制本报告。"))
    assert found.texts == WANTED
    assert [block.text for block in found.rest if isinstance(block, TextBlock)] == ["根据条例编制本报告。"]


def test_what_such_a_table_says_besides_is_told_and_blanks_are_not() -> None:
    found = opening(table("索引号|559624439/2021-00020|体裁|报告", "发布日期|2021-01-27|主题词|"))
    assert found.texts == WANTED
    assert [block.text for block in found.dropped] == ["体裁：报告"]


@pytest.mark.parametrize(
    ("value", "taken"),
    [("云溪政报〔2022〕3号", "云溪政报〔2022〕3号"), ("云溪政报[2022]第03号", "云溪政报〔2022〕3号")],
)
def test_a_document_number_is_taken_as_the_form_has_it(value: str, taken: str) -> None:
    assert opening(line(f"文号：{value}")).texts == {DOCUMENT_NO: taken}
    above = sort_opening((), None, NEW, (line("云溪县人民政府文件"), line(value)))
    assert above.texts == {DOCUMENT_NO: taken}
    assert [block.text for block in above.dropped] == ["云溪县人民政府文件"]


def test_what_is_no_document_number_is_kept_as_text_and_nothing_is_nothing() -> None:
    none, other = opening(line("文号：无")), opening(line("文号：待定"))
    assert (none.texts, none.rest, none.dropped) == ({}, [], [])
    assert other.texts == {}
    assert [block.text for block in other.rest if isinstance(block, TextBlock)] == ["文号：待定"]


def test_the_lines_of_gkgens_own_letterhead_are_no_text_of_the_report() -> None:
    above = (line("云溪县人民政府", Part.LETTERHEAD), line("云溪政报〔2022〕3号", Part.LETTERHEAD))
    found = sort_opening((), None, NEW, above)
    assert (found.texts, found.rest, found.dropped) == ({DOCUMENT_NO: "云溪政报〔2022〕3号"}, [], [])


@pytest.mark.parametrize("rows", [("形式|数量", "图文|17"), ("索引号|1|多", "发布日期|2|余"), ("索引号|甲",)])
def test_a_table_of_something_else_stays(rows: tuple[str, ...]) -> None:
    blocks = (table(*rows),)
    found = opening(*blocks)
    assert (found.texts, tuple(found.rest)) == ({}, blocks)


def test_what_is_known_to_be_a_paragraph_is_no_metadata() -> None:
    blocks = (line("关键词", Part.PARAGRAPH), line("政务", Part.PARAGRAPH))
    assert tuple(opening(*blocks).rest) == blocks
