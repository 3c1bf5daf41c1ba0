"""A folder for a district begun (`gkgen init`): two offices, what they share, and all that Git, editors and CI need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gkgen._version import __version__
from gkgen.diagnostics import Diagnostic, diagnose, reason_of
from gkgen.form import Edition
from gkgen.pipeline.core.atomic_write import write_all
from gkgen.pipeline.core.checking import form
from gkgen.pipeline.core.output_names import clean
from gkgen.pipeline.core.project import find_offices
from gkgen.pipeline.editing.editor_schema import BASE, FOLDER, OFFICE, modeline, schema_text
from gkgen.pipeline.editing.starter import starter_of_base
from gkgen.resources import STANDALONE_PAGE, district_file, standalone_page

BASE_NAME = "_共用.yaml"
# Where each file of the package belongs: most begin with a dot there, which would hide them from packagers here.
_PLACES = {
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
    "editorconfig": ".editorconfig",
    "pre-commit-config.yaml": ".pre-commit-config.yaml",
    "requirements.txt": "requirements.txt",
    "vscode-settings.json": ".vscode/settings.json",
    "vscode-extensions.json": ".vscode/extensions.json",
    "github.yml": ".github/workflows/reports.yml",
    "gitlab-ci.yml": ".gitlab-ci.yml",
    "gitee.yml": ".workflow/reports.yml",
}
_EXAMPLES = {"street.yaml": "青石街道.yaml", "bureau.yaml": "民政局.yaml"}
# What the base of the package gives; a starter beside it leaves that out.
_GIVEN = frozenset({"year", "preface", "other_matters"})


@dataclass(frozen=True, slots=True)
class Founded:
    """What was written, what was there already and left alone, what stood in the way.

    `has_page` says whether gkgen.html is in the folder, with which those fill in a report who can install nothing.
    """

    written: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    has_page: bool = False


def found_district(folder: Path, year: int, offices: Sequence[str] = ()) -> Founded:
    """Begins a folder for a year's reports of these offices; overwrites nothing of the user's.

    Where neither offices are named nor any are there, two made up ones show what a report looks like. The schemas for
    editors and gkgen.html are gkgen's own: those of an older one are written anew.
    """
    edition = form().edition_of(year)
    if edition is None:
        first = form().editions[0].first_year
        return Founded(diagnostics=(diagnose("R01", str(folder), year=year, first=first),))
    files = {folder / name: text.encode("utf-8") for name, text in _files(folder, edition, year, offices).items()}
    own = {folder / FOLDER / name: schema_text(is_base=name == BASE).encode("utf-8") for name in (OFFICE, BASE)}
    if page := standalone_page():
        own[folder / STANDALONE_PAGE] = page.read_bytes()
    kept = tuple(path for path in files if path.exists())
    missing = {path: data for path, data in files.items() if path not in kept}
    changed = {path: data for path, data in own.items() if not path.is_file() or path.read_bytes() != data}
    try:
        write_all({**changed, **missing}, home=folder.resolve())
    except OSError as fault:
        name = str(fault.filename2 or fault.filename or folder)
        return Founded(diagnostics=(diagnose("O02", name, name=name, reason=reason_of(fault)),))
    return Founded((*changed, *missing), kept, has_page=(folder / STANDALONE_PAGE).exists())


def _files(folder: Path, edition: Edition, year: int, offices: Sequence[str]) -> dict[str, str]:
    """Every file by its place below the folder."""
    words = {
        "@YEAR@": str(year),
        "@NEXT@": str(year + 1),
        "@VERSION@": __version__,
        "@PREFACE@": edition.phrases["starter_preface"].format(notice=edition.notice, year=year),
        "@NOTHING@": edition.phrases["starter_nothing"],
    }
    files = {place: _filled(name, words) for name, place in _PLACES.items()}
    base = f"{year}/{BASE_NAME}"
    files[base] = f"{modeline(folder / base, is_base=True, root=folder)}\n{_filled('base.yaml', words)}"
    reports = {f"{clean(name)}.yaml": starter_of_base(edition, year, name, BASE_NAME, _GIVEN) for name in offices}
    if not reports and not any(find_offices(folder) if folder.is_dir() else ()):
        reports = {place: _filled(name, words) for name, place in _EXAMPLES.items()}
    for name, text in reports.items():
        place = f"{year}/{name}"
        files[place] = f"{modeline(folder / place, root=folder)}\n{text}"
    return files


def _filled(name: str, words: Mapping[str, str]) -> str:
    """A file of the package, with the words of this folder in it."""
    text = district_file(name)
    for mark, word in words.items():
        text = text.replace(mark, word)
    return text
