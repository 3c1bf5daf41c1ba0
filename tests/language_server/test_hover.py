"""Hover: fields, numbers with their sums, references, claims, codes."""

from pathlib import Path

import pytest
from lsprotocol import types as lsp

from gkgen.language_server.hover import hover
from tests.acceptance.conftest import ROOT
from tests.language_server.reports import ENGLISH, REPORT, at_cursor, spot


def shown(text: str, words: str, offset: int = 0, **more: object) -> str:
    found = hover(*at_cursor(spot(text, words, offset), **more))  # type: ignore[arg-type]
    if found is None:
        return ""
    assert isinstance(found.contents, lsp.MarkupContent)
    return found.contents.value


def test_a_row_says_what_it_counts_and_its_sum() -> None:
    found = shown(REPORT, "本年新收: ")
    for words in (
        "一、本年新收政府信息公开申请数量",
        "1月1日至12月31日收到的",
        "`new_received`",
        "国办公开办函〔2021〕30号",
    ):
        assert words in found
    assert "总计 6 = 自然人 5 + 商业企业 1" in found


def test_the_same_in_english() -> None:
    found = shown(ENGLISH, "new_received: ", language="en")
    assert "total 5 = natural_person 5" in found
    assert "Requests · New received" in found


def test_a_reference_has_its_value_and_its_sum() -> None:
    found = shown(REPORT, "本年新收.总计")
    assert "`依申请公开情况.本年新收.总计` = 6" in found
    assert "总计 6 = 自然人 5 + 商业企业 1" in found
    assert shown(REPORT, "数据.培训").startswith("`数据.培训 - 1` = 2")


def test_a_claim_has_its_verdict() -> None:
    assert shown(REPORT, "自然人申请5件", 5).startswith("“5件” 一致：")
    wrong = shown(REPORT.replace("自然人申请5件", "自然人申请4件"), "自然人申请4件", 5)
    assert "不一致" in wrong
    assert "contradicts" in shown(REPORT.replace("自然人申请5件", "自然人申请4件"), "自然人申请4件", 5, language="en")


def test_a_code_in_a_waiver_has_its_page() -> None:
    text = REPORT + "豁免:\n  - {规则: R40, 理由: 已核对过台账}\n"
    assert shown(text, "R40", 1).startswith("### R40")


def test_words_of_the_file_are_no_markdown() -> None:
    text = REPORT.replace("自然人申请5件", "自然人申请4件").replace("培训", "甲_乙")
    assert shown(text, "{{ 甲_乙", 3).startswith("`甲_乙` = 3")
    assert "https" not in shown(
        REPORT.replace("机关: 云溪市青石街道办事处", "机关: '![](https://a.example/b.png)'"), "机关"
    )


def test_a_sum_of_reports_says_what_each_adds() -> None:
    path = ROOT / "examples" / "district" / "市.yaml"
    found = shown(path.read_text(encoding="utf-8"), "依申请公开情况.本年新收.总计", 3, path=path)
    assert "- 青石街道\\.yaml 6" in found
    assert "- 自己 1" in found


@pytest.mark.parametrize(("words", "offset"), [("2025", 1), ("逐件审核", 1), ("\n", 0)])
def test_nothing_is_said_where_there_is_nothing(words: str, offset: int) -> None:
    assert shown(REPORT, words, offset) == "" or words == "\n"


def test_last_years_number_is_told(tmp_path: Path) -> None:
    before = REPORT.replace("2025", "2024").replace("本年新收: {自然人: 5", "本年新收: {自然人: 9")
    (tmp_path / "去年.yaml").write_text(before, encoding="utf-8")
    found = shown(REPORT + "上年: 去年.yaml\n", "自然人: 5", 5, path=tmp_path / "今年.yaml")
    assert "上年 9" in found
