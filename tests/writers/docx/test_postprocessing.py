"""Lists, and titles, units and type of an author's tables, by the styles that the Word file gives them."""

from gkgen.document import ListItem, Paragraph, Run, SmallTable
from gkgen.ooxml import ReadParagraph, W, parse, read, read_package
from gkgen.resources import load_template_set
from gkgen.writers import docx
from tests.writers.pages import report, runs


def styles_of(data: bytes) -> dict[str, str]:
    """The styles of the paragraphs outside of tables, by their text."""
    return {block.text: block.style for block in read(data) if isinstance(block, ReadParagraph)}


def test_bullets_numbers_titles_and_units_have_styles_of_their_own() -> None:
    document = report(
        ListItem("·", 0, runs("甲")),
        ListItem("·", 1, runs("乙")),
        ListItem("1.", 0, runs("丙")),
        ListItem("1)", 2, runs("丁")),
        Paragraph((Run("表1 公开情况"),), "table_title"),
        Paragraph((Run("单位：件"),), "table_unit"),
        SmallTable((1, 1), ((runs("甲"), runs("乙")), (runs("1"), runs("2")))),
    )
    found = styles_of(docx.write(document, load_template_set("2021")))
    wanted = {"·甲": "列表一层", "·乙": "列表二层", "1.丙": "编号一层", "1)丁": "编号三层"}
    assert {text: found[text] for text in wanted} == wanted
    assert (found["表1 公开情况"], found["单位：件"]) == ("小表标题", "小表单位")


def test_a_table_of_many_columns_is_set_in_smaller_type() -> None:
    head = tuple(runs(f"{month}月") for month in range(1, 15))
    document = report(SmallTable((1,) * 14, (head, tuple(runs("1250") for _ in head))))
    made = read_package(docx.write(document, load_template_set("2021")))
    names = {
        style.get(f"{W}styleId"): name.get(f"{W}val", "")
        for style in parse(made["word/styles.xml"]).iter(f"{W}style")
        if (name := style.find(f"{W}name")) is not None
    }
    table = next(parse(made["word/document.xml"]).iter(f"{W}tbl"))
    assert {names[mark.get(f"{W}val")] for mark in table.iter(f"{W}pStyle")} == {"小表居中10.5磅"}
