"""What matching made of a report: the values of an office file, and the issues that a person has to check."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gkgen.diagnostics import Value
from gkgen.document import Block
from gkgen.importers.parsed_document import ImageBlock, Place

if TYPE_CHECKING:
    from gkgen.form import Edition


@dataclass(frozen=True, slots=True)
class ImportIssue:
    """Something guessed, empty, contradictory or dropped: a kind of finding, the field it concerns, where it stood."""

    kind: str
    path: str
    place: Place
    values: tuple[tuple[str, Value], ...] = ()


def issue(kind: str, path: str, place: Place, /, **values: Value) -> ImportIssue:
    """An issue with the words of its message."""
    return ImportIssue(kind, path, place, tuple(values.items()))


@dataclass(frozen=True, slots=True)
class Cells:
    """The numbers of one statutory table as authors type them, by path.

    `unknown` are the rows and cells of which none is certain, each with the numbers that it may be; all of the table,
    by its own path, where the report does not have it. `is_there` says whether it has. `places` are those of the cells
    of the original that have a number each.
    """

    typed: Mapping[str, str] = field(default_factory=dict)
    unknown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_there: bool = False
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MatchedReport:
    """A whole report. `texts` are single values by path; `prose` blocks by path, headings with their numbers.

    `notes` are values that are written as comments, because the text says them already; `waivers` the rules that the
    original does not meet.
    """

    edition: "Edition"
    year: int
    texts: Mapping[str, str]
    prose: Mapping[str, tuple[Block, ...]]
    tables: Mapping[str, Cells]
    notes: Mapping[str, str] = field(default_factory=dict)
    pictures: tuple[ImageBlock, ...] = ()
    waivers: tuple[str, ...] = ()
    issues: tuple[ImportIssue, ...] = ()
