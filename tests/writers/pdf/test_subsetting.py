"""Fonts made small from fonts made small before: the same programs."""

from typing import Any

import pytest

from gkgen.writers import pdf
from gkgen.writers.pdf import subsetting
from tests.writers.pages import built_in, paragraph, report

TEXTS = ("全年主动公开政府信息749条。", "其中网站320条，ABC xyz", "全年条")


@pytest.fixture
def sources(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of every program made, whether it was made from a small font."""
    made: list[bool] = []
    take = subsetting._source

    def noted(face: Any, glyphs: list[int]) -> Any:
        source = take(face, glyphs)
        made.append(source is not face)
        return source

    monkeypatch.setattr(subsetting, "_source", noted)
    monkeypatch.setattr(subsetting, "_small", {})
    return made


def written(text: str) -> bytes:
    return pdf.write(report(paragraph(text)), built_in()).data


def test_programs_are_the_same_from_a_small_font(sources: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    alone = [written(text) for text in TEXTS]
    monkeypatch.setattr(subsetting, "_FIRST", 1)
    subsetting._small.clear()
    sources.clear()
    assert [written(text) for text in (*TEXTS, *TEXTS)] == [*alone, *alone]
    # Two of the texts bring characters of their own; the third has those of the first.
    half = len(sources) // 2
    assert half >= 12
    assert {True, False} == set(sources[:half])
    assert all(sources[half:])


def test_no_small_font_is_made_for_few_reports(sources: list[bool]) -> None:
    for text in TEXTS:
        written(text)
    assert len(sources) >= 12
    assert not any(sources)


def test_no_more_fonts_are_held_than_there_is_room_for(sources: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subsetting, "_MOST", 1)
    written(TEXTS[0])
    assert len(sources) >= 4
    assert len(subsetting._small) <= 2
