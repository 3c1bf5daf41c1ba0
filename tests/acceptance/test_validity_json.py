"""Every JSON that gkgen writes follows its published schema (`gkgen schema --of`)."""

import json
from pathlib import Path

import pikepdf
import pytest

import gkgen
from gkgen.diagnostics import Language
from gkgen.pipeline.core.outcome import Outcome
from gkgen.pipeline.importing.converted_report import ImportOptions
from gkgen.pipeline.importing.import_files import import_file
from gkgen.pipeline.inspecting.explanations import explanations
from gkgen.pipeline.inspecting.machine_health import examine
from gkgen.reporters.claim_report import claims_json
from gkgen.reporters.explanation_report import explanations_json
from gkgen.reporters.findings_json import findings_json, report_json
from gkgen.reporters.health_report import health_json
from gkgen.reporters.import_report import accounts_json
from gkgen.reporters.status_report import status_json
from gkgen.reporters.trace_report import trace_json
from tests.acceptance.conftest import ROOT
from tests.acceptance.schemas import faults

FAULTY = [ROOT / "tests" / "mistakes", ROOT / "tests" / "sources"]
LANGUAGES = ("zh", "en")


@pytest.fixture(scope="module")
def outcomes() -> tuple[Outcome, ...]:
    """Every kind of fault that the collections of this project have."""
    found = tuple(gkgen.check_all(FAULTY))
    assert sum(len(each.diagnostics) for each in found) > 250
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_findings(language: Language, outcomes: tuple[Outcome, ...]) -> None:
    data = json.loads(findings_json(outcomes, language))
    assert faults("findings", data) == []
    assert any(each["addends"] for each in data["diagnostics"])
    data["diagnostics"][0]["line"] = 0
    del data["summary"]["notes"]
    data["more"] = 1
    assert len(faults("findings", data)) == 3


def test_the_report_of_a_batch(outcomes: tuple[Outcome, ...], tmp_path: Path) -> None:
    paths = [ROOT / "examples" / "xinjianlu.yaml", ROOT / "tests" / "sources" / "invalid" / "alias.yaml"]
    built = tuple(gkgen.build_all(paths, tmp_path, ("json",), workers=1))
    again = tuple(gkgen.build_all(paths, tmp_path, ("json",), workers=1))
    assert {each.state for each in (*built, *again)} == {"built", "unchanged", "failed"}
    for each in (built, again, outcomes):
        assert faults("batch", json.loads(report_json(each, "zh"))) == []


def test_the_data_of_reports(built: Path) -> None:
    files = sorted(built.glob("[!.]*.json"))
    assert len(files) > 3
    kinds = set()
    for file in files:
        data = json.loads(file.read_text(encoding="utf-8"))
        assert faults("report", data) == [], file.name
        kinds |= {block["kind"] for section in data["sections"] for block in section.get("blocks", ())}
        with pikepdf.open(file.with_suffix(".pdf")) as pdf:
            (attached,) = [each.get_file().read_bytes() for each in pdf.attachments.values()]
        assert faults("report", json.loads(attached)) == []
    assert kinds >= {"heading", "paragraph"}


def test_the_data_of_a_report_with_one_of_everything() -> None:
    text = (ROOT / "examples" / "xinjianlu.yaml").read_text(encoding="utf-8")
    marks = "引言: |\n  - 一项\n\n  | 甲 | 乙 |\n  | --- | --- |\n  | 1 | 2 |\n\n"
    rendered = gkgen.render(text.replace("引言: |\n", f"{marks}"), ("json",))
    data = json.loads(rendered.files["json"])
    assert {block["kind"] for block in data["preface"]} >= {"item", "table", "paragraph"}
    assert faults("report", data) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_doctor_says(language: Language) -> None:
    assert faults("health", json.loads(health_json(examine(), language))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_explain_says(language: Language) -> None:
    data = json.loads(explanations_json(explanations().values(), language))
    assert len(data["rules"]) > 100
    assert faults("rules", data) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_claims_says(language: Language) -> None:
    paths = [path for name in ("mistakes", "clean") for path in sorted((ROOT / "tests" / name).glob("[!_]*.yaml"))]
    listings = [gkgen.claims(path) for path in paths]
    data = json.loads(claims_json(listings, language))
    assert faults("claims", data) == []
    found = [each for file in data["files"] for each in file["claims"]]
    assert {each["verdict"] for each in found} == {"agrees", "contradicts", "elsewhere", "undecidable"}
    assert {each["relation"] for each in found} >= {"equal", "part", "none", "all", "share", "change"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_import_says(language: Language, built: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "甲.txt"
    text = "某某区某某局2021年政府信息公开工作年度报告\n一、总体情况\n正文。[bookmark: _GoBack]\n"
    damaged.write_text(text, encoding="utf-8")
    sources = [next(built.glob("[!.]*.docx")), damaged, tmp_path / "没有.txt"]
    options = ImportOptions(language=language)
    read = [import_file(each, tmp_path / f"{at}.yaml", options) for at, each in enumerate(sources)]
    data = json.loads(accounts_json(read, language))
    assert faults("import", data) == []
    assert [bool(each["account"]) for each in data["reports"]] == [True, True, False]
    lines = [line for each in data["reports"] for line in each["account"]]
    assert {line["certainty"] for line in lines} == {"certain", "decided", "to_check"}
    assert any(spot["line"] for line in lines for spot in line["spots"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_status_and_trace_say(language: Language) -> None:
    folder = ROOT / "examples" / "district"
    told = gkgen.status([folder])
    assert {each.state for each in told.offices} == {gkgen.State.REPORTED}
    assert faults("status", json.loads(status_json(told, language))) == []
    tables = ("主动公开情况", "依申请公开情况", "复议诉讼情况")
    found = [each for table in tables for each in gkgen.trace(folder / "市.yaml", table).traces]
    data = json.loads(trace_json(found, language))
    assert faults("trace", data) == []
    assert len(data["cells"]) == 200
    assert {part["origin"] for cell in data["cells"] for part in cell["parts"]} >= {"typed", "left_out", "summed"}
    data["cells"][0]["sign"] = 0
    assert len(faults("trace", data)) == 1
