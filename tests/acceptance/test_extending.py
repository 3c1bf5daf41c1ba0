"""What ARCHITECTURE.md says under "To add", done in a copy of the checkout. test_editions.py adds an edition."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.acceptance.conftest import ROOT
from tests.cli.calls import environment
from tests.office import office
from tests.test_corpus import announced


@dataclass(frozen=True, slots=True)
class Checkout:
    """A copy of what a wheel is made of, with the contract of its imports."""

    folder: Path

    def add(self, name: str, text: str) -> None:
        """Writes a new file, or puts something behind one that is there."""
        with (self.folder / name).open("a", encoding="utf-8") as file:
            file.write(text)

    def insert(self, name: str, anchor: str, text: str) -> None:
        """Puts something behind a text that stands once in a file."""
        path = self.folder / name
        before = path.read_text(encoding="utf-8")
        assert before.count(anchor) == 1, (name, anchor)
        path.write_text(before.replace(anchor, f"{anchor}{text}"), encoding="utf-8")

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Runs this copy of gkgen, in English, beside the files of the test."""
        return self.python("-m", "gkgen", "--lang", "en", *words)

    def python(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *map(str, words)],
            cwd=self.folder.parent,
            env=environment(PYTHONPATH=str(self.folder), PYTHONUTF8="1"),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    folder = tmp_path / "checkout"
    for name in ("gkgen", "templates", "tools"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("schema.yaml", ".importlinter"):
        shutil.copy(ROOT / name, folder / name)
    return Checkout(folder)


def test_what_the_architecture_says_is_walked_here_or_beside() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = page.partition("## To add\n")[2].partition("\n## ")[0]
    rows = [line.split(" | ") for line in table.splitlines() if line.startswith("| ") and "---" not in line][1:]
    assert [row[0].removeprefix("| ") for row in rows] == [
        "a rule",
        "an edition",
        "an output format",
        "an import format",
        "a command",
    ]
    assert all("1. " in row[1] and "2. " in row[1] and "4. " not in row[1] for row in rows)


RULE = '''"""Exclamations in a report (R59)."""

from collections.abc import Iterator

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.review.case import Case


def exclamations(case: Case) -> Iterator[Diagnostic]:
    """A report that exclaims (R59)."""
    for passage in case.passages:
        if (at := passage.text.find("！")) >= 0:
            yield diagnose("R59", case.spot(passage, at, at + 1), passage.path)
'''
ENTRY = """
R59:
  title: {zh: 报告不用感叹号, en: A report does not exclaim}
  severity: warning
  cells: [overview]
  message: {zh: 正文有感叹号, en: the text exclaims}
  hint: {zh: 改成句号, en: write a full stop}
  why: {zh: 报告陈述事实。, en: A report states facts.}
  source: {zh: 公文惯例, en: custom}
"""
MISTAKE = office(总体情况=None) + "#! +1 R59:14\n总体情况: 工作有很大进步！\n"


def test_a_rule_is_a_function_an_entry_and_a_planted_mistake(checkout: Checkout, tmp_path: Path) -> None:
    checkout.add("gkgen/review/wording/exclamations.py", RULE)
    family = "gkgen/review/wording/__init__.py"
    checkout.insert(
        family,
        "from gkgen.review.rule import Rule, rule\n",
        "from gkgen.review.wording.exclamations import exclamations\n",
    )
    checkout.insert(family, "RULES: tuple[Rule, ...] = (", '\n    rule(exclamations, "R59"),')
    checkout.add("gkgen/rules/wording.yaml", ENTRY)
    compiled = checkout.python("checkout/tools/compile_data.py")
    assert compiled.returncode == 0, compiled.stderr
    (tmp_path / "mistake.yaml").write_text(MISTAKE, encoding="utf-8")
    found = json.loads(checkout.run("check", "mistake.yaml", "--output-format", "json").stdout)["diagnostics"]
    places = {(each["code"], each["line"], each["column"]) for each in found if each["code"] == "R59"}
    assert set(announced(MISTAKE.split("\n"))) == places
    assert "A report states facts." in checkout.run("explain", "R59").stdout


WRITER = '''"""Plain text: the title and the headings of the sections."""

from gkgen.document import Document


def write(document: Document) -> bytes:
    """The text."""
    return f"{document.name}\\n".encode()
'''
FORMAT = """def _write_plain(document: "Document", templates: "TemplateSet", source: str) -> WrittenFile:
    from gkgen.writers import plain_text

    return WrittenFile(plain_text.write(document))


"""
CALL = """
import gkgen, typing
from gkgen.writers.formats import FormatName
outcome = gkgen.build("office.yaml", "out", ("txt",))
print(outcome.state, *outcome.outputs, "txt" in typing.get_args(FormatName))
"""


def test_an_output_format_is_a_module_an_entry_and_a_line_of_the_contract(checkout: Checkout, tmp_path: Path) -> None:
    checkout.add("gkgen/writers/plain_text.py", WRITER)
    registry = "gkgen/writers/formats.py"
    checkout.insert(registry, 'FormatName = Literal["docx", "pdf", "html", "json"', ', "txt"')
    checkout.insert(registry, "    return WrittenFile(json.write(document))\n\n\n", FORMAT)
    entry = '\n    "txt": OutputFormat(Term("纯文本", "plain text"), _write_plain),'
    checkout.insert(registry, "OUTPUT_FORMATS: Mapping[str, OutputFormat] = {", entry)
    checkout.insert(".importlinter", "    html | json", " | plain_text")
    (tmp_path / "office.yaml").write_text(office(), encoding="utf-8")
    built = checkout.run("build", "office.yaml", "-f", "json", "-f", "txt", "--report", "report.html")
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "office.txt").read_text(encoding="utf-8").endswith("年度报告\n")
    assert "plain text" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert checkout.python("-c", CALL).stdout == f"built {Path('out') / 'office.txt'} True\n"
    linted = checkout.python(
        "-c",
        "import os; os.chdir('checkout'); from importlinter.cli import lint_imports; raise SystemExit(lint_imports())",
    )
    assert linted.returncode == 0, linted.stdout
    assert "Writers stand side by side below the registry of formats KEPT" in linted.stdout


READER = '''"""Pages of a wiki: HTML behind a first line that names the wiki."""

from gkgen.importers.parsed_document import ParsedDocument
from gkgen.importers.readers.html import html_reader


def read(data: bytes, name: str) -> ParsedDocument:
    """The page behind the first line."""
    return html_reader.read(data.partition(b"\\n")[2], name)
'''


def test_an_import_format_is_a_reader_and_an_entry(checkout: Checkout, tmp_path: Path) -> None:
    checkout.add("gkgen/importers/readers/wiki.py", READER)
    registry = "gkgen/importers/readers/format_detection.py"
    detect = 'lambda sample: sample.data.startswith(b"#wiki")'
    entry = f'    ImportFormat("wiki", Term("维基", "wiki page"), ("wiki",), {detect}, "wiki"),\n'
    checkout.insert(registry, "FORMATS: tuple[ImportFormat, ...] = (\n", entry)
    checkout.insert(".importlinter", "    docx | html | pdf | plain", " | wiki")
    assert "wiki page" in checkout.run("import", "--help").stdout
    (tmp_path / "office.yaml").write_text(office(), encoding="utf-8")
    assert checkout.run("build", "office.yaml", "-f", "html").returncode == 0
    page = (tmp_path / "office.html").read_bytes()
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "published.wiki").write_bytes(b"#wiki of the county\n" + page)
    imported = checkout.run("import", "pages")
    assert imported.stdout.splitlines() == [str(Path("pages") / "published.yaml")], imported.stderr
    assert checkout.run("diff", "office.yaml", "pages/published.yaml").returncode == 0


COMMAND = '''"""gkgen years: the report years that have a form."""

import click

from gkgen.cli.i18n import Verb
from gkgen.cli.language import Translate
from gkgen.diagnostics import Language


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""

    def years() -> int:
        from gkgen.pipeline.core.checking import form

        click.echo(" ".join(edition.name for edition in form().editions))
        return 0

    return Verb("years", translate, callback=years, help=translate("有格式的年度", "years that have a form"))
'''


def test_a_command_is_a_module_and_its_name(checkout: Checkout) -> None:
    checkout.add("gkgen/cli/years.py", COMMAND)
    checkout.insert("gkgen/cli/main.py", "_VERBS = {\n", '    "years": ("有格式的年度", "years that have a form"),\n')
    assert checkout.run("years").stdout == "2019 2021\n"
    assert "years that have a form" in checkout.run("--help").stdout
    assert "有格式的年度" in checkout.python("-m", "gkgen", "--help").stdout
    assert checkout.run("year").stderr.startswith("gkgen: No such command 'year'. Did you mean 'years'?")
