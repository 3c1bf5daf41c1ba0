"""Web pages read: gkgen's own without loss, those of websites without what is not the report."""

import pytest

from gkgen.document import Heading, ListItem, Paragraph, Run, SmallTable, Table, plain
from gkgen.importers.parsed_document import GridBlock, ImageBlock, ParsedDocument, Part, TextBlock
from gkgen.importers.readers.html import html_reader
from gkgen.resources import load_template_set, look_folder
from gkgen.writers import html
from tests.importers.readers.pages import document, own_page, report, saved_page


def read(page: str, encoding: str = "utf-8") -> ParsedDocument:
    return html_reader.read(page.encode(encoding), "report.html")


def texts(original: ParsedDocument) -> list[str]:
    return [block.text for block in original.blocks if isinstance(block, TextBlock)]


def grids(original: ParsedDocument) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in block.rows] for block in original.blocks if isinstance(block, GridBlock)
    ]


def body(content: str) -> ParsedDocument:
    return read(f"<html><head><title>x</title></head><body>{content}</body></html>")


def kinds(original: ParsedDocument) -> list[str]:
    return [diagnostic.kind for diagnostic in original.diagnostics]


def test_a_page_of_gkgen_is_read_with_the_part_of_every_block() -> None:
    original = read(own_page(署名="张庄镇人民政府", 发布信息="\n  索引号: MB1\n  成文日期: 2023-01-10\n"))
    assert original.is_own
    assert kinds(original) == []
    told = [
        (block.part, block.level, block.marker, block.text) for block in original.blocks if isinstance(block, TextBlock)
    ]
    assert told[:5] == [
        (Part.TITLE, 0, "", "张庄镇人民政府"),
        (Part.TITLE, 0, "", "2022年政府信息公开工作年度报告"),
        (Part.DETAIL, 0, "", "索引号：MB1"),
        (Part.DETAIL, 0, "", "成文日期：2023-01-10"),
        (Part.SECTION, 1, "", "一、总体情况"),
    ]
    assert (Part.HEADING, 2, "", "（一）主动公开") in told
    assert (Part.ITEM, 0, "·", "·发布文件3件；") in told
    assert (Part.ITEM, 0, "2.", "2.乙") in told
    assert [text for part, _, _, text in told if part is Part.SIGNATURE] == ["张庄镇人民政府", "2023年1月10日"]


def test_a_letterhead_and_the_title_of_a_table_of_many_columns_are_read() -> None:
    head, row = ("|".join(cells) for cells in ([f"{month}月" for month in range(1, 14)], ["**125000**", *["3"] * 12]))
    made = document(
        发布信息="{文号: 张政报〔2023〕3号}",
        引言=f"|\n表1 各月情况\n单位：件\n|{head}|\n|{'---|' * 13}\n|{row}|\n- 甲\n",
    )
    original = read(html.write(made, load_template_set(made.edition, look_folder("letterhead"))).decode("utf-8"))
    assert original.is_own
    told = [(block.part, block.text) for block in original.blocks if isinstance(block, TextBlock)]
    assert told[:2] == [(Part.LETTERHEAD, "张庄镇人民政府"), (Part.LETTERHEAD, "张政报〔2023〕3号")]
    assert {(Part.PARAGRAPH, "表1 各月情况"), (Part.PARAGRAPH, "单位：件"), (Part.ITEM, "·甲")} <= set(told)
    grid = next(block for block in original.blocks if isinstance(block, GridBlock))
    assert grid.rows[1][0].runs == (Run("125000", bold=True),)


def test_every_block_of_a_document_comes_back_from_its_page() -> None:
    wanted = document()
    blocks = [block for block in read(own_page()).blocks if isinstance(block, TextBlock)]
    runs = [block.runs for block in blocks]
    cells = grids(read(own_page()))
    seen = 0
    for section in wanted.sections:
        if isinstance(section.body, Table):
            assert [[cell.text for cell in row] for row in section.body.rows] == [
                [text.replace("\n", "") for text in row] for row in cells.pop(1)
            ]
            continue
        for block in section.body:
            match block:
                case Paragraph() | ListItem():
                    assert block.runs in runs
                case Heading():
                    assert plain(block.runs) in [plain(each) for each in runs]
                case SmallTable(rows=rows):
                    assert [[plain(cell) for cell in row] for row in rows] == cells[0]
                case _:
                    continue
            seen += 1
    assert seen >= 9
    assert (Run("抓重点。", bold=True), Run("按月更新栏目。")) in runs


def test_a_saved_page_gives_the_report_and_tells_what_was_left_out() -> None:
    original = read(saved_page(report(own_page())), "gb18030")
    wanted = texts(read(own_page()))[2:]
    assert not original.is_own
    assert texts(original) == ["张庄镇人民政府2022年政府信息公开工作年度报告", *wanted]
    assert [len(grid) for grid in grids(original)] == [2, 14, 28, 4]
    assert kinds(original) == ["I45"]
    message = original.diagnostics[0].message()
    assert all(word in message for word in ("首页", "当前位置", "分享到", "发表评论", "主办"))
    assert "脚本" not in message
    told = dict(original.details)
    assert (told["索引号"], told["发布机构"], told["发布时间"]) == (
        "MB1/2023-00012",
        "张庄镇人民政府",
        "2023-01-20 10:32",
    )
    assert told["ArticleTitle"] == "张庄镇人民政府2022年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</main>", "</main><p>后来加在页尾的一段话，也是报告的内容。</p>"),
        ("<main>", "<p>后来加在页首的一段话，也是报告的内容。</p><main>"),
        ("</section>", "后来加在章节里的一段话，也是报告的内容。</section>"),
        ("</ul>", "</ul><blockquote>后来加的一段话，也是报告的内容。</blockquote>"),
        ("</ul>", "<li>后来加的一段话，也是报告的内容。</li></ul>"),
        ("</header>", "<p>后来加的一段话，也是报告的内容。</p></header>"),
    ],
)
def test_what_somebody_has_put_into_a_page_of_gkgen_is_read_too(old: str, new: str) -> None:
    page = own_page()
    assert old in page
    original = read(page.replace(old, new, 1))
    assert not original.is_own
    assert any(text.lstrip("·").startswith("后来加") for text in texts(original))
    assert "抓重点。按月更新栏目。" in texts(original)


def test_a_page_of_gkgen_without_its_head_keeps_its_signature() -> None:
    page = own_page(署名="张庄镇人民政府", 发布信息="{成文日期: 2023-01-10}")
    original = read(page[: page.index("<head>")] + page[page.index("<body>") :])
    assert not original.is_own
    assert texts(original)[-2:] == ["张庄镇人民政府", "2023年1月10日"]


def test_no_sentence_outside_of_the_main_part_is_lost() -> None:
    long = "本机关依法主动公开政府信息，按时更新栏目。" * 20
    original = body(
        f"<div><p>引言在别的框里，说明本报告的依据和统计期限。</p></div><div><div><p>{long}</p></div></div>"
    )
    assert texts(original) == ["引言在别的框里，说明本报告的依据和统计期限。", long]


def test_an_element_that_holds_the_report_is_no_menu_whatever_it_is_called() -> None:
    assert (
        texts(body(f'<div class="nav search"><p>{"发布信息。" * 30}</p></div><p>主动公开</p>'))[0] == "发布信息。" * 30
    )


def test_lines_end_where_the_page_shows_it() -> None:
    assert texts(body("<p>　　甲\n　乙&nbsp;&nbsp;丙<br>丁</p>戊<div>己<span>庚</span></div>辛")) == [
        "甲乙 丙", "丁", "戊", "己庚", "辛",
    ]  # fmt: skip


def test_a_table_is_a_grid_with_spans_and_lines_inside_cells() -> None:
    grid = body(
        "<table><thead><tr><th rowspan=2>甲</th><th colspan='2'>乙<br>丙</th></tr></thead>"
        "<tr><td><p>1</p></td><td>2</td></tr></table>"
    ).blocks[0]
    assert isinstance(grid, GridBlock)
    assert [[(cell.text, cell.row_span, cell.col_span) for cell in row] for row in grid.rows] == [
        [("甲", 2, 1), ("乙\n丙", 1, 2)],
        [("1", 1, 1), ("2", 1, 1)],
    ]


def test_a_table_that_arranges_the_page_is_no_table() -> None:
    original = body("<table><tr><td><p>甲</p><table><tr><td>1</td><td>2</td></tr></table><p>乙</p></td></tr></table>")
    assert texts(original) == ["甲", "乙"]
    assert grids(original) == [[["1", "2"]]]


def test_a_row_that_lacks_a_cell_is_told_with_its_place() -> None:
    original = body("<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td></tr><tr><td>丙</td><td>3</td></tr></table>")
    assert kinds(original) == ["I46"]
    assert "第 1 个表第 2 行" in original.diagnostics[0].message()


def test_text_that_nobody_sees_is_left_out_and_told() -> None:
    original = body(
        '<p>甲</p><p style="display: none">暗的话</p><table><tr><td>1</td><td hidden>9</td><td>2</td></tr></table>'
    )
    assert texts(original) == ["甲"]
    assert grids(original) == [[["1", "2"]]]
    assert kinds(original) == ["I45.hidden"]


def test_pictures_inside_the_page_are_taken_and_others_are_named() -> None:
    original = body('<p>甲</p><img src="data:image/png;base64,iVBORw0KGgo="><img src="files/a.jpg?x=1" alt="图">')
    assert [(b.name, b.data) for b in original.blocks if isinstance(b, ImageBlock)] == [
        ("1.png", b"\x89PNG\r\n\x1a\n"),
        ("a.jpg", b""),
    ]
    assert kinds(original) == []


def test_encodings_of_chinese_websites_are_known() -> None:
    page = "<html><head><meta charset={}></head><body><p>信息公开“年度”报告㐂</p></body></html>"
    for encoding, declared in (("gb18030", "gb2312"), ("utf-16", "utf-16"), ("utf-8-sig", "gbk"), ("gb18030", "utf-8")):
        assert texts(read(page.format(declared), encoding)) == ["信息公开“年度”报告㐂"], encoding


def test_hostile_pages_are_refused() -> None:
    assert kinds(body("<b>" * 5_000 + "甲")) == ["I43"]
    assert kinds(read("<p>" + "<i>" * 250_000)) == ["I43"]
    assert kinds(read("<p>" + "甲" * 3_000_000)) == ["I42"]
    assert kinds(read("<p " + "a=1 " * 50_000 + ">甲")) == ["I43"]
    assert kinds(read("")) == ["I43"]
    entities = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><p>&b;&b;</p>'
    assert "aaaa" not in "".join(texts(read(entities)))


def test_what_word_has_deleted_or_hidden_in_a_web_page_is_left_out_and_told() -> None:
    page = body(
        "<p>全年公开十二条<del cite='mailto:a'>十三条</del>，内容准确。<span style='mso-hide:all'>内部看</span></p>"
        "<table><tr><td>甲</td><td><del>5</del>7</td></tr><tr><td>乙</td><td>8</td></tr></table>"
    )
    assert (texts(page), grids(page)) == (["全年公开十二条，内容准确。"], [[["甲", "7"], ["乙", "8"]]])
    assert kinds(page) == ["I45.hidden", "I45.struck", "I45.cells"]


def test_items_that_bring_their_own_marks_have_no_second_one() -> None:
    page = body("<ul><li>1.第一件事。</li><li>• 第二件事。</li><li>（一）第三件事。</li><li>第四件事。</li></ul>")
    found = [(block.part, block.marker, plain(block.runs)) for block in page.blocks if isinstance(block, TextBlock)]
    assert found == [
        (Part.ITEM, "1.", "第一件事。"),
        (Part.ITEM, "·", "第二件事。"),
        (Part.UNKNOWN, "", "（一）第三件事。"),
        (Part.ITEM, "·", "第四件事。"),
    ]


def test_headings_in_menus_are_no_headings_of_the_report() -> None:
    text = "<p>全年公开政府信息十二条，内容准确、及时、全面。</p>" * 12
    page = body(
        f"<div><h3>政府信息公开</h3><h1>年报</h1></div><h1>某某局2022年政府信息公开工作年度报告</h1><div>{text}</div>"
    )
    assert texts(page)[0] == "某某局2022年政府信息公开工作年度报告"
    assert kinds(page) == ["I45"]


def test_headings_of_a_foreign_page_may_be_those_of_sections() -> None:
    page = body("<h2>一、总体情况</h2><p>全年公开政府信息十二条，内容准确。</p><h3>主动公开</h3><p>说明。</p>")
    found = [(block.part, block.level) for block in page.blocks if isinstance(block, TextBlock)]
    assert found == [(Part.UNKNOWN, 2), (Part.UNKNOWN, 0), (Part.UNKNOWN, 3), (Part.UNKNOWN, 0)]
