"""Findings as an editor shows them, at their places, each with its code and the page of it."""

from lsprotocol import types as lsp

from gkgen.diagnostics import Addend, Diagnostic, Severity
from gkgen.invisible_characters import visible
from gkgen.language_server.request import Request
from gkgen.language_server.rule_pages import address
from gkgen.reporters.text import advice

SOURCE = "gkgen"
_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.NOTE: lsp.DiagnosticSeverity.Information,
}


def diagnostics(request: Request) -> list[lsp.Diagnostic]:
    """All findings of a document, in the order of `gkgen check`; those in a base stand where it is named."""
    return [shown(found, request) for found in request.analysis.findings]


def shown(found: Diagnostic, request: Request) -> lsp.Diagnostic:
    """One finding."""
    language, name = request.language, request.analysis.name
    message, hint = visible(found.message(language)), visible(advice(found, language))
    related = [each for addend in found.addends if (each := _related(addend, request))]
    span = found.span
    if span is not None and span.file != name:
        related.insert(0, lsp.DiagnosticRelatedInformation(request.location(span), message))
        message = f"{span.file}:{span.line}:{span.column} {message}"
        span = request.analysis.base_name_span
    page = address(found.code, request.settings.rule_pages)
    place = request.text.range(span) if span else lsp.Range(lsp.Position(0, 0), request.text.position(1, 1))
    return lsp.Diagnostic(
        range=place,
        message=f"{message}\n{hint}" if hint else message,
        severity=lsp.DiagnosticSeverity.Hint if found.waived else _SEVERITIES[found.severity],
        code=found.code,
        code_description=lsp.CodeDescription(page) if page else None,
        source=SOURCE,
        related_information=related or None,
        data={"kind": found.kind, "path": found.path},
    )


def _related(addend: Addend, request: Request) -> lsp.DiagnosticRelatedInformation | None:
    """The place of a number of a sum that does not hold."""
    if addend.span is None:
        return None
    words = f"{addend.label.text(request.language)} = {addend.value}"
    return lsp.DiagnosticRelatedInformation(request.location(addend.span), words)
