"""The registry of output formats, and what becomes of the others where one cannot be written."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

import gkgen
from gkgen.writers import pdf
from gkgen.writers.formats import DEFAULT_FORMATS, OUTPUT_FORMATS, FormatName
from tests.cli.calls import environment
from tests.office import office

_LOADED = """
import json, sys
import gkgen
outcome = gkgen.build(sys.argv[1], formats=sys.argv[2].split(","))
names = [name for name in sys.modules if name.startswith(("gkgen.writers.", "weasyprint", "docxtpl"))]
print(json.dumps([outcome.state, sorted({".".join(name.split(".")[:3]) for name in names})]))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "office.yaml"
    path.write_text(office(), encoding="utf-8")
    return path


def loaded(path: Path, formats: str) -> set[str]:
    """The modules that a process of its own has loaded after building these formats."""
    command = [sys.executable, "-c", _LOADED, str(path), formats]
    done = subprocess.run(command, env=environment(), capture_output=True, check=True)
    state, names = json.loads(done.stdout)
    assert state == "built"
    return set(names)


def test_the_names_that_type_checkers_know_are_those_of_the_registry() -> None:
    assert get_args(FormatName) == tuple(OUTPUT_FORMATS)
    assert set(DEFAULT_FORMATS) < set(OUTPUT_FORMATS)


def test_word_alone_never_loads_the_pdf_writer(path: Path) -> None:
    names = loaded(path, "docx")
    assert {"gkgen.writers.docx", "docxtpl"} <= names
    assert not {name for name in names if name.startswith(("gkgen.writers.pdf", "weasyprint"))}


def test_data_and_page_load_neither_word_nor_pdf(path: Path) -> None:
    names = loaded(path, "html,json")
    assert {"gkgen.writers.html", "gkgen.writers.json"} <= names
    assert not {name for name in names if name.startswith(("gkgen.writers.pdf", "gkgen.writers.docx", "docxtpl"))}


def at_import(fault: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package fails while it is imported, as far as an importer can tell."""

    class Failing(ModuleType):
        def __getattr__(self, name: str) -> object:
            raise fault

    monkeypatch.delattr("gkgen.writers.pdf")
    monkeypatch.setitem(sys.modules, "gkgen.writers.pdf", Failing("gkgen.writers.pdf"))


def at_work(fault: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(pdf, "write", failing)


@pytest.mark.parametrize("when", [at_import, at_work])
@pytest.mark.parametrize(
    "fault", [ImportError("no library"), AttributeError("module 'weasyprint.draw' has no attribute 'x'")]
)
def test_a_pdf_writer_that_fails_is_a_finding_and_word_alone_is_made(
    path: Path, monkeypatch: pytest.MonkeyPatch, when: Callable[[Exception, pytest.MonkeyPatch], None], fault: Exception
) -> None:
    when(fault, monkeypatch)
    outcome = gkgen.build(path)
    assert (outcome.state, outcome.outputs) == ("failed", ())
    assert [found.code for found in outcome.diagnostics] == ["O05"]
    assert str(fault) in outcome.diagnostics[0].message("en")
    assert not path.with_suffix(".docx").exists()
    assert gkgen.build(path, formats=("docx",)).state == "built"


def test_a_private_name_that_weasyprint_has_no_longer_is_a_finding(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("weasyprint.urls.FatalURLFetchingError")
    outcome = gkgen.build(path)
    assert [found.code for found in outcome.diagnostics] == ["O05"]
    assert "FatalURLFetchingError" in outcome.diagnostics[0].message("en")


@pytest.mark.parametrize(
    "changed", [lambda: None, lambda *_, renamed: None, lambda one, two, three, four, five, six, seven: None]
)
def test_a_private_function_of_weasyprint_with_other_parameters_is_a_finding(
    path: Path, monkeypatch: pytest.MonkeyPatch, changed: Callable[..., None]
) -> None:
    monkeypatch.setattr("weasyprint.pdf.stream.Stream.__init__", changed)
    outcome = gkgen.build(path)
    assert [found.code for found in outcome.diagnostics] == ["O05"]
    assert "WeasyPrint" in outcome.diagnostics[0].message("en")


def test_another_type_error_of_the_pdf_writer_is_a_fault_of_gkgen(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_work(TypeError("unsupported operand type(s) for +: 'int' and 'str'"), monkeypatch)
    assert [found.code for found in gkgen.build(path).diagnostics] == ["O04"]
