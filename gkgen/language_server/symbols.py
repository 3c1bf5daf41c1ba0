"""The outline of a file as an editor shows it, and what may be folded."""

from collections.abc import Iterator

from lsprotocol import types as lsp

from gkgen import lazy_re as re
from gkgen.diagnostics import Span
from gkgen.editors import Parents
from gkgen.language_server.line_outline import Outline
from gkgen.language_server.number_words import cells_of_row
from gkgen.language_server.request import Request
from gkgen.source import Entry, MappingNode, ScalarNode
from gkgen.validation import is_row

_HEADING = re.compile(r"[ ]*#{2,6}[ ]+(?P<title>.*\S)")
_MAX_DETAIL = 40


def symbols(request: Request) -> list[lsp.DocumentSymbol]:
    """Sections, tables and rows, with headings of the text; none for a file that cannot be read now."""
    root = request.analysis.source.root
    return list(_below(root, request.analysis.parents, request)) if root else []


def _below(node: MappingNode, parents: Parents, request: Request) -> Iterator[lsp.DocumentSymbol]:
    for entry in node.entries:
        wanted = parents.child(entry.key.text)
        yield _symbol(entry, wanted, request)


def _symbol(entry: Entry, wanted: Parents, request: Request) -> lsp.DocumentSymbol:
    field, value = wanted.field, entry.value
    is_numbers = field is not None and bool(field.children) and is_row(field) and wanted.is_table
    detail = ""
    children: list[lsp.DocumentSymbol] = []
    if field is not None and is_numbers:
        detail = cells_of_row(field, request.analysis, request.language)
    elif isinstance(value, MappingNode):
        children = list(_below(value, wanted, request))
    elif isinstance(value, ScalarNode) and not value.is_block:
        detail = value.text.strip().partition("\n")[0][:_MAX_DETAIL]
    elif isinstance(value, ScalarNode):
        children = list(_headings(value, request))
    kind = lsp.SymbolKind.Array if is_numbers else lsp.SymbolKind.Object if children else lsp.SymbolKind.Property
    key = entry.key.span
    last = request.text.range(Span(key.file, key.line, key.column, *_end(entry, request)))
    name = entry.key.text.strip() or "?"
    return lsp.DocumentSymbol(
        name, kind, last, request.text.range(key), detail=detail or None, children=children or None
    )


def _headings(value: ScalarNode, request: Request) -> Iterator[lsp.DocumentSymbol]:
    for number in range(value.span.line + 1, min(value.span.end_line, len(request.text.lines)) + 1):
        line = request.text.lines[number - 1]
        if found := _HEADING.fullmatch(line):
            place = request.text.range(Span(value.span.file, number, found.start("title") + 1, number, len(line) + 1))
            yield lsp.DocumentSymbol(found["title"], lsp.SymbolKind.String, place, place)


def _end(entry: Entry, request: Request) -> tuple[int, int]:
    """Where the value of an entry ends: the parser ends a text where the next thing begins."""
    span = max(entry.key.span, entry.value.span, key=lambda each: (each.end_line, each.end_column))
    line = min(span.end_line, len(request.text.lines))
    if line > span.line and (span.end_column == 1 or span.end_line > len(request.text.lines)):
        line -= span.end_line <= len(request.text.lines)
        while line > span.line and not request.text.lines[line - 1].strip():
            line -= 1
        return line, len(request.text.lines[line - 1]) + 1
    return span.end_line, span.end_column


def folding(request: Request) -> list[lsp.FoldingRange]:
    """Entries of several lines and comments of several; it does not need a file that can be read."""
    lines = request.text.lines
    outline = Outline.of(lines).lines
    found: list[lsp.FoldingRange] = []
    opened = [each for each in outline if each.key]
    for each in opened:
        end = each.number
        for below in outline[each.number + 1 :]:
            if not lines[below.number].strip() or (not below.key and not below.is_text and not below.is_item):
                continue
            if (below.is_text and below.above == each.number) or below.indent > each.indent:
                end = below.number
            else:
                break
        if end > each.number:
            found.append(lsp.FoldingRange(each.number, end, kind=lsp.FoldingRangeKind.Region))
    return [*found, *_comments(lines)]


def _comments(lines: tuple[str, ...]) -> Iterator[lsp.FoldingRange]:
    start = None
    for number, line in enumerate((*lines, "")):
        if line.startswith("#"):
            start = number if start is None else start
        else:
            if start is not None and number - start > 1:
                yield lsp.FoldingRange(start, number - 1, kind=lsp.FoldingRangeKind.Comment)
            start = None
