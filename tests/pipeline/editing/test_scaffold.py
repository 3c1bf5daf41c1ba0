"""The folder of a district: nothing to find in it, every file valid by its own rules, nothing overwritten."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from gkgen._version import __version__
from gkgen.pipeline.core.checking import check_text, form
from gkgen.pipeline.core.project import Project, find_offices
from gkgen.pipeline.editing.editor_schema import schema_text
from gkgen.pipeline.editing.formatting import format_file
from gkgen.pipeline.editing.scaffold import found_district
from gkgen.resources import PACKAGE
from tests.gitting import Repository

BIN = Path(sys.executable).parent
YEARS = [2019, 2020, 2021, 2025]


def run(program: str, *words: str | Path) -> int:
    return subprocess.run([BIN / program, *words], capture_output=True, check=False).returncode


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert found_district(tmp_path / "区", 2025).diagnostics == ()
    return tmp_path / "区"


@pytest.mark.parametrize("year", YEARS)
def test_the_examples_have_nothing_to_find_and_are_in_their_one_form(year: int, tmp_path: Path) -> None:
    assert found_district(tmp_path, year).diagnostics == ()
    offices = list(find_offices(tmp_path))
    assert sorted(path.name for path in offices) == ["民政局.yaml", "青石街道.yaml"]
    for path in offices:
        checked = check_text(path.read_bytes(), str(path), Project.of(path))
        assert checked.diagnostics == ()
        assert checked.document
        assert checked.document.year == year
    for path in find_offices(tmp_path, with_bases=True):
        formatted = format_file(path, write=False)
        assert (formatted.is_changed, formatted.diagnostics) == (False, ()), formatted.diff


@pytest.mark.parametrize("year", YEARS)
def test_offices_of_the_users_own_lack_nothing_but_their_texts(year: int, tmp_path: Path) -> None:
    found = found_district(tmp_path, year, ["某某局", "某某镇/人民政府"])
    assert found.diagnostics == ()
    paths = [tmp_path / str(year) / name for name in ("某某局.yaml", "某某镇_人民政府.yaml")]
    assert set(paths) <= set(found.written)
    assert len(list(find_offices(tmp_path))) == 2
    for path in paths:
        # 引言, 其他事项 and the year come from the base.
        kinds = [each.kind for each in check_text(path.read_bytes(), str(path), Project.of(path), rules=()).diagnostics]
        assert kinds == ["N16"] * 7
        assert not format_file(path, write=False).is_changed


def test_no_mark_is_left(folder: Path) -> None:
    # The page that fills in a report is there when it has been built, and is no text of this folder's own.
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "gkgen.html"]
    assert len(files) == 16
    for path in files:
        assert not re.search("@[A-Z]+@", path.read_text(encoding="utf-8")), path


def test_the_first_line_of_each_report_leads_to_a_schema_that_takes_it(folder: Path) -> None:
    seen = 0
    for path in find_offices(folder, with_bases=True):
        text = path.read_text(encoding="utf-8")
        name = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
        assert name
        schema = json.loads((path.parent / name[1]).read_text(encoding="utf-8"))
        assert list(Draft7Validator(schema).iter_errors(yaml.safe_load(text))) == []
        seen += 1
    assert seen == 3


def test_what_is_there_is_left_alone_but_for_old_schemas(folder: Path) -> None:
    readme, schema = folder / "README.md", folder / ".gkgen" / "office.schema.json"
    readme.write_text("我的说明", encoding="utf-8")
    schema.write_text("{}", encoding="utf-8")
    (folder / ".gitignore").unlink()
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path != schema}
    again = found_district(folder, 2025)
    assert set(again.written) == {schema, folder / ".gitignore"}
    assert len(again.kept) == 11
    assert schema.read_text(encoding="utf-8") == schema_text()
    assert all(path.read_bytes() == data for path, data in before.items())


def test_another_year_is_begun_beside_the_first(folder: Path) -> None:
    """Without examples, which were for the first look."""
    again = found_district(folder, 2026)
    assert [path.relative_to(folder).as_posix() for path in again.written] == ["2026/_共用.yaml"]
    more = found_district(folder, 2026, ["某某局"])
    assert [path.relative_to(folder).as_posix() for path in more.written] == ["2026/某某局.yaml"]


def test_a_year_without_a_form_and_a_place_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    assert [each.kind for each in found_district(tmp_path / "区", 2018).diagnostics] == ["R01"]
    (tmp_path / "文件").touch()
    assert [each.kind for each in found_district(tmp_path / "文件", 2025).diagnostics] == ["O02"]
    assert [path.name for path in tmp_path.iterdir()] == ["文件"]


@pytest.mark.parametrize(
    ("schema", "name"),
    [("vendor.github-workflows", ".github/workflows/reports.yml"), ("vendor.gitlab-ci", ".gitlab-ci.yml")],
)
def test_recipes_for_servers_are_valid_by_their_published_schemas(schema: str, name: str, folder: Path) -> None:
    assert run("check-jsonschema", "--builtin-schema", schema, folder / name) == 0
    # Guard: the schema is there and refuses what is none.
    (folder / "falsch.yml").write_text("jobs: 1\nstages: 1\n", encoding="utf-8")
    assert run("check-jsonschema", "--builtin-schema", schema, folder / "falsch.yml") == 1


def test_hooks_settings_and_the_recipe_for_gitee_can_be_read(folder: Path) -> None:
    assert run("pre-commit", "validate-config", folder / ".pre-commit-config.yaml") == 0
    settings = json.loads((folder / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert [(folder / name).is_file() for name in settings["yaml.schemas"]] == [True]
    assert json.loads((folder / ".vscode" / "extensions.json").read_text(encoding="utf-8"))["recommendations"]
    recipe = yaml.safe_load((folder / ".workflow" / "reports.yml").read_text(encoding="utf-8"))
    assert recipe["stages"][0]["steps"][0]["commands"][-1] == "gkgen check ."


def test_git_knows_which_files_gkgen_shows_and_which_stay_out(folder: Path) -> None:
    git = Repository.begin(folder)
    asked = git("check-attr", "diff", "text", "--", "2025/民政局.yaml", "成品/民政局.docx", "a.pdf", ".gkgen/a.json")
    known = {tuple(line.rsplit(": ", 2)[-2:]) for line in asked.splitlines()}
    assert known >= {("diff", "gkgen"), ("diff", "unset"), ("text", "auto"), ("text", "unset")}
    git("add", "-A")
    (folder / "成品").mkdir()
    (folder / "成品" / "民政局.docx").touch()
    (folder / "2025" / "~$政局.docx").touch()
    assert git("status", "--porcelain", "--untracked-files=all", "--", ".").count("\n") == 16
    assert git("status", "--porcelain").count("??") == 0


def test_the_editions_of_the_tests_are_all() -> None:
    assert {edition.name for year in YEARS if (edition := form().edition_of(year))} == {
        edition.name for edition in form().editions
    }


def test_the_page_for_those_who_install_nothing_is_put_beside_the_reports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, folder = tmp_path / "这里", tmp_path / "区"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setattr("gkgen.resources.PACKAGE", tmp_path / "gkgen")
    files = {path.name: path.read_text("utf-8") for path in (PACKAGE / "district").iterdir()}
    monkeypatch.setattr("gkgen.pipeline.editing.scaffold.district_file", files.__getitem__)
    monkeypatch.setattr("sys.prefix", str(tmp_path / "python"))
    assert not found_district(folder, 2025).has_page
    (here / "gkgen.html").write_text('<meta name="generator" content="gkgen 0.0.1">', "utf-8")
    assert not found_district(folder, 2025).has_page  # of another version
    page = f'<meta name="generator" content="gkgen {__version__}">'
    (here / "gkgen.html").write_text(page, "utf-8")
    founded = found_district(folder, 2025)
    assert founded.has_page
    assert (folder / "gkgen.html").read_text("utf-8") == page
    assert founded.written == (folder / "gkgen.html",)
