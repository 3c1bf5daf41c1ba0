"""Findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull request.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

import re
from collections.abc import Iterator

from gkgen.diagnostics import Diagnostic, Language, Severity
from gkgen.invisible_characters import visible
from gkgen.pipeline.core.outcome import Outcome
from gkgen.reporters.repository_places import repository_path
from gkgen.reporters.text import advice

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def annotations(outcome: Outcome, language: Language) -> Iterator[str]:
    """A command for each finding of one file."""
    for found in outcome.diagnostics:
        yield _command(found, language)


def _command(found: Diagnostic, language: Language) -> str:
    span, file = found.span, repository_path(found.file)
    place = {"file": file, "title": f"gkgen {found.code}"}
    if span:
        place |= {"line": str(span.line), "endLine": str(span.end_line)}
        # GitHub refuses columns of a place that runs over several lines.
        if span.line == span.end_line:
            place |= {"col": str(span.column), "endColumn": str(max(span.column, span.end_column - 1))}
    # The log shows only the message, which therefore repeats the place.
    where = f"{file}:{span.line}:{span.column}" if span else file
    lines = [f"{where} {found.code} {found.message(language)}", advice(found, language)]
    properties = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in place.items())
    return f"::{_COMMANDS[found.severity]} {properties}::{'%0A'.join(_escaped(line) for line in lines if line)}"


def _escaped(text: str, more: str = "") -> str:
    """Escaped for the runner; an unescaped line end would let an author inject a command."""
    return re.sub(f"[%{more}]", lambda found: f"%{ord(found.group()):02X}", visible(text))
