"""The page that asks how a program sets lines, printed by LibreOffice, of which the answers are known."""

import os
import subprocess
from pathlib import Path

import pytest
from word_probe import PROBE, Answer, answers, questions

FONTS = Path(__file__).resolve().parent.parent / "writers" / "fonts.conf"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answer]:
    folder = tmp_path_factory.mktemp("probe")
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(folder), str(PROBE / "word-probe.docx")],
        check=True,
        capture_output=True,
        timeout=120,
        env=os.environ | {"FONTCONFIG_FILE": str(FONTS)},
    )
    return {each.id: each for each in answers(folder / "word-probe.pdf")}


def test_every_question_is_found(printed: dict[str, Answer]) -> None:
    assert [each.id for each in questions()] == [f"T{number:02}" for number in range(1, 69)] == sorted(printed)


def test_a_gap_is_a_fifth_of_an_em_even_where_it_is_turned_off(printed: dict[str, Answer]) -> None:
    for number in ("T01", "T02"):
        found = dict(printed[number].distances)
        assert found == pytest.approx(dict.fromkeys(found, 0.2), abs=0.01)
        assert {"乙2", "0年", "C戊"} <= found.keys()


def test_marks_hang_where_the_file_says_that_none_does(printed: dict[str, Answer]) -> None:
    assert (printed["T14"].has_watched, printed["T38"].has_watched) == (False, True)
    assert printed["T38"].line.endswith("，")
    assert printed["T39"].has_watched is False, "of the brackets none hangs"


def test_a_line_that_is_full_ends_at_its_edge(printed: dict[str, Answer]) -> None:
    assert abs(printed["T05"].beyond) < 0.05
    assert printed["T31"].beyond == pytest.approx(-1, abs=0.05), "not justified: two characters came down"


def test_each_character_is_told_with_its_font(printed: dict[str, Answer]) -> None:
    for number in ("T66", "T68"):
        fonts = printed[number].fonts
        assert "Liberation" in fonts["1"]
        assert {fonts[mark] for mark in "甲“”—…"} == {fonts["乙"]} != {fonts["1"]}
