"""Digits and Latin letters in their own face: which characters, how wide, on which line."""

from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import pdfplumber
import pytest

from gkgen.document import Heading
from gkgen.line_setter.boundaries import latin_stretches
from gkgen.writers import pdf
from tests.writers.pages import built_in, paragraph, report, runs

TIMES_EMS = {"1": 0.5, "%": 0.833, ".": 0.25, "-": 0.333, "a": 0.444, "W": 0.944, "@": 0.921}
"""Widths of Times New Roman."""


def baseline(char: Any) -> float:
    return float(char["matrix"][5])


def opened(data: bytes) -> Any:
    return pdfplumber.open(BytesIO(data))


def shown(*blocks: Any, css: str = "") -> list[Any]:
    """The characters of the first page that are set in 16 pt."""
    looks = built_in()
    with opened(pdf.write(report(*blocks), replace(looks, css=looks.css + css)).data) as file:
        return [char for char in file.pages[0].chars if round(char["size"]) == 16]


def family(char: Any) -> str:
    return str(char["fontname"].partition("+")[2].partition("-")[0].replace("Liberation", "Latin"))


def families(chars: list[Any], text: str) -> dict[str, set[str]]:
    return {letter: {family(char) for char in chars if char["text"] == letter} for letter in text}


def parts(text: str, *, by_script: bool = False) -> list[str]:
    return [text[start:stop] for start, stop in latin_stretches(text, by_script=by_script)]


def test_ascii_is_latin_and_marks_that_both_fonts_have_are_chinese() -> None:
    assert parts("共12.5%，“12345”热线……A—B") == ["12.5%", "12345", "A", "B"]
    assert parts("电话:0371") == [":0371"]
    assert parts("公开") == []


def test_by_script_signs_stay_with_the_letters_before_them() -> None:
    assert parts("电话:0371，“12345”热线（1）", by_script=True) == ["0371", "12345”", "1"]
    assert parts("—A", by_script=True) == ["—A"], "before the first letter there is no Chinese"


def test_digits_and_letters_have_the_widths_of_times() -> None:
    chars = shown(paragraph("甲" + "".join(TIMES_EMS) + "乙"))
    widths = {char["text"]: (char["x1"] - char["x0"]) / 16 for char in chars if char["text"] in TIMES_EMS}
    assert widths == pytest.approx(TIMES_EMS, abs=0.005)


def test_quotation_marks_and_dashes_beside_digits_are_chinese() -> None:
    found = families(shown(paragraph("拨打“12345”热线——ABC……")), "“1”—A…")
    assert found == {"1": {"Latin"}, "A": {"Latin"}} | {mark: {"FandolFang"} for mark in "“”—…"}


def test_both_faces_stand_on_one_base_line_and_in_lines_of_one_height() -> None:
    chars = shown(paragraph("公开2021年Agp，" * 12))
    lines: dict[float, list[Any]] = {}
    for char in chars:
        lines.setdefault(round(baseline(char), 1), []).append(char)
    mixed = [height for height, line in lines.items() if {"Latin", "FandolFang"} <= set(map(family, line))]
    assert len(mixed) == 4
    steps = [before - after for before, after in pairwise(sorted(mixed, reverse=True))]
    assert steps == pytest.approx([28.95] * 3, abs=0.11)


def test_letters_are_not_joined() -> None:
    """Liberation Serif has a ligature of f and i, which Word does not use."""
    chars = shown(paragraph("邮箱office@first.gov.cn"))
    assert "office@first" in "".join(char["text"] for char in chars)
    assert all(len(char["text"]) == 1 for char in chars)


def test_bold_and_headings_keep_their_weight_and_the_title_has_none() -> None:
    document = report(paragraph("其中12件", bold=True), Heading(2, runs("（2）公开")))
    with opened(pdf.write(document, built_in()).data) as file:
        chars = [char for char in file.pages[0].chars if char["text"] in "12"]
        title = {char["fontname"].partition("+")[2] for char in file.pages[0].chars if char["size"] > 20}
    fonts = {char["fontname"].partition("+")[2] for char in chars if round(char["size"]) == 16}
    assert fonts == {"Liberation-Serif-Bold", "Liberation-Serif"}
    assert "Liberation-Serif" in title
    assert "Liberation-Serif-Bold" not in title


def test_page_numbers_are_set_in_songti() -> None:
    with opened(pdf.write(report(), built_in()).data) as file:
        assert len(file.pages) > 1
        for page in file.pages:
            assert {family(char) for char in page.chars if round(char["size"]) == 14} == {"Noto"}


def test_without_the_face_digits_are_those_of_the_text() -> None:
    chars = shown(paragraph("共12件"), css="p { --latin: none }")
    assert families(chars, "1") == {"1": {"FandolFang"}}
