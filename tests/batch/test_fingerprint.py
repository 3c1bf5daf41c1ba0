"""What all offices of a run share: each part of it makes another digest, and nothing else does."""

import shutil
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest

from gkgen import resources
from gkgen.batch import fingerprint as module
from gkgen.batch.fingerprint import fingerprint
from gkgen.errors import EnvironmentFault, TemplateError
from gkgen.pipeline.core.building import BuildOptions

JSON = ("json",)
PLAIN = BuildOptions(None, JSON)


def face(family: str) -> SimpleNamespace:
    return SimpleNamespace(families=(family,), styles=("Regular",))


def test_it_is_the_same_at_every_run() -> None:
    assert fingerprint(PLAIN) == fingerprint(BuildOptions(None, JSON))


def test_the_output_folder_does_not_count(tmp_path: Path) -> None:
    """It is the place of the manifest; a folder that is moved with it stays as it is."""
    assert fingerprint(BuildOptions(tmp_path, JSON)) == fingerprint(PLAIN)


@pytest.mark.parametrize(
    "other",
    [
        BuildOptions(None, ("html",)),
        BuildOptions(None, ("json", "html")),
        BuildOptions(None, JSON, name="{year}"),
        BuildOptions(None, JSON, strict=True),
    ],
)
def test_every_option_that_changes_the_outputs_counts(other: BuildOptions) -> None:
    assert fingerprint(other) != fingerprint(PLAIN)


def test_another_release_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(PLAIN)
    monkeypatch.setattr(module, "__version__", "999")
    assert fingerprint(PLAIN) != before


@pytest.mark.parametrize("package", ["docxtpl", "WeasyPrint", "resvg-py"])
def test_another_version_of_a_library_that_writes_counts(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(PLAIN)
    sound = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: "999" if name == package else sound(name))
    assert fingerprint(PLAIN) != before


def test_an_edited_module_of_a_checkout_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "deep").mkdir()
    source = tmp_path / "deep" / "module.py"
    source.write_bytes(b"a = 1\n")
    monkeypatch.setattr(resources, "PACKAGE", tmp_path)
    before = fingerprint(PLAIN)
    assert fingerprint(PLAIN) == before
    source.write_bytes(b"a = 12\n")
    assert fingerprint(PLAIN) != before


def test_an_edited_schema_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(PLAIN)
    (tmp_path / "schema.yaml").write_bytes(resources.schema_path().read_bytes() + b"# note\n")
    monkeypatch.setattr(resources, "schema_path", lambda: tmp_path / "schema.yaml")
    assert fingerprint(PLAIN) != before


@pytest.mark.parametrize("name", ["report.css", "report.html", "2019/report.docx", "2021/report.docx"])
def test_each_file_of_the_templates_counts(name: str, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(resources.data_folder() / "templates", own)
    options = BuildOptions(None, JSON, templates=own)
    before = fingerprint(options)
    assert before == fingerprint(PLAIN)
    with (own / name).open("ab") as file:
        file.write(b" ")
    assert fingerprint(options) != before


def test_a_template_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "report.css").write_bytes(b"\xff\xfe")
    with pytest.raises(TemplateError):
        fingerprint(BuildOptions(None, JSON, templates=tmp_path))


# Fonts


def test_fonts_count_for_pdf_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    found: dict[str, set[str]] = {}
    for font in ("仿宋", "宋体"):
        monkeypatch.setattr("gkgen.writers.installed_fonts.installed_faces", lambda font=font: [face(font)])
        for name in ("pdf", "html"):
            found.setdefault(name, set()).add(fingerprint(BuildOptions(None, (name,))))
    assert {name: len(digests) for name, digests in found.items()} == {"pdf": 2, "html": 1}


def test_the_order_in_which_fonts_are_listed_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    digests = set()
    for fonts in (["仿宋", "宋体"], ["宋体", "仿宋"]):
        monkeypatch.setattr("gkgen.writers.installed_fonts.installed_faces", lambda fonts=fonts: list(map(face, fonts)))
        digests.add(fingerprint(BuildOptions(None, ("pdf",))))
    assert len(digests) == 1


def test_a_machine_without_a_list_of_fonts_has_a_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise EnvironmentFault("no fontconfig")

    monkeypatch.setattr("gkgen.writers.installed_fonts.installed_faces", fail)
    assert fingerprint(BuildOptions(None, ("pdf",)))


def test_libdeflate_counts_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """PDFs have other bytes with it."""
    sound, seen = metadata.version, set()
    for version in ("", "0.9.0", "0.9.1"):

        def told(name: str, version: str = version) -> str:
            if name != "deflate":
                return sound(name)
            if not version:
                raise metadata.PackageNotFoundError(name)
            return version

        monkeypatch.setattr(metadata, "version", told)
        seen.add(fingerprint(PLAIN))
    assert len(seen) == 3
