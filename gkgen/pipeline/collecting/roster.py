"""The roster of a district (名册): the offices that have to report, until when, and what was sent back to them.

It is an office list in YAML that people keep by hand, or the spreadsheet that they have (xlsx, csv). Nothing else
remembers anything: the state of an office follows from this file and from the reports.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from gkgen.diagnostics import Diagnostic, Span, diagnose, reason_of
from gkgen.pipeline.collecting.roster_columns import KEYS, ROSTER_KEYS, Row
from gkgen.pipeline.collecting.roster_spreadsheet import read_csv, read_workbook
from gkgen.pipeline.core.project import ROSTER_STEMS, read_regular
from gkgen.similarity import closest
from gkgen.source import MappingNode, Node, ScalarNode, SequenceNode, read
from gkgen.typed_rows import date_meant, year_meant

SUFFIXES = (".yaml", ".yml", ".xlsx", ".csv")
"""Of rosters, in the order in which they are looked for."""
MAX_BYTES = 10_000_000

_RETURNED = {"date": ("日期", "date"), "reason": ("理由", "原因", "reason")}
_TOP = {"year": ("年度", "year"), "deadline": KEYS["deadline"], "offices": ("机关", "名册", "offices")}


@dataclass(frozen=True, slots=True)
class Returned:
    """When a report was sent back, and why."""

    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """An office that has to report; `file` is relative to the folder of the roster."""

    office: str
    span: Span
    kind: str = ""
    contact: str = ""
    phone: str = ""
    deadline: date | None = None
    file: str = ""
    returned: Returned | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """Who has to report on a year, and what is wrong with the list; `year` is None where it is not said."""

    path: Path
    year: int | None
    entries: tuple[RosterEntry, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def find_roster(paths: Iterable[Path]) -> Path | None:
    """The roster in one of these folders, beside one of these files, or in the folder above."""
    folders = [path if path.is_dir() else path.parent for path in paths]
    for folder in dict.fromkeys((*folders, *(folder.resolve().parent for folder in folders))):
        for stem in sorted(ROSTER_STEMS, reverse=True):
            for suffix in SUFFIXES:
                if (place := folder / f"{stem}{suffix}").is_file():
                    return place
    return None


def read_roster(path: Path) -> Roster:
    """The roster in a file; what is wrong with it is told, and the rest of it is used."""
    name = str(path)
    try:
        data = read_regular(path, MAX_BYTES)
    except (OSError, ValueError) as fault:
        reason = reason_of(fault) if isinstance(fault, OSError) else str(fault)
        return Roster(path, None, (), (diagnose("S13.unread", name, reason=reason),))
    found: list[Diagnostic] = []
    match path.suffix.lower():
        case ".xlsx":
            sheet = read_workbook(data, name, found)
        case ".csv":
            sheet = read_csv(data, name, found)
        case _:
            return _read_yaml(path, data)
    return Roster(path, sheet.year, tuple(_entries(sheet.rows, None, found)), tuple(found))


def _read_yaml(path: Path, data: bytes) -> Roster:
    source = read(data, str(path), ROSTER_KEYS)
    found = list(source.diagnostics)
    values = _named(source.root, _TOP, found) if source.root else {}
    offices = values.get("offices")
    if not isinstance(offices, SequenceNode):
        if not found:
            found.append(diagnose("S13", offices.span if offices else str(path)))
        return Roster(path, None, (), tuple(found))
    year = year_meant(_text(values.get("year"))) if "year" in values else None
    if "year" in values and year is None:
        found.append(diagnose("S13.year", values["year"].span, value=_text(values["year"])))
    default = _day(values["deadline"].span, _text(values["deadline"]), found) if "deadline" in values else None
    rows = [row for item in offices.items if (row := _row(item, found))]
    return Roster(path, int(year) if year else None, tuple(_entries(rows, default, found)), tuple(found))


def _row(item: Node, found: list[Diagnostic]) -> Row | None:
    """An office of the list: its name alone, or entries."""
    match item:
        case ScalarNode():
            return {"office": (item.text.strip(), item.span)}
        case MappingNode():
            pass
        case SequenceNode():
            found.append(diagnose("S13.entry", item.span))
            return None
    row: dict[str, tuple[str, Span]] = {"office": ("", item.span)}
    names = {name: keys for name, keys in KEYS.items() if "." not in name}
    for name, node in _named(item, names, found).items():
        if name != "returned":
            row[name] = (_text(node), node.span)
        elif isinstance(node, MappingNode):
            parts = _named(node, _RETURNED, found)
            row["returned.date"] = ("", node.span)
            row.update((f"returned.{part}", (_text(value), value.span)) for part, value in parts.items())
        elif _text(node):
            row["returned.date"] = (_text(node), node.span)
    return row


def _named(root: MappingNode, names: Mapping[str, tuple[str, ...]], found: list[Diagnostic]) -> dict[str, Node]:
    """The values of a mapping by English name."""
    known = {key: name for name, keys in names.items() for key in keys}
    values: dict[str, Node] = {}
    for entry in root.entries:
        key = entry.key.text.strip()
        if name := known.get(key):
            values.setdefault(name, entry.value)
        else:
            choices = "、".join(keys[0] for keys in names.values())
            near = closest(key, known)
            kind = "S13.near" if near else "S13.key"
            found.append(diagnose(kind, entry.key.span, key=key, near=near or "", choices=choices))
    return values


def _entries(rows: Iterable[Row], default: date | None, found: list[Diagnostic]) -> Iterator[RosterEntry]:
    """The offices, each once."""
    places: dict[str, Span] = {}
    for row in rows:
        office, span = row["office"]
        if not office:
            found.append(diagnose("S13.office", span))
            continue
        first = places.setdefault(plain_name(office), span)
        if first is not span:
            found.append(diagnose("S13.twice", span, office=office, line=first.line))
            continue
        yield _entry(row, default, found)


def _entry(row: Row, default: date | None, found: list[Diagnostic]) -> RosterEntry:
    office, span = row["office"]

    def text(name: str) -> str:
        return row[name][0] if name in row else ""

    entry = RosterEntry(office, span, text("kind"), text("contact"), text("phone"), default, text("file"))
    if text("deadline"):
        entry = replace(entry, deadline=_day(row["deadline"][1], text("deadline"), found) or default)
    if "returned.date" in row and (text("returned.date") or text("returned.reason") or row["returned.date"][1] != span):
        day = _day(row["returned.date"][1], text("returned.date"), found)
        entry = replace(entry, returned=Returned(day, text("returned.reason")) if day else None)
    return entry


def _day(span: Span, text: str, found: list[Diagnostic]) -> date | None:
    meant = date_meant(text)
    if meant is None:
        found.append(diagnose("S13.date", span, value=text))
    return date.fromisoformat(meant) if meant else None


def _text(node: Node | None) -> str:
    return " ".join(node.text.split()) if isinstance(node, ScalarNode) else ""


def plain_name(office: str) -> str:
    """The name of an office as it is compared: spaces and the width of brackets make no other office."""
    return "".join(office.split()).replace("(", "（").replace(")", "）")
