"""PDF read: gkgen's own by its data, others by letters and rules; what goes on over a page is put together."""

import io
import json
from functools import cache

import pikepdf
import pytest
from weasyprint import HTML

from gkgen.document import Run
from gkgen.importers.parsed_document import GridBlock, ImageBlock, LooseTable, ParsedDocument, Part, TextBlock
from gkgen.importers.readers.html import html_reader
from gkgen.importers.readers.pdf import pdf_reader
from gkgen.importers.readers.pdf.text_lines import lines_of, text_of
from gkgen.resources import load_template_set
from gkgen.writers import json as data_writer
from gkgen.writers import pdf as writer
from tests.importers.readers.pages import document, own_page

PIXEL = (
    "data:image/png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
STYLE = (
    "<style>@page { size: A4; margin: 30mm } body { font: 16pt/28pt serif; text-align: justify } p { margin: 0 }"
    "p { text-indent: 2em } table { border-collapse: collapse; width: 100% } td { border: 1pt solid }"
    "tr { break-inside: avoid }</style>"
)


def printed(body: str, style: str = "") -> bytes:
    made: bytes = HTML(string=f"{STYLE}<style>{style}</style>{body}").write_pdf()
    return made


def read(body: str, style: str = "") -> ParsedDocument:
    return pdf_reader.read(printed(body, style), "report.pdf")


@cache
def own_pdf() -> bytes:
    made = document()
    return writer.write(made, load_template_set(made.edition), attachment=data_writer.write(made)).data


def kinds(original: ParsedDocument) -> list[str]:
    return [diagnostic.kind for diagnostic in original.diagnostics]


def texts(original: ParsedDocument) -> list[str]:
    return [block.text for block in original.blocks if isinstance(block, TextBlock)]


def grids(original: ParsedDocument) -> list[list[list[tuple[str, int, int]]]]:
    return [
        [[(cell.text, cell.row_span, cell.col_span) for cell in row] for row in block.rows]
        for block in original.blocks
        if isinstance(block, GridBlock)
    ]


def loose_tables(original: ParsedDocument) -> list[LooseTable]:
    return [block for block in original.blocks if isinstance(block, LooseTable)]


def changed(old: str, new: str) -> bytes:
    """gkgen's PDF with other data inside; its pages stay."""
    opened = pikepdf.open(io.BytesIO(own_pdf()))
    (name,) = opened.attachments
    content = opened.attachments[name].get_file().read_bytes().decode("utf-8")
    assert old in content
    opened.attachments[name] = pikepdf.AttachedFileSpec(
        opened, content.replace(old, new).encode("utf-8"), filename=name
    )
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def test_a_pdf_of_gkgen_gives_the_same_blocks_as_its_page() -> None:
    original = pdf_reader.read(own_pdf(), "report.pdf")
    page = html_reader.read(own_page().encode("utf-8"), "report.html")
    assert original.is_own
    assert kinds(original) == []

    def told(read: ParsedDocument) -> list[tuple[Part, int, str, object]]:
        blocks = [block for block in read.blocks if isinstance(block, TextBlock)]
        return [(block.part, block.level, block.marker, block.text) for block in blocks]

    assert told(original) == told(page)
    assert len(told(original)) > 15
    assert [[[text for text, *_ in row] for row in grid] for grid in grids(original)] == [
        [[text.replace("\n", "") for text, *_ in row] for row in grid] for grid in grids(page)
    ]
    assert all(block.place.page for block in original.blocks)


def test_the_pages_can_be_read_without_the_data() -> None:
    original = pdf_reader.read_pages(own_pdf(), "report.pdf")
    assert not original.is_own
    assert texts(original)[:3] == ["张庄镇人民政府", "2022年政府信息公开工作年度报告", "一、总体情况"]
    assert texts(original) == texts(pdf_reader.read(own_pdf(), "report.pdf"))
    assert [len(grid) for grid in grids(original)] == [2, 14, 28, 4]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("共发布信息12条", "共发布信息13条"),
        ('"issued": 0', '"issued": 7'),
        ('"text": "网站"', '"text": "电台"'),
        ('"kind": "paragraph"', '"kind": "poem"'),
        ('"runs": [', '"rune": ['),
    ],
)
def test_data_that_the_pages_contradict_are_not_believed(old: str, new: str) -> None:
    original = pdf_reader.read(changed(old, new), "report.pdf")
    assert not original.is_own
    assert kinds(original) == ["I48"]
    assert "2022年共发布信息12条，其中网站10条、新媒体2条。" in texts(original)


def test_a_foreign_attachment_is_no_data_of_gkgen() -> None:
    original = pdf_reader.read(changed('"version": 1', '"version": "1"'), "report.pdf")
    assert (original.is_own, kinds(original)) == (False, [])
    assert json.loads(data_writer.write(document()))["version"] == 1


def test_lines_are_put_together_to_paragraphs_over_pages() -> None:
    first = "".join(f"第{number}季度公开政府信息{number * 7}条，更新栏目；" for number in range(50)) + "。"
    second = "本报告可以在网站（https://www.example.gov.cn/openness/annual/2022.html）下载。"
    original = read(f"<p>{first}</p><p>{second}</p><p>短。</p><p>{first}</p>")
    assert texts(original) == [first, second, "短。", first]
    assert max(block.place.page for block in original.blocks) > 1


def test_headings_without_an_indent_are_paragraphs_of_their_own() -> None:
    long = "依法主动公开政府信息，按时更新栏目，规范办理申请" * 3 + "。"
    body = f"<p style='text-indent: 0'>一、总体情况</p><p>{long}</p><p style='text-indent: 0'>二、其他</p><p>{long}</p>"
    assert texts(read(body)) == ["一、总体情况", long, "二、其他", long]


def test_page_numbers_and_running_heads_are_left_out_and_told() -> None:
    long = "".join(f"第{number}季度公开政府信息{number * 7}条，更新栏目；" for number in range(80)) + "。"
    style = "@page { @top-center { content: '某某局年报' } @bottom-center { content: '— ' counter(page) ' —' } }"
    original = read(f"<p>{long}</p>", style)
    assert texts(original) == [long]
    assert kinds(original) == ["I45.margins"]
    assert "某某局年报" in original.diagnostics[0].message()


def test_a_running_head_with_a_date_is_one_on_the_page_whose_number_is_in_the_date() -> None:
    """Guard: on page 1 the 1 of 2024/1/29 was taken for the number of the page."""
    style = "@page { @top-left { content: '2024/1/29 16:20 某某区门户网站' } }"
    original = read("<p>一段。</p><p style='break-before: page'>二段。</p>", style)
    assert (texts(original), kinds(original)) == (["一段。", "二段。"], ["I45.margins"])


def test_letters_aslant_or_large_and_light_are_a_watermark_and_told() -> None:
    mark = "<div style='position: fixed; top: 80pt; left: 60pt; transform: rotate(-30deg)'>送审稿7788</div>"
    mark += "<div style='position: fixed; top: 60pt; left: 40pt; font-size: 60pt; color: #ddd'>样张5566</div>"
    rows = "<table><tr><td>甲</td><td>46</td></tr><tr><td>乙</td><td>7</td></tr></table>"
    original = read(f"{mark}<p>{'主动公开政府信息，按期答复。' * 6}</p>{rows}")
    assert grids(original) == [[[("甲", 1, 1), ("46", 1, 1)], [("乙", 1, 1), ("7", 1, 1)]]]
    assert texts(original) == ["主动公开政府信息，按期答复。" * 6]
    assert kinds(original) == ["I45.watermark"]


def test_merged_cells_are_told_by_their_rules() -> None:
    original = read(
        "<p>前</p><table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr>"
        "<tr><td>1</td><td>12,345</td></tr></table><p>后</p>"
    )
    assert grids(original) == [[[("甲", 2, 1), ("乙", 1, 2)], [("1", 1, 1), ("12,345", 1, 1)]]]
    assert texts(original) == ["前", "后"]


def test_a_table_over_pages_is_one_without_the_repeated_head() -> None:
    rows = "".join(f"<tr><td>第{number}项</td><td>{number}</td></tr>" for number in range(60))
    (grid,) = grids(read(f"<table><thead><tr><td>事项</td><td>数量</td></tr></thead>{rows}</table>"))
    assert [row[0][0] for row in grid] == ["事项", *(f"第{number}项" for number in range(60))]
    assert [row[1][0] for row in grid[1:]] == [str(number) for number in range(60)]


def test_two_tables_of_other_columns_stay_two() -> None:
    body = (
        "<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>"
        "<table style='break-before: page'><tr><td>丙</td><td>1</td><td>2</td></tr>"
        "<tr><td>丁</td><td>3</td><td>4</td></tr></table>"
    )
    assert [len(grid) for grid in grids(read(body))] == [2, 2]


def test_pictures_come_out_with_their_place() -> None:
    original = read(f"<p>甲</p><img src='{PIXEL}' style='width: 200pt; height: 100pt'><p>乙</p>")
    (picture,) = [block for block in original.blocks if isinstance(block, ImageBlock)]
    assert picture.name == "1.png"
    assert picture.data.startswith(b"\x89PNG")
    assert original.blocks.index(picture) == 1


def test_a_line_in_the_middle_below_a_picture_is_its_caption() -> None:
    picture = f"<div style='text-align: center'><img src='{PIXEL}' style='width: 200pt; height: 100pt'>"
    long = f"<p>{'依法主动公开政府信息，按时更新栏目。' * 6}</p>"
    original = read(f"{long}{picture}<br>图一 公开的渠道</div>{long}{picture}</div><p>下面另起一段，不是图题。</p>")
    found = [block.caption for block in original.blocks if isinstance(block, ImageBlock)]
    assert found == ["图一 公开的渠道", ""]
    assert len(texts(original)) == 3


def test_labels_on_one_line_at_the_beginning_are_metadata() -> None:
    original = read(
        "<p>索引号：MB1/2023&#8195;&#8195;发布日期：2023-01-20</p><p>一、总体情况</p><p>电话：123　传真：456。</p>"
        f"<p>{'依法主动公开政府信息，按时更新栏目。' * 6}</p>"
    )
    assert original.details == (("索引号", "MB1/2023"), ("发布日期", "2023-01-20"))
    assert texts(original)[:2] == ["一、总体情况", "电话：123 传真：456。"]


def test_radicals_that_browsers_print_are_read_as_the_characters_they_look_like() -> None:
    def letter(text: str, left: float) -> dict[str, object]:
        return {"text": text, "x0": left, "x1": left + 10, "top": 0.0, "bottom": 10.0, "size": 10.0}

    (line,) = lines_of(letter(text, 10.0 * place) for place, text in enumerate("\u2f2f\u2ed4\u2f64\u2ea0㎡①"))
    assert text_of(line) == "工门用民㎡①"


def test_scans_are_told() -> None:
    scan = f"<img src='{PIXEL}' style='width: 400pt; height: 600pt'>"
    assert kinds(read(scan)) == ["I41"]
    mixed = read(f"<p>甲。</p><p style='break-before: page'>{scan}</p>")
    assert "I41.page" in kinds(mixed)


def test_a_password_many_pages_and_damage_are_refused() -> None:
    opened = pikepdf.open(io.BytesIO(printed("<p>甲</p>")))
    out = io.BytesIO()
    opened.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert kinds(pdf_reader.read(out.getvalue(), "report.pdf")) == ["I40"]
    assert kinds(pdf_reader.read(printed("<p style='break-after: page'>甲</p>" * 201), "report.pdf")) == ["I42.pages"]
    assert kinds(pdf_reader.read(own_pdf()[:3_000], "report.pdf")) == ["I43"]
    assert kinds(pdf_reader.read(b"%PDF-1.7\n%%EOF", "report.pdf")) == ["I43"]


def test_a_pdf_that_only_its_owner_may_change_is_read() -> None:
    opened = pikepdf.open(io.BytesIO(printed("<p>甲乙丙</p>")))
    out = io.BytesIO()
    opened.save(out, encryption=pikepdf.Encryption(owner="a", user=""))
    assert texts(pdf_reader.read(out.getvalue(), "report.pdf")) == ["甲乙丙"]


UNRULED = "td { border: 0 } table { width: 60%; font-size: 10pt }"


def test_lines_of_labels_and_numbers_may_be_a_table_without_rules() -> None:
    rows = "".join(f"<tr><td>{label}</td><td>{number}</td></tr>" for label, number in (("图文", 17), ("视频", 14)))
    table = f"<table><tr><td>解读形式</td><td>数量</td></tr>{rows}</table>"
    original = read(f"<p>数量见下表。</p>{table}<p>以上是全年数。</p>", UNRULED)
    (found,) = loose_tables(original)
    assert [fragment.text for fragment in found.fragments] == ["解读形式", "数量", "图文", "17", "视频", "14"]
    assert [line.text for line in found.lines] == ["解读形式 数量", "图文 17", "视频 14"]
    assert texts(original) == ["数量见下表。", "以上是全年数。"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>2021年公开信息17条。</p><p>2022年公开信息14条。</p>",
        "<p>一、总体情况</p><p>（一）主动公开</p><p>第1项</p>",
        "<table><tr><td>图文</td><td>很多</td></tr><tr><td>视频</td><td>不少</td></tr></table>",
    ],
)
def test_text_without_rows_of_numbers_is_no_table(body: str) -> None:
    assert loose_tables(read(body, UNRULED)) == []


def test_bold_letters_of_a_foreign_pdf_are_bold_unless_most_are() -> None:
    body = (
        "<p><b>强化领导。</b>成立领导小组。</p><p>全年培训<b>三次</b>。</p>"
        + "<p>其余文字都不加粗，占去大部分。</p>" * 3
    )
    style = "body { font-family: Noto Sans CJK SC }"
    blocks = [block for block in read(body, style).blocks if isinstance(block, TextBlock)]
    assert blocks[0].runs == (Run("强化领导。", bold=True), Run("成立领导小组。"))
    assert blocks[1].runs == (Run("全年培训"), Run("三次", bold=True), Run("。"))
    blocks = [
        block
        for block in read("<b><p>全都加粗。</p><p>这也加粗。</p></b>", style).blocks
        if isinstance(block, TextBlock)
    ]
    assert [run.bold for block in blocks for run in block.runs] == [False, False]


def test_items_hang_from_their_bullets_and_numbers() -> None:
    long = "主动公开政府信息" * 6
    lists = f"<ul><li>{long}。</li><li>第二项<ul><li>下一层</li></ul></li></ul><ol><li>{long}，有编号。</li></ol>"
    blocks = [block for block in read(f"{lists}<p>正文。</p>").blocks if isinstance(block, TextBlock)]
    assert [(block.part, block.level, block.text) for block in blocks] == [
        (Part.ITEM, 0, f"·{long}。"),
        (Part.ITEM, 0, "·第二项"),
        (Part.ITEM, 1, "·下一层"),
        (Part.UNKNOWN, 0, f"1. {long}，有编号。"),
        (Part.UNKNOWN, 0, "正文。"),
    ]


def test_lines_that_begin_alike_and_end_with_a_stop_are_paragraphs_of_their_own() -> None:
    full = "一是公开的标准把握不一，相近事项的公开内容有差异。"
    body = f"<p>{full}</p><p>{full}</p><p style='text-align: right'>某某局</p><p style='text-align: right'>某某年</p>"
    assert texts(read(body)) == [full, full, "某某局", "某某年"]


@pytest.mark.parametrize(
    "rules", ["", "tr { border-bottom: 1pt solid }", "table { border: 1pt solid } tr { border-top: 1pt solid }"]
)
def test_a_table_without_rules_between_columns_goes_on_over_a_page(rules: str) -> None:
    rows = "".join(f"<tr><td>第几类信息{number}</td><td>{number}</td></tr>" for number in range(10, 70))
    table = f"<table><tr><td>信息类别</td><td>数量</td></tr>{rows}</table>"
    original = read(f"<p>数量见下表。</p>{table}<p>以上是全年数。</p>", f"{UNRULED} {rules}")
    (found,) = loose_tables(original)
    pieces = found.fragments
    assert [piece.text for piece in pieces if piece.text.isdecimal()] == [str(number) for number in range(10, 70)]
    middles = [piece.middle for piece in pieces]
    assert middles == sorted(middles)
