"""One value changed in an office file: it says the new value and everything else that it said, comments included."""

from difflib import unified_diff
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkgen.editors.key_order import Parents
from gkgen.editors.value_editing import EditError, with_value
from gkgen.form import Edition
from gkgen.pipeline.core.checking import form
from gkgen.source import Source, plain, read

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
BEGIN = "年度: 2021\n机关: 甲局\n"


def edition(source: Source) -> Edition:
    assert source.root is not None
    data = plain(source.root)
    found = form().edition_of(int(data.get("年度", data.get("year", 0))))
    assert found is not None
    return found


def changed(text: str, path: str, value: str | None) -> str:
    source = read(text.encode(), "office.yaml")
    return with_value(source, Parents.roots(edition(source), form().editions), path, value)


def lines_that_differ(before: str, after: str) -> list[str]:
    found = unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    return [line for line in found if line[0] in "+-" and line[:3] not in {"+++", "---"}]


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("机关: 甲局\n", "office", "乙局", "机关: 乙局\n"),
        ("机关: 甲局  # 全称\n", "office", "乙局", "机关: 乙局  # 全称\n"),
        ("机关: 甲局\n", "office", "甲：乙 #1", '机关: "甲：乙 #1"\n'),
        ("机关:\n", "office", "甲局", "机关: 甲局\n"),
        ("机关:  # 写全称\n", "office", "甲局", "机关: 甲局  # 写全称\n"),
        ("机关: '甲局'\n", "office", "12", '机关: "12"\n'),
        ("引言: 短\n", "preface", "一\n二", "引言: |\n  一\n  二\n"),
        ("引言: 短  # 说明\n", "preface", "一\n二", "引言: |  # 说明\n  一\n  二\n"),
        ("引言: |  # 说明\n    一\n    二\n\n署名: 甲\n", "preface", "三", "引言: |  # 说明\n    三\n\n署名: 甲\n"),
        ("引言: >-\n  一\n  二\n", "preface", "三\n四", "引言: |-\n  三\n  四\n"),
        ("引言: |\n  一\n", "preface", "  缩进\n二", "引言: |2\n    缩进\n  二\n"),
        ("引言: |\n    一\n", "preface", None, ""),
        ("# 上\n引言: |  # 旁\n  一\n# 下\n", "preface", None, "# 上\n# 旁\n# 下\n"),
    ],
)
def test_scalars(before: str, path: str, value: str | None, after: str) -> None:
    head = "年度: 2021\n"
    assert changed(head + before, path, value) == head + after


ROW = "requests.received.natural_person"


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("", "3", "\n依申请公开情况:\n  本年新收: {自然人: 3}\n"),
        ("依申请公开情况: 全零\n", "3", "依申请公开情况:\n  本年新收: {自然人: 3}\n"),
        ("依申请公开情况: 全零  # 没有\n", "3", "依申请公开情况:  # 没有\n  本年新收: {自然人: 3}\n"),
        ("依申请公开情况:\n  本年新收: {自然人: 1}\n", "3", "依申请公开情况:\n  本年新收: {自然人: 3}\n"),
        ("依申请公开情况:\n  本年新收: {其他: 1}\n", "3", "依申请公开情况:\n  本年新收: {自然人: 3, 其他: 1}\n"),
        ("依申请公开情况:\n  本年新收: [1, 0]\n", "3", "依申请公开情况:\n  本年新收: [3, 0]\n"),
        ("依申请公开情况:\n  本年新收: []\n", "3", "依申请公开情况:\n  本年新收: [3]\n"),
        ("依申请公开情况:\n  本年新收: 全零\n", "3", "依申请公开情况:\n  本年新收: {自然人: 3}\n"),
        (
            "依申请公开情况:\n  本年新收:\n    自然人: 1  # 甲\n",
            "3",
            "依申请公开情况:\n  本年新收:\n    自然人: 3  # 甲\n",
        ),
        ("依申请公开情况: {本年新收: {自然人: 1}}\n", "3", "依申请公开情况: {本年新收: {自然人: 3}}\n"),
        ("依申请公开情况: {}\n", "3", "依申请公开情况: {本年新收: {自然人: 3}}\n"),
        ("依申请公开情况:\n  本年新收: {自然人: 1}\n", None, "依申请公开情况: 全零\n"),
        ("依申请公开情况:\n  # 台账\n  本年新收: {自然人: 1}\n", None, "# 台账\n依申请公开情况: 全零\n"),
        ("依申请公开情况:\n  本年新收: {自然人: 1, 其他: 2}\n", None, "依申请公开情况:\n  本年新收: {其他: 2}\n"),
        ("依申请公开情况:\n  本年新收: [4, 1]\n", None, "依申请公开情况:\n  本年新收: [0, 1]\n"),
        (
            "依申请公开情况:\n  本年新收: {自然人: 1}\n  上年结转: {自然人: 1}\n",
            None,
            "依申请公开情况:\n  上年结转: {自然人: 1}\n",
        ),
    ],
)
def test_cells(before: str, value: str | None, after: str) -> None:
    path = "requests.new_received.natural_person"
    assert changed(BEGIN + before, path, value) == BEGIN + after


def test_a_new_entry_stands_where_the_form_has_it() -> None:
    text = f"{BEGIN}\n引言: |\n  一\n\n署名: 甲\n"
    after = changed(text, "disclosure.regulations.in_force", "2")
    assert after.index("引言") < after.index("主动公开情况") < after.index("署名")
    assert lines_that_differ(text, after)[0].startswith("+")
    assert all(line[0] == "+" for line in lines_that_differ(text, after))


def test_english_keys_stay_english() -> None:
    after = changed("year: 2021\noffice: 甲局\n", "requests.new_received.total", "3")
    assert after == "year: 2021\noffice: 甲局\n\nrequests:\n  new_received: {total: 3}\n"


def test_a_figure_of_the_authors_own() -> None:
    text = f"{BEGIN}数据: {{公开总数: 7}}\n"
    assert changed(text, "figures.公开总数", "8") == text.replace("7", "8")
    assert changed(text, "figures.解读", "8") == text.replace("7", "7, 解读: 8")


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        (f"{BEGIN}总体情况: |\n  一篇\n", "overview.proactive", "新"),
        (f"{BEGIN}联系方式: {{电话: 0371-1}}\n", "contact", "新"),
        (BEGIN, "no_such_field", "新"),
        (f"{BEGIN}引言: |\n  一\n", "preface", "不能有\x07的字"),
    ],
)
def test_what_has_no_place_is_refused(text: str, path: str, value: str) -> None:
    with pytest.raises(EditError):
        changed(text, path, value)


TEXTS = st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Cf", "Cn", "Zl", "Zp"], blacklist_characters="\ufeff\u2028\u2029"),
    min_size=1,
    max_size=30,
)
PROSE = st.lists(TEXTS, min_size=1, max_size=4).map("\n".join).filter(str.strip)


@given(st.data())
def test_any_value_of_any_example(data: st.DataObject) -> None:
    assert EXAMPLES, "no examples found"
    text = data.draw(st.sampled_from(EXAMPLES)).read_text(encoding="utf-8")
    source = read(text.encode(), "office.yaml")
    leaves = [leaf for leaf in edition(source).root.leaves() if leaf.kind in {"count", "text", "prose", "date", "flag"}]
    field = data.draw(st.sampled_from(leaves))
    number = st.integers(0, 10**6).map(str)
    value = data.draw(
        st.none() | (number if field.kind == "count" else PROSE if field.kind == "prose" else TEXTS.filter(str.strip))
    )
    try:
        after = changed(text, field.path, value)
    except EditError as refused:
        assert "without parts" in str(refused)
        return
    again = read(after.encode(), "office.yaml")
    assert again.root is not None
    # What was written once is found again, and to write it again changes nothing.
    assert changed(after, field.path, value) == after
