"""Numbers that an author wrote behind # where the form wants them."""

import pytest

from gkgen.form import load_form
from gkgen.resources import schema
from gkgen.typed_rows import answer_in_comment, row_in_comment

EDITION = load_form(schema()).editions[-1]


@pytest.mark.parametrize(
    ("comment", "path"),
    [
        ("#  行政许可: {处理决定: 34}", "disclosure.licensing"),
        ("# 全部决定  行政强制: {处理决定: 2}  # 全部决定", "disclosure.coercive_measures"),
        ("# 全部决定。行政强制：{处理决定：2}", "disclosure.coercive_measures"),
        ("# 全部决定  行政强制: {处理决定: 0}", None),
        ("# 行政强制的决定共2件", None),
        ("# 见 {处理决定: 2}", None),
    ],
)
def test_a_row_in_a_comment_is_found_wherever_it_stands(comment: str, path: str | None) -> None:
    found = row_in_comment(comment, EDITION)
    assert (found.path if found else None) == path


@pytest.mark.parametrize(
    ("row", "comment", "answer"),
    [
        ("  行政许可: {处理决定: 0}  ", "# 全部决定。我局今年37件", "37件"),
        ("  行政许可: 0 ", "# 37 件", "37 件"),
        ("  行政事业性收费: {收费金额: 0}  ", "# 单位为万元，可以有小数。我局3.6万元", "3.6万元"),
        ("  行政许可: {处理决定: 37}  ", "# 其中网上办理20件", None),
        ("  行政许可: {处理决定: 0}  ", "# 上年是 37 件，今年停办", None),
        ("  行政许可: {处理决定: 0}  ", "# 1月1日至12月31日作出的", None),
        ("  行政许可: {处理决定: 0}  ", "# 0件", None),
        ("  传真: 0", "# 37 件", None),
    ],
)
def test_the_answer_behind_a_row_of_nothing_is_found(row: str, comment: str, answer: str | None) -> None:
    found = answer_in_comment(row, comment, EDITION)
    assert (found[1] if found else None) == answer
