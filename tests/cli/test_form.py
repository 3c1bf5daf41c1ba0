"""gkgen form: which file it fills in, and which it refuses. What its server does: tests/live/test_form_server.py."""

from pathlib import Path

import pytest

from gkgen.api import render
from gkgen.live import form_server
from gkgen.live.served_report import ServedReport
from gkgen.writers.formats import FormatName
from tests.cli.calls import Gkgen
from tests.office import office


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[ServedReport]:
    """The reports that would be served."""
    found: list[ServedReport] = []
    monkeypatch.setattr(form_server, "serve", lambda report, _port, _tell: found.append(report))
    return found


def test_an_office_file_is_served_where_it_is(gkgen: Gkgen, tmp_path: Path, served: list[ServedReport]) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text(office(), encoding="utf-8")
    assert gkgen("form", path, "--no-browser").status == 0
    assert [(report.path, report.beside) for report in served] == [(path, None)]


@pytest.mark.parametrize("kind", ["docx", "pdf", "html"])
def test_a_published_report_is_read_first(
    kind: FormatName, gkgen: Gkgen, tmp_path: Path, served: list[ServedReport]
) -> None:
    path = tmp_path / f"去年.{kind}"
    path.write_bytes(render(office(), (kind,)).files[kind])
    assert gkgen("form", path, "--no-browser").status == 0
    (report,) = served
    assert report.path == tmp_path / "去年.yaml"
    assert report.session.state()["values"]["office"] == "张庄镇人民政府"
    assert report.call("reload", {}).values["read"]["pieces"]


def test_no_office_file_is_written_over(gkgen: Gkgen, tmp_path: Path, served: list[ServedReport]) -> None:
    path = tmp_path / "去年.docx"
    path.write_bytes(render(office(), ("docx",)).files["docx"])
    path.with_suffix(".yaml").write_text("自己写的\n", encoding="utf-8")
    called = gkgen("form", path, "--no-browser")
    assert called.status == 1
    assert "去年.yaml" in called.out + called.err
    assert path.with_suffix(".yaml").read_text(encoding="utf-8") == "自己写的\n"
    assert served == []


def test_a_folder_and_what_is_no_text_are_refused(gkgen: Gkgen, tmp_path: Path, served: list[ServedReport]) -> None:
    broken = tmp_path / "坏.yaml"
    broken.write_bytes(b"\x81\x00\xff")
    assert gkgen("form", tmp_path).status == 2
    assert gkgen("form", broken).status == 1
    assert served == []
