"""The days on which a report was finished and published (R90)."""

import pytest

from tests.review.cases import found_in


@pytest.mark.parametrize(
    ("dates", "kinds"),
    [
        ("{成文日期: 2022-01-16, 发布日期: 2022-01-20}", []),
        ("{成文日期: 2022-01-20, 发布日期: 2022-01-20}", []),
        ("{成文日期: 2021-01-16, 发布日期: 2022-01-20}", ["R90.created"]),
        ("{成文日期: 2021-12-31}", ["R90.created"]),
        ("{成文日期: 2022-01-21, 发布日期: 2022-01-20}", ["R90.order"]),
        ("{成文日期: 2022-01-21, 发布日期: 2021-01-20}", ["R90.early", "R90.order"]),
    ],
)
def test_finished_after_the_year_and_before_it_is_published(dates: str, kinds: list[str]) -> None:
    assert sorted(each.kind for each in found_in("", 发布信息=dates) if each.code == "R90") == kinds
