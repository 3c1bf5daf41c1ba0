"""What the pages of the project say is true of the code beside them."""

import re
from pathlib import Path

import docx
import list_api
import list_commands
import list_office_file
import pytest

import gkgen
from gkgen.cli.main import commands
from tests.acceptance.conftest import ROOT

READMES = ("README.md", "README.zh-CN.md")


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def modules() -> set[str]:
    found = {path.relative_to(ROOT).as_posix() for path in (ROOT / "gkgen").rglob("*.py")}
    assert len(found) > 50
    return {name for name in found if not name.endswith("/__init__.py")}


WRITTEN = {**list_api.pages(), **list_commands.pages(), **list_office_file.pages()}


@pytest.mark.parametrize("name", WRITTEN)
def test_pages_that_are_made_from_the_code_are_as_the_code_is(name: str) -> None:
    assert page(f"docs/{name}") == WRITTEN[name], "run make pages, or the script of tools/ that writes this page"


def test_architecture_lists_every_module_and_no_other() -> None:
    assert set(re.findall(r"`(gkgen/[\w/]+\.py)`", page("ARCHITECTURE.md"))) == modules()


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
