"""Resource files: schema.yaml, templates and rule data, from the wheel, a checkout, or a folder of the user's."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from gkgen._version import __version__
from gkgen.errors import SchemaError, TemplateError

PACKAGE = Path(__file__).resolve().parent
MAX_TEMPLATE_BYTES = 20_000_000
"""A template has some 100 KB."""
LOOK_CSS = "look.css"
"""Rules that a folder of templates adds to report.css."""
_TEMPLATES = ("report.*", LOOK_CSS, "*/report.*", f"*/{LOOK_CSS}")
_COMPILED = PACKAGE / "compiled"
STANDALONE_PAGE = "gkgen.html"
_HEAD_BYTES = 4_000  # the mark of the version stands in the head of the page


class _MissingError(TemplateError):
    """There is no file of that name."""


@dataclass(frozen=True, slots=True)
class TemplateSet:
    """A template set: the content of report.docx, report.html and report.css for an edition."""

    edition: str
    docx: bytes
    html: str
    css: str


@cache
def data_folder() -> Path:
    """The folder that holds schema.yaml and templates/."""
    inside = PACKAGE / "_data"
    return inside if inside.is_dir() else PACKAGE.parent


def schema_path() -> Path:
    """The schema.yaml that belongs to this gkgen."""
    return data_folder() / "schema.yaml"


def schema() -> Mapping[str, Any]:
    """The content of schema.yaml as plain data; SchemaError when it cannot be read.

    It is loaded from its compiled form, unless schema.yaml differs from the one that was compiled.
    """
    from hashlib import sha256

    from gkgen.source import plain, read

    data = schema_path().read_bytes()
    compiled = json.loads((_COMPILED / "schema.json").read_text(encoding="utf-8"))
    if compiled["sources"] == {"schema.yaml": sha256(data).hexdigest()}:
        known: Mapping[str, Any] = compiled["schema"]
        return known
    source = read(data, schema_path().name)
    if source.root is None or source.diagnostics:
        raise SchemaError("; ".join(diagnostic.message("en") for diagnostic in source.diagnostics))
    content: Mapping[str, Any] = plain(source.root)
    return content


def explanations() -> Mapping[str, Any]:
    """What each code of a finding means, by code: gkgen/rules as `tools/compile_data.py` compiled it."""
    content: Mapping[str, Any] = json.loads((_COMPILED / "explanations.json").read_text(encoding="utf-8"))
    return content


def district_file(name: str) -> str:
    """A file of `gkgen init` as the package holds it, with placeholders."""
    return (PACKAGE / "district" / name).read_text(encoding="utf-8")


def page_file(name: str) -> str:
    """A file of the page of the form: HTML, a script, a style sheet."""
    return (PACKAGE / "webform" / "page" / name).read_text(encoding="utf-8")


def page_files() -> tuple[str, ...]:
    """The names of the files of the page."""
    return tuple(sorted(path.name for path in (PACKAGE / "webform" / "page").iterdir()))


def standalone_page() -> Path | None:
    """gkgen.html of this version, the page that needs no installation; None where it is not on this machine.

    It is looked for where Python was installed, as in a kit, beside the package, where `make web` writes it, and here.
    """
    homes = (Path(sys.prefix), Path(sys.prefix).parent, PACKAGE.parent, PACKAGE.parent / "build" / "web", Path())
    mark = f'<meta name="generator" content="gkgen {__version__}">'.encode()
    return next((path for home in homes if _begins_with(path := home / STANDALONE_PAGE, mark)), None)


def _begins_with(path: Path, mark: bytes) -> bool:
    """Whether a mark stands at the beginning of a file, which may not be there."""
    try:
        with path.open("rb") as file:
            return mark in file.read(_HEAD_BYTES)
    except OSError:
        return False


def output_schema(name: str) -> str:
    """The JSON Schema (draft 7) of one of gkgen's own outputs."""
    return (PACKAGE / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")


def load_template_set(edition: str, override: Path | None = None) -> TemplateSet:
    """The template set of an edition; a file in the user's folder replaces the built-in one of that name.

    Raises TemplateError when a file is missing or cannot be read.
    """
    return TemplateSet(
        edition=edition,
        docx=_find(edition, "report.docx", override),
        html=_text(edition, "report.html", override),
        css=_text(edition, "report.css", override) + _additions(edition, override),
    )


def looks() -> tuple[str, ...]:
    """The names of the looks that gkgen brings beside its own."""
    return tuple(sorted(path.name for path in (data_folder() / "templates" / "looks").iterdir() if path.is_dir()))


def templates_folder(named: Path) -> Path:
    """The folder of templates that a user names: one that is there and holds some, else the look of that name."""
    is_look = (
        len(named.parts) == 1
        and named.name in looks()
        and not any(True for each in _TEMPLATES for _ in named.glob(each))
    )
    return look_folder(named.name) if is_look else named


def look_folder(name: str) -> Path:
    """The folder of a look."""
    return data_folder() / "templates" / "looks" / name


def newest_edition() -> str:
    """The name of the newest edition that there are templates for."""
    return max(path.parent.name for path in (data_folder() / "templates").glob("*/report.docx"))


def _additions(edition: str, override: Path | None) -> str:
    """The rules that a folder of the user's adds to the style sheet, which then need not be copied."""
    try:
        return "\n" + _text(edition, LOOK_CSS, override) if override else ""
    except _MissingError:
        return ""


def _text(edition: str, name: str, override: Path | None) -> str:
    """The file as text, without the byte order mark that editors on Windows write."""
    try:
        return _find(edition, name, override).decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise TemplateError(f"{edition}/{name}: {fault.reason} (UTF-8)") from fault


def _find(edition: str, name: str, override: Path | None) -> bytes:
    """The path of a file: the edition's own before the shared one, the user's before the built-in one."""
    folders = [folder for folder in (override, data_folder() / "templates") if folder is not None]
    for path in (candidate for folder in folders for candidate in (folder / edition / name, folder / name)):
        if path.is_file():
            try:
                if path.stat().st_size > MAX_TEMPLATE_BYTES:
                    raise TemplateError(f"{path}: > {MAX_TEMPLATE_BYTES // 1_000_000} MB")
                return path.read_bytes()
            except OSError as fault:
                raise TemplateError(f"{path}: {fault.strerror}") from fault
    raise _MissingError(f"{edition}/{name}")
