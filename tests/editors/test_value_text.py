"""A value in quotation marks only where it could be read as something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkgen.editors.value_text import quoted
from gkgen.pipeline.core.checking import known_keys
from gkgen.source import plain, read

TEXTS = st.text("甲机关年度1０2aZé_ （）()·、，。；“”《》〔〕—-./@:,：#&*!|>'\"%`{}[]?~\\", min_size=1, max_size=8)


@given(TEXTS)
def test_it_is_read_back_as_it_was_everywhere(text: str) -> None:
    written = f"机关: {quoted(text)}\n联系方式: {{地址: {quoted(text)}, 电话: [{quoted(text)}]}}\n"
    expected = {"机关": text, "联系方式": {"地址": text, "电话": [text]}}
    source = read(written.encode("utf-8"), "office.yaml", known_keys())
    assert source.root is not None
    assert source.diagnostics == ()
    assert plain(source.root) == expected


@pytest.mark.parametrize(
    "text", ["张庄镇人民政府", "（张庄）镇", "0371-62593612", "http://www.example.gov.cn/zwgk", "a_b@example.com"]
)
def test_ordinary_words_need_no_quotation_marks(text: str) -> None:
    assert quoted(text) == text


@pytest.mark.parametrize("text", ["", "2021", "1.5", "true", "null", "~", "甲 乙", "甲: 乙", "甲:", "- 甲", "#甲"])
def test_what_yaml_could_read_otherwise_is_quoted(text: str) -> None:
    assert quoted(text) == f'"{text}"'
