"""Finished files that are made to hurt: `gkgen verify` and `gkgen textconv` read them as importing does, in bounds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gkgen.diagnostics import Diagnostic
from gkgen.pipeline.comparing.text_conversion import text_lines
from gkgen.pipeline.comparing.verifying import verify_file
from gkgen.pipeline.core.isolation import Runner, isolated
from tests.office import office
from tests.pipeline.importing.test_report_loading import BODY, HOSTILE, word

# A cell that claims more columns than there is memory for.
WIDE = b'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="900000000"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
FILES = {
    "bomb.docx": "I30",
    "long.docx": "I30",
    "laughs.docx": "I30",
    "outside.docx": "I30",
    "locked.pdf": "I40",
    "pages.pdf": "I42.pages",
    "bomb.pdf": "I42.memory",
    "tags.html": "I42",
    "deep.html": "I43",
    "long.html": "I42",
}


@pytest.fixture(scope="module")
def run() -> Iterator[Runner]:
    with isolated(timeout=60) as running:
        yield running


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "局.yaml"
    path.write_text(office(), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_not_compared_but_a_finding(name: str, run: Runner, report: Path) -> None:
    file = report.with_name(name)
    file.write_bytes(HOSTILE[name][1]())
    compared = verify_file(report, file, run)
    assert compared.comparison is None
    assert [found.kind in FILES[name].split() for found in compared.diagnostics] == [True], compared.diagnostics


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith(".html")])
def test_for_git_it_is_a_finding_as_well(name: str, run: Runner) -> None:
    found = text_lines(HOSTILE[name][1](), name, run)
    assert isinstance(found, Diagnostic)
    assert found.kind in FILES[name].split()


def test_a_web_page_that_cannot_be_read_is_text_for_git(run: Runner) -> None:
    assert text_lines(HOSTILE["deep.html"][1](), "deep.html", run) == ["<html>" + "<div>" * 100_000]


def test_after_them_a_good_page_is_read(run: Runner) -> None:
    assert "内容。" in text_lines("<html><p>内容。</p>".encode(), "report.html", run)  # type: ignore[operator]


def test_a_cell_wider_than_memory_is_cut_off(run: Runner, report: Path) -> None:
    file = report.with_name("wide.docx")
    file.write_bytes(word((BODY % b"").replace(b"</w:body>", WIDE + b"</w:body>")))
    compared = verify_file(report, file, run)
    assert compared.comparison is not None
    assert "a table too many" in [change.group.en for change in compared.comparison.facts]
    assert isinstance(text_lines(file.read_bytes(), file.name, run), list)
