"""Wordings of one claim each, as people write them: true, and with another number wrong."""

import pytest

from tests.review.cases import kinds_in


@pytest.mark.parametrize(
    "text",
    [
        "新收申请6件，得到全部公开的4件。",
        "拒绝公开的申请没有发生。",
        "有企业多次来电询问办理进展。",
        "社区收集诉求83条，办结65条，办结率78.3%。",
        "抽查2020年办结的申请3件，均合格。",
        "搞了演练，假设收到申请五件，练登记、练答复。",
        "收到投诉最多的是市监管局，97件申请。",
        "学校自行受理的信息公开申请23件，由学校答复，不列入本报告。",
        "力争把依申请公开时长压缩到12个工作日，全年结转不超过30件。",
    ],
)
def test_a_true_sentence_is_silent(text: str) -> None:
    assert kinds_in(f"依申请公开情况。{text}") == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("得到全部公开的6件。", "R62"),
        ("有科研机构提出申请。", "R60.sum"),
        ("按期办结全部申请，部分公开的没有。", "R62"),
        ("对其中5件，决定予以公开。", "R62"),
        ("组织培训4场，共1120元，平均每场320元。", "R68.average"),
    ],
)
def test_a_wrong_sentence_is_told(text: str, kinds: str) -> None:
    assert kinds_in(f"依申请公开情况。{text}") == kinds.split()
