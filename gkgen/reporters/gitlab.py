"""Findings as a code quality report of GitLab, which shows them in a merge request.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from collections.abc import Sequence
from typing import Any

from gkgen.diagnostics import Diagnostic, Language, Severity
from gkgen.pipeline.core.outcome import Outcome
from gkgen.reporters.json_text import json_text
from gkgen.reporters.repository_places import fingerprinted, repository_path
from gkgen.reporters.text import advice

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def code_quality(outcomes: Sequence[Outcome], language: Language, *, ascii_only: bool = False) -> str:
    """All findings of all files; `ascii_only` escapes other characters."""
    entries = [_entry(found, fingerprint, language) for found, fingerprint in fingerprinted(outcomes)]
    return json_text(entries, ascii_only=ascii_only)


def _entry(found: Diagnostic, fingerprint: str, language: Language) -> dict[str, Any]:
    span = found.span
    texts = [f"{found.code} {found.message(language)}", advice(found, language)]
    return {
        "description": ("。" if language == "zh" else ". ").join(filter(None, texts)),
        "check_name": found.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[found.severity],
        "location": {
            "path": repository_path(found.file),
            # What concerns the whole file is shown at its first line.
            "lines": {"begin": span.line if span else 1, "end": span.end_line if span else 1},
        },
    }
