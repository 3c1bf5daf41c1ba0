"""What a rewritten file must still say: every entry, every value, every comment."""

import pytest

from gkgen.pipeline.editing.fixing import says_the_same
from gkgen.source.repairs import Mending, take_step

FILE = """\
年度: 2021
机关: 某县人民政府 # 全称
依申请公开情况:
  本年新收: {自然人: 3, 总计: 3}
总体情况: |
  收到3件。
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("年度: 2021\n", ""),
        ("2021", "2022"),
        ("某县人民政府", "某市人民政府"),
        (" # 全称", ""),
        ("自然人: 3, ", ""),
        ("自然人: 3", "自然人: 30"),
        ("收到3件", "收到4件"),
        ("总体情况: |", "总体情况: ["),
        ("总体情况: |", "引言: |"),
    ],
)
def test_what_changes_or_loses_something_is_not_the_same(before: str, after: str) -> None:
    assert before in FILE
    assert not says_the_same(FILE, FILE.replace(before, after))


@pytest.mark.parametrize(
    ("before", "after"),
    [("2021", "2021"), ("自然人: 3", "自然人: ３"), ("总计: 3", "总计:  3"), ("收到", "收\u200b到")],
)
def test_what_a_repair_may_change_is_the_same(before: str, after: str) -> None:
    assert before in FILE
    assert says_the_same(FILE.replace(before, after), FILE)


def test_of_a_step_only_the_lines_where_it_is_safe_are_kept() -> None:
    def without_signs(mending: Mending, lines: range) -> None:
        rows = mending.text.split("\n")
        mending.text = "\n".join(
            row.replace("，", "").replace("　", "") if number in lines else row for number, row in enumerate(rows, 1)
        )

    text = "机关:　某县\n总体情况: 一，二\n标题:　题\n"
    mending = Mending(text, text, "\n")
    take_step(mending, without_signs, lambda before, after: "，" not in before or "，" in after)
    assert mending.text == "机关:某县\n总体情况: 一，二\n标题:题\n"
