"""What the pages of the project say is true of the code beside them."""

import json
import re
from pathlib import Path
from pkgutil import resolve_name
from types import ModuleType

import docx
import list_api
import list_commands
import list_licences
import list_modules
import list_office_file
import pytest

import gkgen
from gkgen.cli.main import commands
from tests.acceptance.conftest import ROOT

READMES = ("README.md", "README.zh-CN.md")


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


# Each with the folder of its pages.
WRITERS = {list_api: "docs/", list_commands: "docs/", list_office_file: "docs/", list_modules: ""}
_GUIDES = [f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))]
PAGES = [*READMES, "ARCHITECTURE.md", "CONTRIBUTING.md", *_GUIDES]
_PACKAGES = "|".join(path.name for path in (ROOT / "gkgen").iterdir() if path.is_dir())
# A path or a dotted name of the package, in code.
_PATH = re.compile(r"`(gkgen/[\w/]*(?:\.\w+)?)`")
_DOTTED = re.compile(rf"`(?:gkgen\.)?((?:{_PACKAGES})(?:\.\w+)+)`")


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.__name__)
def test_pages_that_are_made_from_the_code_are_as_the_code_is(writer: ModuleType) -> None:
    written = writer.pages()
    assert written
    for name, text in written.items():
        assert page(WRITERS[writer] + name) == text, f"run make pages, or tools/{writer.__name__}.py: {name}"


def test_the_licence_of_everything_that_is_installed_stands_in_the_list() -> None:
    """A package that is not needed any more may stand there until the page is written anew."""
    rows = {line for line in list_licences.page().splitlines() if line.startswith("| ")}
    assert len(rows) > 50
    assert rows - set(page("docs/licences.md").splitlines()) == set(), "run python tools/list_licences.py"


def test_the_layers_stand_in_the_architecture() -> None:
    text = page("ARCHITECTURE.md")
    assert text.count(list_modules.BEGIN) == text.count(list_modules.END) == 1
    assert "    cli | api\n" in text.partition(list_modules.BEGIN)[2].partition(list_modules.END)[0]
    assert len(text.splitlines()) < 180


def test_the_list_of_rules_has_every_code_once_beside_its_file() -> None:
    rows = re.findall(r"^\| \[(\w+)\.yaml\].*\| ([A-Z0-9 ]+) \|$", page("gkgen/rules/README.md"), re.MULTILINE)
    listed = [(code, family) for family, codes in rows for code in codes.split()]
    compiled = json.loads(page("gkgen/compiled/explanations.json"))
    assert len(listed) > 150
    assert sorted(listed) == sorted((code, entry["family"]) for code, entry in compiled.items())


def test_modules_that_pages_name_are_there() -> None:
    named = {path for name in PAGES for path in _PATH.findall(page(name))}
    assert len(named) > 200
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
    dotted = {each for name in PAGES for each in _DOTTED.findall(page(name))}
    assert {"batch.scheduling", "pipeline.core.isolation", "pipeline.comparing.git"} <= dotted
    for each in sorted(dotted):
        # Raises where there is no such module, or no such name in it.
        assert resolve_name(f"gkgen.{each}") is not None


@pytest.mark.unreviewed
@pytest.mark.parametrize("name", READMES)
def test_the_office_file_of_the_readme_has_nothing_to_find(name: str) -> None:
    block = re.search(r"^    (?:年度|year): 2020\n(?:    .*\n|\n)+", page(name), re.MULTILINE)
    assert block is not None
    text = re.sub(r"^ {4}", "", block.group(), flags=re.MULTILINE)
    assert gkgen.render(text, ("json",)).diagnostics == ()


@pytest.mark.parametrize("name", READMES)
def test_the_readme_names_every_command_and_no_other(name: str) -> None:
    named = set(re.findall(r"`gkgen (\w+)", page(name))) | set(
        re.findall(r"^    gkgen (\w+)", page(name), re.MULTILINE)
    )
    assert named == set(commands("zh").commands)


@pytest.mark.parametrize("name", [*READMES, "ARCHITECTURE.md", "CONTRIBUTING.md", "examples/README.md"])
def test_links_between_the_pages_lead_somewhere(name: str) -> None:
    text = re.sub(r"`[^`\n]*`", "", page(name))
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    for link in links:
        assert (ROOT / name).parent.joinpath(link).exists(), link
    assert links or not name.startswith("README")


@pytest.mark.parametrize("name", ["docs/templates.md", "docs/templates.zh-CN.md"])
def test_the_page_about_templates_names_their_styles(name: str) -> None:
    template = docx.Document(str(ROOT / "templates" / "2021" / "report.docx"))
    own = {style.name or "" for style in template.styles if not (style.name or "").isascii()}
    told = {style for style in own if not style.endswith("磅") and style != "表后间隔"}
    assert len(told) > 15
    assert {style for style in told if style not in page(name)} == set()


def test_both_readmes_show_the_same_commands() -> None:
    def commands_of(name: str) -> list[str]:
        return re.findall(r"^\| `gkgen (\w+)", page(name), re.MULTILINE)

    assert commands_of(READMES[0]) == commands_of(READMES[1]) != []


def test_the_version_of_the_changelog_is_that_of_the_package() -> None:
    assert f"## {gkgen.__version__}" in page("CHANGELOG.md")


def test_no_page_names_a_machine() -> None:
    texts = [
        *ROOT.glob("*.md"),
        ROOT / "Makefile",
        ROOT / "tools" / "setup",
        ROOT / "pyproject.toml",
    ]
    assert len(texts) > 6
    for path in texts:
        assert not re.search(r"/(?:work|root|home/\w+)/", Path(path).read_text(encoding="utf-8")), path
