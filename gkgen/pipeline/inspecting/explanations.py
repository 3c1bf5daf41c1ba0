"""What each code of a finding means: the rule data of the installation joined with the catalogue of findings."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from gkgen import resources
from gkgen.diagnostics import CATALOGUE, Kind, Severity, Term, rule_scope
from gkgen.pipeline.core.checking import form
from gkgen.pipeline.inspecting.message_placeholders import readable
from gkgen.similarity import closest

# Files of gkgen/rules with rules in them, then what the letters of the other codes stand for, in the order of lists.
FAMILIES: Mapping[str, Term] = {
    "form": Term("年度、版本和填法", "Year, edition, what may stand in a cell"),
    "sums": Term("勾稽关系", "Sums"),
    "plausibility": Term("数是不是合理", "Numbers that a reader doubts"),
    "years": Term("和上年比", "Against last year"),
    "claims": Term("正文和表格", "Text against tables"),
    "wording": Term("正文的写法", "The words of the report"),
    "aggregation": Term("汇总", "Sums over several offices"),
    "checklist": Term("需要人核对的", "For a person to check"),
    "F": Term("名称和值", "Fields and values"),
    "N": Term("正文里的引用、标题、图片、表格", "References, headings, pictures and tables in text"),
    "C": Term("自己写的等式", "Equations of the author's own"),
    "L": Term("引用的其他文件", "Other files that a file names"),
    "W": Term("豁免", "Waivers"),
    "Y": Term("YAML 的写法", "YAML"),
    "E": Term("字体和环境", "Fonts and environment"),
    "O": Term("读写文件", "Reading and writing files"),
    "I": Term("转入已发布的报告", "Published reports that are imported"),
    "G": Term("比较和 Git", "Comparing, and Git"),
    "S": Term("名册和报送", "Rosters, and who has reported"),
    "T": Term("模板", "Templates"),
    "V": Term("写出的文件和数据不符", "A written file that does not match its data"),
}
Years = tuple[int | None, int | None]
# As rules of the review have it.
_NO_END = 9999
_RANKS = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


@dataclass(frozen=True, slots=True)
class Wording:
    """One message of a code, with words in place of what it quotes; `hint` may be empty."""

    severity: Severity
    message: Term
    hint: Term


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means.

    `family` is a key of FAMILIES. `severity` is the worst that a finding of this code can have, None where a person
    must judge (`checklist`); `told_by` names the codes that tell the same. The years are those of the reports that it
    is for, None without a bound. `wrong` and `right` are entries of an office file, `beside` files next to it.
    """

    code: str
    family: str
    severity: Severity | None
    first_year: int | None
    last_year: int | None
    title: Term
    why: Term
    source: Term
    wordings: tuple[Wording, ...]
    wrong: str = ""
    right: str = ""
    beside: tuple[tuple[str, str], ...] = ()
    override: bool = False
    waived_by_words: bool = False
    checklist: bool = False
    told_by: tuple[str, ...] = ()


@cache
def explanations() -> Mapping[str, Explanation]:
    """Every code that gkgen knows, by family and number."""
    kinds: dict[str, list[Kind]] = {}
    for kind in CATALOGUE.values():
        kinds.setdefault(kind.name.partition(".")[0], []).append(kind)
    years = _years()
    found = [
        _explanation(code, entry, kinds, years.get(code, (None, None)))
        for code, entry in resources.explanations().items()
    ]
    order = list(FAMILIES)
    return {each.code: each for each in sorted(found, key=lambda each: (order.index(each.family), each.code))}


def known_code(text: str) -> str | None:
    """The code that is meant by r40, R40.title or R7; None when there is none."""
    name = text.strip().upper().partition(".")[0]
    codes = explanations()
    return next((code for code in (name, f"{name[:1]}{name[1:].zfill(2)}") if code in codes), None)


def near_code(text: str) -> str | None:
    """The code that looks most like an unknown one."""
    name = text.strip().upper()
    # The letters O and I are easily typed for 0 and 1.
    likely = known_code(f"{name[:1]}{name[1:].replace('O', '0').replace('I', '1')}")
    return likely or closest(name, explanations())


def _years() -> dict[str, Years]:
    """The report years of the rules that are not for all."""
    found: dict[str, list[tuple[int, int | None]]] = {}
    for edition in form().editions:
        rules = {floor.rule for table in edition.tables for floor in table.floors}
        for code in rules | {each.rule for table in edition.tables for each in table.equations}:
            found.setdefault(code, []).append((edition.first_year, edition.last_year))
    for code in resources.explanations():
        scope = rule_scope(code)
        if scope.first_year or scope.last_year:
            found.setdefault(code, []).append((scope.first_year or form().editions[0].first_year, scope.last_year))
    return {code: _span(spans) for code, spans in found.items()}


def _span(spans: list[tuple[int, int | None]]) -> Years:
    """From the first year to the last, None for a bound that bounds nothing."""
    first = min(first for first, _ in spans)
    last = max(last or _NO_END for _, last in spans)
    return (
        first if first > form().editions[0].first_year or last < _NO_END else None,
        last if last < _NO_END else None,
    )


def _explanation(code: str, entry: Mapping[str, Any], kinds: Mapping[str, list[Kind]], years: Years) -> Explanation:
    own = kinds.get(code, [])
    told_by = tuple(entry.get("told_by", ()))
    judging = [*own, *(kind for other in told_by for kind in kinds.get(other, ()))]
    wordings = tuple(_wording(kind) for kind in own)
    return Explanation(
        code=code,
        family=entry["family"] if entry["family"] in FAMILIES else code[0],
        severity=min((kind.severity for kind in judging), key=_RANKS.index, default=None),
        first_year=years[0],
        last_year=years[1],
        title=_term(entry, "title") or (wordings[0].message if wordings else Term(code, code)),
        why=_term(entry, "why") or Term("", ""),
        source=_term(entry, "source") or Term("", ""),
        wordings=wordings,
        wrong=entry.get("wrong", ""),
        right=entry.get("right", ""),
        beside=tuple(entry.get("beside", {}).items()),
        override=any(kind.name == code and kind.is_overridable for kind in own),
        waived_by_words=any(kind.is_waived_by_words for kind in own),
        checklist=bool(entry.get("checklist")),
        told_by=told_by,
    )


def _term(entry: Mapping[str, Any], name: str) -> Term | None:
    texts = entry.get(name)
    return Term(texts["zh"], texts["en"]) if texts else None


def _wording(kind: Kind) -> Wording:
    return Wording(
        kind.severity,
        Term(readable(kind.zh, "zh"), readable(kind.en, "en")),
        Term(readable(kind.hint_zh, "zh"), readable(kind.hint_en, "en")),
    )
