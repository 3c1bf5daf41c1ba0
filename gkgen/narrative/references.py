"""References in text: found before Markdown is read, put in after, so that no value is ever taken for markup."""

import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.narrative.expressions import Names, RefusedError, Value, evaluate
from gkgen.narrative.markdown import REF_CLOSE, REF_OPEN
from gkgen.source import Scalar, locate

_MARKED = re.compile(r"\\\{\{|\\\{%|\{\{(?P<expression>[^\n{}]*(?:\{[^\n{}]*\}[^\n{}]*)*)\}\}|\{%[^\n]*?%\}")
_MARK = re.compile(f"{REF_OPEN}(\\d+){REF_CLOSE}")


@dataclass(slots=True)
class References:
    """The references of one text: their values in order, and what was wrong with them."""

    values: list[str] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)

    def fill(self, text: str) -> str:
        """The text with the values in the places of their marks."""
        return _MARK.sub(lambda mark: self.values[int(mark.group(1))], text)


def lift(scalar: Scalar, lines: tuple[str, ...], names: Names, path: str) -> tuple[str, References]:
    r"""The text with a mark for each reference, and the references.

    `\{{` prints {{; a {{ without its }} is text like any other; {% %} is refused, for it does nothing here.
    """
    references = References()
    seen: Counter[str] = Counter()

    def marked(match: re.Match[str]) -> str:
        raw = match.group()
        occurrence, seen[raw] = seen[raw], seen[raw] + 1
        if raw.startswith("\\"):
            return _mark(references, raw[1:])
        try:
            if match["expression"] is None:
                raise RefusedError("N03")
            return _mark(references, text_of(evaluate(match["expression"], names)))
        except RefusedError as refused:
            span = locate(lines, scalar, raw, occurrence)
            references.found.append(diagnose(refused.kind, span, path, **refused.values))
            return _mark(references, "□")

    return _MARKED.sub(marked, scalar.text), references


def _mark(references: References, value: str) -> str:
    references.values.append(value)
    return f"{REF_OPEN}{len(references.values) - 1}{REF_CLOSE}"


def text_of(value: Value) -> str:
    """A number as it is printed in text."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
