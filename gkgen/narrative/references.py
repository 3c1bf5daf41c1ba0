"""References in text, found before Markdown is parsed and filled in afterwards, so that no value becomes markup."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain, islice

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, Span, diagnose
from gkgen.narrative.expressions import Names, RefusedError, UnknownError, Value, evaluate
from gkgen.narrative.markdown import REF_CLOSE, REF_OPEN
from gkgen.source import ScalarNode, locate

_MARKED = re.compile(r"\\\{\{|\\\{%|\{\{(?P<expression>[^\n{}]*(?:\{[^\n{}]*\}[^\n{}]*)*)\}\}|\{%(?:(?!\{%)[^\n])*?%\}")
# Probably meant as a reference: single braces, or the full-width braces of an input method.
_NEARLY = re.compile(r"(?<!\\)[{｛]{1,2}(?P<expression>[^{}｛｝]{1,80})[}｝]{1,2}")
_WORD = re.compile(r"[^\W\d]\w*")
# Braces of a reference that is not whole; `\}}` prints }}.
BRACES = re.compile(r"(?<!\\)(?:[{｛]{2,}|\{%|[}｝]{2,})")
_BRACE = re.compile("[{}｛｝]")
_OPENING, _CLOSING = ("{", "｛"), ("}", "｝")
_EXCERPT_CHARACTERS = 12
# What only looks like a reference is evaluated to tell, so often in one text at most.
_MAX_TRIALS = 500
_MAX_FINDINGS_PER_KIND = 20
# Placeholder for a missing value; a text with one is never printed.
_UNKNOWN = "□"
_MARK = re.compile(f"{REF_OPEN}(\\d+){REF_CLOSE}")


@dataclass(slots=True)
class References:
    """The references of one text: their values in order, and the findings about them."""

    values: list[str] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)

    def fill(self, text: str) -> str:
        """The text with each mark replaced by its value."""
        return _MARK.sub(lambda mark: self.values[int(mark.group(1))], text)

    def stretches(self, text: str) -> tuple[tuple[int, int], ...]:
        """The half-open ranges of the values in the filled text."""
        found, shift = [], 0
        for mark in _MARK.finditer(text):
            start, value = mark.start() + shift, self.values[int(mark.group(1))]
            found.append((start, start + len(value)))
            shift += len(value) - len(mark.group())
        return tuple(found)


def lift(scalar: ScalarNode, lines: tuple[str, ...], names: Names, path: str) -> tuple[str, References]:
    r"""The text with a mark for each reference, and the references.

    `\{{` prints {{. Braces by twos that are no reference are findings, and so is a name of the file in one pair: they
    would be printed as they stand. {% %} is refused, for it does nothing here.
    """
    references = References()
    known: dict[str, str | None] = {}

    def marked(match: re.Match[str]) -> str:
        raw = match.group()
        if raw.startswith("\\"):
            return _mark(references, raw[1:])
        try:
            if match["expression"] is None:
                raise RefusedError("N03")
            if raw not in known:
                known[raw] = _value(match["expression"], names)
            return _mark(references, known[raw] or _UNKNOWN)
        except RefusedError as refused:
            span = locate(lines, scalar, raw, scalar.text.count(raw, 0, match.start()))
            references.found.append(diagnose(refused.kind, span, path, **refused.values))
            return _mark(references, _UNKNOWN)

    text = _MARKED.sub(marked, scalar.text)
    if _BRACE.search(text):
        references.found.extend(_Leftovers(scalar, lines, path).findings(names))
    return text, references


@dataclass(frozen=True, slots=True)
class _Leftovers:
    """What was meant as a reference and is none: it would be printed as it stands."""

    scalar: ScalarNode
    lines: tuple[str, ...]
    path: str

    def findings(self, names: Names) -> Iterator[Diagnostic]:
        """Names of the file in braces that are not {{ }}, then braces that belong to no reference."""
        marks = list(_MARKED.finditer(self.scalar.text))
        taken = [mark.span() for mark in marks]
        nearly = list(islice(self.nearly(names, taken), _MAX_FINDINGS_PER_KIND))
        for match in nearly:
            wanted = f"{{{{ {' '.join(match['expression'].split())} }}}}"
            text = " ".join(match.group().split())
            yield diagnose("N02.braces", self.span(*match.span()), self.path, text=text, wanted=wanted)
        told = sorted([*taken, *(match.span() for match in nearly)])
        for start, end in islice(chain(self.broken(marks, told), self.touching(marks)), _MAX_FINDINGS_PER_KIND):
            text = self.scalar.text[start : start + _EXCERPT_CHARACTERS].partition("\n")[0]
            yield diagnose("N02.open", self.span(start, end), self.path, text=text)

    def nearly(self, names: Names, taken: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
        """Names of the file in other braces than those of a reference."""
        candidates = (
            match
            for start, end in _between(taken, len(self.scalar.text))
            for match in _NEARLY.finditer(self.scalar.text, start, end)
            if any(word in names.children for word in _WORD.findall(match["expression"]))
        )
        yield from (match for match in islice(candidates, _MAX_TRIALS) if _is_name(match["expression"].strip(), names))

    def broken(self, marks: Sequence[re.Match[str]], told: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Braces by twos that belong to no reference; of two that belong together, the first."""
        # An escaped {{ needs no escape at its }}.
        escaped = deque(mark.start() for mark in marks if mark.group() == "\\{{")
        unclosed = 0
        for start, end in _between(told, len(self.scalar.text)):
            for match in BRACES.finditer(self.scalar.text, start, end):
                if match.group()[0] in _OPENING:
                    unclosed += 1
                    yield match.span()
                elif escaped and escaped[0] < match.start():
                    escaped.popleft()
                elif unclosed:
                    unclosed -= 1
                else:
                    yield match.span()

    def touching(self, marks: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
        """A third brace before or behind those of a reference."""
        text = self.scalar.text
        for start, end in (mark.span() for mark in marks if mark["expression"] is not None):
            before, after = text[max(0, start - 2) : start], text[end : end + 2]
            if before[-1:] in _OPENING and before[:-1] not in {"\\", *_OPENING}:
                yield start - 1, start
            if after[:1] in _CLOSING and after[1:] not in _CLOSING:
                yield end, end + 1

    def span(self, start: int, end: int) -> Span:
        """The place of a stretch of the text in the file."""
        needle = self.scalar.text[start:end].partition("\n")[0]
        return locate(self.lines, self.scalar, needle, self.scalar.text.count(needle, 0, start))


def _between(taken: Sequence[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    """The stretches of a text between those that are taken."""
    done = 0
    for start, end in taken:
        yield done, start
        done = end
    yield done, length


def _is_name(expression: str, names: Names) -> bool:
    """Whether an expression is more than a number and has a value in this file."""
    if not any(letter.isalpha() for letter in expression):
        return False
    try:
        _value(expression, names)
    except RefusedError:
        return False
    return True


def _value(expression: str, names: Names) -> str | None:
    try:
        return text_of(evaluate(expression, names))
    except UnknownError:
        return None


def _mark(references: References, value: str) -> str:
    references.values.append(value)
    return f"{REF_OPEN}{len(references.values) - 1}{REF_CLOSE}"


def text_of(value: Value) -> str:
    """A number as it is printed in text."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
