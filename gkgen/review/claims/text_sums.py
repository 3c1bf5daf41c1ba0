"""What numbers of the text say of each other where no cell counts their things: 月均, 其余, 回收率."""

from collections.abc import Sequence

from gkgen import lazy_re as re
from gkgen.review.claims.claim import Claim
from gkgen.review.claims.stated_sums import HALVES, mark, unit_of

_MONTHLY = re.compile("(?:平均每月|每月平均|月均)(?:发布|推送|公开|更新|办理|受理|收到|接待|约为?|近|为|达|有)*")
_REST = re.compile("[、，]?(?:其余|剩余|余下)(?:的)?")
_OTHER_CAUSES = re.compile(
    "[，、]?(?:其余|其他|剩余)(?:各类|各种|几类)?(?:情形|原因|理由)?(?:一?共|合计|共计|计|为|的)?"
)
_DONE = re.compile("已|完成|其中")
_RATE = re.compile("(?<!按时)(?<!按期)(?<!及时)(?<!如期)(?<!限时)(?P<verb>[一-龥]{2})率(?:约?为|达到?|是|约)?$")
_FILLING = re.compile("[、，已共了]|其中|实际|完成(?=.)")
_EACH = re.compile(r"平均每(?:一)?个?(?P<unit>[件份宗起项场期次家户个]|项目|人)[一-龥]{0,8}$")
_PER = {"项目": "个项目"}
_DUE = frozenset({"答复", "回复", "增长", "同比", "结转"})
_MONTHS = 12


def judge_text(claims: Sequence[Claim], plain: str) -> None:
    """Changes the verdict of numbers that do not agree with those before them in their sentence."""
    sentences: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.quantity is not None and not claim.segment.depth:
            sentences.setdefault(claim.segment.sentence, []).append(claim)
    for here in sentences.values():
        for place, claim in enumerate(here):
            if _EACH.search(claim.label) and not claim.is_wrong:
                _judge_average(claim, here[:place])
            elif not claim.is_wrong and not claim.readings:
                _judge(claim, [each for each in here[:place] if _is_plain(each)], plain)
        _judge_halves(here)
        _judge_causes(here)


def _judge(claim: Claim, before: Sequence[Claim], plain: str) -> None:
    quantity = claim.quantity
    if quantity is None or not before or any(each.is_wrong for each in before):
        return
    lead = plain[claim.segment.start : claim.start].strip()
    last, same = before[-1], [each for each in before if unit_of(each) == unit_of(claim)]
    if _MONTHLY.fullmatch(lead) and last in same and last.value:
        month = last.value / _MONTHS
        if not quantity.fits(month) and abs(month - quantity.value) >= quantity.step:
            claim.relation, claim.verdict, claim.reason = "average", "contradicts", ""
            claim.compared, claim.is_certain = (("whole", last.value),), True
    elif _REST.fullmatch(claim.label) and len(before) == len(same) == 2 and quantity.is_exact:
        parts = [before[1], claim]
        total = sum(each.value for each in parts)
        is_part = bool(_DONE.search(plain, before[0].end, before[1].start)) and not any(e.readings for e in before)
        if total != before[0].value and is_part and "外" not in plain[before[0].end : claim.start]:
            mark(claim, "sum" if total > before[0].value else "missing", parts, before[0].value)
    elif quantity.unit == "%" and len(before) == 2 and unit_of(before[0]) == unit_of(before[1]):
        _judge_rate(claim, before[0], before[1], lead)


def _judge_average(claim: Claim, before: Sequence[Claim]) -> None:
    """4件共1120元，平均每件280元: what falls to each is the quotient of the two numbers before."""
    each, quantity = _EACH.search(claim.label), claim.quantity
    if each is None or quantity is None or any(e.is_wrong for e in before):
        return
    unit = _PER.get(each["unit"], each["unit"])
    counts = [e for e in before if unit_of(e) in (unit, f"个{unit}") and e.value]
    wholes = [e for e in before if unit_of(e) == quantity.unit and e not in counts]
    if len(counts) != 1 or len(wholes) != 1:
        return
    real = wholes[0].value / counts[0].value
    if not quantity.fits(real) and abs(real - quantity.value) >= quantity.step:
        claim.relation, claim.verdict, claim.reason, claim.code = "average", "contradicts", "", "R68.average"
        claim.compared = (("whole", wholes[0].value), ("part", counts[0].value))
        claim.since, claim.is_certain = min(wholes[0].start, counts[0].start), True


def _judge_rate(claim: Claim, whole: Claim, part: Claim, lead: str) -> None:
    """发放200份，收回186份，回收率96%: the share of what the rate is named for."""
    rate, quantity = _RATE.search(lead), claim.quantity
    if rate is None or quantity is None or rate["verb"] in _DUE:
        return
    if set(_FILLING.sub("", part.label)) != set(rate["verb"]):
        return
    if set(rate["verb"]) <= set(whole.label) or not 0 < part.value <= whole.value:
        return
    if not quantity.fits(100 * part.value / whole.value):
        claim.relation, claim.verdict, claim.reason = "share", "contradicts", ""
        claim.compared, claim.since = (("part", part.value), ("whole", whole.value)), part.start


def _judge_causes(here: Sequence[Claim]) -> None:
    """不予公开9件，甲项5件、乙项2件，其余情形共2件: the causes and the rest are all of the row."""
    last = here[-1]
    head = next((e for e in here if e.readings in (("refused",), ("unable",), ("not_processed",), ("other",))), None)
    if head is None or last.readings or not _OTHER_CAUSES.fullmatch(last.label):
        return
    parts = here[here.index(head) + 1 :]
    if not all(
        _is_plain(e) and e.is_certain and not e.is_wrong and unit_of(e) == unit_of(head) for e in (head, *parts)
    ):
        return
    if len(parts) < 2 or not all(e.readings and e.readings[0].startswith(f"{head.readings[0]}.") for e in parts[:-1]):
        return
    total = sum(each.value for each in parts)
    if total != head.value:
        mark(last, "sum" if total > head.value else "missing", parts, head.value)


def _judge_halves(here: Sequence[Claim]) -> None:
    """培训4场，上半年2场，下半年3场: both halves are all of it."""
    halves = [next((c for c in here if name in c.segment.said and c.when == "part"), None) for name in HALVES]
    first, second = halves
    if first is None or second is None or first is second or first.readings or second.readings:
        return
    whole = next((c for c in reversed(here[: here.index(first)]) if unit_of(c) == unit_of(first)), None)
    if whole is None or unit_of(first) != unit_of(second) or whole.when != "this":
        return
    if not all(_is_plain(each) and not each.is_wrong for each in (whole, first, second)):
        return
    total = first.value + second.value
    if total != whole.value:
        mark(second, "sum" if total > whole.value else "missing", [first, second], whole.value)


def _is_plain(claim: Claim) -> bool:
    quantity = claim.quantity
    return quantity is not None and quantity.is_exact and quantity.kind in ("count", "people", "foreign")
