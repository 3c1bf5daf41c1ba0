"""Sentences compared word by word: what is shown is both sentences, and cut where a reader would cut."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkgen.comparison import stretches


def shown(before: str, after: str) -> str:
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[each.kind].format(each.text) for each in stretches(before, after))


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("公开信息108条。", "公开信息128条。", "公开信息[-108-]{+128+}条。"),
        ("占11.1%。", "占11.2%。", "占[-11.1%-]{+11.2%+}。"),
        ("采购金额1,186.1万元", "采购金额1,187.1万元", "采购金额[-1,186.1-]{+1,187.1+}万元"),
        ("网址www.abc.cn。", "网址www.abd.cn。", "网址www.[-abc-]{+abd+}.cn。"),
        ("没有发生安全事件。", "发生安全事件。", "[-没有-]发生安全事件。"),
        ("答复及时。", "答复基本及时。", "答复{+基本+}及时。"),
        ("一样", "一样", "一样"),
        ("", "新的", "{+新的+}"),
    ],
)
def test_only_what_changed_is_marked(before: str, after: str, wanted: str) -> None:
    assert shown(before, after) == wanted


def test_a_character_that_both_have_by_chance_does_not_cut_a_change() -> None:
    assert shown("全年举办培训会三次", "全年召开业务会议十余次") == "全年[-举办培训会三-]{+召开业务会议十余+}次"


@given(st.text("甲乙丙1.2%ab ，。", max_size=40), st.text("甲乙丙1.2%ab ，。", max_size=40))
def test_both_sentences_can_be_read_from_it(before: str, after: str) -> None:
    found = stretches(before, after)
    assert "".join(each.text for each in found if each.kind != "added") == before
    assert "".join(each.text for each in found if each.kind != "removed") == after
    assert all(each.text for each in found)
    kinds = [each.kind for each in found]
    assert all(kind != following for kind, following in pairwise(kinds))


def test_a_sentence_without_end_is_shown_whole() -> None:
    assert [each.kind for each in stretches("甲乙" * 2_000, "乙甲" * 2_000)] == ["removed", "added"]
