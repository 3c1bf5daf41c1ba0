"""Differences as versioned JSON."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from gkgen.comparison import FactChange, SentenceChange
from gkgen.diagnostics import Language
from gkgen.pipeline.comparing.report_diff import Compared
from gkgen.reporters.json_text import json_text

VERSION = 1


def differences_json(results: Iterable[Compared], language: Language, *, ascii_only: bool = False) -> str:
    """All reports, also those that are equal, with a summary; `ascii_only` escapes other characters."""
    results = list(results)
    comparisons = [each.comparison for each in results if each.comparison]
    data = {
        "version": VERSION,
        "reports": [_report(each, language) for each in results],
        "summary": {
            "reports": len(results),
            "differing": sum(not each.is_equal for each in results),
            "facts": sum(len(each.facts) for each in comparisons),
            "sentences": sum(len(each.sentences) for each in comparisons),
        },
    }
    return json_text(data, ascii_only=ascii_only)


def _report(compared: Compared, language: Language) -> dict[str, Any]:
    comparison = compared.comparison
    return {
        "before": compared.before,
        "after": compared.after,
        "status": _status(compared),
        "renamed": compared.is_renamed,
        "errors": dict(zip(("before", "after"), compared.faults, strict=True)),
        "facts": [_fact(each, language) for each in comparison.facts] if comparison else [],
        "sentences": [_sentence(each, language) for each in comparison.sentences] if comparison else [],
        "diagnostics": [
            {
                "file": each.file,
                "code": each.code,
                "severity": each.severity.value,
                "message": each.message(language),
                "hint": each.hint(language),
            }
            for each in (*compared.diagnostics, *compared.notes)
        ],
    }


def _status(compared: Compared) -> str:
    if compared.before is None:
        return "added"
    if compared.after is None:
        return "removed"
    if compared.comparison is None:
        return "failed"
    return "equal" if compared.is_equal else "changed"


def _fact(change: FactChange, language: Language) -> dict[str, Any]:
    amount = change.difference
    return {
        "path": change.path,
        "group": change.group.text(language),
        "label": change.label.text(language),
        "before": change.before,
        "after": change.after,
        # Most readers of JSON would make a binary float of an amount of money.
        "difference": str(amount) if isinstance(amount, Decimal) else amount,
        "computed": change.is_computed,
    }


def _sentence(change: SentenceChange, language: Language) -> dict[str, Any]:
    return {
        "path": change.path,
        "group": change.group.text(language),
        "where": change.where.text(language),
        "before": change.before,
        "after": change.after,
        "moved": change.moved.text(language) if change.moved else None,
        "words": [{"kind": each.kind, "text": each.text} for each in change.stretches],
    }
