"""Claims that contradict the tables or the text, as findings (R15, R17, R33, R52, R55-R57, R60-R69)."""

from collections.abc import Iterator
from decimal import Decimal

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, Span, Value, diagnose
from gkgen.review.case import Case
from gkgen.review.claims.cell_values import CellValues
from gkgen.review.claims.claim import Claim

_ROW = re.compile(r"[a-z_]+")
_REQUESTS, _DISPUTES = ("new", "in", "done", "out"), ("rec", "dir", "after")
_CODES = {
    "new": "R60",
    "load": "R60",
    "in": "R61",
    "out": "R63",
    "rec": "R64",
    "lit": "R65",
    "dir": "R65",
    "after": "R65",
    "norm": "R52",
    "regs": "R52",
}
_REQUEST_CODES = ("R60", "R61", "R62", "R63")
_DECIDED = ("licensing", "penalties", "coercive", "services", "procurement", "fees", "fee")
_BORDERS = "，。；：（(\n、"
_JOINED = "、和及与，,：:；; "
_ALL_OF_THEM = 100
_MONTHS = 12
_MAX_QUOTED_LETTERS, _MIN_LEAD_LETTERS, _MAX_TAIL_LETTERS = 60, 3, 14


def contradictions(case: Case, cells: CellValues, claims: list[Claim]) -> Iterator[Diagnostic]:
    """A finding for every claim that no lawful reading makes true, one for a sentence where its table is empty."""
    findings = Findings(case, cells)
    return (finding for claim in claims if (finding := findings.of(claim)) is not None)


class Findings:
    """Words the findings of a report, its claims taken in order."""

    def __init__(self, case: Case, cells: CellValues) -> None:
        self._case, self._cells = case, cells
        self._told: set[tuple[str, str, int]] = set()

    def of(self, claim: Claim) -> Diagnostic | None:
        """The finding that a claim makes; None where it is not wrong, or its sentence has told the same already."""
        if not claim.is_wrong:
            return None
        finding = self._of(claim)
        sentence = (finding.kind, claim.passage.text, claim.segment.sentence)
        if finding.kind in ("R15", "R33") and sentence in self._told:
            return None
        self._told.add(sentence)
        return finding

    def _of(self, claim: Claim) -> Diagnostic:
        if claim.relation == "change" and claim.compared[0][0] != "now":
            (left, value), (right, whole) = claim.compared
            fields = {"field": self._cells.term(left), "whole": self._cells.term(right)}
            return self._diagnose("R57.cells", claim, **fields, value=_shown(value), total=_shown(whole))
        if claim.code:
            return self._parts(claim)
        match claim.relation:
            case "share":
                return self._share(claim)
            case "rate":
                return self._rate(claim)
            case "change":
                return self._change(claim)
            case "all":
                return self._all(claim)
            case "average" if not claim.is_of_last_year:
                return self._average(claim)
            case _:
                return self._cell(claim)

    def _quoted(self, claim: Claim) -> tuple[str, Span]:
        """The words from where their clause begins, or from behind the number before."""
        begin = claim.start
        if claim.quantity is not None:
            ends = [number.end for number in claim.segment.numbers if number.end <= claim.start]
            begin = max([min(claim.segment.start, claim.start), *ends])
        if 0 <= claim.since < begin:
            begin = max(claim.passage.text.rfind(mark, 0, claim.since) + 1 for mark in _BORDERS)
        end = claim.end
        if claim.quantity is not None and claim.start - begin < _MIN_LEAD_LETTERS:
            end = max(end, min(claim.segment.end, claim.end + _MAX_TAIL_LETTERS))  # What it counts stands behind it.
        words = claim.passage.text[begin:end].lstrip(_JOINED)
        is_long, words = len(words) > _MAX_QUOTED_LETTERS, words[-_MAX_QUOTED_LETTERS:]
        place = self._case.spot(claim.passage, end - len(words), end)
        return f"…{words}" if is_long else words, place

    def _diagnose(self, kind: str, claim: Claim, **values: Value) -> Diagnostic:
        text, place = self._quoted(claim)
        return diagnose(kind, place, claim.passage.path, text=text, **values)

    def _cell(self, claim: Claim) -> Diagnostic:
        case, cells = self._case, self._cells
        reading, value = claim.compared[0]
        row = _row(reading)
        field = cells.term(reading)
        if claim.is_of_last_year:
            return self._diagnose("R56", claim, field=field, value=_shown(value))
        if "/" in reading:
            total, number = (cells.value(each) or 0.0 for each in reading.partition("*")[0].split("/"))
            return self._averaged(claim, total, number)
        if claim.relation == "part":
            return self._diagnose("R60.part", claim, field=field, value=_shown(value))
        is_told = claim.relation != "none" and claim.value > 0
        if row in _DISPUTES or row == "lit":
            if is_told and not any(cells.value(f"{name}.total") for name in _DISPUTES):
                return self._diagnose("R33", claim, table=case.term("disputes"))
            if claim.relation == "none" and reading.endswith(".total"):
                return self._diagnose("R33.denied", claim, field=field, value=_shown(value))
        elif is_told and _code(reading) in _REQUEST_CODES and not any(cells.value(name) for name in _REQUESTS):
            return self._diagnose("R15", claim, table=case.term("requests"))
        if reading == "new" and not is_told and claim.relation != "some":
            return self._single("R69", claim, reading, value)
        others = dict(claim.compared)
        if reading == "new" and others.get("load", value) != value:
            whole = _shown(others["load"])
            reference = _reference(case, cells.paths(reading)[0])
            return self._diagnose(
                "R60.received", claim, field=field, value=_shown(value), whole=whole, reference=reference
            )
        return self._single(_code(reading), claim, reading, value)

    def _average(self, claim: Claim) -> Diagnostic:
        reading, value = claim.compared[0]
        if reading == "whole":
            return self._diagnose("R60.monthly", claim, value=_shown(value), wanted=f"{value / _MONTHS:.1f}")
        return self._diagnose("R60.average", claim, field=self._cells.term(reading), value=_shown(value))

    def _averaged(self, claim: Claim, total: float, number: float) -> Diagnostic:
        """What falls to each of a number of things."""
        numbers = {"whole": _shown(total), "part": _shown(number), "wanted": f"{total / number:.2f}"}
        return self._diagnose("R68.average", claim, **numbers)

    def _single(self, code: str, claim: Claim, reading: str, value: float) -> Diagnostic:
        """Against one cell, which a reference can print, or against the sum of several."""
        paths, field = self._cells.paths(reading), self._cells.term(reading)
        if "*" in reading:
            factor = float(reading.partition("*")[2])
            return self._diagnose("R55.money", claim, field=field, value=_shown(value / factor))
        if len(paths) != 1:
            return self._diagnose(f"{code}.sum", claim, field=field, value=_shown(value))
        reference = _reference(self._case, paths[0])
        return self._diagnose(code, claim, field=field, value=_shown(value), reference=reference)

    def _all(self, claim: Claim) -> Diagnostic:
        (reading, value), *wholes = claim.compared
        field = self._cells.term(reading)
        if reading == "out":
            return self._diagnose("R17", claim, field=field, value=_shown(value))
        if not wholes:
            return self._single(_code(reading), claim, reading, value)
        whole, total = wholes[0]
        code = "R66" if _row(reading) in (*_DISPUTES, "lit") else "R60" if _code(reading) == "R60" else "R62"
        return self._diagnose(
            f"{code}.all", claim, field=field, value=_shown(value), whole=self._cells.term(whole), total=_shown(total)
        )

    def _share(self, claim: Claim) -> Diagnostic:
        (_, part), (_, whole) = claim.compared
        wanted = _percent(part, whole, claim)
        return self._diagnose("R67", claim, part=_shown(part), whole=_shown(whole), wanted=wanted)

    def _rate(self, claim: Claim) -> Diagnostic:
        reading, value = claim.compared[0]
        if reading == "done/load" and claim.value == _ALL_OF_THEM:
            left = self._cells.value("out") or 0
            return self._diagnose("R17", claim, field=self._cells.term("out"), value=_shown(left))
        part, _, whole = reading.partition("/")
        fields = {"part": self._cells.term(part), "whole": self._cells.term(whole)}
        return self._diagnose("R67.rate", claim, **fields, wanted=_percent(value, 1, claim))

    def _change(self, claim: Claim) -> Diagnostic:
        (_, now), (_, last) = claim.compared
        if claim.quantity is not None and claim.quantity.kind == "points":
            rounded = {"now": now, "last": last, "difference": abs(now - last)}
            return self._diagnose("R57.points", claim, **{name: f"{each:.1f}" for name, each in rounded.items()})
        numbers = {"now": _shown(now), "last": _shown(last), "difference": _shown(abs(now - last))}
        kind = "R57" if now != last else "R57.same"
        if now < last:
            kind = "R57.less"
        if now == last:
            return self._diagnose(kind, claim, now=numbers["now"])
        return self._diagnose(kind, claim, **numbers, wanted=_percent(abs(now - last), last, claim) if last else "—")

    def _parts(self, claim: Claim) -> Diagnostic:
        passage = claim.passage
        if claim.code == "R68.average":
            return self._averaged(claim, claim.compared[0][1], claim.compared[1][1])
        parts = [value for name, value in claim.compared if name == "part"]
        whole = claim.compared[-1][1]
        begin = max(passage.text.rfind(mark, 0, max(claim.since, 0)) + 1 for mark in _BORDERS)
        first, last = claim.whole if claim.whole and claim.code != "R68.part" else (claim.start, claim.end)
        words = passage.text[begin : max(claim.end, last)]
        text = words if len(words) <= _MAX_QUOTED_LETTERS else f"…{words[-_MAX_QUOTED_LETTERS:]}"
        place = self._case.spot(passage, first, last)
        if claim.code == "R68.part":
            return diagnose(claim.code, place, passage.path, text=text, part=_shown(parts[0]), whole=_shown(whole))
        total = sum(parts)
        numbers = {
            "parts": " + ".join(map(_shown, parts)),
            "total": _shown(total),
            "whole": _shown(whole),
            "difference": _shown(abs(total - whole)),
        }
        return diagnose(claim.code, place, passage.path, text=text, **numbers)


def _row(reading: str) -> str:
    found = _ROW.match(reading)
    return found[0] if found else ""


def _code(reading: str) -> str:
    """The code of a cell."""
    row = _row(reading)
    if re.search(r"\brec\b", reading) and re.search(r"\blit\b", reading):
        return "R65"
    if row in ("rec", "lit", "dir", "after") and not reading.split(" ", maxsplit=1)[0].endswith("total"):
        return "R66"
    return "R55" if row.partition("_items")[0] in _DECIDED else _CODES.get(row, "R62")


def _reference(case: Case, path: str) -> str:
    """How a cell is referred to in a text: 依申请公开情况.本年新收.总计."""
    names, found = [], case.edition.root
    for name in path.split("."):
        child = found.child(name)
        if child is None:
            raise KeyError(path)
        names.append(child.key)
        found = child
    return ".".join(names)


def _shown(value: float) -> str:
    """A number without needless decimals."""
    return f"{Decimal(repr(round(value, 6))).normalize():f}"


def _percent(part: float, whole: float, claim: Claim) -> str:
    """A share with as many decimals as were printed, at least one."""
    decimals = max(1, -Decimal(repr(claim.quantity.step)).as_tuple().exponent) if claim.quantity else 1  # type: ignore[operator]
    return f"{100 * part / whole:.{min(int(decimals), 4)}f}"
