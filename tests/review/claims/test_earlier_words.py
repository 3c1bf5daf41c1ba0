"""Numbers without a noun of their own: read by the clause before, or by the result behind."""

import pytest

from tests.review.cases import kinds_in


@pytest.mark.parametrize(
    "text",
    [
        "首次收到企业提出的申请，共1件，部分公开。",
        "申请主要由自然人提出，共6件。",
        "申请人以自然人为主，共6件。",
        "申请以自然人和企业为主，分别为5件和1件。",
        "无法提供的申请由上年的1件上升到今年的2件。",
        "通过平台收到的最多，共4件。",
        "有2件反映征地问题，本机关不掌握，无法提供。",
        "有9件反映物业纠纷，均转物业科处理，其中部分不予公开。",
        "向第三方发出征求意见书11份，8份不同意公开。",
        "2020、2021连续两年申请超过5件。",
        "平均每百件办结的申请中，约有57件予以公开、14件部分公开。",
    ],
)
def test_a_true_sentence_is_silent(text: str) -> None:
    assert kinds_in(f"依申请公开情况。{text}") == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("首次收到科研机构提出的申请，共2件。", "R60"),
        ("理由集中在本机关不掌握相关政府信息，共5件。", "R62"),
        ("申请以自然人和企业为主，分别为1件和5件。", "R60 R60"),
        ("无法提供的申请由上年的1件上升到今年的4件。", "R62.sum"),
        ("办结7件，全部予以公开。", "R62.all"),
        ("有3件反映征地问题，本机关不掌握，无法提供。", "R60.part"),
        ("有4件实为投诉举报，依法不予处理。", "R60.part"),
        ("我局已连续两年实现依申请公开零申请。", "R69"),
        ("全年办结申请百余件。", "R62"),
    ],
)
def test_a_wrong_number_is_told(text: str, kinds: str) -> None:
    assert kinds_in(f"依申请公开情况。{text}") == kinds.split()
