"""Made-up office reports: nothing to find in them, each of its own, as long as asked for, the same at every run."""

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import offices
import pytest

from tests.acceptance.conftest import ROOT
from tests.office import check

SEEDS = range(50)


@pytest.mark.parametrize("seed", SEEDS)
def test_there_is_nothing_to_find(seed: int) -> None:
    checked = check(offices.generate(seed))
    assert [found.message("en") for found in checked.diagnostics] == []
    assert checked.document is not None


def test_both_editions_and_all_lengths_come_up() -> None:
    texts = [offices.generate(seed) for seed in SEEDS]
    years = {int(re.findall("^年度: ([0-9]{4})$", text, re.MULTILINE)[0]) for text in texts}
    assert years == set(offices.YEARS)
    assert min(map(len, texts)) < 1_600
    assert max(map(len, texts)) > 4_500
    marks = ("### ", "#### ", "\n    - ", "\n    1. ", "| --- |", "**", "《", "〔20", "@", "http", "%", "{{", "取: 是")
    for mark in marks:
        assert any(mark in text for text in texts), mark


def test_no_two_are_alike() -> None:
    texts = [set(re.split("[。；\n]", offices.generate(seed, 2023, 4))) for seed in SEEDS]
    for one, other in pairwise(texts):
        assert len(one & other) < len(one) / 2


def test_no_sentence_comes_twice_in_a_long_report() -> None:
    text = offices.generate(5, 2021, 8).partition("数据:")[0]
    sentences = [sentence for sentence in re.split("[。；：\n]", text) if len(sentence) > 20]
    assert len(sentences) > 60
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize(("pages", "least", "most"), [(0.5, 400, 1_000), (2, 800, 2_000), (8, 3_000, 4_500)])
def test_reports_are_about_as_long_as_asked_for(pages: float, least: int, most: int) -> None:
    texts = [offices.generate(seed, 2021, pages) for seed in range(20)]
    prose = [text.partition("\n总体情况:")[2].partition("\n主动公开情况:")[0] for text in texts]
    assert all(least < len(text) < most for text in prose)


def test_the_year_and_its_edition_can_be_chosen() -> None:
    assert "年度: 2019\n" in offices.generate(1, 2019)
    assert "采购项目" in offices.generate(1, 2019)
    assert "收费金额" in offices.generate(1, 2024)


def test_another_process_writes_the_same_files(tmp_path: Path) -> None:
    command = [sys.executable, ROOT / "benchmarks" / "offices.py", "--count", "2", "--first", "7", "-o", tmp_path]
    subprocess.run([str(word) for word in command], check=True, env={"PYTHONHASHSEED": "1"})
    written = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert written == {f"office-{seed:04}.yaml": offices.generate(seed) for seed in (7, 8)}
