"""A finished file that nobody edited says what its office file says, in every format that is verified."""

from pathlib import Path

import pytest

from gkgen.comparison import compare_printed
from gkgen.pipeline import Project, check_text, form
from gkgen.pipeline.expecting import expected
from gkgen.pipeline.verifying import verify_file
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
