"""Definitions: from a reference to its cell, from a key to its base, from 汇总 and 上年 to the files of others."""

from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types as lsp

from gkgen.checks import Origin
from gkgen.diagnostics import Span
from gkgen.form import Field
from gkgen.language_server.analysis import Analysis, PlacedEntry, entries_of
from gkgen.language_server.hover import field_of, path_of_name
from gkgen.language_server.references_in_text import figure_of, reference_at
from gkgen.language_server.request import Request, uri_of
from gkgen.pipeline.core.checking import known_keys
from gkgen.pipeline.core.named_files import SUFFIXES
from gkgen.source import MappingNode, ScalarNode, SequenceNode, read
from gkgen.validation import SUMMED

_START = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))
_FILES = frozenset({"extends", "previous", "units", "units.reports", "units.own"})


def definition(request: Request, position: lsp.Position) -> list[lsp.Location]:
    """The places where what stands at a place comes from."""
    line, column = request.text.place(position)
    analysis = request.analysis
    if reference := reference_at(analysis, line, column):
        figure = figure_of(reference.name, analysis)
        path = f"figures.{figure}" if figure else path_of_name(reference.name, analysis)
        return [request.location(span) for span in _places_of(path, analysis)] if path else []
    placed = analysis.entry_at(line, column)
    if placed is None:
        return []
    key = placed.entry.key.span
    if (key.line, key.column) <= (line, column) <= (key.end_line, key.end_column):
        return list(_from_key(placed, request))
    if scalar := _scalar_at(placed.entry.value, line, column):
        return list(_from_value(placed, scalar, request))
    return []


def _places_of(path: str, analysis: Analysis) -> Iterator[Span]:
    """Where a number or a word of the report was typed; of a sum its reports, of what is computed the nearest key."""
    case = analysis.checked.case
    if case is None:
        return
    number = analysis.checked.numbers.get(path)
    if number and number.origin is Origin.SUMMED:
        yield from _in_units(path, analysis)
        return
    if number and number.span:
        yield number.span
    elif scalar := (case.office.figures.get(path.removeprefix("figures.")) or case.office.scalars.get(path)):
        yield scalar.span
    elif path in case.edition.paths:
        yield case.office.place(case.edition.field(path))


def _in_units(path: str, analysis: Analysis) -> Iterator[Span]:
    """The cell in each report of a sum; in one that leaves it out, its first line."""
    case = analysis.checked.case
    for unit in case.units if case else ():
        number = unit.numbers.get(path)
        yield number.span if number and number.span else Span(unit.file, 1, 1, 1, 1)


def _from_key(placed: PlacedEntry, request: Request) -> Iterator[lsp.Location]:
    """From a key to the same one in the nearest base, from a cell that repeats last year's to that."""
    analysis = request.analysis
    yield from (request.location(span) for span in _in_bases(placed.path, analysis))
    field, case = field_of(placed, analysis), analysis.checked.case
    if field is None or case is None or case.previous is None:
        return
    before = case.previous.numbers
    places = [before[cell].span for cell in _carried(field) if cell in before]
    yield from (request.location(span) for span in places[:1] if span)


def _carried(field: Field) -> Iterator[str]:
    """The cells of last year's report that a row or cell repeats."""
    for leaf in field.leaves():
        yield from leaf.carries
        if field.carries and leaf.path != field.path:
            yield from (f"{path}{leaf.path.removeprefix(field.path)}" for path in field.carries)


def _in_bases(path: str, analysis: Analysis) -> Iterator[Span]:
    for name, lines in analysis.checked.bases.items():
        root = read("\n".join(lines).encode("utf-8", "surrogatepass"), name, known_keys()).root
        same = (each for each in entries_of(root, analysis.parents) if each.path == path) if root else iter(())
        if found := next(same, None):
            yield found.entry.key.span
            return


def _from_value(placed: PlacedEntry, scalar: ScalarNode, request: Request) -> Iterator[lsp.Location]:
    """From the name of a file to the file, from 汇总 to what is summed up."""
    analysis, text = request.analysis, scalar.text.strip()
    if text in SUMMED and (field := field_of(placed, analysis)):
        leaf = next(field.leaves())
        yield from (request.location(span) for span in _in_units(leaf.path, analysis))
    elif placed.path in _FILES and request.path:
        yield from (lsp.Location(uri_of(path), _START) for path in _files(text, scalar, request.path, analysis))


def _files(text: str, scalar: ScalarNode, path: Path, analysis: Analysis) -> list[Path]:
    """The file of a name, or those of a folder that are summed up."""
    named = path.parent / text.replace("\\", "/")
    if named.suffix.lower() in SUFFIXES:
        return [named.resolve()] if named.is_file() else []
    case = analysis.checked.case
    units = case.units if case else ()
    return [Path(unit.file).resolve() for unit in units if unit.span == scalar.span]


def _scalar_at(node: MappingNode | SequenceNode | ScalarNode, line: int, column: int) -> ScalarNode | None:
    """The scalar of a value or of a list at a place."""
    scalars = node.items if isinstance(node, SequenceNode) else (node,)
    return next(
        (
            each
            for each in scalars
            if isinstance(each, ScalarNode)
            and (each.span.line, each.span.column) <= (line, column) <= (each.span.end_line, each.span.end_column)
        ),
        None,
    )
