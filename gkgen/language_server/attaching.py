"""Which YAML files are office files: by their schema line, their folder, or their first keys. No other is attached."""

from collections.abc import Sequence
from pathlib import Path, PurePath

from gkgen import lazy_re as re
from gkgen.language_server.line_outline import Outline
from gkgen.pipeline.core.checking import form
from gkgen.pipeline.core.project import Project, is_office
from gkgen.pipeline.editing.editor_schema import BASE, ENGLISH, FOLDER, OFFICE
from gkgen.typed_rows import spellings

MAX_LINES = 400
"""Lines whose first keys are looked at; a report that begins with something else is none."""
_SCHEMA_LINE = re.compile(r"#\s*yaml-language-server:\s*\$schema=(?P<schema>\S+)")


def is_office_file(lines: Sequence[str], path: Path | None) -> bool:
    """Whether a text is an office file or a base of some."""
    for line in lines[:5]:
        if named := _SCHEMA_LINE.match(line):
            return PurePath(named["schema"].replace("\\", "/")).name in {OFFICE, ENGLISH, BASE}
    keys = [each.key for each in Outline.of(lines[:MAX_LINES]).lines if each.key and each.above < 0]
    known = [key for key in keys if key in _top_keys()]
    if 2 * len(known) < len(keys):
        return False
    # `kind` and `metadata` begin files of other programs, too.
    is_certain = any(not key.isascii() for key in known) or len(_required_keys() & set(known)) > 1
    return is_certain or (not known and _is_in_office_folder(path))


def _is_in_office_folder(path: Path | None) -> bool:
    """Whether gkgen wrote its schema into the project of a file that is no roster and none of other programs."""
    if path is None:
        return False
    project = Project.of(path)
    inside = path.relative_to(project.root) if path.is_relative_to(project.root) else PurePath(path.name)
    return (project.root / FOLDER / OFFICE).is_file() and is_office(inside, with_bases=True)


def _top_keys() -> frozenset[str]:
    return frozenset(key for edition in form().editions for field in edition.root.children for key in spellings(field))


def _required_keys() -> frozenset[str]:
    return frozenset(
        key for edition in form().editions for field in edition.root.children if field.required for key in (field.name,)
    )
