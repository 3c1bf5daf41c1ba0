"""Items of lists put in and taken out."""

import pytest

from gkgen.editors import EditError, Parents, with_item, without_item
from gkgen.pipeline.core.checking import form, known_keys
from gkgen.source import read
from tests.office import office

PARENTS = Parents.roots(form().latest, form().editions)
WAIVER = {"rule": "R42", "reason": "已备案"}


def taken_out(text: str, item: dict[str, str]) -> str:
    return without_item(read(text.encode(), "甲.yaml", known_keys()), PARENTS, "waivers", item)


def test_what_was_put_in_is_taken_out_again() -> None:
    text = office()
    more = with_item(read(text.encode(), "甲.yaml", known_keys()), PARENTS, "waivers", WAIVER)
    assert "R42" in more
    assert taken_out(more, WAIVER).rstrip("\n") == text.rstrip("\n")


def test_the_others_and_their_comments_stay() -> None:
    text = office(豁免="- {规则: R33, 理由: 属实}  # 问过\n- 规则: R42\n  理由: 已备案\n- {规则: R42, 理由: 另一件}")
    assert taken_out(text, WAIVER) == text.replace("  - 规则: R42\n    理由: 已备案\n", "")


@pytest.mark.parametrize("waivers", ["[{规则: R42, 理由: 已备案}, {规则: R33, 理由: 真}]", "- {规则: R33, 理由: 真}"])
def test_what_is_not_on_lines_of_its_own_is_refused(waivers: str) -> None:
    with pytest.raises(EditError):
        taken_out(office(豁免=waivers), WAIVER)
