"""Differences as a self-contained web page without scripts."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from gkgen.comparison import FactChange
from gkgen.diagnostics import Language
from gkgen.invisible_characters import visible
from gkgen.jinja_environment import JinjaEnvironment
from gkgen.pipeline.comparing.report_diff import Compared
from gkgen.reporters.differences.change_labels import (
    WORDS,
    difference,
    doubts,
    fact_groups,
    heading,
    moved,
    sentence_groups,
    summary,
    value,
)


def differences_page(results: Iterable[Compared], language: Language) -> str:
    """The page."""
    results = list(results)
    page: str = _template().render(
        language="zh-CN" if language == "zh" else "en",
        words={name: term.text(language) for name, term in WORDS.items()},
        summary=summary(results, language),
        reports=[_report(each, language) for each in results if not each.is_silent],
    )
    return page


@cache
def _template() -> Any:
    text = Path(__file__).with_name("page.html").read_text(encoding="utf-8")
    return JinjaEnvironment(trim_blocks=True, lstrip_blocks=True).from_string(text)


def _report(compared: Compared, language: Language) -> Mapping[str, Any]:
    comparison = compared.comparison
    return {
        "heading": heading(compared, language),
        "is_equal": compared.is_equal,
        "notes": [
            *(each.message(language) for each in (*compared.diagnostics, *compared.notes)),
            *doubts(compared, language),
        ],
        "facts": [
            {"name": group.text(language), "rows": [_row(each, language) for each in inside]}
            for group, inside in fact_groups(comparison.facts if comparison else ())
        ],
        "sentences": [
            {
                "name": group.text(language),
                "lines": [
                    {
                        "where": each.where.text(language),
                        "moved": moved(each, language).strip(),
                        "stretches": each.stretches,
                    }
                    for each in inside
                ],
            }
            for group, inside in sentence_groups(comparison.sentences if comparison else ())
        ],
    }


def _row(change: FactChange, language: Language) -> Mapping[str, Any]:
    return {
        "label": visible(change.label.text(language)),
        "before": value(change.before),
        "after": value(change.after),
        "difference": difference(change),
        "is_computed": change.is_computed,
        "is_number": change.difference is not None,
    }
