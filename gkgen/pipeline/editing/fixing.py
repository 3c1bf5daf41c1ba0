"""An office file mended: what can be put right without asking its author, and nothing else in it changed."""

from functools import lru_cache
from pathlib import Path

from gkgen.diagnostics import Diagnostic, diagnose, reason_of
from gkgen.editors import Parents, lost_content
from gkgen.pipeline.core.atomic_write import replace_file
from gkgen.pipeline.core.checking import form, known_keys
from gkgen.pipeline.core.file_reading import read_office_file
from gkgen.pipeline.core.guarded_job import guarded
from gkgen.pipeline.core.project import Project
from gkgen.pipeline.editing.rewritten_file import RewrittenFile
from gkgen.pipeline.editing.unified_diff import patch
from gkgen.pipeline.editing.value_repairs import changes
from gkgen.source import ScalarNode, Source, foreign_file, is_yaml, read
from gkgen.source.repairs import Mending, mend, open_file, replace_in, take_step, visible_text
from gkgen.typed_rows import change_meant, date_meant, document_no_meant, number_meant, year_meant
from gkgen.validation import ALL_ZERO, NO_FEE, NOTHING

# How nothing at all is compared, however it was typed.
_ZERO = "0"
# A number mended can let the rest of its table be read; nothing needs more rounds than this.
_ROUNDS = 8


def fix_file(path: Path, *, write: bool = True) -> RewrittenFile:
    """Mends an office file, or tells what would be mended; a file in which nothing is to be mended is not touched."""
    return guarded(path, lambda: _fix(path, write=write), lambda found: RewrittenFile(str(path), diagnostics=(found,)))[
        0
    ]


def _fix(path: Path, *, write: bool) -> RewrittenFile:
    name, data = str(path), read_office_file(path)
    if isinstance(data, Diagnostic):
        return RewrittenFile(name, diagnostics=(data,))
    if foreign := foreign_file(data, name):
        return RewrittenFile(name, diagnostics=(foreign,))
    mending = fix_text(data)
    if mending is None or mending.data == data:
        return RewrittenFile(name)
    if write and (refused := replace_file(path, mending.data, Project.of(path).root)):
        return RewrittenFile(name, diagnostics=(diagnose("O02", name, name=name, reason=reason_of(refused)),))
    return RewrittenFile(name, True, patch(name, mending.typed, mending.text), repairs=mending.repairs)


def fix_text(data: bytes) -> Mending | None:
    """An office file mended; None where the bytes cannot be read as text.

    No repair is let through that loses an entry, changes another value or makes the text no YAML.
    """
    mending = open_file(data, known_keys())
    if mending is None:
        return None
    for _ in range(_ROUNDS):
        before = mending.text
        mend(mending, known_keys(), says_the_same)
        take_step(mending, _mend_values, says_the_same)
        if mending.text == before:
            break
    return mending


def says_the_same(before: str, after: str) -> bool:
    """Whether a mended text still is YAML, if it was, with the same entries, comments and values but for repairs."""
    was_yaml, old = _looked_at(before)
    is_still, new = _looked_at(after)
    if was_yaml and not is_still:
        return False
    parents = Parents.roots(form().latest, form().editions)
    return lost_content(old, new, parents, _value, visible_text) is None


@lru_cache(maxsize=2)
def _looked_at(text: str) -> tuple[bool, Source]:
    """Whether a text is YAML, and the text read; of one text many mendings are tried."""
    return is_yaml(text), read(text.encode("utf-8", "surrogatepass"), "", known_keys())


def _value(scalar: ScalarNode, is_number: bool) -> str:
    """A value without what a repair may change in it; last year's numbers in the same file count as text."""
    text = visible_text(scalar.text)
    meant = (change_meant(text), *(number_meant(text, unit) for unit in ("", "万元", "元")), year_meant(text))
    said = date_meant(text) or document_no_meant(text) or next((value for value in meant if value), None)
    return said or (_ZERO if not is_number and (text in NOTHING | NO_FEE or text == ALL_ZERO) else text)


def _mend_values(mending: Mending, lines: range) -> None:
    edits: dict[int, list[tuple[int, int, str]]] = {}
    for line, start, end, wanted, repair in changes(mending.text.encode("utf-8")):
        if line in lines:
            edits.setdefault(line, []).append((start, end, wanted))
            mending.repairs[repair] += 1
    mending.text = replace_in(mending.text, edits)
