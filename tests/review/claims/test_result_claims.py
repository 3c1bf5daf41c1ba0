"""Results told without a number: that of the next clause is one of the applicants that were named."""

import pytest

from tests.review.cases import kinds_in


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("企业提出的1件申请，经检索予以公开。", "R60.part"),
        ("某合作社（商业企业）提出的1件申请，镇里予以公开。", "R60.part"),
    ],
)
def test_a_contradiction_is_found(text: str, kinds: str) -> None:
    assert kinds_in(f"依申请公开情况。{text}") == kinds.split()
