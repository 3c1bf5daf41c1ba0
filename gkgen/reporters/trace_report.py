"""Where numbers come from, for people and for programs."""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from gkgen.checks import Origin
from gkgen.diagnostics import Language, Term
from gkgen.invisible_characters import visible
from gkgen.pipeline.inspecting.number_trace import Trace
from gkgen.terminal_width import cells

MAX_ADDENDS = 20
"""How many parts of a number are shown where there is little room."""
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
        yield f"{'  ' * (level + 1)}{_zeros(zeros, language)}"


def addends(trace: Trace, language: Language) -> str:
    """What a number consists of, a line each; of many the largest, and those that are zero are only counted."""
    parts = [part for part in trace.parts if part.value]
    shown = parts if len(parts) <= MAX_ADDENDS else sorted(parts, key=lambda part: -part.value)[:MAX_ADDENDS]
    lines = [_addend(part, language) for part in shown]
    if rest := len(parts) - len(shown):
        told = sum((part.sign * part.value for part in parts), 0) - sum((part.sign * part.value for part in shown), 0)
        lines.append(f"另 {rest} 项共 {told}" if language == "zh" else f"{rest} more: {told}")
    if zeros := len(trace.parts) - len(parts):
        lines.append(_zeros(zeros, language))
    return "\n".join(lines)


def _addend(part: Trace, language: Language) -> str:
    value = f"{'-' if part.sign < 0 else ''}{part.value}"
    reason = f"（{part.reason}）" if language == "zh" else f" ({part.reason})"
    return visible(f"{part.name.text(language)}  {value}{reason if part.reason else ''}")


def _zeros(count: int, language: Language) -> str:
    return f"另有 {count} 项是 0" if language == "zh" else f"{count} more are 0"


def trace_json(traces: Iterable[Trace], language: Language, *, ascii_only: bool = False) -> str:
    """All numbers with their parts."""
    data = {"version": 1, "cells": [_data(each, language) for each in traces]}
    return json.dumps(data, ensure_ascii=ascii_only, indent=1)


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
