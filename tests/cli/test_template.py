"""gkgen template: draw and check."""

from pathlib import Path

from tests.cli.calls import Gkgen


def test_templates_that_were_drawn_pass_their_check(gkgen: Gkgen, tmp_path: Path) -> None:
    drawn = gkgen("template", "draw", tmp_path / "模板")
    assert (drawn.status, drawn.err) == (0, "")
    assert drawn.out.splitlines() == [str(tmp_path / "模板" / year / "report.docx") for year in ("2019", "2021")]
    checked = gkgen("template", "check", tmp_path / "模板")
    assert (checked.status, checked.out, checked.err) == (0, "", "")


def test_a_look_is_drawn_with_its_rules_and_found_by_its_name(gkgen: Gkgen, good: Path, tmp_path: Path) -> None:
    drawn = gkgen("template", "draw", tmp_path / "版式", "--look", "letterhead")
    assert (drawn.status, drawn.err) == (0, "")
    names = ["2019/report.docx", "2021/report.docx", "look.css"]
    assert [Path(line).relative_to(tmp_path / "版式").as_posix() for line in drawn.out.splitlines()] == names
    pages = []
    for templates in ("letterhead", tmp_path / "版式"):
        assert gkgen("build", good, "-o", tmp_path / "成品", "-f", "html", "--templates", templates).status == 0
        pages.append(next((tmp_path / "成品").glob("*.html")).read_text(encoding="utf-8"))
    assert '<div class="letterhead' in pages[0]
    assert pages[0] == pages[1]


def test_a_look_that_there_is_not_is_told(gkgen: Gkgen, good: Path) -> None:
    called = gkgen("build", good, "--templates", "letterheads")
    assert called.status == 2
    assert "letterheads" in called.err


def test_a_template_of_another_edition_does_not_pass(gkgen: Gkgen, tmp_path: Path) -> None:
    gkgen("template", "draw", tmp_path)
    (tmp_path / "2019" / "report.docx").write_bytes((tmp_path / "2021" / "report.docx").read_bytes())
    called = gkgen("template", "check", tmp_path)
    assert called.status in {1, 3}
    assert called.err.splitlines()
    assert all(str(tmp_path / "2019") in line for line in called.err.splitlines())


def test_a_template_that_is_no_word_file_is_told(gkgen: Gkgen, tmp_path: Path) -> None:
    (tmp_path / "2021").mkdir()
    (tmp_path / "2021" / "report.docx").write_bytes(b"PK no Word file")
    called = gkgen("template", "check", tmp_path)
    assert called.status in {1, 3}
    assert " T0" in called.err
