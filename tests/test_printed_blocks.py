"""What is printed: a letterhead above the title is told from a title that begins with the name of the office."""

from dataclasses import replace

import pytest

from gkgen.printed_blocks import begins_with_letterhead
from tests.writers.pages import report

TITLE = "2021年政府信息公开工作年度报告"
OFFICE = "某市新建路街道办事处"


@pytest.mark.parametrize(
    ("texts", "has_one"),
    [
        ((OFFICE, "新政报〔2022〕3号", OFFICE, TITLE), True),
        ((OFFICE, OFFICE, TITLE), True),
        (("某市新建路", "街道办事处", "新政报〔2022〕3号", OFFICE, TITLE), True),
        ((OFFICE, TITLE, "根据"), False),
        (("某市新建路", "街道办事处", TITLE), False),
        ((f"{OFFICE}{TITLE}", "根据"), False),
        ((), False),
    ],
)
def test_what_stands_behind_the_name_of_the_office_tells(texts: tuple[str, ...], has_one: bool) -> None:
    assert begins_with_letterhead(report(), texts) is has_one


def test_a_title_of_ones_own_needs_no_name_of_the_office() -> None:
    own = replace(report(), title=(f"{OFFICE}关于{TITLE}",))
    assert not begins_with_letterhead(own, (own.title[0], "根据"))
    assert begins_with_letterhead(own, (OFFICE, own.title[0], "根据"))
