"""Blocks as Markdown: gkgen reads them as the very same blocks."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkgen.document import Block, Figure, Heading, ListItem, Paragraph, Run, Runs, SmallTable, plain
from gkgen.importers.prose.to_markdown import dump
from gkgen.narrative import Group, compose, number_headings
from gkgen.source import ScalarNode, read
from gkgen.source.nodes import MappingNode

LETTERS = "公开政府信息，。（）“”、abcdef " + string.digits + string.punctuation
TEXTS = st.text(st.sampled_from(LETTERS), min_size=1, max_size=20).map(str.strip).filter(bool)


def again(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks that gkgen makes of the lines."""
    text = "text: |2\n" + "".join(f"  {line}\n" for line in dump(blocks))
    root = read(text.encode(), "x.yaml").root
    assert isinstance(root, MappingNode)
    scalar = root.entries[0].value
    assert isinstance(scalar, ScalarNode)
    prose = compose(scalar, tuple(text.split("\n")), Group({}), "overview")
    assert prose.diagnostics == ()
    return number_headings(prose.blocks)


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


@pytest.mark.parametrize(
    "text",
    [
        "# 不是标题",
        "## 不是标题",
        "1. 不是列表",
        "1) 不是列表",
        "- 不是列表",
        "+ 不是列表",
        "* 不是列表",
        "-",
        "| 不是表 |",
        "**不是粗体**",
        "a ** b",
        "![不是图](x.png)",
        "{{ 不是引用 }}",
        "{% 不是 %}",
        "C:\\*",
        "\\",
        "2021. 年",
        "---",
    ],
)
def test_text_that_looks_like_markup_stays_text(text: str) -> None:
    assert again((paragraph(text), paragraph("后面。"))) == (paragraph(text), paragraph("后面。"))


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_any_paragraphs_come_back(texts: list[str]) -> None:
    blocks = tuple(map(paragraph, texts))
    assert again(blocks) == blocks


def shown(block: Block) -> object:
    """The block with its heading in one run, its table without widths."""
    match block:
        case Heading(level=level, runs=runs):
            return level, plain(runs)
        case SmallTable(rows=rows):
            return rows
        case _:
            return block


def test_every_kind_of_block_comes_back() -> None:
    runs: Runs = (Run("公开", bold=True), Run("的信息。"))
    blocks: tuple[Block, ...] = (
        paragraph("开头。"),
        Heading(2, (Run("（一）主动公开"),)),
        Heading(3, (Run("1.网站"),)),
        Paragraph(runs),
        ListItem("·", 0, (Run("甲"),)),
        ListItem("·", 1, (Run("乙"),)),
        ListItem("3.", 0, (Run("丙"),)),
        paragraph("表后的话。"),
        SmallTable((2, 2), (((Run("甲|乙"),), (Run("数"),)), ((Run("网站"),), (Run("1"),)))),
        paragraph("结尾。"),
        Figure("a.png", "图 1"),
        Heading(2, (Run("（二）依申请公开"),)),
        paragraph("没有。"),
    )
    found = again(blocks)
    assert [block.kind for block in found] == [block.kind for block in blocks]
    assert [shown(block) for block in found] == [shown(block) for block in blocks]


def test_numbers_that_gkgen_gives_are_not_typed_and_others_are() -> None:
    heads = ["（一）甲", "（三）乙", "（四）丙", "丁"]
    lines = dump([Heading(2, (Run(text),)) for text in heads])
    assert lines == ("## 甲", "## （三）乙", "## （四）丙", "## 丁")
