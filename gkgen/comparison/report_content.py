"""The content of a report, independent of its format: labelled facts, and texts."""

from dataclasses import dataclass
from decimal import Decimal

from gkgen.diagnostics import Term


@dataclass(frozen=True, slots=True)
class Fact:
    """A cell, a figure, a name or a date, identified by `path`.

    `value` is None unless it is a number; `is_computed` for a number that was not typed.
    """

    path: str
    group: Term
    label: Term
    text: str
    value: int | Decimal | None = None
    is_computed: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A text of the report: its paragraphs as printed, in Markdown."""

    path: str
    label: Term
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """A report; `name` is for people. `faults` counts its errors, which may hide some of its content."""

    name: str
    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]
    faults: int = 0
