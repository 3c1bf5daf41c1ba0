"""What differs between two reports."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gkgen.diagnostics import Term

Kind = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that differs; None where a side does not have it. `difference` is after less before, for numbers."""

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
    """A sentence that differs, where it stands, and its words in order.

    `moved` is where it stands on the other side, for one that was moved as it is.
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
    """All that differs between the reports `before` and `after`, which are named as people call them."""

    before: str
    after: str
    facts: tuple[FactChange, ...]
    sentences: tuple[SentenceChange, ...]

    @property
    def is_equal(self) -> bool:
        """Whether both say the same."""
        return not self.facts and not self.sentences
