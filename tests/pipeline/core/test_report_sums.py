"""Numbers of several reports added up: exact decimals, adjustments with their reasons."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkgen.pipeline.core.checking import Checked, check_text
from gkgen.pipeline.core.named_files import FilesInMemory
from tests.office import office

FEES = "disclosure.fees.amount_wan_yuan"
IN_FORCE = "disclosure.normative_documents.in_force"


def summed(parts: Sequence[str], adjustments: str = "[]", rules: tuple[()] | None = ()) -> Checked:
    """A report that sums up reports with these tables of disclosure."""
    units = {
        f"{at}.yaml": office(机关=f"第{at}镇人民政府", 年度="2022", 主动公开情况=part) for at, part in enumerate(parts)
    }
    text = office(
        年度="2022",
        机关="某区人民政府",
        主动公开情况="汇总",
        汇总=f"{{报告: [{', '.join(units)}], 调整: {adjustments}}}",
    )
    return check_text(
        text.encode(), "区.yaml", FilesInMemory({name: text.encode() for name, text in units.items()}), rules
    )


@given(st.lists(st.decimals(0, 99999, places=2), min_size=1, max_size=6))
def test_amounts_are_added_exactly(amounts: list[Decimal]) -> None:
    found = summed([f"行政事业性收费: {{收费金额: {amount}}}\n" for amount in amounts])
    assert found.numbers[FEES].value == sum(amounts)
    assert found.numbers[FEES].text == str(sum(amounts))


def test_tenths_that_a_float_cannot_hold() -> None:
    found = summed(["行政事业性收费: {收费金额: 0.1}\n", "行政事业性收费: {收费金额: 0.2}\n"])
    assert found.numbers[FEES].text == "0.3"


DOCUMENTS = "行政规范性文件: {制发: 1, 现行有效: 4}\n"


def test_a_question_is_answered_by_an_adjustment_with_its_reason() -> None:
    asked = summed([DOCUMENTS] * 2, rules=None)
    assert [each.kind for each in asked.diagnostics] == ["R94"]
    assert [(each.label.zh, each.value) for each in asked.diagnostics[0].addends] == [("0.yaml", 4), ("1.yaml", 4)]
    for amount in (-2, 0):
        reason = f"{{格: 主动公开情况.行政规范性文件.现行有效, 数: {amount}, 理由: 两件由两个镇联合制发}}"
        found = summed([DOCUMENTS] * 2, f"[{reason}]", None)
        assert (found.diagnostics, found.numbers[IN_FORCE].value) == ((), 8 + amount)


@pytest.mark.parametrize(
    ("cell", "amount", "kind"),
    [
        ("disclosure.normative_documents.in_force", "-2", None),
        ("主动公开情况·行政规范性文件·现行有效", "-2", None),
        ("主动公开情况.行政规范性文件.现行", "-2", "S02.near"),
        ("乱写", "-2", "S02"),
        ("其他事项.正文", "0", "S02"),
        ("主动公开情况.行政规范性文件", "-2", "S02.part"),
        ("主动公开情况.行政规范性文件", "0", None),
        ("主动公开情况.行政规范性文件.现行有效", "-9", "S02.negative"),
        ("主动公开情况.行政规范性文件.现行有效", "-0.5", "S02.whole"),
        ("主动公开情况.行政事业性收费.收费金额", "0.5", None),
        ("依申请公开情况.本年新收.总计", "1", "S02.total"),
        ("主动公开情况.行政规范性文件.现行有效", "两件", "F04.number"),
    ],
)
def test_an_adjustment_names_a_cell_and_keeps_it_possible(cell: str, amount: str, kind: str | None) -> None:
    found = summed([DOCUMENTS] * 2, f"[{{格: {cell}, 数: {amount}, 理由: 两个镇联合制发的}}]")
    assert [each.kind for each in found.diagnostics] == ([kind] if kind else [])


def test_adjustments_of_one_cell_are_added() -> None:
    each = "{格: 主动公开情况.行政规范性文件.现行有效, 数: -1, 理由: 联合制发}"
    assert summed([DOCUMENTS] * 2, f"[{each}, {each}]").numbers[IN_FORCE].value == 6


def test_an_adjustment_counts_for_a_cell_that_is_typed(tmp_path: Path) -> None:
    units = {"a.yaml": office(年度="2022", 机关="甲局", 主动公开情况=DOCUMENTS).encode()}
    adjusted = "{报告: [a.yaml], 调整: [{格: 主动公开情况.行政规范性文件.现行有效, 数: -1, 理由: 联合制发}]}"
    for value, kinds in ((3, []), (4, ["R91"])):
        text = office(年度="2022", 汇总=adjusted, 主动公开情况=DOCUMENTS.replace("4", str(value)))
        found = check_text(text.encode(), "区.yaml", FilesInMemory(units))
        assert [each.kind for each in found.diagnostics] == kinds
