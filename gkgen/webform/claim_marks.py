"""The claims of an author's texts as a page marks them: where they stand, with what they were compared, the verdict."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gkgen.diagnostics import Language
from gkgen.review import ClaimRecord
from gkgen.source import ScalarNode, Source
from gkgen.webform.places_in_texts import range_within

_JUDGED = frozenset({"agrees", "contradicts"})


def marks_of(
    records: Iterable[ClaimRecord], values: Mapping[str, ScalarNode], source: Source, language: Language
) -> list[dict[str, Any]]:
    """A mark for each claim that stands in a text of the file and was not printed by a reference, for JSON.

    `verdict` is agrees, contradicts or unknown; for the last, `reason` says why and `about` what it is about, if that
    is known. `compared` are pairs of what it was compared with, in the form's words, and the number there; `path` is
    the cell, where it is one alone, `exact` the number said where it may be replaced by a reference to that cell.
    """
    return [
        mark
        for record in records
        if record.passage.span.file == source.name and not record.passage.is_referred(record.start, record.end)
        if (mark := _mark(record, values, source.lines, language)) is not None
    ]


def _mark(
    record: ClaimRecord, values: Mapping[str, ScalarNode], lines: Sequence[str], language: Language
) -> dict[str, Any] | None:
    path = record.passage.path
    span = record.passage.spot(record.start, record.end, tuple(lines))
    place = range_within(span, values.get(path), lines)
    if place is None or place[0] != place[2]:
        return None
    pairs = _pairs(record)
    cells = _paths(record, pairs[0][0]) if pairs else ()  # of several that do not fit, the finding names the first
    cell = cells[0] if len(cells) == 1 else ""
    is_exact = cell and record.relation == "equal" and record.when == "this" and record.low == record.high
    return {
        "path": path,
        "range": place,
        "words": record.words,
        "verdict": record.verdict if record.verdict in _JUDGED else "unknown",
        "reason": record.reason,
        "about": record.about if not record.about.isascii() else "",
        "compared": [[_name(record, expression, language), _shown(value)] for expression, value in pairs],
        "cell": cell,
        "exact": _shown(record.value) if is_exact and record.value is not None else "",
        "code": record.finding.code if record.finding else "",
    }


def _pairs(record: ClaimRecord) -> tuple[tuple[str, float], ...]:
    """What decided: of several lawful readings the one that fits, of those that do not fit all."""
    compared = tuple((each.expression, each.value) for each in record.compared)
    if record.verdict == "agrees" and record.low is not None:
        for pair in compared:
            if record.low <= pair[1] and (record.high is None or pair[1] <= record.high):
                return (pair,)
    return compared


def _paths(record: ClaimRecord, expression: str) -> tuple[str, ...]:
    return next((each.paths for each in record.readings if each.expression == expression), ())


def _name(record: ClaimRecord, expression: str, language: Language) -> str:
    """The words of the form for an expression; `part`, `whole`, `now` and `last` are numbers of the text itself."""
    found = next((each.name for each in record.readings if each.expression == expression), None)
    return found.text(language) if found else expression


def _shown(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
