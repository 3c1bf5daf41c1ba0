"""Where numbers come from, for people and for programs."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from gkgen.checks import Origin
from gkgen.diagnostics import Language, Term
from gkgen.invisible_characters import visible
from gkgen.pipeline.inspecting.number_trace import Trace
from gkgen.reporters.json_text import json_text
from gkgen.terminal_width import cells

_WIDTH_CELLS = 72
_ORIGINS = {
    Origin.TYPED: Term("", ""),
    Origin.LEFT_OUT: Term("没有写，是 0", "left out, so 0"),
    Origin.COMPUTED: Term("由格式算出", "computed by the form"),
    Origin.SUMMED: Term("汇总", "a sum of reports"),
}


def trace_lines(traces: Iterable[Trace], language: Language) -> Iterator[str]:
    """Each number, and indented below it what it consists of; parts that are zero are only counted."""
    for each in traces:
        yield from _lines(each, language, 0)


def _lines(trace: Trace, language: Language, level: int) -> Iterator[str]:
    place = f"{visible(trace.span.file)}:{trace.span.line}" if trace.span else ""
    name = visible(trace.name.text(language))
    shown = place if level and place.startswith(name) else f"{name}  {place}".rstrip()
    notes = [_ORIGINS[trace.origin].text(language) if trace.parts or not trace.span else "", visible(trace.reason)]
    told = "，" if language == "zh" else ", "
    head = f"{'  ' * level}{shown}{'  ' * any(notes)}{told.join(filter(None, notes))}"
    value = f"{'-' if trace.sign < 0 else ''}{trace.value}"
    yield f"{head}{' ' * max(2, _WIDTH_CELLS - cells(head) - len(value))}{value}"
    zeros = sum(1 for part in trace.parts if not part.value)
    for part in trace.parts:
        if part.value:
            yield from _lines(part, language, level + 1)
    if zeros:
        words = f"另有 {zeros} 项是 0" if language == "zh" else f"{zeros} more are 0"
        yield f"{'  ' * (level + 1)}{words}"


def trace_json(traces: Iterable[Trace], language: Language, *, ascii_only: bool = False) -> str:
    """All numbers with their parts."""
    data = {"version": 1, "cells": [_data(each, language) for each in traces]}
    return json_text(data, ascii_only=ascii_only, indent=1)


def _data(trace: Trace, language: Language) -> dict[str, Any]:
    return {
        "name": trace.name.text(language),
        "path": trace.path,
        "value": float(trace.value) if isinstance(trace.value, Decimal) else trace.value,
        "sign": trace.sign,
        "origin": trace.origin.name.lower(),
        "file": trace.span.file if trace.span else trace.file,
        "line": trace.span.line if trace.span else None,
        "reason": trace.reason,
        "parts": [_data(part, language) for part in trace.parts],
    }
