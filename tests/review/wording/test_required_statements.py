"""The fee for processing, told twice: by its figures and in the text (R73)."""

import pytest

from tests.review.cases import kinds_in

LAWFUL = (
    "本年度对1件申请收取信息处理费{n}元。",
    "全年收取信息处理费{n}元。",
    "本机关收取政府信息公开信息处理费共计{n}元，已全部上缴国库。",
    "信息处理费收取金额为{n}元。",
    "依申请公开收费{n}.00元。",
    "收取信息处理费1,{n}元，无减免情形。",
    "收取信息处理费{n}元，除此之外未收取其他费用。",
    "收取信息处理费{n}元，未收取其他费用。",
    "对1件申请收取信息处理费{n}元，其余申请未收取信息处理费。",
    "收取信息处理费{n}元，无滞纳金。",
    "收取信息处理费{n}元，收费无争议。",
    "收取信息处理费{n}元，申请人未逾期缴费。",
    "按标准收取信息处理费{n}元，未因收费引起争议。",
    "上年度未收取信息处理费，本年度收取信息处理费{n}元。",
    "上半年未收取信息处理费，下半年收取信息处理费{n}元。",
    "收取信息处理费{n}元，没有违规收费。",
)
DENIED = (
    "本年度没有收取信息处理费。",
    "本年度未收取信息处理费。",
    "未向申请人收取任何费用。",
    "本年度无信息处理费。",
    "本年度未产生信息处理费用。",
    "本年度收取信息处理费0元。",
    "本机关2021年度收取信息处理费共计0.00元。",
    "信息处理费收取金额为零。",
    "收取信息处理费零元。",
    "本年度未发生政府信息公开信息处理费收费情况。",
)


def _kinds(text: str, amount: str) -> list[str]:
    fee = f"信息处理费: {{收取: 是, 件数: 1, 金额: {amount}}}\n正文: |\n  {text}"
    found = kinds_in("", 其他事项=fee, 主动公开情况="行政事业性收费: {收费金额: 0.13}")
    return [kind for kind in found if kind.startswith("R73")]


@pytest.mark.parametrize("amount", ["100", "300", "305", "1000"])
@pytest.mark.parametrize("text", LAWFUL)
def test_a_fee_that_was_charged_is_no_denial_whatever_it_ends_in(text: str, amount: str) -> None:
    assert _kinds(text.format(n=amount), amount) == []


@pytest.mark.parametrize("text", DENIED)
def test_a_text_that_denies_the_fee_is_found(text: str) -> None:
    assert _kinds(text, "300") == ["R73.denied"]
