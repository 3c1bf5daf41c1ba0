"""Ratios of two cells: 自然人申请与单位申请之比约为3∶1."""

from collections.abc import Callable

from gkgen import lazy_re as re
from gkgen.narrative import Passage
from gkgen.review.claims.binding import Clause
from gkgen.review.claims.claim import Claim
from gkgen.review.claims.quantities import Quantity
from gkgen.review.claims.vocabulary import Term

_RATIO = re.compile(
    r"(?P<joint>[与和同])(?P<right>[^，。；：∶\d]{2,16}?)(?:的)?(?:数量|件数)?(?:之比|比例|比)(?:大?约?为|大?约|是|接近)?"
    r"(?P<first>\d+(?:\.\d+)?)\s*[∶:：比]\s*(?P<second>\d+(?:\.\d+)?)(?![\d%])"
)
_MAX_BEHIND = 8
_NAMES = frozenset({"row", "col", "outcome", "group", "topic", "flow", "apply"})
# 3∶1 is said of 2.5 to 3.5, and of whatever is within a tenth of it.
_TENTH = 0.1
Meant = Callable[[Passage, Clause, list[Term]], tuple[str, ...]]


def read_ratio(passage: Passage, clause: Clause, meant: Meant) -> Claim | None:
    """The claim of a clause that gives a ratio of two cells of one row or of one column."""
    segment = clause.segment
    found = _RATIO.search(clause.plain, segment.start, segment.end + _MAX_BEHIND)
    if found is None or found.start() >= segment.end or not float(found["second"]):
        return None
    terms = [term for term in segment.terms if term.slot in _NAMES]
    left = [term for term in terms if term.end <= found.start("joint")]
    right = [term for term in terms if term.start >= found.start("right") and term.end <= found.start("first")]
    if not left or not right:
        return None
    pairs = zip(meant(passage, clause, left), meant(passage, clause, right), strict=False)
    readings = tuple(f"{one}/{other}" for one, other in pairs if one != other and "+" not in one + other)
    if not readings:
        return None
    claim = Claim(passage, segment, found.start("first"), found.end(), "rate", readings, quantity=_quantity(found))
    claim.whose, claim.when, claim.since = clause.state.whose, clause.state.when, segment.start
    return claim


def _quantity(found: re.Match[str]) -> Quantity:
    first, second = float(found["first"]), float(found["second"])
    step = 10.0 ** -len(found["first"].partition(".")[2])
    value = 100 * first / second
    low = min(value * (1 - _TENTH), 100 * (first - step / 2) / second)
    high = max(value * (1 + _TENTH), 100 * (first + step / 2) / second)
    return Quantity(found.start("first"), found.end(), value, low, high, 1, "%", rounded=False)
