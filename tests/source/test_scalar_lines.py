"""Running text is the author's: whatever stands inside a scalar of a file that parses is no slip."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gkgen.pipeline.core.checking import known_keys
from gkgen.source import plain, read
from tests.source.prose import PROSE_FILES, is_known

SLIPS = ("Y10", "Y11", "Y12", "Y13")


def loaded(text: str) -> Any:
    """What PyYAML makes of a text; None where it refuses it."""
    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return None


@given(PROSE_FILES)
def test_nothing_inside_text_of_a_file_that_parses_is_a_slip(text: str) -> None:
    if not is_known(loaded(text)):
        return
    found = read(text.encode("utf-8"), "office.yaml", known_keys()).diagnostics
    assert [str(each.span) for each in found if each.code in SLIPS] == []


@given(st.lists(PROSE_FILES, min_size=20, max_size=20))
def test_most_of_these_files_parse_and_hold_what_looks_like_slips(texts: list[str]) -> None:
    """Else the test above would see nothing."""
    assert sum(is_known(loaded(text)) for text in texts) >= 5
    assert any("：" in text for text in texts)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("问题及改进:\n  存在问题：公开得不细。\n  改进措施：逐月核对。\n", [2, 3]),
        ("问题及改进:\n  机关：公开得不细。\n  再说一句。\n", []),
        ("依申请公开情况:\n  本年新收: {自然人：0}\n", [2]),
        ("依申请公开情况:\n  本年新收: {自然人：0}\n引言: {自然人：0}\n", [2]),
    ],
)
def test_where_text_and_entries_are_both_right_a_key_of_that_place_decides(text: str, lines: list[int]) -> None:
    found = read(text.encode("utf-8"), "office.yaml", known_keys()).diagnostics
    assert sorted({each.span.line for each in found if each.span and each.code in SLIPS}) == lines


def test_a_text_that_parses_is_not_given_up_for_a_mended_one_that_does_not() -> None:
    """Guard: the mended text is parsed as well before a slip is believed."""
    source = read("机关: 甲局\n联系方式:\n  电话：123\n  随便写\n".encode(), "office.yaml", known_keys())
    assert source.diagnostics == ()
    assert source.root is not None
    assert plain(source.root) == {"机关": "甲局", "联系方式": "电话：123 随便写"}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("总体\n情况: |\n    第一段，段首空了两格。\n  第二段没有空。\n年度: 2021\n", ["Y13.uneven", "Y03.words"]),
        ("联系方式！\n\t科室: 办公室\n  电话: 123\n", ["Y12"]),
    ],
)
def test_a_scalar_in_which_the_parser_failed_hides_no_slip(text: str, kinds: list[str]) -> None:
    """A plain scalar without its colon takes the lines behind it for its own, until the parser gives up."""
    found = read(text.encode("utf-8"), "office.yaml", known_keys()).diagnostics
    assert [each.kind for each in found] == kinds
