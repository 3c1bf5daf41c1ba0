"""A batch as one web page for the office that collects the reports: what is built, what is not, why, links to files."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from gkgen._version import __version__
from gkgen.diagnostics import Diagnostic, Language, Severity, Term
from gkgen.invisible_characters import visible
from gkgen.jinja_environment import JinjaEnvironment
from gkgen.pipeline.collecting.reporting_status import DistrictStatus, OfficeStatus, State
from gkgen.pipeline.core.outcome import HEADLINES, Outcome
from gkgen.reporters.explanation_report import SEVERITIES
from gkgen.reporters.status_report import NOBODY, STATES, to_do
from gkgen.writers.formats import OUTPUT_FORMATS

_WORDS = {
    "title": Term("政府信息公开工作年度报告：各机关生成情况", "Annual reports: what became of each office"),
    "bar": Term("没有生成、有警告、完成的份数", "failed, with warnings, done"),
    "table": Term("各机关", "offices"),
    "office": Term("机关", "office"),
    "kind": Term("类型", "kind"),
    "year": Term("年度", "year"),
    "received": Term("新收", "received"),
    "done": Term("办结", "done"),
    "carried": Term("结转", "carried over"),
    "reconsideration": Term("复议", "reconsideration"),
    "litigation": Term("诉讼", "litigation"),
    "search": Term("查找机关、状态、问题", "search"),
    "sort": Term("按这一列排序", "sort by this column"),
    "made": Term("生成：", "made"),
    "state": Term("状态", "state"),
    "findings": Term("要处理的", "findings"),
    "outputs": Term("输出", "outputs"),
    "line": Term("第 {} 行", "line {}"),
    "hint": Term("建议：", "hint: "),
}
_STATES = {
    "built": Term("已生成", "built"),
    "draft": Term("草稿", "draft"),
    "unchanged": Term("没有变化", "unchanged"),
    "failed": Term("没有生成", "failed"),
    "checked": Term("已核对", "checked"),
}
_CLASSES = ("failed", "warned", "good")
_NOTHING: Mapping[str, Any] = {
    "class": "failed",
    "source": "",
    "kind": "",
    "year": "",
    "numbers": dict.fromkeys(HEADLINES, ""),
    "findings": [],
    "outputs": [],
}


def batch_page(outcomes: Sequence[Outcome], language: Language, folder: Path, made: datetime | None = None) -> str:
    """The page, in one file; `folder` is its own, for relative links to the outputs, `made` when it was made.

    The offices that failed come first, then those with warnings, each group in the order of the batch. It is searched
    and sorted by a script of its own, and whole without it.
    """
    states = Counter[str](outcome.state for outcome in outcomes)
    totals = [(len(outcomes), Term("共", "all").text(language))]
    totals += [(states[state], name.text(language)) for state, name in _STATES.items() if states[state]]
    return _page([_row(outcome, language, folder) for outcome in outcomes], totals, language, made)


def status_page(status: DistrictStatus, language: Language, folder: Path, made: datetime | None = None) -> str:
    """The same page for the offices of a roster: those that did not report first."""
    rows = [_status_row(each, language, folder) for each in status.offices]
    states = Counter(each.state for each in status.offices if each.entry)
    totals = [(sum(states.values()), Term("应报", "offices").text(language))]
    totals += [(states[state], name.text(language)) for state, name in STATES.items()]
    return _page(rows, totals, language, made)


def _page(
    found: Iterable[Mapping[str, Any]], totals: Sequence[tuple[int, str]], language: Language, made: datetime | None
) -> str:
    rows = sorted(found, key=lambda row: _CLASSES.index(row["class"]))
    classes = Counter(row["class"] for row in rows)
    page: str = _template().render(
        language="zh-CN" if language == "zh" else "en",
        words={name: term.text(language) for name, term in _WORDS.items()},
        totals=totals,
        shares=[(name, classes[name]) for name in _CLASSES],
        rows=rows,
        numbers=list(HEADLINES),
        made=f"{made:%Y-%m-%d %H:%M} · gkgen {__version__}" if made else f"gkgen {__version__}",
    )
    return page


def _status_row(each: OfficeStatus, language: Language, folder: Path) -> Mapping[str, Any]:
    """An office of the roster, with what is left for it in the place of the count of findings."""
    row = _row(each.outcome, language, folder) if each.outcome else _NOTHING
    is_bad = each.state in {State.MISSING, State.RETURNED} or row["class"] == "failed"
    return {
        **row,
        "office": visible(each.office),
        "kind": visible(each.entry.kind) if each.entry and each.entry.kind else row["kind"],
        "class": "failed" if is_bad else row["class"] if each.entry else "warned",
        "state": (STATES[each.state] if each.entry else NOBODY).text(language),
        "count": to_do(each, language),
    }


@cache
def _template() -> Any:
    text = Path(__file__).with_name("batch.html").read_text(encoding="utf-8")
    return JinjaEnvironment().from_string(text)


def _row(outcome: Outcome, language: Language, folder: Path) -> Mapping[str, Any]:
    severities = Counter(found.severity for found in outcome.diagnostics)
    counts = [f"{severities[each]} {name.text(language)}" for each, name in SEVERITIES.items() if severities[each]]
    is_bad = outcome.state == "failed" or severities[Severity.ERROR]
    summary = outcome.summary
    shown = [each or "" for each in summary.numbers] if summary else [""] * len(HEADLINES)
    return {
        "office": visible(summary.office) if summary and summary.office else "",
        "kind": visible(summary.kind) if summary else "",
        "year": summary.year or "" if summary else "",
        "numbers": dict(zip(HEADLINES, shown, strict=True)),
        "class": "failed" if is_bad else "warned" if severities[Severity.WARNING] else "good",
        "source": visible(outcome.source),
        "state": _STATES[outcome.state].text(language),
        "count": ("，" if language == "zh" else ", ").join(counts),
        "findings": [_finding(found, outcome.source, language) for found in _worst_first(outcome.diagnostics)],
        "outputs": [_output(Path(path), language, folder) for path in outcome.outputs],
    }


def _worst_first(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    ranks = list(SEVERITIES)
    return sorted(diagnostics, key=lambda found: ranks.index(found.severity))


def _finding(found: Diagnostic, source: str, language: Language) -> Mapping[str, Any]:
    return {
        # A value from a base has to be corrected in the base.
        "file": visible(found.file) if found.file != source else "",
        "severity": SEVERITIES[found.severity].text(language),
        "code": found.code,
        "line": found.span.line if found.span else 0,
        "message": visible(found.message(language)),
        "hint": visible(found.hint(language)),
    }


def _output(path: Path, language: Language, folder: Path) -> tuple[str, str, str]:
    """The link to a file, its name, and its format."""
    return _link(path, folder), visible(path.name), OUTPUT_FORMATS[path.suffix[1:]].label.text(language)


def _link(path: Path, folder: Path) -> str:
    """The relative link from the page, so that both can be sent together."""
    try:
        # As bytes: the name of a folder from a Chinese archive may not be UTF-8.
        return quote(os.fsencode(Path(os.path.relpath(path, folder)).as_posix()))
    except ValueError:  # another drive on Windows
        return path.absolute().as_uri()
