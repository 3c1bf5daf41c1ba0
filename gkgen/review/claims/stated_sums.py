"""Numbers that the words make sums or differences of others: 合计, 其余, halves of the year, channels, 减少到."""

from collections.abc import Sequence
from itertools import combinations, pairwise

from gkgen import lazy_re as re
from gkgen.review.claims.cell_values import CellValues
from gkgen.review.claims.claim import Claim

REST = re.compile("^(?:其他|其它|其余|另外|剩余|余下)|其他(?:类|信息|方面)?$|其余")
TOTAL = re.compile("(?:[两二三四五六]?[项类者种个]?)?(?:一?共|共计|合计|总计)(?:为|达|有)?")
_REST_OF = re.compile("^(?:其余|其他|其它|剩余|余下)(?:的)?$")
_OF_REQUESTS = frozenset(
    {
        "new",
        "load",
        "in",
        "out",
        "done",
        "granted",
        "partial",
        "refused",
        "unable",
        "not_processed",
        "other",
        "disclosed",
    }
)
_TO = re.compile(
    r"[^，。；\d]{0,4}?(?:(?P<up>增加|增长|增|上升|升|提高|扩大)|减少|减|下降|降|降低|回落|压减|精简)(?:至|到|为)"
)
_FROM = re.compile(r"[由从较比][^，。；\d]{0,10}$")
_SEVERAL = re.compile("(两|二|三|四)[项者类种](?:合计|共计|总计|相加|共|一共)(?:为|达|有)?$")
_MAX_ADDED = 8
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4}
_ALL_OF_YEAR = (
    (re.compile("(?:四个|各个?|一至四|1至4|1-4)季度[^，。；]{0,12}?(?:分别|依次)"), 4),
    (re.compile("上下半年[^，。；]{0,12}?(?:分别|依次)|上半年[和、与]下半年[^，。；]{0,12}?(?:分别|依次)"), 2),
)
HALVES, QUARTERS = ("上半年", "下半年"), ("一季度", "二季度", "三季度", "四季度")


def judge_rest(earlier: Sequence[Claim], here: Sequence[Claim], plain: str, cells: CellValues) -> None:
    """除A、B外，其余N件: N is what is left of a number told before, or of what was received, in hand or answered."""
    for place, claim in enumerate(here):
        split = plain.rfind("除", 0, claim.start)
        parts = [each for each in here[:place] if each.start > split >= 0 and each.segment.depth == claim.segment.depth]
        if not parts or not _REST_OF.search(claim.label) or "外" not in plain[parts[-1].end : claim.start]:
            continue
        if not all(
            each.quantity and each.quantity.is_exact and unit_of(each) == unit_of(claim) for each in [*parts, claim]
        ):
            continue
        heads = [each for each in [*earlier, *here[:place]] if each.end <= split and each.relation == "equal"]
        told = {each.value for each in heads if each.segment.sentence == claim.segment.sentence}
        heads = [each for each in heads if each.readings and each.is_certain and not each.is_wrong][-1:]
        names = {reading.partition(".")[0] for each in parts for reading in each.readings}
        wholes = [each.value for each in heads]
        if not heads and names and names <= _OF_REQUESTS and all(each.whose == "own" for each in parts):
            wholes = [v for v in map(cells.value, ("load", "new", "done")) if v is not None]
        total = sum(each.value for each in parts) + claim.value
        if wholes and total not in {*wholes, *told} and not any(each.is_wrong for each in [*parts, claim]):
            mark(claim, "sum" if total > max(wholes) else "missing", [*parts, claim], wholes[0])


def judge_direction(here: Sequence[Claim], plain: str) -> None:
    """由26件减少到30件: what has fallen is less."""
    for first, second in pairwise(here):
        found = _TO.fullmatch(plain, first.end, second.start)
        if found is None or first.is_wrong or second.is_wrong or unit_of(first) != unit_of(second):
            continue
        if not _FROM.search(plain, max(0, first.start - 12), first.start) or first.value == second.value:
            continue
        if bool(found["up"]) == (second.value < first.value):
            second.relation, second.verdict, second.reason = "change", "contradicts", ""
            second.compared, second.since = (("now", second.value), ("last", first.value)), first.start


def judge_totals(earlier: Sequence[Claim], here: Sequence[Claim], plain: str) -> None:
    """A、B、C，共计N: the number behind a list is its sum; 两者合计N also of two sentences."""
    for place, claim in enumerate(here):
        several = _SEVERAL.match(claim.label)
        if several is not None and not claim.is_wrong and not claim.segment.depth:
            parts = [*earlier, *here[:place]][-_NUMBERS[several[1]] :]
            exact = [each for each in [*parts, claim] if each.quantity and each.quantity.is_exact]
            if len(exact) == len(parts) + 1 == _NUMBERS[several[1]] + 1 and len({unit_of(e) for e in exact}) == 1:
                total = sum(each.value for each in parts)
                size = _NUMBERS[several[1]]
                told = [each.value for each in [*earlier, *here[:place]] if unit_of(each) == unit_of(claim)][
                    -_MAX_ADDED:
                ]
                sums = {sum(each) for each in combinations(told, size)}
                is_lawful = claim.verdict == "agrees" or claim.value in sums or any(each.is_wrong for each in parts)
                if total != claim.value and not is_lawful and all(each.relation == "equal" for each in parts):
                    tell(claim, "sum" if total > claim.value else "missing", parts, claim)
            continue
    counts = here
    for place, claim in enumerate(counts):
        if not TOTAL.fullmatch(claim.label) or claim.is_wrong or claim.segment.depth:
            continue
        before = [c for c in counts[:place] if not c.segment.depth and unit_of(c) == unit_of(claim)]
        if len(before) < 2 or any(each.quantity and not each.quantity.is_exact for each in [*before, claim]):
            continue
        if "去重" in plain[before[-1].end : claim.start]:
            continue
        values = [each.value for each in before]
        lawful = {values[0], *(sum(values[at:]) for at in range(len(values) - 1))}
        if claim.value not in lawful and not any(each.is_wrong for each in before):
            tell(claim, "sum" if sum(values) > claim.value else "missing", before, claim)


def judge_parts_of_year(counts: Sequence[Claim], cells: CellValues) -> None:
    """上半年N件，下半年N件 of requests: together what was received."""
    for names in (HALVES, QUARTERS):
        found = [next((c for c in counts if name in c.segment.said and c.when == "part"), None) for name in names]
        parts = [each for each in found if each is not None]
        if len(parts) < len(names) or any(p.whose != "own" or not p.is_certain for p in parts):
            continue
        if len(set(parts)) < len(parts) or not {"new", "load"} & set(parts[0].readings):
            continue
        wholes = [v for v in (cells.value("new"), cells.value("load")) if v is not None]
        total = sum(part.value for part in parts)
        if wholes and total not in wholes and not any(part.is_wrong for part in parts):
            mark(parts[-1], "sum" if total > max(wholes) else "missing", parts, wholes[0])


def judge_listed_year(counts: Sequence[Claim], cells: CellValues) -> None:
    """四个季度分别收到81件、104件、127件、152件: together what was received."""
    for pattern, size in _ALL_OF_YEAR:
        here = [c for c in counts if c.when in ("part", "this") and pattern.search(c.segment.said)]
        if len(here) != size or len({c.segment for c in here}) > 1 or len({unit_of(c) for c in here}) > 1:
            continue
        if any(c.whose != "own" or c.quantity is None or not c.quantity.is_exact or c.is_wrong for c in here):
            continue
        if not {"new", "load"} & set(here[0].readings) or any(c.readings for c in here[1:]):
            continue
        wholes = [v for v in (cells.value("new"), cells.value("load")) if v is not None]
        total = sum(c.value for c in here)
        if wholes and total not in wholes:
            mark(here[-1], "sum" if total > max(wholes) else "missing", here, wholes[0])


def judge_channels(counts: Sequence[Claim], here: Sequence[Claim], cells: CellValues) -> None:
    """Lists of channels add up to what was received, or to all in hand."""
    run: list[Claim] = []
    for claim in here:
        goes_on = bool(run) and not claim.readings and claim.segment is run[-1].segment
        if claim.is_channel or goes_on or (run and REST.search(claim.label)):
            run.append(claim)
    if len(run) < 2 or any(not c.is_certain or c.whose != "own" or c.when != "this" for c in run):
        return
    if any(each.quantity and not each.quantity.is_exact for each in run):
        return
    heads = [c for c in counts if c.end <= run[0].start and {"new", "load"} & set(c.readings)][-1:]
    wholes = [v for v in (cells.value("new"), cells.value("load"), *(c.value for c in heads)) if v is not None]
    total = sum(each.value for each in run)
    if not wholes or (total < min(wholes) and not heads):
        return
    is_between = bool(heads) and total not in wholes and total > heads[0].value
    if (is_between or total > max(wholes) or total < min(wholes)) and not run[-1].is_wrong:
        mark(run[-1], "sum" if total > max(wholes) else "missing", run, wholes[-1] if heads else wholes[0])


def unit_of(claim: Claim) -> str:
    """The unit of its number."""
    return claim.quantity.unit if claim.quantity else ""


def tell(claim: Claim, code: str, parts: Sequence[Claim], whole: Claim) -> None:
    """Says that parts and whole do not agree, unless the claim is wrong already."""
    if not claim.is_wrong:
        mark(claim, code, parts, whole.value)
        claim.since = min(each.start for each in (*parts, whole))
        claim.whole = (whole.start, whole.end)


def mark(claim: Claim, code: str, parts: Sequence[Claim], whole: float) -> None:
    """Makes a claim wrong because of the numbers that it should be the sum of."""
    claim.verdict, claim.reason, claim.code = "contradicts", "", f"R68.{code}"
    claim.compared = (*(("part", part.value) for part in parts), ("whole", whole))
    claim.since = min(each.start for each in parts)
