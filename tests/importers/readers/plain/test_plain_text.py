"""Text files: a line is a block, lines with tabs are the rows of a table."""

from gkgen.importers.parsed_document import GridBlock, ParsedDocument, TextBlock
from gkgen.importers.readers.plain import plain_text


def read(words: str, encoding: str = "utf-8") -> ParsedDocument:
    return plain_text.read(words.encode(encoding), "x.txt")


def shown(words: str) -> list[str | list[list[str]]]:
    """Texts, and tables as rows of cells."""
    return [
        block.text if isinstance(block, TextBlock) else [[cell.text for cell in row] for row in block.rows]
        for block in read(words).blocks
        if isinstance(block, TextBlock | GridBlock)
    ]


def test_rows_with_tabs_are_a_table_with_merged_rows_between_and_headings_end_it() -> None:
    words = "数量见下表。\n形式\t数量\n图文\t17\n合计\n\t17\t\n三、其他\n甲\t乙\n以上。\n"
    assert shown(words) == [
        "数量见下表。",
        [["形式", "数量"], ["图文", "17"], ["合计"], ["", "17", ""]],
        "三、其他",
        "甲\t乙",
        "以上。",
    ]


def test_indents_and_sentences_are_no_rows() -> None:
    words = "\t依法公开政府信息。\n\t内容准确。\n形式\t数量\n图文\t17\n这是一句话。\n形式\t数量\n视频\t14"
    found = shown(words)
    assert found[:2] == ["依法公开政府信息。", "内容准确。"]
    assert found[2:] == [[["形式", "数量"], ["图文", "17"]], "这是一句话。", [["形式", "数量"], ["视频", "14"]]]


def test_places_are_the_lines_of_the_file() -> None:
    blocks = read("甲\r\n\r\n形式\t数量\r\n图文\t17\r\n乙。", "gb18030").blocks
    assert [block.place.line for block in blocks] == [1, 3, 5]


def test_the_marks_of_a_quoted_mail_are_no_text() -> None:
    assert shown("> 甲。\n>> 形式\t数量\n> 图文\t17") == ["甲。", [["形式", "数量"], ["图文", "17"]]]
