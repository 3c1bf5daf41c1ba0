"""A report that gkgen made is read back from every format as what it was, without a single finding."""

from pathlib import Path

import offices
import pytest

from gkgen.document import Document
from gkgen.importers.readers.format_detection import read_document
from gkgen.pipeline.core.checking import check_text
from gkgen.pipeline.core.named_files import FilesInMemory
from gkgen.pipeline.core.project import Project
from gkgen.pipeline.importing.conversion import convert
from gkgen.pipeline.importing.converted_report import ImportOptions
from tests.acceptance.reports import GENERATED
from tests.acceptance.same import differences

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
FORMATS = ("docx", "html", "pdf")


def document(data: bytes, path: Path) -> Document:
    found = check_text(data, str(path), Project.of(path)).document
    assert found is not None
    return found


def imported(report: Path, folder: Path) -> tuple[Document, list[str]]:
    """The document of the office file made from a report, and the kinds of what was found."""
    target = folder / "office.yaml"
    converted = convert(read_document(report.read_bytes(), report.name), str(target), ImportOptions())
    for name, picture in converted.pictures.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(picture)
    return document(converted.text.encode(), target), [found.kind for found in converted.diagnostics]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_comes_back_as_it_was(example: Path, suffix: str, built: Path, tmp_path: Path) -> None:
    found, kinds = imported(built / f"{example.stem}.{suffix}", tmp_path)
    assert differences(document(example.read_bytes(), example), found) == []
    assert kinds == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_generated_reports_of_both_editions_come_back(suffix: str, reports: tuple[Path, ...], tmp_path: Path) -> None:
    named = {path.name: path for path in reports}
    for seed, year, pages in GENERATED:
        found, kinds = imported(named[f"generated-{seed}"].with_suffix(f".{suffix}"), tmp_path)
        wanted = check_text(offices.generate(seed, year, pages).encode(), "office.yaml", FilesInMemory()).document
        assert wanted is not None
        assert differences(wanted, found) == []
        assert kinds == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_all_that_a_report_can_hold_comes_back(suffix: str, reports: tuple[Path, ...], tmp_path: Path) -> None:
    report = next(path for path in reports if path.name == "everything").with_suffix(f".{suffix}")
    found, kinds = imported(report, tmp_path)
    assert kinds == []
    assert [name.rpartition(".")[2].replace("jpeg", "jpg") for name, _ in found.pictures] == ["svg", "jpg"]
