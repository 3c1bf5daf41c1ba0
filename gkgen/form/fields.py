"""The parts of a form: fields in a tree, tables, equations between cells, editions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from gkgen.diagnostics import Term
from gkgen.form.office_kinds import OfficeKind

Layout = Literal["blocks", "matrix", "record"]
TermPath = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """A cell that is last year's number of the same cell, plus and less cells of this year."""

    added: TermPath
    taken: TermPath


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the office file; `path` is its dotted English path, empty for the root.

    `kind` is the type named in schema.yaml (count, money, prose, parts, ...). `lines` joined are the statutory label,
    `group` the label above it that it shares with its neighbours, `heading` the heading that its text is printed under.
    `also` are other labels or headings that published reports print in their place; `accepts` are words that an author
    may type for the key, `resembles` words for which the key is proposed; `english` is what messages in English call a
    section or an aspect of it. `carries` are the fields of last year's report whose sum this one
    repeats, `balance` says how it follows from last year's number. A new file takes over a field that `is_lasting`.
    """

    path: str
    name: str
    key: str
    kind: str
    lines: tuple[str, ...]
    group: str
    heading: str
    counts: str
    required: bool
    allowed: tuple[str, ...]
    children: tuple["Field", ...]
    also: tuple[str, ...] = ()
    accepts: tuple[str, ...] = ()
    resembles: tuple[str, ...] = ()
    english: str = ""
    carries: TermPath = ()
    balance: Balance | None = None
    is_lasting: bool = False

    @property
    def label(self) -> str:
        """The statutory label, exactly as the notice prints it."""
        return "".join(self.lines)

    @property
    def term(self) -> Term:
        """The field's key in Chinese and in English, as messages print it."""
        return Term(self.key, self.name)

    @property
    def heading_term(self) -> Term:
        """The heading that the field's text is printed under, its key where it has none."""
        return Term(self.heading or self.key, self.name)

    @property
    def is_number(self) -> bool:
        """Whether the field is a cell of a table or another number."""
        return self.kind in {"count", "change", "money"}

    def trail_to(self, leaf: "Field") -> Term:
        """A field below this one by the statutory labels of all fields above it; this one by its heading."""
        if leaf == self:
            return self.heading_term
        inside = leaf.path.removeprefix(f"{self.path}.")
        labels, here = [], self
        for name in inside.split("."):
            here = here.child(name) or here
            labels.append(here.label or here.key)
        return Term("·".join(labels), inside)

    def child(self, name: str) -> "Field | None":
        """The child of that English name."""
        return next((child for child in self.children if child.name == name), None)

    def leaves(self) -> "Iterator[Field]":
        """The fields below this one that have no children, in the order of the form."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def walk(self) -> "Iterator[Field]":
        """This field and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Equation:
    """A sum that must hold between cells, all given as dotted paths from the root.

    `find` is the cell that gkgen computes when it was left out; with `whole_row` only when its whole row was.
    `subject` is the row or column that the equation is about, None where it is clear from the terms.
    """

    rule: str
    negative_rule: str
    find: str
    whole_row: bool
    left: TermPath
    right: TermPath
    subject: Field | None
    terms: tuple[tuple[str, Field], ...]


@dataclass(frozen=True, slots=True)
class Floor:
    """Cells whose sum must not fall below zero."""

    rule: str
    terms: TermPath
    subject: Field


@dataclass(frozen=True, slots=True, eq=False)
class TableForm:
    """A statutory table: its field tree, how it is laid out, and what must hold in it. As editions, two never equal."""

    field: Field
    layout: Layout
    columns: tuple[Field, ...]
    widths: tuple[int, ...]
    head: str
    corner: tuple[str, ...]
    equations: tuple[Equation, ...]
    floors: tuple[Floor, ...]

    @property
    def computed(self) -> frozenset[str]:
        """The cells that gkgen can compute."""
        return frozenset(equation.find for equation in self.equations)


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """A national template: the report years it serves, its fields, its tables, its Cerberus rules.

    `notice` is the number of the notice that sets it, `notice_titles` the words by which it is known. `paths` are
    those of all fields. `reading` is what published reports write and the form does not, `said` how their
    texts say each cell. `without` names fields of other editions that this one has no more, so that the rules that
    read them are not for its reports. Two editions are never equal, so that what is made from one can be kept by it.
    """

    name: str
    first_year: int
    last_year: int | None
    notice: str
    notice_titles: tuple[str, ...]
    root: Field
    tables: tuple[TableForm, ...]
    rules: Mapping[str, Any]
    phrases: Mapping[str, Any]
    reading: Mapping[str, Any]
    said: Mapping[str, Any]
    paths: frozenset[str]
    without: tuple[str, ...] = ()
    office_kinds: tuple[OfficeKind, ...] = ()

    def serves(self, year: int) -> bool:
        """Whether reports of that year use this edition."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def field(self, path: str) -> Field:
        """The field at a dotted path; raises KeyError when there is none."""
        return _by_path(self)[path]

    def sections(self) -> tuple[Field, ...]:
        """The fields that are numbered sections, in the order of the report."""
        return tuple(field for field in self.root.children if field.heading)

    def table(self, name: str) -> TableForm | None:
        """The table of that name."""
        return next((table for table in self.tables if table.field.name == name), None)


@cache
def _by_path(edition: Edition) -> Mapping[str, Field]:
    return {field.path: field for field in edition.root.walk() if field.path}


@dataclass(frozen=True, slots=True)
class Form:
    """All editions, oldest first."""

    editions: tuple[Edition, ...]

    def edition(self, name: str) -> Edition | None:
        """The edition of that name."""
        return next((edition for edition in self.editions if edition.name == name), None)

    def edition_of(self, year: int) -> Edition | None:
        """The edition that serves reports of that year, None before the first."""
        return next((edition for edition in self.editions if edition.serves(year)), None)

    @property
    def latest(self) -> Edition:
        """The newest edition."""
        return self.editions[-1]
