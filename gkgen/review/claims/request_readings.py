"""Numbers of requests as expressions over the cells of table three."""

from collections.abc import Sequence

from gkgen import lazy_re as re
from gkgen.review.claims.binding import Frame
from gkgen.review.claims.cell_values import CellValues
from gkgen.review.claims.claim import Claim
from gkgen.review.claims.vocabulary import Term

# Lawful readings of a verb, the likeliest first: 收到 may count those carried in, 办理 may be any of three.
_FLOWS = {
    "new": ("new",),
    "recv": ("new", "load"),
    "load": ("load", "new", "done"),
    "both": ("new", "done", "load"),
    "done": ("done",),
    "answer": ("done", "done-not_processed-other", "done-not_processed"),
    "handle": ("done", "load", "new"),
}
_ATTRIBUTE = re.compile(r"公开属性|公文|主动公开\d|属性")
_TOGETHER = re.compile("(?:一?共|共计|合计|总计)(?:仅|只)?$|[两二三四五六](?:种|类|项)(?:情形|理由|原因)?")
_CONTENT = re.compile("涉及的?(?:事项|内容|信息|领域|问题)")
_STEP = re.compile("终止|不再|中止")
_MODIFIED = re.compile("(?:要求公开(?!的?政府信息)|申请获取|涉及|关于|有关|针对|围绕|要求获取|内容为|主要是|其中涉)")
_ONE_PERSON = re.compile("同一|一次性|单独|人均")
_AVERAGE = re.compile("平均|[日周年人户]均")
_MONTHLY = re.compile("平均每月|月均")
_SUM_OF_ALL = re.compile("(?:一?共|共计|合计|总计)")
# 其他处理中其余32件 are some of the row.
_SOME_OF_ROW = re.compile("(?:中|里|内)?(?:其余|剩余|余下)(?:的)?$")
_THE_OTHERS = re.compile("[，、]?(?:其余|剩余|余下|其他|其它)(?=.*的)(?!处理|法律)")
_SAMPLED = re.compile("抽查|抽取|抽样|抽检|抽选|随机|回访|评查|核查|选取|回头看|倒查|复查")
_AND_OTHERS = re.compile('(?:[”"]|信息)?等(?!第三方|[^，。；、]{0,8}(?:信息|案卷|事项|权益))')
_WITH_THOSE = re.compile(r"(?:连|加上|算上|含|包括)[^，。；\d]*(?:一共|总共|合计|总计|共计?)(?:有|是|为)?$")
_ADDED = re.compile("[与和及加、]|连同")
_HEAD = re.compile(r"in|out|refused[\w.]*|unable[\w.]*|not_processed[\w.]*|other[\w.]*|granted|partial")
_LAST_YEAR = re.compile("(?<![由从较比与])(?:上年|往年|去年)")


class RequestReadings:
    """Turns the words that govern a number of requests into readings."""

    def __init__(self, cells: CellValues) -> None:
        self._cells = cells

    def read(self, claim: Claim, frame: Frame, earlier: Sequence[Claim]) -> None:
        """Fills in the readings of a claim, or what else it is about."""
        state, said = frame.clause.state, frame.clause.said
        slots = frame.slots
        is_firm = "requests" in (state.topic, state.home) or (not state.topic and "apply" in slots)
        is_attribute = state.attribute and not {"recv", "new", "done"} & set(frame.named("flow"))
        if is_attribute or _ATTRIBUTE.search(said) or (state.topic == "publish" and not state.home):
            claim.about = "attribute"
            return
        unit = claim.quantity.unit if claim.quantity else ""
        if unit in ("条", "次", "") and not is_firm:
            claim.about = "unit"
            return
        if unit in ("项", "个", "条", "种") and _CONTENT.search(frame.clause.before(claim.start)):
            claim.about = "unit"
            return
        rows = [term for term in frame.terms if term.slot == "row"]
        if not rows and _STEP.search(said):
            rows = _cause_before(frame)
            frame.terms = [*frame.terms, *rows]
        if not rows and _STEP.search(said):
            claim.about = "step"
            return
        flows = frame.named("flow")
        if not self._base(claim, frame, rows, flows, earlier):
            return
        if claim.is_channel:
            claim.is_certain = claim.is_certain and (is_firm or "topic" in slots)
            return
        self._weaken(claim, frame, bool(rows), flows, is_firm)
        if claim.relation == "part" and len(claim.readings) == 1 and _THE_OTHERS.match(frame.lead or ""):
            self._of_the_rest(claim, earlier)

    @staticmethod
    def _of_the_rest(claim: Claim, earlier: Sequence[Claim]) -> None:
        """信访类和重复申请各6件外，其余不予处理的4件: the row without what the sentence has told of it."""
        row, here = claim.readings[0], [e for e in earlier if e.segment.sentence == claim.segment.sentence]
        told = [r for e in here for r in e.readings[:1] if r.startswith(f"{row}.") and e.relation == "equal"]
        if told and len(set(told)) == len(told) and "." not in row:
            claim.relation, claim.readings = "equal", ("-".join([row, *told]),)

    def _base(self, claim: Claim, frame: Frame, rows: list[Term], flows: list[str], earlier: Sequence[Claim]) -> bool:
        """The readings by what governs the number most closely; False where nothing does."""
        cols = list(dict.fromkeys(frame.named("col")))
        if not rows and not cols and _are_added(frame):
            claim.readings = ("load",)
        elif rows:
            claim.readings = self.rows(rows, frame.clause.plain)
            if "+" in claim.readings[0] and _TOGETHER.search(frame.clause.before(claim.start)):
                claim.readings = claim.readings[:1]
            if cols:
                single = [each for each in claim.readings if "+" not in each]
                claim.readings = tuple("+".join(f"{each}.{col}" for col in cols) for each in single)
            elif frame.clause.state.column:
                column = frame.clause.state.column
                own = tuple(f"{each}.{column}" for each in claim.readings if "+" not in each and "-" not in each)
                claim.readings = own + claim.readings
            else:
                claim.readings += _of_one_column(claim.readings, frame)
        elif "in" in flows and _WITH_THOSE.search(frame.clause.before(claim.start)):
            column = frame.clause.state.column  # 连去年转来的一共三件
            claim.readings = (
                *(f"load.{each}" for each in (column,) if each),
                *_of_one_column(("load",), frame),
                "load",
            )
        elif "in" in flows or "out" in flows:
            claim.readings = self._in_column("in" if "in" in flows else "out", frame, cols)
        elif "carry" in flows:
            is_in = _LAST_YEAR.search(frame.clause.before(claim.start))
            column = frame.clause.state.column
            base = ("in",) if is_in else ("out", "in")
            claim.readings = (*(f"{each}.{column}" for each in base if column), *base, *_of_one_column(base, frame))
        elif "chan" in frame.slots:
            claim.is_channel, claim.relation, claim.readings = True, "part", ("load",)
            # A channel counts visits and posts as well: only where requests are named it is one of requests.
            claim.is_certain = claim.is_certain and "申请" in claim.passage.text
        else:
            return self._by_flow(claim, frame, cols, flows, earlier)
        return True

    @staticmethod
    def _in_column(name: str, frame: Frame, cols: Sequence[str]) -> tuple[str, ...]:
        if cols:
            return (f"{name}.{cols[-1]}",)
        column = frame.clause.state.column
        return (f"{name}.{column}", name) if column else (name, *_of_one_column((name,), frame))

    @staticmethod
    def _by_flow(claim: Claim, frame: Frame, cols: list[str], flows: list[str], earlier: Sequence[Claim]) -> bool:
        base, is_total, said = flow_readings(flows), False, frame.clause.said
        sentence = claim.segment.sentence
        here = [each for each in earlier if each.segment.sentence == sentence]
        if base is None:
            base = ("new", "load") if cols else ("new", "load", "done")
            counted = sum(each.quantity is not None and bool(each.readings) for each in here) > 1
            is_total = bool(_SUM_OF_ALL.fullmatch(claim.label)) and counted
            if not cols and not frame.slots & {"topic", "apply"} and not is_total:
                claim.about = "no noun"
                return False
        claim.readings = (*base, *_of_one_column(base, frame))
        if cols:
            claim.readings = _columns(base, cols)
            told = [r for each in here for r in each.readings]
            rows = [row for r in told if (row := r.rpartition(".")[0]) and _HEAD.fullmatch(row)]
            heads = dict.fromkeys([*(r for r in told if _HEAD.fullmatch(r)), *rows])
            if len(cols) == 1:
                claim.readings += tuple(
                    f"{head}.{cols[0]}" for head in heads if f"{head}.{cols[0]}" not in claim.readings
                )
            if any("commercial" in reading for each in here for reading in each.readings):
                kept = tuple(r for r in claim.readings if not r.endswith(".legal") or cols == ["legal"])
                claim.readings = kept
        elif frame.clause.state.column:
            claim.readings = (*(f"{each}.{frame.clause.state.column}" for each in base if "-" not in each), *base)
        elif base[0] == "done" and any("new" in each.readings for each in here) and "年" in said:
            claim.readings += ("new-out",)  # 新收13件，当年办结12件 leaves out those carried in.
        if is_total:
            claim.is_certain = False
        return True

    @staticmethod
    def _weaken(claim: Claim, frame: Frame, has_row: bool, flows: list[str], is_firm: bool) -> None:
        """Parts of the requests that no cell counts are no more than all of them; steps and averages are no cells."""
        said, state = frame.clause.said, frame.clause.state
        told = frame.clause.before(claim.start)
        is_subset = state.subset or (_MODIFIED.search(told) and not has_row) or _ONE_PERSON.search(said)
        if _MONTHLY.search(said):
            claim.relation = "average"
        elif has_row and (_SOME_OF_ROW.search(frame.lead or "") or _THE_OTHERS.match(frame.lead or "")):
            claim.relation = "part"
        elif _AVERAGE.search(said):
            claim.readings, claim.about = (), "average"
        elif (_SAMPLED.search(told) and not {"in", "out"} & set(flows)) or (is_subset and has_row):
            claim.relation = "part"
        elif is_subset and not {"in", "out"} & set(flows):
            claim.relation, claim.readings = "part", ("load",)
        if has_row and _goes_on_otherwise(frame):
            claim.is_certain = False
        if "补正" in said and not has_row:
            claim.readings, claim.about = (), "step"
        if not is_firm and not {"in", "out", "new"} & set(flows):
            claim.is_certain = False

    def rows(self, terms: Sequence[Term], plain: str) -> tuple[str, ...]:
        """The rows of results that terms name: one, the sum of several, or the group of those named as its causes."""
        names = list(dict.fromkeys(term.name for term in terms))
        fine = [name for name in names if "." in name]
        groups = [name for name in names if "." not in name]
        if not fine:
            if len(groups) > 1:
                return () if "|" in "".join(groups) else ("+".join(groups),)
            return tuple(groups[0].split("|"))
        if not groups:
            if len(fine) == 1:
                return self._known(fine[0])
            return ("+".join(self._known(name)[0] for name in fine),)
        group = groups[-1].split("|")
        last = max((term for term in terms if "." in term.name), key=lambda term: term.end)
        if _AND_OTHERS.match(plain, last.end):
            return tuple(group)
        inside = [name for name in fine if name.split(".")[0] == group[0]]
        if len(inside) > 1:
            return ("+".join(inside), *group)
        if inside:
            return self._known(inside[0])
        is_cause = group[0] in ("refused", "unable") and fine[0].startswith(("refused", "unable", "not_processed"))
        return self._known(fine[0]) if is_cause else tuple(group)

    def _known(self, name: str) -> tuple[str, ...]:
        """The rows of a name, in an edition without them the group that they belong to."""
        found = tuple(each for each in name.split("|") if self._cells.has(each))
        return found or (name.split("|", maxsplit=1)[0].split(".", maxsplit=1)[0],)


def _goes_on_otherwise(frame: Frame) -> bool:
    """Whether the next clause gives the same requests another result: 涉及个人隐私的1件，征求意见后部分公开."""
    clause, segment = frame.clause, frame.clause.segment
    behind = clause.parts[clause.at + 1] if clause.at + 1 < len(clause.parts) else None
    if (
        behind is None
        or behind.sentence != segment.sentence
        or behind.numbers
        or frame.number not in segment.numbers[-1:]
    ):
        return False
    told = {term.name.partition(".")[0] for term in behind.terms if term.slot == "row"}
    own = {term.name.partition(".")[0] for term in (*segment.terms, *frame.terms) if term.slot == "row"}
    return bool(told) and told <= {"granted", "partial", "disclosed"} and not told & own


def _are_added(frame: Frame) -> bool:
    """Whether what came and what was carried over are counted together: 新收与结转合计133件."""
    flows = [term for term in frame.terms if term.slot == "flow" and term.name in ("new", "recv", "in", "carry")]
    names = {term.name for term in flows}
    if len(flows) != 2 or not (names & {"new", "recv"} and names & {"in", "carry"}):
        return False
    return bool(_ADDED.search(frame.clause.plain, flows[0].end, flows[1].start))


def _cause_before(frame: Frame) -> list[Term]:
    """逾期不补正，不再处理其申请的2件: the row stands in the clause before."""
    clause = frame.clause
    before = clause.parts[clause.at - 1] if clause.at else None
    if before is None or before.numbers or before.sentence != clause.segment.sentence:
        return []
    rows = [term for term in before.terms if term.slot == "row" and term.name.startswith("other.")]
    return rows if len({term.name for term in rows}) == 1 else []


def _of_one_column(base: Sequence[str], frame: Frame) -> tuple[str, ...]:
    """The same of the only applicants that the sentence has named: 律所申请办结32件，其中公开9件."""
    columns = frame.clause.state.columns
    if len(columns) != 1 or frame.clause.state.column:
        return ()
    return tuple(f"{each}.{columns[0]}" for each in base if "+" not in each and "-" not in each)


def flow_readings(flows: Sequence[str]) -> tuple[str, ...] | None:
    """Readings of the verb that is nearest; None where there is none."""
    for name in ("both", "new", "load"):
        if name in flows:
            return _FLOWS[name]
    known = [name for name in flows if name in _FLOWS]
    if "recv" in known and len(set(known)) > 1:
        return _FLOWS["both"]
    return _FLOWS[known[-1]] if known else None


def _columns(base: Sequence[str], cols: Sequence[str]) -> tuple[str, ...]:
    if len(cols) > 1:
        return tuple("+".join(f"{each}.{col}" for col in cols) for each in base)
    if cols[0] == "other_org":
        both = tuple(f"{each}.{col}" for each in base for col in ("other_org", "legal"))
        return (*both, "new.legal-new.commercial_enterprise")
    return tuple(f"{each}.{cols[-1]}" for each in base)
