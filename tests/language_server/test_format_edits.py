"""Formatting in the editor is `gkgen format`."""

from pathlib import Path

from gkgen.language_server.format_edits import formatted
from gkgen.pipeline.editing.formatting import format_text
from tests.language_server.reports import ENGLISH, REPORT, applied, request


def test_the_text_becomes_that_of_gkgen_format() -> None:
    for text in (REPORT, ENGLISH, REPORT.replace("培训: 3", "培训:    3   # 说明")):
        wanted, found = format_text(text.encode(), "甲.yaml")
        assert found == ()
        assert wanted is not None
        assert applied(text, formatted(request(text))) == wanted.decode()


def test_a_file_with_faults_is_left_as_it_is() -> None:
    assert formatted(request("年度: 2025\n机关: [\n")) == []


def test_a_base_gives_the_year(tmp_path: Path) -> None:
    (tmp_path / "_区.yaml").write_text("年度: 2020\n", encoding="utf-8")
    text = "继承:   _区.yaml\n机关: 某局\n"
    assert applied(text, formatted(request(text, tmp_path / "甲.yaml"))) == "继承: _区.yaml\n机关: 某局\n"
