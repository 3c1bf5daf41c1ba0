"""An office file mended: what can be put right without asking its author, and nothing else in it changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gkgen.diagnostics import Diagnostic, diagnose, reason_of
from gkgen.pipeline.core.atomic_write import replace_file
from gkgen.pipeline.core.checking import known_keys
from gkgen.pipeline.core.file_reading import read_office_file
from gkgen.pipeline.editing.unified_diff import patch
from gkgen.pipeline.editing.value_repairs import changes
from gkgen.source.repairs import Mending, Repair, mend, open_file, replace_in

# A number mended can let the rest of its table be read; nothing needs more rounds than this.
_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Fixed:
    """What became of one file: how often each repair was made, the lines that differ, why it could not be done.

    The lines are those of `diff -u`; another encoding or other line ends do not show in them.
    """

    source: str
    repairs: Mapping[Repair, int] = field(default_factory=dict)
    diff: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def fix_file(path: Path, *, write: bool = True) -> Fixed:
    """Mends an office file, or tells what would be mended; a file in which nothing is to be mended is not touched."""
    name, data = str(path), read_office_file(path)
    if isinstance(data, Diagnostic):
        return Fixed(name, diagnostics=(data,))
    mending = fix_text(data)
    if mending is None or mending.data == data:
        return Fixed(name)
    if write and (refused := replace_file(path, mending.data)):
        return Fixed(name, diagnostics=(diagnose("O02", name, name=name, reason=reason_of(refused)),))
    return Fixed(name, mending.repairs, patch(name, mending.typed, mending.text))


def fix_text(data: bytes) -> Mending | None:
    """An office file mended; None where the bytes cannot be read as text."""
    mending = open_file(data, known_keys())
    if mending is None:
        return None
    for _ in range(_ROUNDS):
        before = mending.text
        mend(mending, known_keys())
        edits: dict[int, list[tuple[int, int, str]]] = {}
        for line, start, end, wanted, repair in changes(mending.text.encode("utf-8")):
            edits.setdefault(line, []).append((start, end, wanted))
            mending.repairs[repair] += 1
        mending.text = replace_in(mending.text, edits)
        if mending.text == before:
            break
    return mending
