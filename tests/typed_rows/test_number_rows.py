"""Rows of numbers in a text, and in an office file: which are read, which are told."""

import pytest

from gkgen.typed_rows import is_single_number, numbers_in
from tests.office import check, office, read_office

COLUMNS = ("natural_person", "commercial_enterprise", "other_org", "total")
RESULTS = "办理结果: {予以公开: {自然人: 5, 商业企业: 1}}"


def row(text: str) -> tuple[list[str], list[int | None]]:
    """The kinds of findings, and four cells of the row 本年新收."""
    changes = office(依申请公开情况=f"本年新收: {text}\n{RESULTS}")
    found = [diagnostic.kind for diagnostic in check(changes).diagnostics]
    _, numbers, _ = read_office(changes)
    cells = (numbers.get(f"requests.new_received.{name}") for name in COLUMNS)
    return found, [int(cell.value) if cell else None for cell in cells]


@pytest.mark.parametrize(
    "text",
    [
        "5\t1\t0\t0\t0\t0\t6",
        "5 1 0 0 0 0 6",
        "5 1 0 0 0 0",
        "5, 1, 0, 0, 0, 0, 6",
        "5,1,0,0,0,0",
        "5，1，0，0，0，0，6",
        "5、1、0、0、0、0",
        "5;1;0;0;0;0;6",
        "[5, 1, 0, 0, 0, 0, 6]",
        "[5, 1, 0, 0, 0, 0]",
        "5\u30001\u30000\u30000\u30000\u30000",
        '"5 1 0 0 0 0 6"',
        "|\n  5\t1\t0\t0\t0\t0\t6",
        "自然人5，商业企业1",
        "自然人 5 商业企业 1",
        "{公民: 5, 企业: 1}",
        "{个人: 5, 商业企业: 1, 合计: 6}",
    ],
)
def test_a_row_is_read_as_it_was_pasted(text: str) -> None:
    """Guard: each way of separating numbers; a number in another column would be as bad as a finding."""
    assert row(text) == ([], [5, 1, 0, 6])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("5 1 0 0 0 0 7", "R12"),
        ("[5, 1, 0, 0, 0, 0, 5]", "R12.remedy"),
        ("5 1 0 0", "F05"),
        ("5 1 0 0 0 0 6 6", "F05"),
        ("1,234", "F05.separator"),
        ("1，234，567", "F05.separator"),
        ("1,234 5 0 0 0 0 0", "F04.row"),
        ("6", "F04.row"),
        ("{总计: 6}", "R12.total"),
        ("无", "F04.nothing"),
        ("5 1 0 0 0 0 /", "F04.row"),
        ("自然人5，外国人1", "F04.row"),
        ("（自然人：5，商业企业：1）", "Y10.flow"),
        ("(自然人: 5, 商业企业: 1)", "Y10.flow"),
        ("【自然人：5；商业企业：1】", "Y10.flow"),
        ("{自然人：5，商业企业：1}", "Y10.flow"),
        ("[5，1，0，0，0，0]", "Y10.flow"),
        ("{群众: 5}", "F01.near"),
        ("{公司: 5}", "F01.near"),
    ],
)
def test_what_is_not_certain_is_told_once_and_first(text: str, kind: str) -> None:
    found, _ = row(text)
    assert found[:1] == [kind] or kind in found, found
    assert len([each for each in found if each[0] in "FY"]) <= 1


def test_the_example_of_a_row_has_the_number_of_the_author() -> None:
    found = check(office(依申请公开情况="本年新收: 37件")).diagnostics
    assert "{自然人: 37}" in found[0].hint()


def test_a_number_of_a_row_is_told_where_it_stands() -> None:
    found = check(office(依申请公开情况="本年新收: 5\t1.5\t0\t0\t0\t0")).diagnostics
    assert [(each.kind, each.span and each.span.column) for each in found if each.kind.startswith("R05")] == [
        ("R05.decimal", 11)
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", []),
        ("5", ["5"]),
        ("5 1", ["5", "1"]),
        (" 5,1 ", ["5", "1"]),
        ("| 5 | 1 |", ["5", "1"]),
        ("5-1", []),
        ("5 件", []),
        ("1,234 5", []),
        ("+5 -1", ["+5", "-1"]),
        ("1.5\t2", ["1.5", "2"]),
        ("５ １", ["５", "１"]),
        ("5 1" * 400, []),
    ],
)
def test_numbers_with_something_between_them(text: str, numbers: list[str]) -> None:
    pieces = numbers_in(text)
    assert [piece.text for piece in pieces] == numbers
    assert all(text[piece.start :].startswith(piece.text) for piece in pieces)


def test_thousands_are_one_number_or_several() -> None:
    assert [is_single_number(text) for text in ("1,234", "1，234", "12,34", "1 234", "1234")] == [
        True,
        True,
        False,
        False,
        False,
    ]
