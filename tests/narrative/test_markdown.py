"""The subset of Markdown: what becomes of lines, bold, lists, tables, pictures, and that nothing else is markup."""

import time
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gkgen.diagnostics import Span
from gkgen.document import Figure, Heading, ListItem, Paragraph, Run, SmallTable
from gkgen.narrative import Group, compose, prose_parser
from gkgen.narrative.markdown import has_blocks
from gkgen.narrative.prose_parser import MAX_COLUMNS, MAX_MARKS, MAX_ROWS
from gkgen.source import ScalarNode
from tests.narrative.texts import NAMES, blocks, composed, composed_from, places, text_of, words

# Paragraphs


def test_every_line_is_a_paragraph_as_in_text_pasted_from_word() -> None:
    assert blocks("一段。\n二段。\n\n\n三段。") == (
        Paragraph((Run("一段。"),)),
        Paragraph((Run("二段。"),)),
        Paragraph((Run("三段。"),)),
    )


@pytest.mark.parametrize("margin", ["\u3000\u3000", "\u00a0\u00a0", "\u3000 \u00a0", "\t"])
def test_indentation_typed_by_hand_is_left_out(margin: str) -> None:
    assert words(f"一段。\n{margin}二段。") == ["一段。", "二段。"]


def test_spaces_inside_a_line_stay() -> None:
    assert words("张 三　李四  A  B") == ["张 三　李四  A  B"]


# Bold


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("**领导。**办事处", ["领导。"]),
        ("办事处**（一）**领导", ["（一）"]),
        ("一**二**三**四**五", ["二", "四"]),
        ("**两个 词**", ["两个 词"]),
        ("2 ** 3 ** 4", []),
        ("** 不是**", []),
        ("**不是 **", []),
        ("没有**收尾", []),
        (r"甲\**不是**", []),
        (r"**不是\**", []),
        ("甲 **不是 **乙", []),
        ("****", []),
        ("2**10 和 3**2", ["10 和 3"]),
    ],
)
def test_bold_stands_between_double_asterisks_whatever_punctuation_is_inside(text: str, bold: list[str]) -> None:
    """CommonMark's own rule refuses `**领导。**办事处`: guard is `_bold`."""
    (block,) = blocks(text)
    assert isinstance(block, Paragraph)
    assert [run.text for run in block.runs if run.bold] == bold


def test_asterisks_without_a_partner_are_printed() -> None:
    assert words("没有**收尾\n2 ** 3 ** 4") == ["没有**收尾", "2 ** 3 ** 4"]


def test_bold_works_in_headings_lists_and_tables() -> None:
    heading, item, table = blocks("## **粗**标题\n- **粗**项\n| **粗** | 甲 |\n|---|---|")
    assert isinstance(heading, Heading)
    assert heading.runs == (Run("粗", bold=True), Run("标题"))
    assert isinstance(item, ListItem)
    assert item.runs == (Run("粗", bold=True), Run("项"))
    assert isinstance(table, SmallTable)
    assert table.rows[0][0] == (Run("粗", bold=True),)


# Headings


def test_headings_have_the_level_of_their_signs() -> None:
    levels = [block.level for block in blocks("## 二\n### 三\n#### 四") if isinstance(block, Heading)]
    assert levels == [2, 3, 4]


def test_a_heading_needs_no_space_behind_its_signs() -> None:
    assert blocks("##标题\n###小标题") == (Heading(2, (Run("标题"),)), Heading(3, (Run("小标题"),)))


def test_one_sign_without_a_space_is_text() -> None:
    assert blocks("#话题#") == (Paragraph((Run("#话题#"),)),)


@pytest.mark.parametrize(
    ("text", "top_level", "wanted"), [("# 标题", 2, "##"), ("##### 标题", 2, "####"), ("## 标题", 3, "###")]
)
def test_a_level_that_does_not_fit_is_told_and_moved(text: str, top_level: int, wanted: str) -> None:
    prose = composed(f"正文：标题\n{text}", top_level=top_level)
    assert places(prose.diagnostics) == [("N11", 3, 3, 3 + len(text))]
    assert dict(prose.diagnostics[0].values) == {"wanted": wanted}
    assert prose.blocks[1] == Heading(len(wanted), (Run("标题"),))


# Lists


def test_lists_nest_and_keep_the_numbers_that_were_typed() -> None:
    found = [
        (block.marker, block.depth, text_of(block))
        for block in blocks("1. 甲\n   - 乙\n     1) 丙\n3. 丁\n- 戊")
        if isinstance(block, ListItem)
    ]
    bullet = found[1][0]
    assert found == [("1.", 0, "甲"), (bullet, 1, "乙"), ("1)", 2, "丙"), ("3.", 0, "丁"), (bullet, 0, "戊")]


def test_a_list_of_ones_is_counted() -> None:
    markers = [
        block.marker for block in blocks("1. 甲\n1. 乙\n正文\n5) 丙\n5) 丁\n5) 戊") if isinstance(block, ListItem)
    ]
    assert markers == ["1.", "2.", "5)", "6)", "7)"]


def test_a_single_number_stays_as_it_was_typed() -> None:
    (item,) = blocks("01. 甲")
    assert isinstance(item, ListItem)
    assert item.marker == "01."


@pytest.mark.parametrize("marker", ["-", "+", "*", "1.", "1)", "12."])
def test_a_marker_with_nothing_behind_it_is_text_and_marks_nothing_else(marker: str) -> None:
    """A dash alone often stands for none. Guard is `_LONE_MARKER`: CommonMark has an empty list there."""
    assert blocks(f"{marker}\n正文") == (Paragraph((Run(marker),)), Paragraph((Run("正文"),)))


def test_what_follows_a_list_is_a_paragraph() -> None:
    assert blocks("- ## 标题\n\n正文")[-1] == Paragraph((Run("正文"),))


def test_numbers_in_brackets_and_dates_are_text() -> None:
    assert [type(block) for block in blocks("（1）甲\n2021.1.26\n1.5 倍")] == [Paragraph, Paragraph, Paragraph]


def test_a_fourth_level_of_lists_is_refused_at_its_line() -> None:
    prose = composed("- 一\n  - 二\n    - 三\n      - 四\n        - 五")
    assert places(prose.diagnostics) == [("N15", 5, 9, 12)]


# Tables


def test_a_table_has_runs_in_cells_and_widths_after_its_longest_cells() -> None:
    (table,) = blocks("| 渠道 | 件数 |\n|------|:----:|\n| 政府网站和新媒体 | {{ 公开总数 }} |\n| a\\|b | |")
    assert isinstance(table, SmallTable)
    assert text_of(table) == "渠道|件数\n政府网站和新媒体|1234\na|b|"
    assert table.widths == (87, 27)


def test_no_column_is_more_than_four_times_as_wide_as_another() -> None:
    (table,) = blocks(f"| 一 | {'宽' * 30} | 三个字 |\n|---|---|---|")
    assert isinstance(table, SmallTable)
    assert table.widths == (22, 67, 37)


@pytest.mark.parametrize("unit", ["单位：件", "（单位：万元）", "计量单位: 平方米"])
@pytest.mark.parametrize("title", ["表1 各渠道公开情况", "表二　各月公开情况", "附表1：公开情况"])
def test_title_and_unit_of_a_table_stand_right_above_it(title: str, unit: str) -> None:
    table = "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |"
    named = blocks(f"前文。\n{title}\n{unit}\n{table}\n{unit}")
    assert [getattr(block, "role", None) for block in named] == ["", "table_title", "table_unit", None, ""]
    assert [getattr(block, "role", None) for block in blocks(f"{title}\n\n{table}")] == ["table_title", None]
    assert [getattr(block, "role", None) for block in blocks(f"{unit}\n\n{table}")] == ["table_unit", None]


@pytest.mark.parametrize(
    "above", ["表1是各渠道的公开情况。", "单位：件，不含街道。", "表1 公开情况\n另一段", "本单位："]
)
def test_a_text_above_a_table_is_a_paragraph(above: str) -> None:
    *texts, _ = blocks(f"{above}\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |")
    assert {block.role for block in texts if isinstance(block, Paragraph)} == {""}


def test_a_table_ends_at_the_first_line_without_a_bar() -> None:
    table, after = blocks("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n后文")
    assert isinstance(table, SmallTable)
    assert after == Paragraph((Run("后文"),))


def test_the_dashes_below_a_head_are_as_many_as_its_cells() -> None:
    assert places(composed("| 1 | 2 |\n|---|\n| 1 | 2 |").diagnostics) == [("N12", 3, 3, 8), ("N12", 4, 3, 12)]


@pytest.mark.parametrize("row", ["| 1 |", "| 1 | 2 | 3 |", "| 1 2 |"])
def test_a_row_of_another_length_is_told_at_its_line(row: str) -> None:
    """Markdown drops or invents cells in silence. Guard is `look_at_tables`."""
    prose = composed(f"| 1 | 2 |\n|---|---|\n| 1 | 2 |\n{row}")
    assert places(prose.diagnostics) == [("N12", 5, 3, 3 + len(row))]


def test_a_bar_inside_a_reference_is_no_column() -> None:
    (table,) = blocks("| 甲 | 乙 |\n|---|---|\n| {{ 网站|百分比(公开总数) }} | 2 |")
    assert text_of(table) == "甲|乙\n81%|2"


@pytest.mark.parametrize("second", ["| 1 | 2 |", "|   |   |", "| a-b | - |"])
def test_a_table_without_dashes_below_its_head_is_told(second: str) -> None:
    prose = composed(f"| 甲 | 乙 |\n{second}\n| 3 | 4 |")
    assert places(prose.diagnostics) == [("N12.head", 3, 3, 3 + len(second))]


def test_a_single_line_with_bars_is_text() -> None:
    assert words("| 甲 | 乙 |") == ["| 甲 | 乙 |"]


@pytest.mark.parametrize(
    ("columns", "rows", "kinds"),
    [(MAX_COLUMNS, MAX_ROWS, []), (MAX_COLUMNS + 1, 2, ["N12.large"]), (2, MAX_ROWS + 1, ["N12.large"])],
)
def test_tables_have_a_largest_size(columns: int, rows: int, kinds: list[str]) -> None:
    line = "|" + "1|" * columns
    prose = composed("\n".join([line, "|" + "-|" * columns, *[line] * (rows - 1)]))
    assert [d.kind for d in prose.diagnostics] == kinds


# Pictures


def test_pictures_stand_alone_with_their_captions_in_order() -> None:
    prose = composed("前文![图一](a.png)后文\n![图 二](图片/走势 图.png)![图三](<b (1).png>)")
    assert [block.name if isinstance(block, Figure) else text_of(block) for block in prose.blocks] == [
        "前文",
        "a.png",
        "后文",
        "图片/走势 图.png",
        "b (1).png",
    ]
    assert [(use.name, use.span.line, use.span.column) for use in prose.pictures] == [
        ("a.png", 2, 11),
        ("图片/走势 图.png", 3, 10),
        ("b (1).png", 3, 29),
    ]


def test_a_picture_is_found_at_its_name_and_not_at_an_equal_caption() -> None:
    prose = composed("a.png\n![a.png](a.png)")
    assert [(use.span.line, use.span.column) for use in prose.pictures] == [(3, 12)]


def test_a_picture_used_twice_has_two_places() -> None:
    uses = composed("![一](a.png)![二](a.png)\n![三](a.png)").pictures
    assert [(use.span.line, use.span.column) for use in uses] == [(2, 8), (2, 19), (3, 8)]


@pytest.mark.parametrize(("text", "name"), [("![图]()", ""), (r"![图](a\_b.png)", "a_b.png")])
def test_a_picture_whose_name_is_spelt_otherwise_is_found_at_its_line(text: str, name: str) -> None:
    (use,) = composed(f"前文\n{text}").pictures
    assert (use.name, use.span.line, use.span.column) == (name, 3, 3)


def test_a_finding_is_at_its_own_line_though_an_earlier_line_is_equal() -> None:
    """Guard: `Places` counts what stands before the line and not what was told before."""
    text = "## 表\n| 1 | 2 |\n\n| 1 | 2 |\n|---|---|\n| 1 |\n\n| 1 |"
    assert places(composed(text).diagnostics) == [("N12", 7, 3, 8)]
    assert places(composed("# 甲\n# 甲").diagnostics) == [("N11", 2, 3, 6), ("N11", 3, 3, 6)]


def test_a_picture_name_may_hold_a_reference() -> None:
    assert [use.name for use in composed("![图](图{{ 网站 }}.png)").pictures] == ["图1000.png"]


def test_a_picture_without_a_caption_is_told_at_its_name() -> None:
    assert places(composed("![图](a.png)\n![](a.png)").diagnostics) == [("N13", 3, 7, 12)]


@pytest.mark.parametrize(("text", "place"), [("## ![图](a.png)", (2, 11)), ("| ![图](a.png) |\n|---|", (2, 10))])
def test_a_picture_in_a_heading_or_a_table_is_refused(text: str, place: tuple[int, int]) -> None:
    assert places(composed(text).diagnostics) == [("N14", *place, place[1] + 5)]


# Everything else is text


@pytest.mark.parametrize(
    "text",
    [
        "<b>粗</b> <script>alert(1)</script> &lt; &amp; &#20013; <!-- x -->",
        "`代码` ~~删~~ __线__ *斜* _斜_",
        "[链接](http://127.0.0.1/) <http://127.0.0.1/> http://127.0.0.1/",
        "> 引用",
        "---",
        "***",
        "===",
        "```",
        "~~~",
        "[^1] [x]: y",
        "a ]]> b <![CDATA[ c",
        "1 < 2 & 3 > 2",
        "甲 | 乙",
        "生僻字 堃喆峣堽畲㙟𬭚 😀",
        "结尾有反斜线\\",
        "￥100 “引号” ‘单引号’",
    ],
)
def test_other_markup_is_printed_as_it_was_typed(text: str) -> None:
    assert words(f"{text}\n后文") == [text, "后文"]


def test_a_backslash_takes_the_meaning_from_a_sign() -> None:
    assert words("\\# 甲\n\\- 乙\n1\\. 丙\n\\*\\*丁\\*\\*\n\\{{ 戊 }}") == [
        "# 甲",
        "- 乙",
        "1. 丙",
        "**丁**",
        "{{ 戊 }}",
    ]


def test_lines_under_a_line_make_no_heading_of_it() -> None:
    assert words("文字\n====\n文字\n----") == ["文字", "====", "文字", "----"]


# No text is too strange

ANY = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\ufeff\u2028\u2029"))
MARKUP = st.text(st.sampled_from("#*-+|!()[]<>{}%\\&`~_.1 a一。\n"), max_size=60)


@given(st.one_of(ANY, MARKUP))
def test_any_text_is_composed(text: str) -> None:
    prose = composed(text.replace("\n ", "\n").strip(" \n\u3000\u00a0") or "x")
    assert all(d.code.startswith("N") for d in prose.diagnostics)


PLAIN = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp"),
        exclude_characters="\ufeff#*-+|![]<>{}%\\&`~_.)0123456789",
    ),
    min_size=1,
)


@given(st.lists(PLAIN.filter(lambda line: line.strip() == line), min_size=1))
def test_no_character_is_lost_from_lines_without_markup(lines: list[str]) -> None:
    found = "".join(text_of(block) for block in blocks("\n".join(lines)))
    assert found == "".join(lines)


# Hostile texts

LONG = 60_000


@pytest.mark.parametrize(
    "text",
    [
        "**a " * (LONG // 4),
        "**a" * (LONG // 3),
        "![a](" + "a " * (LONG // 2),
        "![a](b " * MAX_MARKS,
        "!" + "[" * LONG,
        "{" * LONG,
        "{{a{b}" * MAX_MARKS,
        "\\" * LONG,
        "a" + " " * LONG + "b",
        "- " * (LONG // 2),
        "- a\n+ a\n" * (LONG // 12),
        "|a|\n|-|\n" + "|a|\n" * (LONG // 4),
        "|a|\n|a|b|\n" * (LONG // 12),
        "# a\n" * (LONG // 4),
    ],
    ids=lambda text: str(text)[:10],
)
def test_a_hostile_text_takes_time_in_proportion_to_its_length(text: str) -> None:
    """Each of these took minutes with a pattern that tries again from every character."""
    begun = time.thread_time()
    prose = composed(text)
    assert prose.blocks or prose.diagnostics
    assert len(prose.diagnostics) <= 3 * 20
    assert time.thread_time() - begun < 5


@pytest.mark.parametrize("mark", ["{{ 网站 }}", "{% x %}", "![图](a.png)\n"])
def test_a_text_has_a_highest_number_of_references_and_pictures(mark: str) -> None:
    assert "N17" not in [d.kind for d in composed(mark * MAX_MARKS).diagnostics]
    prose = composed(mark * (MAX_MARKS + 1))
    assert [d.kind for d in prose.diagnostics] == ["N17"]
    assert prose.blocks == ()


@pytest.mark.parametrize("text", [r"a\rb", r"a\r\nb\rc", r"\r\n\r# a\rb\n\nc\rd", r"|a|\r|-|\n|-|\r|b|"])
def test_a_carriage_return_that_was_typed_as_a_sign_is_a_blank(text: str) -> None:
    """Guard: to Markdown it begins a line, of which the text knows no place."""
    prose = composed_from(f'引言: "{text}"\n')
    assert prose.blocks
    assert "\\r" not in str(prose.blocks)


# Texts without lists, tables and pictures

_MARKS = "-", "+ ", "*", "**", "12.", "1)", "#", "## ", "### ", "######", "=", "~~~", ">", "<b>", "&amp;", "`", "[a](b)"
_WORDS = "公开。", "甲", " ", "\u3000", "\u00a0", "\t", "\r", "1", "{{公开总数}}", "：", "—", "\u2003", "http://a.cn"


@settings(max_examples=300)
@given(st.lists(st.sampled_from((*_MARKS, *_WORDS, *["\n"] * 8)), max_size=14).map("".join))
def test_a_text_of_paragraphs_and_headings_needs_no_parser(text: str) -> None:
    names = Group(NAMES)
    scalar = ScalarNode(text, text, Span("office.yaml", 1, 1, 1, 1))
    with patch.object(prose_parser, "has_blocks", return_value=True):
        parsed = compose(scalar, (text,), names, "preface")
    assert compose(scalar, (text,), names, "preface") == parsed


@pytest.mark.parametrize(
    "text", ["- 甲", "\t* 甲", "1. 甲", "１) 甲", "| 甲 |", r"\*", "![甲](乙)", "## 甲 ##", "# 甲", "##"]
)
def test_the_parser_is_asked_where_a_text_may_hold_more(text: str) -> None:
    assert has_blocks(f"一段。\n{text}")


@pytest.mark.parametrize("text", ["甲-乙", "**甲**乙", "2021年", "##甲", "### 甲", "甲 # 乙", "（1）甲"])
def test_the_parser_is_not_asked_for_paragraphs_and_headings(text: str) -> None:
    assert not has_blocks(f"一段。\n{text}")
