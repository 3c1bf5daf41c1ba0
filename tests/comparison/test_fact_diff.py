"""Cells and other facts compared."""

from decimal import Decimal

from gkgen.comparison import Fact, compare_facts
from gkgen.diagnostics import Term

TABLE, HEAD = Term("三、申请", "requests"), Term("基本信息", "about")


def cell(path: str, text: str, group: Term = TABLE) -> Fact:
    value = Decimal(text) if "." in text else int(text) if text.isdigit() else None
    return Fact(path, group, Term(path, path), text, value)


def told(before: list[Fact], after: list[Fact]) -> list[tuple[str, str | None, str | None, object]]:
    return [(each.path, each.before, each.after, each.difference) for each in compare_facts(before, after)]


def test_a_number_is_told_with_before_after_and_difference() -> None:
    assert told([cell("a", "3"), cell("b", "0")], [cell("a", "5"), cell("b", "0")]) == [("a", "3", "5", 2)]


def test_money_is_exact_and_decimals_alone_are_a_change_without_difference() -> None:
    assert told([cell("a", "0.10")], [cell("a", "0.30")]) == [("a", "0.10", "0.30", Decimal("0.20"))]
    ((_, before, after, difference),) = told([cell("a", "1.5")], [cell("a", "1.50")])
    assert (before, after, difference) == ("1.5", "1.50", 0)


def test_what_one_side_lacks_is_told_unless_it_is_zero() -> None:
    assert told([cell("a", "3"), cell("b", "0")], [cell("c", "4"), cell("d", "0")]) == [
        ("c", None, "4", None),
        ("a", "3", None, None),
    ]


def test_a_text_has_no_difference() -> None:
    assert told([cell("name", "甲局")], [cell("name", "乙局")]) == [("name", "甲局", "乙局", None)]


def test_groups_are_kept_together_in_the_order_of_the_later_report() -> None:
    before = [cell("x", "1", HEAD), cell("a", "1"), cell("gone", "7", HEAD)]
    after = [cell("x", "2", HEAD), cell("a", "2")]
    assert [path for path, *_ in told(before, after)] == ["x", "gone", "a"]
