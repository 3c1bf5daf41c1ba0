"""The differences between two reports."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gkgen.diagnostics import Term

Kind = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that differs; None on the side that lacks it. For numbers, `difference` is after minus before."""

    path: str
    group: Term
    label: Term
    before: str | None
    after: str | None
    difference: int | Decimal | None = None
    is_computed: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a sentence that both sides have, or only one of them."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence that differs, its place, and its words in order.

    `moved` is its place on the other side, for a sentence that was moved without a change.
    """

    path: str
    group: Term
    where: Term
    stretches: tuple[Stretch, ...]
    moved: Term | None = None

    @property
    def before(self) -> str:
        """The sentence as it was; empty when it is new."""
        return "".join(each.text for each in self.stretches if each.kind != "added")

    @property
    def after(self) -> str:
        """The sentence as it is; empty when it is gone."""
        return "".join(each.text for each in self.stretches if each.kind != "removed")


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences between the reports `before` and `after`, given by their names for people."""

    before: str
    after: str
    facts: tuple[FactChange, ...]
    sentences: tuple[SentenceChange, ...]

    @property
    def is_equal(self) -> bool:
        """Whether there are no differences."""
        return not self.facts and not self.sentences
