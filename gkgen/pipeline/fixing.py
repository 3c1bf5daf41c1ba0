"""An office file mended: what can be put right without asking its author, and nothing else in it changed."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import unified_diff
from errno import EACCES
from pathlib import Path

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.pipeline.checking import known_keys
from gkgen.pipeline.values import changes
from gkgen.pipeline.writing import write_all
from gkgen.source import MAX_BYTES
from gkgen.source.mending import Mending, Repair, mend, open_file, replace_in

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
    name = str(path)
    try:
        # One byte more than is allowed tells that a file is too large without reading it all.
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as fault:
        # ValueError is what Python says of a name that no file can have.
        return Fixed(name, diagnostics=(diagnose("O03", name, reason=_reason(fault)),))
    mending = fix_text(data)
    if mending is None or mending.data == data:
        return Fixed(name)
    if write and (refused := _put(path, mending.data)):
        return Fixed(name, diagnostics=(diagnose("O02", name, name=name, reason=_reason(refused)),))
    return Fixed(name, mending.repairs, tuple(_diff(name, mending)))


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


def _put(path: Path, data: bytes) -> OSError | None:
    """Writes the file where it stands, behind links too, for the same readers as before."""
    try:
        place = path.resolve()
        if not os.access(place, os.W_OK):
            raise PermissionError(EACCES, os.strerror(EACCES), str(place))
        write_all({place: data}, keep_modes=True)
    except OSError as fault:
        return fault
    return None


def _reason(fault: Exception) -> str:
    return getattr(fault, "strerror", None) or str(fault)


def _diff(name: str, mending: Mending) -> Iterator[str]:
    before, after = (text.split("\n") for text in (mending.typed, mending.text))
    for number, line in enumerate(unified_diff(_marked(before), _marked(after), name, name, lineterm="")):
        # The heads of the two files carry a tab for a date that is not there.
        yield from (line.rstrip("\t") if number < 2 else line).split("\n")


def _marked(lines: list[str]) -> list[str]:
    """The lines as `diff` shows them: what ends without a line end says so."""
    return [*lines[:-1], f"{lines[-1]}\n\\ No newline at end of file"] if lines[-1] else lines[:-1]
