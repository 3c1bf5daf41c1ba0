"""A finished file that nobody edited says what its office file says, in every format that is verified."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gkgen.comparison import compare_printed, expected
from gkgen.ooxml import read_package, write_package
from gkgen.pipeline.comparing.verifying import verify_file
from gkgen.pipeline.core.checking import check_text, form
from gkgen.pipeline.core.project import Project
from tests.acceptance.conftest import ROOT

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


@pytest.mark.parametrize("suffix", (".docx", ".pdf", ".html"))
@pytest.mark.parametrize("office", EXAMPLES, ids=lambda path: path.stem)
def test_a_finished_example_has_no_differences(built: Path, office: Path, suffix: str) -> None:
    compared = verify_file(office, built / f"{office.stem}{suffix}")
    assert compared.diagnostics == ()
    assert compared.comparison is not None
    assert compared.comparison.facts == ()
    assert compared.comparison.sentences == ()


def test_against_another_report_the_differences_are_many(built: Path) -> None:
    compared = verify_file(EXAMPLES[0], built / f"{EXAMPLES[1].stem}.docx")
    assert compared.comparison is not None
    assert compared.comparison.facts != ()
    assert len(compared.comparison.sentences) > 20


@pytest.mark.parametrize("office", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_expected_is_compared_sentence_by_sentence_and_cell_by_cell(office: Path) -> None:
    """Nothing of a report is left out of what is compared: against an empty file everything is told."""
    document = check_text(office.read_bytes(), str(office), Project.of(office)).document
    assert document is not None
    edition = form().edition(document.edition)
    assert edition is not None
    pieces = list(expected(document, edition))
    facts, sentences = compare_printed(pieces, [])
    assert len(facts) == len(list(document.tables())) + sum(
        block.kind == "table"
        for section in document.sections
        if isinstance(section.body, tuple)
        for block in section.body
    )
    assert "".join(each.before for each in sentences).startswith("".join(document.title))
    assert len(sentences) > 20


def edits(document: bytes) -> Iterator[tuple[str, bytes]]:
    """The main part of a Word file with one of its texts altered, for each text with a word in it."""
    texts = [found for found in re.finditer(rb"<w:t(?: [^>]*)?>([^<]+)</w:t>", document) if found[1].strip()]
    for found in texts:
        text = found[1].decode("utf-8")
        yield text, document[: found.start(1)] + f"改{text[1:]}".encode() + document[found.end(1) :]


@pytest.mark.parametrize("office", EXAMPLES[:2], ids=lambda path: path.stem)
def test_whatever_text_of_a_word_file_is_altered_is_told_as_one_difference(
    built: Path, office: Path, tmp_path: Path
) -> None:
    parts = read_package((built / f"{office.stem}.docx").read_bytes())
    altered = list(edits(parts["word/document.xml"]))
    assert len(altered) > 250
    for text, document in altered[::7]:
        path = tmp_path / f"{office.stem}.docx"
        path.write_bytes(write_package({**parts, "word/document.xml": document}))
        comparison = verify_file(office, path).comparison
        assert comparison is not None
        told = [*(each.after for each in comparison.facts), *(each.after for each in comparison.sentences)]
        assert len([each for each in told if each]) == 1, (text, told)
        assert f"改{text[1:3]}" in "".join(map(str, told))
