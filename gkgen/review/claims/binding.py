"""Which words govern a number: those before it in its clause, else those behind it; and what stays unexplained."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gkgen import lazy_re as re
from gkgen.review.claims.clauses import Segment
from gkgen.review.claims.quantities import Quantity
from gkgen.review.claims.scope import Scopes, State
from gkgen.review.claims.vocabulary import Term, Vocabulary

# What may govern a number, and what may do so from behind it.
GOVERNING = frozenset(
    {"row", "col", "outcome", "group", "topic", "flow", "other", "apply", "doc", "chan", "rate", "notice", "settled"}
)
_BEHIND = frozenset({"row", "col", "outcome", "group", "topic", "other", "apply", "doc", "flow", "notice", "settled"})
_NOUNS_BEHIND = frozenset({"topic", "apply", "row", "other", "outcome"})
_NOUNS = frozenset({"topic", "apply", "row", "col", "outcome"})
_OPENING = re.compile("(?:对|有|另|除|其中|因|中|余|除了|里|将|把|的)$")
_JOINED = re.compile("[和及与、]$")
_OTHER = re.compile("其[他它](?=[|]|$)")
_AFTERWARDS = re.compile("(?:之)?后，?(?:仍|还|尚|另)有")
_AMONG = re.compile("[中里]")
_MAX_WORDS_BETWEEN = 12


@dataclass(frozen=True, slots=True)
class Clause:
    """A segment in its passage: all segments of it, and the number of this one among them."""

    segment: Segment
    parts: Sequence[Segment]
    at: int
    plain: str
    state: State

    @property
    def said(self) -> str:
        """The words of the segment."""
        return self.segment.said

    def before(self, position: int) -> str:
        """The words of the segment before a position."""
        return self.plain[self.segment.start : max(position, self.segment.start)]


@dataclass(slots=True)
class Frame:
    """A number with the words around it, back to the number before and on to the next.

    `lead` is None where the words that govern it stand outside of its clause. `terms` are those that govern it.
    """

    clause: Clause
    number: Quantity
    before: list[Term]
    after: list[Term]
    lead: str | None
    tail: str
    terms: list[Term]
    is_certain: bool = True
    used_until: int = 0

    @property
    def slots(self) -> set[str]:
        """The slots of what governs it."""
        return {term.slot for term in self.terms}

    def named(self, slot: str) -> list[str]:
        """The names of the governing terms of a slot."""
        return [term.name for term in self.terms if term.slot == slot]


class Binder:
    """Finds the words that govern a number."""

    def __init__(self, vocabulary: Vocabulary, scopes: Scopes) -> None:
        self.vocabulary, self._scopes = vocabulary, scopes

    def residue(self, text: str | None) -> str:
        """What is left of words that say something unknown."""
        return self.vocabulary.residue(text) if text else ""

    def unexplained(self, clause: Clause, start: int, end: int) -> str:
        """Words of a clause that no term, number or function word accounts for: what they add is not known."""
        left, at = [], start
        inside: list[Term | Quantity] = [*clause.segment.terms, *clause.segment.numbers]
        for part in sorted(inside, key=lambda part: part.start):
            if part.end > start and part.start < end:
                left.append(clause.plain[at : max(at, part.start)])
                at = max(at, part.end)
        left.append(clause.plain[at : max(at, end)])
        joined = "|".join(left)
        if not joined.strip("|"):
            return ""
        rest = _OTHER.sub("", self.residue(self._scopes.without_own_name(joined)))
        return rest.replace("|", "")

    def beside(self, text: str, terms: Iterable[Term], plain: str) -> str:
        """What is left of a stretch beside its terms."""
        for term in terms:
            text = text.replace(plain[term.start : term.end], "|", 1)
        return self.residue(text).replace("|", "")

    def bind(self, frame: Frame) -> None:
        """Fills in `terms`, and whether they are certain."""
        governing = [term for term in frame.before if term.slot in GOVERNING]
        if (
            governing
            and frame.after
            and _AFTERWARDS.fullmatch(frame.clause.plain, governing[-1].end, frame.number.start)
        ):
            governing, frame.before, frame.lead = [], [], ""  # 办结后仍有6件结转: when, not what.
        close = [term for term in frame.after if term.slot in _BEHIND]
        gap = self._gap(frame, close[0]) if close else ""
        if close and not governing and not self.residue(gap):
            frame.terms = close
            left = self.residue(self._scopes.without_own_name(frame.lead or ""))
            if len(left) > 1 and not _OPENING.search(frame.lead or ""):
                frame.is_certain = False
        elif (
            close
            and governing
            and gap in ("", "的")
            and self._names_nothing(frame.before)
            and close[0].slot in _NOUNS_BEHIND
        ):
            gap = frame.clause.plain[close[0].end : close[1].start] if len(close) > 1 else ""
            is_of_next = bool(_AMONG.search(gap)) and _is_followed(frame, close[1])
            frame.terms = frame.before + close[: 1 if is_of_next else 2]
        elif not governing and close and self._is_behind(frame, close[0], gap):
            frame.terms = close
        else:
            frame.terms = frame.before
        self._use_up(frame)

    @staticmethod
    def _gap(frame: Frame, term: Term) -> str:
        """The words between a number and a term behind it; what only says that disclosure is meant is no word."""
        gap, at = "", frame.number.end
        for cue in frame.after:
            if cue.slot == "infocue" and cue.end <= term.start:
                gap, at = gap + frame.clause.plain[at : cue.start], cue.end
        return gap + frame.clause.plain[at : term.start]

    def _names_nothing(self, terms: Sequence[Term]) -> bool:
        return not any(term.slot in _NOUNS for term in terms)

    def _is_behind(self, frame: Frame, term: Term, gap: str) -> bool:
        return (
            len(self.residue(gap)) <= _MAX_WORDS_BETWEEN
            and term.slot in ("row", "outcome", "other")
            and not self.residue(frame.lead)
        )

    def _use_up(self, frame: Frame) -> None:
        """A noun behind its number does not govern the next one."""
        number, numbers = frame.number, frame.clause.segment.numbers
        behind = [term for term in frame.terms if term.start >= number.end]
        if not behind or frame.terms[-1] is not behind[-1] or numbers[-1] is number:
            return
        chain = behind[:1]
        for term in behind[1:]:
            if frame.clause.plain[chain[-1].end : term.start] not in ("", "的", "中", "中被", "被"):
                break
            is_of_next = term.slot == "flow" or (term.slot in ("outcome", "settled") and _is_followed(frame, term))
            if is_of_next and (term.slot == "settled" or "中" in frame.clause.plain[chain[-1].end : term.start]):
                break  # 69件申请中办结64件: the verb is the next number's.
            chain.append(term)
        frame.terms = [term for term in frame.terms if term.end <= number.start] + chain
        frame.used_until = chain[-1].end

    def between(self, frame: Frame) -> str:
        """Unknown words between what governs the number and the number."""
        if frame.lead is None:
            return ""
        last = frame.terms[-1] if frame.terms else None
        if last is None:
            return self.residue(self._scopes.without_own_name(frame.lead))
        if last.end > frame.number.start:
            return ""
        return self.residue(frame.clause.plain[max(last.end, frame.clause.segment.start) : frame.number.start])


def _is_followed(frame: Frame, term: Term) -> bool:
    """Whether a number stands right behind a term, as in 29件案件中纠正5件: then the term is of that one."""
    plain = frame.clause.plain
    ends = (term.end, term.end + 1) if plain[term.end : term.end + 1] in ("了", "的") else (term.end,)
    return any(number.start in ends for number in frame.clause.segment.numbers)


def is_joined(lead: str | None) -> bool:
    """Whether a number goes on with the list before it, as in 、2件 or 和2件."""
    return bool(_JOINED.search(lead or ""))
