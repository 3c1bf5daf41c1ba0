"""Finished files compared with what they should say."""

from decimal import Decimal

from gkgen.comparison import ActualTable, ExpectedTable, Fact, FactChange, Sentence, compare_printed, split
from gkgen.diagnostics import Term
from gkgen.importers.parsed_document import GridCell

GROUP, NOWHERE = Term("三、申请", "requests"), Term("", "")
# A label over two rows, rows of two numbers, the last of money.
LABELS = ("办理", "甲", "乙", "丙")
NUMBERS = ((1, 0), (2, 0), (3, Decimal("1.50")))


def wanted() -> ExpectedTable:
    def label(text: str) -> Fact:
        return Fact("", GROUP, Term("表头", "label"), text)

    def number(row: int, column: int) -> Fact:
        value = NUMBERS[row][column]
        return Fact(f"{row}.{column}", GROUP, Term(f"{row}·{column}", f"{row}.{column}"), str(value), value)

    outer = label(LABELS[0])
    rows = [(outer if row < 2 else label(LABELS[3]), label(LABELS[row + 1])) for row in range(3)]
    return ExpectedTable(GROUP, tuple((*rows[row], number(row, 0), number(row, 1)) for row in range(3)))


def seen(*changes: tuple[int, int, str]) -> ActualTable:
    rows = [[fact.text for fact in row] for row in wanted().rows]
    for row, column, text in changes:
        rows[row][column] = text
    return ActualTable(tuple(map(tuple, rows)))


def text(*paragraphs: str, group: Term = GROUP, path: str = "overview") -> list[Sentence]:
    return [
        Sentence(sentence, path, group, Term(f"第 {number} 段", "") if path else NOWHERE, first)
        for number, paragraph in enumerate(paragraphs, start=1)
        for sentence, first in split(paragraph)
    ]


def found(*paragraphs: str) -> list[Sentence]:
    return text(*paragraphs, group=NOWHERE, path="")


def facts(table: ActualTable) -> list[tuple[str, str | None, str | None, object]]:
    changes, sentences = compare_printed([wanted()], [table])
    assert sentences == ()
    return [(each.label.zh, each.before, each.after, each.difference) for each in changes]


def test_a_file_that_says_what_it_should_has_no_differences() -> None:
    whole: list[Sentence | ExpectedTable] = [*text("一段。"), wanted(), *text("二段。")]
    assert compare_printed(whole, [*found("一段。"), seen(), *found("二段。")]) == ((), ())


def test_a_number_is_told_by_its_label_with_the_difference() -> None:
    assert facts(seen((1, 2, "7"))) == [("1·0", "2", "7", 5)]
    assert facts(seen((2, 3, "2.75"))) == [("2·1", "1.50", "2.75", Decimal("1.25"))]
    assert facts(seen((1, 2, "若干"))) == [("1·0", "2", "若干", None)]
    assert facts(seen((1, 2, ""))) == [("1·0", "2", "", None)]


def test_blanks_and_line_ends_inside_a_cell_are_no_difference() -> None:
    assert facts(seen((0, 1, " 甲\n"), (0, 2, "1 "))) == []


def test_a_merged_cell_that_was_altered_is_told_once() -> None:
    assert facts(seen((0, 0, "处理"), (1, 0, "处理"))) == [("表头", "办理", "处理", None)]


def test_a_row_that_is_gone_and_one_too_many_are_told_as_rows() -> None:
    rows = seen().rows
    assert facts(ActualTable((rows[0], rows[2]))) == [("乙", "办理 | 乙 | 2 | 0", None, None)]
    assert facts(ActualTable((*rows, ("另", "加", "9", "9")))) == [("多出的一行", None, "另 | 加 | 9 | 9", None)]


def test_a_column_too_many_is_told_where_it_says_something() -> None:
    rows = tuple((*row, "备注" if number == 1 else "") for number, row in enumerate(seen().rows))
    assert facts(ActualTable(rows)) == [("多出的一格", None, "备注", None)]


def test_a_table_that_is_gone_or_too_many_is_told_as_one() -> None:
    (gone,), _ = compare_printed([wanted()], [])
    assert (gone.label.zh, gone.after) == ("整张表", None)
    other = ActualTable((("完全", "不同"), ("的", "东西")))
    changes, _ = compare_printed([wanted()], [other, seen()])
    assert [(each.group.zh, each.before) for each in changes] == [("多出的表", None)]


def test_text_is_compared_between_the_tables_that_it_stands_between() -> None:
    whole: list[Sentence | ExpectedTable] = [*text("头一段话在表前。"), wanted(), *text("这句话在表后。")]
    _, (first, second) = compare_printed(whole, [seen(), *found("头一段话在表前。", "这句话在表后。")])
    assert (first.before, first.after, second.before, second.after) == ("头一段话在表前。", "", "", "头一段话在表前。")
    assert (first.where.zh, second.where.zh, second.group) == ("第 1 段", "表后", GROUP)


def test_an_added_sentence_that_nothing_stands_before_is_told_as_well() -> None:
    _, (change,) = compare_printed(text("一段。"), found("新加的话！", "一段。"))
    assert (change.after, change.where.zh) == ("新加的话！", "第 1 段")
    _, (alone,) = compare_printed([], found("新加的话！"))
    assert (alone.after, alone.where.zh) == ("新加的话！", "开头")


def test_an_added_sentence_is_placed_by_what_stands_before_it() -> None:
    _, (change,) = compare_printed(text("一段。", "二段。"), found("一段。", "二段。", "新加的话！"))
    assert (change.group, change.where.zh, change.after) == (GROUP, "第 2 段", "新加的话！")


def test_a_merged_cell_that_is_seen_stands_in_every_slot_and_a_hole_is_empty() -> None:
    rows = ((GridCell("a", 2, 1), GridCell("b", 1, 2)), (GridCell("c"),))
    assert ActualTable.of(rows).rows == (("a", "b", "b"), ("a", "c", ""))


def test_every_single_cell_that_is_altered_is_found() -> None:
    tried = 0
    for row, facts_ in enumerate(wanted().rows):
        for column in range(len(facts_)):
            changes, _ = compare_printed([wanted()], [seen((row, column, "改"))])
            assert [change.after for change in changes] == ["改"]
            assert all(isinstance(change, FactChange) for change in changes)
            tried += 1
    assert tried == 12
