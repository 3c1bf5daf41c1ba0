"""From text to a tree with places; everything that YAML would misread in silence is a finding.

The tree is built from parser events with a stack of our own, so neither nesting nor size of a hostile file can exhaust
the machine, and aliases are refused before they are expanded.
"""

import re
from collections.abc import Iterable
from collections.abc import Mapping as Lookup
from dataclasses import dataclass, field

import yaml

from gkgen.diagnostics import Diagnostic, Span, diagnose
from gkgen.source.decoding import codepoint, decode, first_forbidden
from gkgen.source.input_slips import scan
from gkgen.source.line_folding import closed_up
from gkgen.source.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode
from gkgen.source.positions import Mark, Place
from gkgen.source.scalars import value_of
from gkgen.source.syntax_errors import explain

MAX_DEPTH = 20
# A report with every cell written out has some 600.
MAX_NODES = 5_000

_COMMENT = re.compile(r"[ \t]+#[^\s#!]")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Source:
    """A file read: its lines for excerpts, its root (None when it cannot be used), what was found."""

    name: str
    lines: tuple[str, ...]
    root: MappingNode | None
    diagnostics: tuple[Diagnostic, ...]


def read(data: bytes, name: str, keys: frozenset[str] = frozenset()) -> Source:
    """Reads an office file; `name` is how findings call it, `keys` those it may have, to see 年度：2021 as a slip."""
    text, undecodable = decode(data, name)
    lines = tuple(text.split("\n"))
    if not text or undecodable:
        return Source(name, lines, None, undecodable)
    scanned = scan(text, name, keys)
    builder = _Builder(name, tuple(scanned.mended.split("\n")), scanned.columns)
    try:
        builder.feed(yaml.parse(scanned.mended, Loader=_Loader))
    except yaml.MarkedYAMLError as fault:
        kind, mark, values = explain(fault, builder.lines)
        # Where a slip was mended on that very line, the slip is what went wrong.
        if not any(slip.span and slip.span.line == mark.line + 1 for slip in scanned.found):
            builder.found.append(diagnose(kind, builder.at(mark), **values))
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        builder.found.append(diagnose("Y03", name, detail=str(fault)))
    except _RefusedError:
        pass
    else:
        builder.judge_root()
    root = builder.root if isinstance(builder.root, MappingNode) else None
    return Source(name, lines, root, (*scanned.found, *builder.found))


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
    columns: Lookup[int, tuple[int, ...]]
    root: Node | None = None
    found: list[Diagnostic] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    nodes: int = 0
    documents: int = 0

    def feed(self, events: Iterable[yaml.Event]) -> None:
        for event in events:
            match event:
                case yaml.ScalarEvent():
                    self.check(event)
                    self.add(self.scalar(event))
                case yaml.DocumentStartEvent():
                    self.documents += 1
                    if self.documents > 1:
                        self.refuse("Y07", event)
                case yaml.AliasEvent():
                    self.refuse("Y06.alias", event)
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

    def judge_root(self) -> None:
        if self.root is None:
            self.found.append(diagnose("Y01.empty", self.name))
        elif not isinstance(self.root, MappingNode):
            self.found.append(diagnose("Y09", self.root.span))

    def span(self, start: Mark | None, end: Mark | None) -> Span:
        if start is None or end is None:
            raise ValueError("the parser gave an event without marks")
        return Span(self.name, start.line + 1, self.column(start), end.line + 1, self.column(end))

    def at(self, mark: Mark) -> Span:
        column = self.column(mark)
        return Span(self.name, mark.line + 1, column, mark.line + 1, column + 1)

    def column(self, mark: Mark) -> int:
        """The column in the author's file, from 1: mending a slip moves what stands behind it."""
        origins = self.columns.get(mark.line + 1)
        return (origins[min(mark.column, len(origins) - 1)] if origins else mark.column) + 1

    def scalar(self, event: yaml.ScalarEvent) -> ScalarNode:
        is_plain = event.style in {None, ""}
        start, end = event.start_mark, event.end_mark
        span = self.span(start, end)
        text = event.value
        if event.style == '"' and (character := first_forbidden(text)):
            self.found.append(diagnose("Y02.escape", span, character=codepoint(character)))
            text = text.replace(character, "")
        if start and end and event.style != "|" and span.end_line > span.line:
            text = closed_up(text, self.lines, start, end)
        if end and is_plain:
            self.look_for_lost_comment(text, end)
        return ScalarNode(value_of(text) if is_plain else text, text, span, event.style in {"|", ">"})

    def look_for_lost_comment(self, text: str, end: Mark) -> None:
        """`发布信息 #1 号`: YAML takes ` #1 号` for a comment and drops it."""
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        rest = line[end.column :]
        if _COMMENT.match(rest) and text and isinstance(value_of(text), str):
            span = self.span(Place(end.line, end.column + rest.index("#")), Place(end.line, len(line)))
            self.found.append(diagnose("Y14", span))

    def close(self, opened: _Open, end: Mark | None) -> None:
        span = self.span(opened.start, end)
        self.add(
            MappingNode(tuple(opened.entries), span) if opened.is_mapping else SequenceNode(tuple(opened.items), span)
        )

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
        if not isinstance(key, ScalarNode):
            self.found.append(diagnose("Y05", key.span))
        elif key.text in opened.keys:
            self.found.append(diagnose("Y04", key.span, key=key.text, line=opened.keys[key.text]))
        else:
            opened.keys[key.text] = key.span.line
            opened.entries.append(Entry(key, value))
