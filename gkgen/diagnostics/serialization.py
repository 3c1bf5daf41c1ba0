"""Findings as plain data and back, for keeping them between runs."""

from decimal import Decimal
from typing import Any

from gkgen.diagnostics.catalogue import CATALOGUE
from gkgen.diagnostics.diagnostic import Addend, Diagnostic, Span, Term, Value


def to_data(diagnostic: Diagnostic) -> dict[str, Any]:
    """The finding as JSON can hold it."""
    return {
        "kind": diagnostic.kind,
        "file": diagnostic.file,
        "span": _span_data(diagnostic.span),
        "path": diagnostic.path,
        "values": [[name, _value_data(value)] for name, value in diagnostic.values],
        "addends": [
            [each.side, each.label.zh, each.label.en, each.path, _value_data(each.value), _span_data(each.span)]
            for each in diagnostic.addends
        ],
        "waived": diagnostic.waived,
    }


def from_data(data: dict[str, Any]) -> Diagnostic:
    """The finding again; raises ValueError, KeyError or TypeError for what `to_data` did not write."""
    if data["kind"] not in CATALOGUE:
        raise ValueError(data["kind"])
    return Diagnostic(
        data["kind"],
        data["file"],
        _span(data["span"]),
        data["path"],
        tuple((name, _value(value)) for name, value in data["values"]),
        tuple(
            Addend(side, Term(zh, en), path, _number(_value(value)), _span(span))
            for side, zh, en, path, value, span in data["addends"]
        ),
        str(data["waived"]),
    )


def _span_data(span: Span | None) -> list[Any] | None:
    return [span.file, span.line, span.column, span.end_line, span.end_column] if span else None


def _span(data: list[Any] | None) -> Span | None:
    return Span(*data) if data else None


def _value_data(value: Value) -> Any:
    match value:
        case Term(zh=zh, en=en):
            return {"zh": zh, "en": en}
        case Decimal():
            return {"decimal": str(value)}
        case _:
            return value


def _value(data: Any) -> Value:
    match data:
        case {"zh": str(zh), "en": str(en)}:
            return Term(zh, en)
        case {"decimal": str(text)}:
            return Decimal(text)
        case str() | int():
            return data
        case _:
            raise ValueError(data)


def _number(value: Value) -> int | Decimal:
    if isinstance(value, int | Decimal):
        return value
    raise ValueError(value)
