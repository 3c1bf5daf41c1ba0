"""What may be typed at a place of a half-written file."""

import pytest

from gkgen.language_server.cursor import Cursor, cursor_at


def cursor(text: str) -> Cursor:
    before, _, after = text.partition("¦")
    return cursor_at((before + after).split("\n"), before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)


@pytest.mark.parametrize(
    ("text", "wanted", "trail", "typed"),
    [
        ("年¦", "key", (), "年"),
        ("年度: 2025\n¦", "key", (), ""),
        ("依申请公开情况:\n  本¦", "key", ("依申请公开情况",), "本"),
        ("依申请公开情况:\n  办理结果:\n    ¦", "key", ("依申请公开情况", "办理结果"), ""),
        ("依申请公开情况:\n  本年新收: ¦", "value", ("依申请公开情况", "本年新收"), ""),
        ("依申请公开情况:\n  本年新收: {自¦", "key", ("依申请公开情况", "本年新收"), "自"),
        ("依申请公开情况:\n  本年新收: {自然人: ¦}", "value", ("依申请公开情况", "本年新收", "自然人"), ""),
        ("其他事项: {信息处理费: {¦", "key", ("其他事项", "信息处理费"), ""),
        ("豁免:\n  - ¦", "key", ("豁免",), ""),
        ("豁免:\n  - {规则: ¦", "value", ("豁免", "规则"), ""),
        ("豁免:\n- 规则: R4¦", "value", ("豁免", "规则"), "R4"),
        ("汇总:\n  报告: [甲.yaml, ¦]", "value", ("汇总", "报告"), ""),
        ("总体情况: |\n  收到{{ 依申请公开情况.¦", "reference", ("总体情况",), "依申请公开情况."),
        ("总体情况: |\n  占{{ 甲 / 乙 | ¦ }}", "filter", ("总体情况",), ""),
        ("总体情况: |\n  收到{¦}", "reference", ("总体情况",), ""),
        ("总体情况: |\n  收到3件，本年¦", "value", ("总体情况",), ""),
        ("总体情况: 收到{{ 甲 }}件，{{ 乙 + ¦", "reference", ("总体情况",), ""),
    ],
)
def test_the_place_is_understood(text: str, wanted: str, trail: tuple[str, ...], typed: str) -> None:
    found = cursor(text)
    assert (found.wanted, found.trail, found.typed) == (wanted, trail, typed)


def test_columns_that_are_there_are_known() -> None:
    assert cursor("本年新收: {自然人: 3, 商业企业: 1, ¦").beside == {"自然人", "商业企业"}
    assert cursor("本年新收: {自然人: 3, ¦, 其他: 1}").beside == {"自然人", "其他"}


def test_an_empty_file_and_the_first_place_of_a_text() -> None:
    assert cursor("¦") == Cursor("key", (), "")
    assert cursor("总体情况: |\n¦").wanted == "value"
