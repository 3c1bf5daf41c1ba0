"""What a report says, free of how it is stored: facts under a label each, and texts."""

from dataclasses import dataclass
from decimal import Decimal

from gkgen.diagnostics import Term


@dataclass(frozen=True, slots=True)
class Fact:
    """A cell, a number of the author's own, a name, a date; `path` tells it from all others.

    `value` is None for what is no number; `is_computed` for a number that nobody typed.
    """

    path: str
    group: Term
    label: Term
    text: str
    value: int | Decimal | None = None
    is_computed: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A text of the report: its paragraphs as they print, with the marks of Markdown for what is no plain text."""

    path: str
    label: Term
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """A report; `name` is what people call it. `faults` counts the errors in it, which may hide what it says."""

    name: str
    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]
    faults: int = 0
