"""The public record of a claim: where it stands, what it was understood as, what it was compared with, the verdict.

`claims_of` gives one record for every number, denial and universal of the author's texts that was read, in the order
of the report; form, editor, preview and the command read these and never the working claims of the reader.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from typing import Literal

from gkgen.diagnostics import Diagnostic, Term
from gkgen.narrative import Passage
from gkgen.review.case import Case
from gkgen.review.claims.cell_values import CellValues
from gkgen.review.claims.claim import Claim, Relation, Verdict, When, Whose
from gkgen.review.claims.contradictions import Findings

Reason = Literal[
    "",  # it was compared: nothing to explain
    "other_matter",  # about something that the form does not count: `about` says what, in the author's words
    "no_cell",  # about requests, documents or disputes, but of a kind that no cell counts
    "other_office",  # of a unit below, of the region, of another body: `whose` says which
    "other_time",  # of part of the year, several years, a plan: `when` says which
    "cell_unknown",  # the cell is empty or still to be checked
    "last_year_unknown",  # last year's number is nowhere given
    "whole_unknown",  # a share of which the whole, or the part, was not found
    "told_already",  # another claim of the sentence is wrong, and this one follows from it
    "uncertain",  # the words may say something else as well
    "no_amount",  # a year, a day, the number of a document or a telephone: `about` says which
]


@dataclass(frozen=True, slots=True)
class Reading:
    """One lawful meaning of a claim: an expression over cells, such as `new`, `load.natural_person`, `granted/done`.

    `paths` are the cells that it is made of, in the schema's words; `name` is the expression in the form's words;
    `value` is what it comes to, in the unit of the claim (a share is a fraction), None where a cell is unknown.
    """

    expression: str
    paths: tuple[str, ...]
    name: Term
    value: float | None


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """A number that a claim was compared with: its expression, or what the text gave itself, and its name.

    `part`, `whole`, `now` and `last` are numbers of the text.
    """

    expression: str
    name: Term
    value: float


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A claim with its verdict.

    `start` and `end` bound `words` in the text of the passage, `clause` the clause around them, both half open and in
    characters. `value`, with the bounds `low` and `high`, is the number said, None for a denial or a universal, and
    `high` also where there is no upper bound; `unit` is its unit as written. `readings` are all lawful meanings, any
    of which may be meant; none where it is about something else. `compared` are the numbers that decided, each with
    its expression or, where the text itself gave it, with `part`, `whole`, `now` or `last`. `finding` is what `check`
    tells of it, None where it tells nothing.
    """

    passage: Passage
    start: int
    end: int
    clause: tuple[int, int]
    relation: Relation
    value: float | None
    low: float | None
    high: float | None
    unit: str
    whose: Whose
    when: When
    readings: tuple[Reading, ...]
    compared: tuple[ComparedValue, ...]
    verdict: Verdict
    reason: Reason
    about: str
    finding: Diagnostic | None = None

    @property
    def words(self) -> str:
        """The words of the claim as they print."""
        return self.passage.text[self.start : self.end]


def records(case: Case, cells: CellValues, claims: Iterable[Claim]) -> tuple[ClaimRecord, ...]:
    """The records of claims that have been judged."""
    findings = Findings(case, cells)
    return tuple(_record(cells, claim, findings.of(claim)) for claim in claims)


def _record(cells: CellValues, claim: Claim, finding: Diagnostic | None) -> ClaimRecord:
    quantity = claim.quantity
    low, high = quantity.edges if quantity else (None, None)
    return ClaimRecord(
        passage=claim.passage,
        start=claim.start,
        end=claim.end,
        clause=(claim.segment.start, claim.segment.end),
        relation=claim.relation,
        value=quantity.value if quantity else None,
        low=low,
        high=None if high == inf else high,
        unit=quantity.unit if quantity else "",
        whose=claim.whose,
        when=claim.when,
        readings=tuple(_reading(cells, expression, last=claim.is_of_last_year) for expression in claim.readings),
        compared=tuple(ComparedValue(name, _name(cells, name), value) for name, value in claim.compared),
        verdict=claim.verdict,
        reason=_reason(claim),
        about=claim.about.removeprefix("about "),
        finding=finding,
    )


def _reading(cells: CellValues, expression: str, *, last: bool) -> Reading:
    left = expression.partition("=")[0].strip()
    return Reading(expression, cells.paths(left), _name(cells, left), cells.value(left, last=last))


_OF_THE_TEXT = {
    "part": Term("部分", "part"),
    "whole": Term("总数", "whole"),
    "now": Term("本年", "this year"),
    "last": Term("上年", "last year"),
}


def _name(cells: CellValues, expression: str) -> Term:
    if expression in _OF_THE_TEXT:
        return _OF_THE_TEXT[expression]
    names = [cells.term(part) for part in expression.split("/")]
    return Term(" ÷ ".join(str(name.zh) for name in names), " / ".join(str(name.en) for name in names))


_REASONS: dict[str, Reason] = {
    "whose": "other_office",
    "when": "other_time",
    "cell unknown": "cell_unknown",
    "last year unknown": "last_year_unknown",
    "part unknown": "whole_unknown",
    "whole unknown": "whole_unknown",
    "told already": "told_already",
    "uncertain": "uncertain",
    "about": "other_matter",
}


def _reason(claim: Claim) -> Reason:
    if not claim.reason:
        return ""
    first = claim.reason.partition(" ")[0]
    return _REASONS.get(claim.reason) or _REASONS.get(first, "no_cell")
