"""From text to a tree with places; everything that YAML would misread in silence is a finding.

The tree is built from parser events with a stack of our own, so neither nesting nor size of a hostile file can exhaust
the machine, and aliases are refused before they are expanded.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from gkgen.diagnostics import Diagnostic, Span, diagnose
from gkgen.source.decoding import decode
from gkgen.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from gkgen.source.scalars import value_of
from gkgen.source.slips import mend

MAX_DEPTH = 20
MAX_NODES = 50_000

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Between two Chinese characters the space that folding a line leaves behind is a visible gap in print.
_FOLD_GAP = re.compile("(?<=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]) (?=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f])")


class Mark(Protocol):
    """A place as either of PyYAML's parsers gives it; lines and columns count from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Source:
    """A file read: its lines for excerpts, its root (None when it cannot be used), what was found."""

    name: str
    lines: tuple[str, ...]
    root: Mapping | None
    diagnostics: tuple[Diagnostic, ...]


def read(data: bytes, name: str, keys: frozenset[str] = frozenset()) -> Source:
    """Reads an office file; `name` is how findings call it, `keys` those it may have, to see 年度：2021 as a slip."""
    text, undecodable = decode(data, name)
    lines = tuple(text.split("\n"))
    if not text or undecodable:
        return Source(name, lines, None, undecodable)
    mended, slips = mend(text, name, keys)
    builder = _Builder(name, tuple(mended.split("\n")))
    try:
        builder.feed(yaml.parse(mended, Loader=_Loader))
    except yaml.MarkedYAMLError as fault:
        builder.found.append(_syntax(fault, name, lines))
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        builder.found.append(diagnose("Y03", name, detail=str(fault)))
    except _RefusedError:
        pass
    root = builder.root
    if root is not None and not isinstance(root, Mapping):
        builder.found.append(diagnose("Y09", root.span))
        root = None
    return Source(name, lines, root, (*slips, *builder.found))


class _RefusedError(Exception):
    """The file is refused as a whole; the finding is recorded already."""


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not been read yet."""

    start: Mark | None
    is_mapping: bool
    items: list[Node] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    key: Node | None = None


@dataclass(slots=True)
class _Builder:
    """Builds the tree from parser events."""

    name: str
    lines: tuple[str, ...]
    root: Node | None = None
    found: list[Diagnostic] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    nodes: int = 0
    documents: int = 0

    def feed(self, events: Iterable[yaml.Event]) -> None:
        for event in events:
            match event:
                case yaml.DocumentStartEvent():
                    self.documents += 1
                    if self.documents > 1:
                        self.refuse("Y07", event)
                case yaml.AliasEvent():
                    self.refuse("Y06.alias", event)
                case yaml.ScalarEvent():
                    self.check(event)
                    self.add(self.scalar(event))
                case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                    self.check(event)
                    self.stack.append(_Open(event.start_mark, isinstance(event, yaml.MappingStartEvent)))
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self.close(self.stack.pop(), event.end_mark)
                case _:
                    pass

    def check(self, event: yaml.NodeEvent) -> None:
        """Limits, and what an office file has no use for."""
        self.nodes += 1
        if len(self.stack) >= MAX_DEPTH:
            self.refuse("Y08.depth", event)
        if self.nodes > MAX_NODES:
            self.refuse("Y08.nodes", event)
        if event.anchor:
            self.refuse("Y06.alias", event)
        if getattr(event, "tag", None):
            self.refuse("Y06.tag", event)

    def refuse(self, kind: str, event: yaml.Event) -> None:
        self.root = None
        self.found.append(diagnose(kind, self.span(event.start_mark, event.end_mark)))
        raise _RefusedError

    def span(self, start: Mark | None, end: Mark | None) -> Span:
        if start is None or end is None:
            raise ValueError("the parser gave an event without marks")
        return Span(self.name, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def scalar(self, event: yaml.ScalarEvent) -> Scalar:
        is_plain = event.style in {None, ""}
        span = self.span(event.start_mark, event.end_mark)
        text = event.value
        if event.style != "|" and span.end_line > span.line:
            text = _FOLD_GAP.sub("", text)
        if is_plain:
            self.look_for_lost_comment(text, span)
        return Scalar(value_of(text) if is_plain else text, text, span, event.style in {"|", ">"})

    def look_for_lost_comment(self, text: str, span: Span) -> None:
        """`发布信息 #1 号`: YAML takes ` #1 号` for a comment and drops it."""
        line = self.lines[span.end_line - 1] if span.end_line <= len(self.lines) else ""
        rest = line[span.end_column - 1 :]
        if text and isinstance(value_of(text), str) and re.match(r"[ \t]+#[^\s#!]", rest):
            column = span.end_column + rest.index("#")
            self.found.append(diagnose("Y14", Span(self.name, span.end_line, column, span.end_line, len(line) + 1)))

    def close(self, opened: _Open, end: Mark | None) -> None:
        span = self.span(opened.start, end)
        self.add(Mapping(tuple(opened.entries), span) if opened.is_mapping else Sequence(tuple(opened.items), span))

    def add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        opened = self.stack[-1]
        if not opened.is_mapping:
            opened.items.append(node)
        elif opened.key is None:
            opened.key = node
        else:
            self.add_entry(opened, opened.key, node)
            opened.key = None

    def add_entry(self, opened: _Open, key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            self.found.append(diagnose("Y05", key.span))
        elif key.text in opened.keys:
            self.found.append(diagnose("Y04", key.span, key=key.text, line=opened.keys[key.text]))
        else:
            opened.keys[key.text] = key.span.line
            opened.entries.append(Entry(key, value))


def _syntax(fault: yaml.MarkedYAMLError, name: str, lines: tuple[str, ...]) -> Diagnostic:
    """The parser's complaint in words that name the usual cause."""
    mark = fault.problem_mark or fault.context_mark
    if mark is None:
        return diagnose("Y03", name, detail=str(fault.problem))
    # The parser notices an unfinished line at the beginning of the next thing, often at the end of the file.
    line = min(mark.line, len(lines) - 1)
    span = Span(name, line + 1, mark.column + 1, line + 1, mark.column + 2)
    problem = f"{fault.context or ''} {fault.problem or ''}"
    text = lines[line]
    first = text.lstrip()[:1]
    if "tab" in problem or "\\t" in problem:
        return diagnose("Y12", span)
    if "{{" in text:
        return diagnose("Y05", span)
    if "start any token" in problem or first in {"%", "@", "`"}:
        return diagnose("Y03.start", span, character=text[mark.column : mark.column + 1])
    if "quoted scalar" in problem:
        return diagnose("Y03.quote", span)
    if "flow" in problem:
        return diagnose("Y03.flow", span)
    if "mapping values" in problem or "expected <block end>" in problem or "simple key" in problem:
        return diagnose("Y03.indent", span)
    return diagnose("Y03", span, detail=problem.strip())
