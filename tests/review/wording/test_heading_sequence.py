"""Points that a sentence announces, and those that follow (R77)."""

import pytest

from tests.review.cases import kinds_in


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("还存在三个方面的问题：一是更新慢；二是解读少；三是培训少。", ""),
        ("还存在三个方面的问题：一是更新慢；二是解读少。", "R77.told"),
        ("采取以下两项措施：一是完善机制，二是充实队伍，三是加强指导。", "R77.told"),
        ("围绕十个领域做好公开：一是财政，二是民生。", "R77.told"),
        ("突出以下几个方面：一是财政，二是民生。", ""),
        ("抓住财政等三个方面：一是预算，二是决算。", ""),
        ("抓住三个方面：一是预算，二是决算。\n三是采购。", ""),
    ],
)
def test_as_many_points_as_were_told(text: str, kinds: str) -> None:
    assert kinds_in(text) == kinds.split()
