"""Hover: what a row counts and by which article, a number and its sum, a claim of the text and its verdict."""

from collections.abc import Iterator

from lsprotocol import types as lsp

from gkgen.diagnostics import Span
from gkgen.editors.field_descriptions import shown
from gkgen.form import Field
from gkgen.language_server.analysis import Analysis, PlacedEntry
from gkgen.language_server.markdown_text import code, escaped
from gkgen.language_server.number_words import cells_of_row, lines_about, place_words
from gkgen.language_server.references_in_text import Reference, reference_at
from gkgen.language_server.request import Request
from gkgen.language_server.rule_pages import page
from gkgen.narrative import RefusedError, UnknownError, evaluate, text_of
from gkgen.reporters.claim_words import VERDICTS, why
from gkgen.source import ScalarNode
from gkgen.validation import is_row


def hover(request: Request, position: lsp.Position) -> lsp.Hover | None:
    """What there is to say about a place."""
    line, column = request.text.place(position)
    found = _about_reference(request, line, column) or _about_claim(request, line, column)
    found = found or _about_entry(request, line, column)
    if found is None:
        return None
    text, span = found
    content = lsp.MarkupContent(lsp.MarkupKind.Markdown, text)
    return lsp.Hover(content, request.text.range(span))


def _about_reference(request: Request, line: int, column: int) -> tuple[str, Span] | None:
    reference = reference_at(request.analysis, line, column)
    if reference is None:
        return None
    lines = [f"{code(reference.expression)} = {escaped(_value(reference, request))}"]
    path = path_of_name(reference.name, request.analysis)
    if path:
        lines += ["", place_words(path, request.analysis.edition, request.language)]
        lines += ["", *lines_about(path, request.analysis, request.language)]
    return "\n".join(lines), reference.whole


def _value(reference: Reference, request: Request) -> str:
    """The value of a whole expression; for an equation its sides differ or not, which `check` tells."""
    names = request.analysis.names
    if names is None:
        return "?"
    values = []
    for side in reference.expression.split("=="):
        try:
            values.append(text_of(evaluate(side.strip(), names)))
        except (RefusedError, UnknownError):
            return "?"
    return " == ".join(values)


def path_of_name(name: str, analysis: Analysis) -> str:
    """The dotted English path of a field that a reference names; empty for what is none."""
    parents, found = analysis.parents, list[str]()
    for part in name.split("."):
        field = parents.child(part).field
        if field is None:
            return ""
        found.append(field.name)
        parents = parents.child(part)
    return ".".join(found) if not parents.children else ""


def _about_claim(request: Request, line: int, column: int) -> tuple[str, Span] | None:
    analysis = request.analysis
    for record in analysis.claims:
        passage = record.passage
        if passage.span.file != analysis.name or not passage.span.line <= line <= passage.span.end_line:
            continue
        span = passage.spot(record.start, record.end, analysis.source.lines)
        if span.line == line and span.column <= column < span.end_column:
            verdict, reason = VERDICTS[record.verdict].text(request.language), why(record).text(request.language)
            colon = request.words("：", ": ")
            words = escaped(record.words)
            said = f"“{words}”" if request.language == "zh" else f"'{words}'"
            lines = [f"{said} {verdict}{f'{colon}{escaped(reason)}' if reason else ''}"]
            if record.finding:
                lines += ["", f"{record.finding.code} {escaped(record.finding.message(request.language))}"]
            return "\n".join(lines), span
    return None


def _about_entry(request: Request, line: int, column: int) -> tuple[str, Span] | None:
    """What a key means; for a number or a row, what it is."""
    analysis = request.analysis
    placed = analysis.entry_at(line, column)
    if placed is None:
        return None
    key, value = placed.entry.key.span, placed.entry.value
    is_on_key = (key.line, key.column) <= (line, column) <= (key.end_line, key.end_column)
    if placed.path == "waivers.rule" and isinstance(value, ScalarNode) and not is_on_key:
        text = page(value.text, request.language)
        return (text, value.span) if text else None
    field = field_of(placed, analysis)
    if field is None or not (is_on_key or field.is_number):
        return None
    return "\n".join(_described(field, request)), key if is_on_key else value.span


def field_of(placed: PlacedEntry, analysis: Analysis) -> Field | None:
    """The field of the form that an entry is; none for a name of the author's own."""
    parents = analysis.parents
    for name in placed.path.split("."):
        parents = parents.child(name)
    return parents.field


def _described(field: Field, request: Request) -> Iterator[str]:
    analysis, language = request.analysis, request.language
    yield str(shown(field, language)["markdownDescription"])
    if field.path.split(".")[0] not in {table.field.path for table in analysis.edition.tables}:
        return
    place, notice = place_words(field.path, analysis.edition, language), analysis.edition.notice
    yield from ("", request.words(f"{place}（{notice}）", f"{place} ({notice})"))
    if not field.children:
        yield from ("", *_on_lines(lines_about(field.path, analysis, language)))
    elif is_row(field):
        if numbers := cells_of_row(field, analysis, language):
            yield from ("", numbers)
        if total := field.child("total"):
            yield from ("", *_on_lines(lines_about(total.path, analysis, language)))


def _on_lines(lines: Iterator[str]) -> list[str]:
    """Lines of Markdown that stay lines."""
    return ["\n".join(line if line.startswith("- ") else f"{line}  " for line in lines)]
