"""The formats of findings for programs; each module is imported at first use."""

from collections.abc import Callable, Mapping, Sequence

from gkgen.diagnostics import Language
from gkgen.pipeline.core.outcome import Outcome

Report = Callable[[Sequence[Outcome], Language, bool], str]


def _json(outcomes: Sequence[Outcome], language: Language, ascii_only: bool) -> str:
    from gkgen.reporters.findings_json import findings_json

    return findings_json(outcomes, language, ascii_only=ascii_only)


def _gitlab(outcomes: Sequence[Outcome], language: Language, ascii_only: bool) -> str:
    from gkgen.reporters.gitlab import code_quality

    return code_quality(outcomes, language, ascii_only=ascii_only)


def _sarif(outcomes: Sequence[Outcome], language: Language, ascii_only: bool) -> str:
    from gkgen.reporters.sarif import sarif

    return sarif(outcomes, language, ascii_only=ascii_only)


def _github(outcomes: Sequence[Outcome], language: Language, ascii_only: bool) -> str:  # noqa: ARG001 - as the others
    from gkgen.reporters.github import annotations

    return "\n".join(line for outcome in outcomes for line in annotations(outcome, language))


def _markdown(outcomes: Sequence[Outcome], language: Language, ascii_only: bool) -> str:  # noqa: ARG001 - as the others
    from gkgen.reporters.markdown import table

    return table(outcomes, language)


REPORTS: Mapping[str, Report] = {
    "json": _json,
    "github": _github,
    "gitlab": _gitlab,
    "sarif": _sarif,
    "markdown": _markdown,
}
"""The formats by their names on the command line; each gives all findings as one text, optionally in ASCII."""
