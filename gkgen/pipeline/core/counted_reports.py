"""Which reports of those that are named or found count in a sum, and which of them would be counted twice."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from gkgen.checks import Numbers
from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.form import Edition
from gkgen.pipeline.core.named_files import relocated
from gkgen.source import ScalarNode
from gkgen.validation import Office


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report as it was read: `covers` are the files that it sums up in turn, `ways` circles that it is part of."""

    file: str
    office: str
    year: int | None
    edition: Edition
    numbers: Numbers
    faults: int
    previous: str = ""
    covers: frozenset[str] = frozenset()
    ways: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedReport:
    """A report as it was named: by its own name, or found in a folder."""

    name: ScalarNode
    shown: str
    unit: ReadReport
    is_found: bool = False
    is_own: bool = False


def counted_once(entries: list[NamedReport], office: Office) -> list[NamedReport]:
    """Without files in folders that count otherwise: named as well, summed up by another, or the last year of one."""
    named = {each.shown for each in entries if not each.is_found}
    covered = {file for each in entries for file in each.unit.covers}
    before = {each.unit.previous for each in entries}
    if isinstance(office.previous, ScalarNode):
        before.add(shown_path(office.previous, office))
    kept: dict[str, NamedReport] = {}
    for each in entries:
        if not (each.is_found and (each.shown in named or each.shown in covered or each.shown in before)):
            kept.setdefault(each.shown if each.is_found else f"{each.shown} {id(each)}", each)
    return list(kept.values())


def judged(entries: Iterable[NamedReport], office: Office) -> Iterator[Diagnostic]:
    """Reports of another year, one office twice, one file twice or through another."""
    first: dict[str, NamedReport] = {}
    files: dict[str, NamedReport] = {}
    entries = tuple(entries)
    covering = {file: each for each in entries for file in each.unit.covers}
    for each in entries:
        name, unit = path_text(each.shown, office), each.unit
        path = "units.own" if each.is_own else "units"
        if (each.is_found or office.summed) and unit.year != office.year and office.has_year:
            year = str(unit.year or "")
            yield diagnose("S01.year", each.name.span, path, name=name, year=year, own=office.year)
            continue
        other = files.setdefault(each.shown, each)
        same = first.setdefault(unit.office, each) if unit.office else each
        if other is not each:
            yield diagnose("S01.twice", each.name.span, path, name=name)
        elif each.shown in covering:
            above = path_text(covering[each.shown].shown, office)
            yield diagnose("S01.through", each.name.span, path, name=name, other=above)
        elif office.summed and same is not each and same.unit.year == unit.year:
            # A list of files to be compared with has always been taken as it is.
            words = {"name": name, "other": path_text(same.shown, office), "office": unit.office}
            yield diagnose("S01.office", each.name.span, path, **words)


def relative_name(name: ScalarNode, office: Office) -> str:
    """A name relative to the folder of the office file, also where it is written in a base."""
    return relocated(name.text.strip(), name.span.file, office.name)


def shown_path(name: ScalarNode, office: Office) -> str:
    """The path of a file that is named, as findings show it."""
    return os.path.normpath(PurePath(office.name).parent / relative_name(name, office).replace("\\", "/"))


def path_text(shown: str, office: Office) -> str:
    """A path relative to the folder of the office file."""
    return PurePath(os.path.relpath(shown, PurePath(office.name).parent)).as_posix()
