"""One report in awkward carriers: what comes out is the report, or says what has to be looked at.

The carriers do not belong to the project; where they are not at hand, nothing is tried.
"""

from pathlib import Path

import pytest

from gkgen.diagnostics import has_errors
from gkgen.importers.matching import match
from gkgen.importers.readers.format_detection import read_document
from gkgen.pipeline.core.checking import form

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "import"
PATHS = sorted(CASES.glob("*.*")) if CASES.exists() else []
PLAIN = {
    "disclosure.normative_documents.issued": "3",
    "disclosure.normative_documents.repealed": "1",
    "disclosure.normative_documents.in_force": "12",
    "disclosure.licensing.decisions": "46",
    "disclosure.fees.amount_wan_yuan": "1.25",
    "requests.new_received.natural_person": "5",
    "disputes.reconsideration.upheld": "2",
}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_a_carrier_gives_the_report_or_says_what_is_uncertain(path: Path) -> None:
    original = read_document(path.read_bytes(), path.name)
    if path.stem == "no-tounicode":
        assert [each.kind for each in original.diagnostics] == ["I41.unmapped"]
        return
    assert not has_errors(original.diagnostics)
    found = match(original, form())
    assert (found.texts["office"], found.year) == ("云溪市柳林镇人民政府", 2024)
    assert "preface" not in {name for name, blocks in found.prose.items() if blocks}
    assert len(found.prose["overview"]) == 5 or path.stem == "three-tables-no-rules"
    typed = {key: text for table in found.tables.values() for key, text in table.typed.items()}
    unknown = {key for table in found.tables.values() for key in table.unknown}
    for key, wanted in PLAIN.items():
        around = {key, key.rpartition(".")[0], key.partition(".")[0]}
        assert typed.get(key) == wanted or around & unknown, key
