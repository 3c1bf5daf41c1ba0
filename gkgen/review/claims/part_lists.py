"""Parts and wholes inside the text: lists that the words declare, sums behind a list, channels, what is left."""

from collections.abc import Sequence

from gkgen import lazy_re as re
from gkgen.review.claims.cell_values import CellValues
from gkgen.review.claims.claim import Claim
from gkgen.review.claims.proportions import IS_WHOLE
from gkgen.review.claims.stated_sums import (
    HALVES,
    QUARTERS,
    REST,
    TOTAL,
    judge_channels,
    judge_direction,
    judge_listed_year,
    judge_parts_of_year,
    judge_rest,
    judge_totals,
    tell,
    unit_of,
)

_MARK = re.compile("其中|包括|包含|分别|具体为|按.{1,8}分|从.{1,8}看")
_NEW_SENTENCE = re.compile(r"。\s*(?:其中|具体)[^。]*$")
_OPENING = re.compile(
    r"[^，；：。0-9]{0,10}[，；：。]?\s*[^，；：。0-9]{0,8}(?:其中|包括|包含|分别为|具体为|公开属性|除(?=[^，。]{0,12}\d))|[^，；。0-9]{0,6}：|[^，；。0-9]{0,8}[中里]，"
)
_ACTION = re.compile(
    "发布|推送|制作|召开|举办|开展|回应|办理|收到|受理|组织|接待|编发|印发|转发|更新|配套|整改|撤下|答复|办结|培训|刊发|张贴|制发|"
    "新建|设置|上年结转|结转|新收|行政复议|行政诉讼"
)
_REST_BEHIND = re.compile("为其他")
_GOES_ON = re.compile(r"[、，]?\s*(?:另|此外|同时|还)")
_COMPARED = re.compile("较|比|同比|占比最|超")
_ANOTHER = re.compile("其中|包括|含")
_BRACKET = re.compile(r"[^，；：。]{0,8}（")
_DIVIDED = re.compile("[，（]?(?:分别|依次|包括|包含|具体)")
_ANOTHER_TOTAL = re.compile("[^、，等]{4,}(?:合计|共计|总计|累计)$")
_NO_PARTS = re.compile(r"万|亿|上年|20\d\d|结转")
_QUOTED = re.compile("“[^”]*”")
_COLUMN = re.compile(r"(?:new|load)\.")
# One thing in several forms is counted in each of them.
_SEVERAL_FORMS = re.compile("同一(?:材料|文件|政策)|多种形式|形式多样|多渠道发布|重复计算|有交叉|可重复")
_SIMILAR_UNITS = "件条份"
_SAME_UNITS = frozenset({"件", "份", "宗", "起", "条", "项", "次", "例"})
_MAX_LABEL = 14
_MAX_LISTED_CLAIMS = 40


def judge_lists(claims: Sequence[Claim], plain: str, cells: CellValues) -> None:
    """Changes the verdict of the last part where parts and whole do not agree."""
    counts: dict[int, list[Claim]] = {}
    for claim in claims:
        if _is_listed(claim) and claim.about != "denial":
            counts.setdefault(claim.segment.sentence, []).append(claim)
    for sentence, found in counts.items():
        here = found[:_MAX_LISTED_CLAIMS]
        _spare_parts_of_others(here)
        both = here + counts.get(sentence + 1, [])[:_MAX_LISTED_CLAIMS]
        for place, head in enumerate(here):
            if _may_head(head, both, place, plain):
                parts = _parts(head, both, place, plain)
                if parts:
                    _judge_sum(head, parts, both, place, plain)
        judge_channels(counts.get(sentence - 1, []) + here, here, cells)
        before = counts.get(sentence - 2, []) + counts.get(sentence - 1, [])
        judge_totals(before, here, plain)
        judge_parts_of_year(here, cells)
        judge_listed_year(here, cells)
        judge_rest(counts.get(sentence - 1, []), here, plain, cells)
        judge_direction(here, plain)


def _spare_parts_of_others(here: Sequence[Claim]) -> None:
    """发出通知7件，4件缴费，1件逾期未缴，2件撤回: parts of something else are less than the cells of their names."""
    head, parts = here[0], here[1:]
    if (head.is_certain and head.readings) or len(parts) < 2 or sum(part.value for part in parts) != head.value:
        return
    if {unit_of(part) for part in parts} != {unit_of(head)}:
        return
    for part in parts:
        if part.is_wrong and part.relation == "equal" and part.value < max(value for _, value in part.compared):
            part.tell("undecidable", "uncertain")


def _is_listed(claim: Claim) -> bool:
    """Whether a number may be part of a list or its whole; what no cell counts may be, too: 20篇, 72人次."""
    if claim.quantity is not None and claim.quantity.kind in ("people", "foreign"):
        return claim.relation == "equal" and bool(claim.quantity.unit)
    return claim.is_count


def _may_head(head: Claim, counts: Sequence[Claim], place: int, plain: str) -> bool:
    if head.relation == "average" or (head.relation == "part" and not head.value):
        return False
    if not head.value and not head.readings:
        return False
    if not head.segment.depth:
        return True
    return place + 1 < len(counts) and bool(_MARK.search(plain, head.end, counts[place + 1].start))


def _parts(head: Claim, counts: Sequence[Claim], place: int, plain: str) -> list[Claim]:
    """The numbers that the words declare to be parts of this one."""
    parts: list[Claim] = []
    depth, is_marked, in_bracket, position = head.segment.depth, False, False, head.end
    for each in counts[place + 1 :]:
        between = plain[position : each.start]
        apart = each.segment.sentence - head.segment.sentence
        if apart > 1 or (apart and not is_marked and not _NEW_SENTENCE.search(between)):
            break
        if each.segment.depth > depth:
            if not is_marked and not parts and not in_bracket:
                in_bracket = bool(_BRACKET.match(plain, head.end, each.start))
            if in_bracket:
                if _NO_PARTS.search(each.label) or unit_of(each) != unit_of(head):
                    return []
                parts.append(each)
            position = each.end
            continue
        if in_bracket:
            if len(parts) > 1 or _ANOTHER.search(plain, head.end, parts[0].start):
                break
            parts, in_bracket = [], False
        if any(".total-" in reading for reading in each.readings):
            break  # 已审结6件 has parts of its own.
        has_own = "。" in between and IS_WHOLE.match(plain, each.end)  # A new sentence with a whole of its own.
        if each.segment.depth < depth or has_own or not _goes_on(each, parts, between, is_marked):
            break
        is_marked = True
        if unit_of(each) != unit_of(head) and not (unit_of(each) in _SIMILAR_UNITS and unit_of(head) in _SIMILAR_UNITS):
            break
        parts.append(each)
        position = each.end
        if REST.search(each.label.lstrip("、，")) and _DIVIDED.match(plain, each.end):
            break  # 其余11件分别为…: what follows are parts of the rest.
    return parts


def _goes_on(each: Claim, parts: Sequence[Claim], between: str, is_marked: bool) -> bool:
    """Whether a number belongs to the list, or to what comes behind it."""
    if is_marked:
        return not _ANOTHER.search(between) and not _is_other_list(each, parts, between)
    if _NEW_SENTENCE.search(between):
        return True
    if not _OPENING.match(between):
        return False
    return not (re.search("[较比同]", between) and "其中" not in between)


def _is_other_list(each: Claim, parts: Sequence[Claim], between: str) -> bool:
    label = _QUOTED.sub("", each.label)
    if _GOES_ON.match(label) and not each.readings:
        return True
    if parts and _ACTION.search(label) and not _ACTION.search(parts[0].label):
        return True
    if "；" in between or "。" in between:
        if parts and (each.readings or parts[0].readings):
            return True
        return not each.readings and (bool(_ACTION.search(between)) or len(label) > _MAX_LABEL)
    return bool(TOTAL.fullmatch(label.lstrip("、，")) or _ANOTHER_TOTAL.search(label) or _COMPARED.search(label))


def _judge_sum(head: Claim, parts: Sequence[Claim], counts: Sequence[Claim], place: int, plain: str) -> None:
    whens = {head.when, "part"}
    if any(p.whose not in (head.whose, "unit") for p in parts) or any(p.when not in whens for p in parts):
        return
    begin, end = plain.rfind("。", 0, head.start) + 1, plain.find("。", parts[-1].end)
    if _SEVERAL_FORMS.search(plain, begin, end if end >= 0 else len(plain)):
        return
    is_of_columns = all(part.readings and _COLUMN.match(part.readings[0]) for part in parts)
    is_of_received = is_of_columns and bool({"new", "load"} & set(head.readings))
    are_proved = all(part.verdict == "agrees" and part.readings for part in parts)
    if head.verdict == "agrees" and are_proved and not is_of_received:
        return  # The tables prove every number: what looked like a list is none.
    wholes = _wholes(head, parts, counts, place)
    least, most = min(low for low, _ in wholes), max(high for _, high in wholes)
    low = sum(_edges(part)[0] for part in parts)
    high = sum(_edges(part)[1] for part in parts)
    larger = next((part for part in parts if _edges(part)[0] > most + 1e-6), None)
    if larger is not None:
        tell(larger, "part", [larger], head)
    elif low > most + 1e-6:
        tell(parts[-1], "sum", parts, head)
    elif len(parts) > 1 and high < least - 1e-6 and _is_whole(parts, plain):
        tell(parts[-1], "missing", parts, head)


def _is_whole(parts: Sequence[Claim], plain: str) -> bool:
    """Whether a list leaves nothing out: it ends with the rest, or names all outcomes or parts of a year."""
    last = parts[-1]
    label = re.sub(r"^[、，和及\s]+", "", last.label)
    if any("等共计" in part.label or "等合计" in part.label for part in parts):
        return True
    if REST.search(label) or _REST_BEHIND.match(plain, last.end):
        return True
    heads = {part.readings[0].split(".")[0] if part.readings else "" for part in parts}
    is_year = all(part.when == "part" for part in parts) and any(
        all(any(name in part.segment.said for part in parts) for name in names) for names in (HALVES, QUARTERS)
    )
    return is_year or (heads <= {"rec", "lit"} and len(parts) >= 4)


def _wholes(head: Claim, parts: Sequence[Claim], counts: Sequence[Claim], place: int) -> list[tuple[float, float]]:
    """What the parts may be parts of: the head, with what was carried in; behind a stop any number before it."""
    wholes = [_edges(head)]
    before = counts[place - 1] if place else None
    sentence = head.segment.sentence
    if (
        before is not None
        and before.segment.sentence == sentence
        and "in" in head.readings
        and {"new", "load"} & set(before.readings)
    ):
        wholes += [(before.value + head.value,) * 2, (before.value,) * 2]
    if not head.readings and place and parts[0].segment.depth == head.segment.depth:
        wholes += [_edges(c) for c in counts[:place] if c.segment.sentence == sentence and unit_of(c) == unit_of(head)]
    if parts[0].segment.sentence != sentence:
        wholes += [_edges(c) for c in counts if c.segment.sentence == sentence and unit_of(c) == unit_of(head)]
    return wholes


def _edges(claim: Claim) -> tuple[float, float]:
    return claim.quantity.edges if claim.quantity else (0.0, 0.0)
