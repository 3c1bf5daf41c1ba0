"""Findings as a table in GitHub Flavored Markdown, for the comment on a pull request or the summary of a run."""

import re
from collections.abc import Iterable, Sequence

from gkgen.diagnostics import Diagnostic, Language, Term
from gkgen.invisible_characters import visible
from gkgen.pipeline.core.outcome import Outcome
from gkgen.reporters.explanation_report import SEVERITIES
from gkgen.reporters.repository_places import repository_path
from gkgen.reporters.text import advice, summary

_HEADS = (Term("级别", "severity"), Term("位置", "place"), Term("代号", "code"), Term("说明", "finding"))
# A comment on GitHub holds 65,536 characters.
_MAX_ROWS = 100


def table(outcomes: Sequence[Outcome], language: Language) -> str:
    """The number of findings, and the most severe of them in a table, errors first."""
    ranks = list(SEVERITIES)
    found = [each for outcome in outcomes for each in outcome.diagnostics]
    found.sort(key=lambda each: ranks.index(each.severity))
    lines = [f"**gkgen**{'：' if language == 'zh' else ': '}{summary(outcomes, language)}"]
    if found:
        lines += ["", _row(term.text(language) for term in _HEADS), _row(["---"] * len(_HEADS))]
    lines += [_row(_cells(each, language)) for each in found[:_MAX_ROWS]]
    if (more := len(found) - _MAX_ROWS) > 0:
        lines += [
            "",
            f"另有 {more} 条，运行 gkgen check 看全部" if language == "zh" else f"{more} more: run gkgen check",
        ]
    return "\n".join(lines)


def _cells(found: Diagnostic, language: Language) -> list[str]:
    place = f"{repository_path(found.file)}:{found.span.line}" if found.span else repository_path(found.file)
    texts = [found.message(language), advice(found, language)]
    words = "<br>".join(_escaped(each) for each in texts if each)
    return [SEVERITIES[found.severity].text(language), _escaped(place), found.code, words]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    """The text, escaped so that it makes no markup, link, mention or reference to an issue."""
    escaped = re.sub(r"[\\`*_\[\]<>|~&@#$]|:(?=//)|(?<=www)\.", r"\\\g<0>", visible(text))
    return re.sub(r"([@#!~&%$])(?=[0-9A-Za-z])", r"\1<!-- -->", escaped)
