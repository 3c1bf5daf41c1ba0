"""Years of other reports (R75): what was left from copying is told, what last year caused or left behind is not."""

import pytest

from tests.review.cases import kinds_in

# The report is for 2021.
MEANT = (
    "办理因2020年度政府信息公开申请引发的投诉全年共1件。",
    "全年因2020年的答复不服而来信的共2人。",
    "按时编制发布2020年政府信息公开工作年度报告。",
    "2021年1月26日，按时公布2020年度政府信息公开工作年度报告。",
    "针对2020年度报告指出的公众参与度不高的问题，全年组织开放日3次。",
    "对照2020年度考核反馈的意见，共整改栏目4个。",
    "2020年度第三方评估指出的栏目更新不及时，全年共补充信息12条。",
    "2020年存在的问题共3个，已全部整改。",
    "咨询由2020年的49人次增至58人次，全年接待有序。",
    "全年接待咨询58人次，与2020年持平。",
    "除2件转结2022年办理以外，收到的咨询均已答复。",
)
LEFT = (
    "2020年，本镇共举办培训3次。",
    "2020年度受理的咨询全部答复，共25次。",
    "2020年全年接待来访35人次。",
    "现将2020年政府信息公开工作年度报告公布如下。",
)
LATER = ("2022年共举办培训3次。",)


@pytest.mark.parametrize("text", MEANT)
def test_another_year_that_is_meant_is_not_told(text: str) -> None:
    assert not [kind for kind in kinds_in(text) if kind.startswith("R75")]


@pytest.mark.parametrize("text", LEFT)
def test_a_sentence_left_from_last_year_is_told(text: str) -> None:
    assert "R75.stale" in kinds_in(text)


@pytest.mark.parametrize("text", LATER)
def test_what_happened_in_a_year_to_come_is_told(text: str) -> None:
    assert "R75.later" in kinds_in(text)


@pytest.mark.parametrize(("number", "is_told"), [(42, False), (35, True)])
def test_a_number_of_last_years_tables_may_be_repeated(number: int, is_told: bool) -> None:
    kinds = kinds_in(f"2020年全镇收到咨询{number}人次。", 上年="{依申请公开情况: {本年新收: {自然人: 42}}}")
    assert ("R75.stale" in kinds) == is_told


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("2020年2月29日召开推进会，2021年公开信息5条。", ""),
        ("2021年2月29日召开推进会。", "R74.date"),
        ("11月31日邀请居民代表参加评议。", "R74.date"),
        ("本报告于2021年12月20日在县政府门户网站发布。", "R74.published"),
        ("本报告于2022年1月20日在县政府门户网站发布。", ""),
        ("本报告所列数据截至2021年12月31日。", ""),
        ("结转的1件已于2022年一季度答复。", ""),
    ],
)
def test_days_that_no_year_has_or_before_the_year_has_ended(text: str, kinds: str) -> None:
    assert kinds_in(text) == kinds.split()
