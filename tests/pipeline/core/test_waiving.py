"""Waivers of claims: for the words that they name and no others, lapsed when these change."""

import pytest

from gkgen.pipeline.core.checking import Checked, check_text
from gkgen.pipeline.core.named_files import FilesInMemory

OVERVIEW = "主动公开、依申请公开、政府信息管理、平台建设、监督保障都有专人，开展考核、社会评议，未发生责任追究。"
BODY = """年度: 2021
机关: 张庄镇人民政府
主动公开情况: 全零
依申请公开情况:
  本年新收: {自然人: 3}
  办理结果: {予以公开: {自然人: 3}}
复议诉讼情况: 全零
问题及改进: 公开的内容不够细，更新不够及时，问题主要出在审核环节。下一步改进审核办法，逐月核对栏目，按时更新。
其他事项: 本年度未收取信息处理费。无其他需要报告的事项。
"""
REASON = "区里转来的两件一并统计"


def checked(*sentences: str, waivers: str, base: str = "") -> Checked:
    text = "\n  ".join((OVERVIEW, *sentences))
    own = BODY if base else f"总体情况: |\n  {text}\n{BODY}"
    head = "继承: _区.yaml\n" if base else ""
    files = FilesInMemory({"_区.yaml": f"总体情况: |\n  {text}\n".encode()} if base else {})
    return check_text(f"{head}{own}豁免:\n{waivers}".encode(), "镇.yaml", files)


def told(result: Checked) -> list[str]:
    return [each.kind for each in result.diagnostics if each.severity.value != "note"]


def waiver(words: str, code: str = "R60") -> str:
    return f"  - {{规则: {code}, 字句: {words}, 理由: {REASON}}}\n"


@pytest.mark.parametrize(
    "words",
    ["全年新收政府信息公开申请5件", "“全年新收政府信息公开申请5件”", "全年新收政府信息公开申请5件，已按时答复。"],
)
def test_the_words_waive_what_is_said_of_them(words: str) -> None:
    result = checked("全年新收政府信息公开申请5件，已按时答复。", waivers=waiver(words))
    assert told(result) == []
    assert [each.waived for each in result.diagnostics if each.code == "R60"] == [REASON]


def test_the_next_mistake_of_the_same_rule_is_told() -> None:
    sentences = "全年新收政府信息公开申请5件。", "年内共收到政府信息公开申请7件。"
    result = checked(*sentences, waivers=waiver("全年新收政府信息公开申请5件"))
    assert [each.quoted for each in result.diagnostics if each.code == "R60" and not each.waived] == [sentences[1][:-1]]


@pytest.mark.parametrize(
    ("words", "kind", "offered"),
    [
        ("全年新收政府信息公开申请6件", "W06", ""),
        ("公开申请5件", "W05.cut", "全年新收政府信息公开申请5件"),
        ("监督保障都有专人", "W01.words", ""),
    ],
)
def test_words_that_are_not_those_of_the_finding_waive_nothing(words: str, kind: str, offered: str) -> None:
    result = checked("全年新收政府信息公开申请5件。", waivers=waiver(words))
    assert sorted(told(result)) == ["R60", kind]
    found = next(each for each in result.diagnostics if each.kind == kind)
    assert offered in found.hint()


def test_without_words_a_waiver_of_a_claim_has_no_effect_and_says_which_to_name() -> None:
    result = checked("全年新收政府信息公开申请5件。", waivers=f"  - {{规则: R60, 理由: {REASON}}}\n")
    assert sorted(told(result)) == ["R60", "W05"]
    assert "全年新收政府信息公开申请5件" in next(each.hint() for each in result.diagnostics if each.kind == "W05")


def test_several_waivers_of_one_rule_stand_beside_each_other() -> None:
    first, second = "全年新收政府信息公开申请5件", "年内共收到政府信息公开申请7件"
    assert told(checked(f"{first}。", f"{second}。", waivers=waiver(first) + waiver(second))) == []


def test_a_claim_of_a_base_points_into_the_base_and_can_be_waived_from_the_office() -> None:
    sentence = "全年新收政府信息公开申请5件"
    wrong = checked(f"{sentence}。", waivers=waiver("别的话"), base="_区.yaml")
    found = next(each for each in wrong.diagnostics if each.code == "R60")
    assert found.span is not None
    assert (found.span.file, found.span.line) == ("_区.yaml", 3)
    assert told(checked(f"{sentence}。", waivers=waiver(sentence), base="_区.yaml")) == []
