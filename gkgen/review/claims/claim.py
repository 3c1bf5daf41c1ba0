"""A claim: what a number, a denial or a universal of the text says of the cells, and the verdict on it."""

from dataclasses import dataclass
from typing import Literal

from gkgen.narrative import Passage
from gkgen.review.claims.clauses import Segment
from gkgen.review.claims.quantities import Quantity

Relation = Literal["equal", "part", "average", "none", "some", "all", "share", "rate", "change"]
Whose = Literal["own", "region", "unit", "other", "third"]
When = Literal["this", "last", "part", "several", "plan", "mixed"]
Order = Literal["", "more", "less", "same", "first", "second", "third", "last", "majority"]
Verdict = Literal["agrees", "contradicts", "elsewhere", "undecidable"]


@dataclass(slots=True, eq=False)
class Claim:
    """What a stretch of a passage says; the reader fills it in, the comparator judges it.

    `readings` are the lawful expressions over cells, of which any that fits is accepted; none where the words are about
    something else, which `about` names. A claim that is not `is_certain` may agree and never contradicts. `label` are
    the words that govern the number. A change that `is_named` has its subject in its own clause. `wholes` are the
    readings of what a share is taken of, or a number compared with. `reason` says why the verdict is what it is,
    `compared` with which numbers. `order` is what a comparison without a number says of its readings. Where parts and
    whole do not agree, `code` is the kind of finding, `since` is where the first of them stands, `whole` where the
    whole does.
    """

    passage: Passage
    segment: Segment
    start: int
    end: int
    relation: Relation = "equal"
    readings: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    quantity: Quantity | None = None
    about: str = ""
    whose: Whose = "own"
    when: When = "this"
    is_certain: bool = True
    label: str = ""
    is_channel: bool = False
    is_named: bool = False
    order: Order = ""
    verdict: Verdict = "undecidable"
    reason: str = ""
    compared: tuple[tuple[str, float], ...] = ()
    code: str = ""
    since: int = -1
    whole: tuple[int, int] | None = None

    def tell(self, verdict: Verdict, reason: str) -> None:
        """Fills in the verdict and why; what is not certain contradicts nothing."""
        if verdict == "contradicts" and not self.is_certain:
            verdict, reason = "undecidable", "uncertain"
        self.verdict, self.reason = verdict, reason

    @property
    def words(self) -> str:
        """The words as they print."""
        return self.passage.text[self.start : self.end]

    @property
    def is_wrong(self) -> bool:
        """Whether it contradicts the tables or the text."""
        return self.verdict == "contradicts"

    @property
    def is_of_last_year(self) -> bool:
        """Whether last year's number is meant; what was carried in is this year's."""
        return self.when == "last" and self.readings[:1] != ("in",)

    @property
    def is_count(self) -> bool:
        """Whether it counts things that a cell may count."""
        return (
            self.quantity is not None
            and self.quantity.kind == "count"
            and self.relation in ("equal", "part", "average")
        )

    @property
    def value(self) -> float:
        """The number that it gives; 0 where it gives none."""
        return self.quantity.value if self.quantity else 0.0
