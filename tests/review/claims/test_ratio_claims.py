"""Ratios of two cells."""

import pytest

from tests.review.cases import kinds_in


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("自然人申请与企业申请之比为5∶1。", ""),
        ("自然人申请与企业申请之比约为5:1。", ""),
        ("自然人申请与企业申请之比约为3∶1。", "R67.rate"),
        ("自然人申请与企业申请之比约为3：1。", "R67.rate"),
        ("予以公开与部分公开的比例为4∶1。", ""),
        ("予以公开与部分公开的比例为2∶1。", "R67.rate"),
        ("男性与女性申请人之比为2∶1。", ""),
        ("推进会定于9:30召开，线上与线下参会比例为2:1。", ""),
    ],
)
def test_a_ratio_is_that_of_the_cells(text: str, kinds: str) -> None:
    assert kinds_in(f"依申请公开情况。{text}") == kinds.split()
