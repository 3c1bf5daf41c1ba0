"""Findings and outcomes as versioned JSON."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from gkgen.diagnostics import Addend, Diagnostic, Language, Severity
from gkgen.pipeline.core.outcome import Outcome
from gkgen.reporters.json_text import json_text

VERSION = 1


def findings_json(outcomes: Sequence[Outcome], language: Language, *, ascii_only: bool = False) -> str:
    """All findings of all files with a summary; `ascii_only` escapes other characters."""
    diagnostics = [diagnostic for outcome in outcomes for diagnostic in outcome.diagnostics]
    data = {
        "version": VERSION,
        "diagnostics": [diagnostic_data(diagnostic, language) for diagnostic in diagnostics],
        "summary": {"files": len(outcomes), **_counts(diagnostics)},
    }
    return json_text(data, ascii_only=ascii_only)


def report_json(outcomes: Sequence[Outcome], language: Language) -> str:
    """The outcome of every office, for `--report`."""
    states = Counter(outcome.state for outcome in outcomes)
    data = {
        "version": VERSION,
        "offices": [
            {
                "source": outcome.source,
                "status": outcome.state,
                "outputs": list(outcome.outputs),
                "seconds": round(outcome.seconds, 3),
                "diagnostics": [diagnostic_data(diagnostic, language) for diagnostic in outcome.diagnostics],
            }
            for outcome in outcomes
        ],
        "totals": {
            "offices": len(outcomes),
            "built": states["built"],
            "unchanged": states["unchanged"],
            "failed": states["failed"],
            "seconds": round(sum(outcome.seconds for outcome in outcomes), 3),
            **_counts(diagnostic for outcome in outcomes for diagnostic in outcome.diagnostics),
        },
    }
    return json_text(data, ascii_only=False)


def _counts(diagnostics: Iterable[Diagnostic]) -> dict[str, int]:
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    return {
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "notes": counts[Severity.NOTE],
    }


def diagnostic_data(diagnostic: Diagnostic, language: Language) -> dict[str, Any]:
    """A finding as plain data."""
    span = diagnostic.span
    return {
        "file": diagnostic.file,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": span.end_line if span else None,
        "end_column": span.end_column if span else None,
        "path": diagnostic.path,
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message(language),
        "hint": diagnostic.hint(language),
        "fixable": diagnostic.is_fixable,
        "waived": diagnostic.waived or None,
        "addends": [_addend(addend, language) for addend in diagnostic.addends],
    }


def _addend(addend: Addend, language: Language) -> dict[str, Any]:
    return {
        "side": addend.side,
        "label": addend.label.text(language),
        "path": addend.path,
        "value": str(addend.value) if isinstance(addend.value, Decimal) else addend.value,
        "line": addend.span.line if addend.span else None,
    }
