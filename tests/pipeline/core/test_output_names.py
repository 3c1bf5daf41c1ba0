"""Names of outputs: whatever an office is called, one file in its folder that every system can open."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gkgen.pipeline.core.output_names import NAME_WORDS, clean, output_name, unknown_words


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("张庄镇2021", "张庄镇2021"),
        ("../x", "_x"),
        ("..", "_"),
        ("...", "_"),
        ("", "_"),
        (" ", "_"),
        ("a/b", "a_b"),
        ("a\\b", "a_b"),
        ("/etc/passwd", "_etc_passwd"),
        ("C:x", "C_x"),
        ('a<b>c"d|e?f*g', "a_b_c_d_e_f_g"),
        ("CON", "_CON"),
        ("con", "_con"),
        ("nul.x", "_nul.x"),
        ("COM1", "_COM1"),
        ("COM¹", "_COM¹"),
        ("CON .x", "_CON .x"),
        ("CONIN$", "_CONIN$"),
        ("conout$.a", "_conout$.a"),
        ("CONTRACT", "CONTRACT"),
        (".hidden", "hidden"),
        ("name.", "name"),
        ("name. .", "name"),
        ("a\tb\nc\x00d", "a_b_c_d"),
        ("报\u202e告\u200b", "报_告_"),
        ("\udcb5\udca5", "__"),
        ("堃𬭚😀", "堃𬭚😀"),
    ],
)
def test_names_are_cleaned(name: str, cleaned: str) -> None:
    assert clean(name) == cleaned


@pytest.mark.parametrize("letter", ["a", "字", "😀"])
def test_long_names_are_cut_between_characters(letter: str) -> None:
    cut = clean(letter * 300)
    assert cut == letter * (200 // len(letter.encode()))


def test_a_cut_name_does_not_end_in_a_dot_or_space() -> None:
    assert clean("a" * 199 + ". b") == "a" * 199


@given(st.text(max_size=300))
@example("\u180b\u200c")
def test_any_text_becomes_one_visible_file_name(text: str) -> None:
    name = clean(text)
    assert name
    assert 0 < len(name.encode("utf-8")) <= 200
    assert not set(name) & set('/\\:*?"<>|\n\t\x00')
    assert name not in {".", ".."}
    assert not name.startswith(".")
    assert name == name.rstrip(". ")
    assert clean(name) == name


def name(pattern: str | None) -> str:
    return output_name(pattern, stem="zz", office="张庄镇人民政府", year=2021, title="某报告")


@pytest.mark.parametrize(
    ("pattern", "result"),
    [
        (None, "zz"),
        ("{office}{year}", "张庄镇人民政府2021"),
        ("{机关}-{年度}-{标题}-{文件名}", "张庄镇人民政府-2021-某报告-zz"),
        ("{title}/{stem}", "某报告_zz"),
        ("固定", "固定"),
        ("{ year }", "{ year }"),
    ],
)
def test_a_pattern_names_the_outputs(pattern: str | None, result: str) -> None:
    assert name(pattern) == result


def test_words_of_an_office_are_not_patterns_themselves() -> None:
    assert output_name("{机关}", stem="", office="{年度}", year=2021, title="") == "{年度}"


def test_unknown_words_of_a_pattern_are_told() -> None:
    assert unknown_words("{office}{nope}{}") == ["nope", ""]
    assert [word for known in NAME_WORDS for word in unknown_words(f"{{{known}}}")] == []
    with pytest.raises(KeyError):
        name("{nope}")
