"""The tree of an office file, with a place for every value, built from the events of the YAML parser.

It is built with a stack of its own, so neither nesting nor size of a hostile file can exhaust the machine, and aliases
are refused before they are expanded.
"""

from collections.abc import Iterable
from collections.abc import Mapping as Lookup
from dataclasses import dataclass, field

import yaml

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, Span, diagnose
from gkgen.invisible_characters import find_unseen, may_hold_unseen, without_unseen
from gkgen.source.decoding import codepoint
from gkgen.source.known_keys import NO_KEYS, KnownKeys
from gkgen.source.line_folding import closed_up
from gkgen.source.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode
from gkgen.source.positions import Mark, Place
from gkgen.source.scalar_lines import ScalarLines
from gkgen.source.scalars import value_of
from gkgen.source.syntax_errors import explain

MAX_DEPTH = 20
MIN_FIELDS_OF_REPORT = 4
"""So many fields of the report that stand twice are a second report behind the first."""

_COMMENT = re.compile(r"[ \t]+#[^\s#!]")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def is_yaml(text: str) -> bool:
    """Whether the parser takes the text as it stands, whatever it says."""
    try:
        for _ in yaml.parse(text, Loader=_Loader):
            pass
    except (yaml.YAMLError, ValueError, RecursionError):
        return False
    return True


def build_tree(
    text: str, name: str, keys: KnownKeys = NO_KEYS, columns: Lookup[int, tuple[int, ...]] | None = None
) -> "TreeBuilder":
    """The tree of a text.

    `name` is the file's name in findings, `keys` what the form knows, `columns` where the characters of the lines that
    were mended stand in the file, lines counted from 1 and columns from 0.
    """
    builder = TreeBuilder(name, tuple(text.split("\n")), columns or {}, keys)
    # An escape may stand for any character.
    builder.may_hold_unseen = "\\" in text or may_hold_unseen(text)
    try:
        builder.feed(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as fault:
        kind, mark, values = explain(fault, builder.lines)
        builder.failure = diagnose(kind, builder.at(mark), **values)
        marks = [each for each in (fault.context_mark, fault.problem_mark, mark) if each]
        builder.scalar_lines.forget(min(each.line for each in marks) + 1)
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        builder.failure = diagnose("Y03", name, detail=str(fault))
    except _RefusedError:
        builder.is_refused = True
    else:
        builder.judge_root()
    return builder


class _RefusedError(Exception):
    """The file is refused as a whole; the finding is recorded already."""


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not been read yet, with the keys that the form has for it."""

    start: Mark | None
    is_mapping: bool
    is_flow: bool
    wanted: KnownKeys
    items: list[Node] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    key: Node | None = None

    @property
    def value_wanted(self) -> KnownKeys:
        """What the form wants for the next value or item."""
        if not self.is_mapping:
            return self.wanted
        # A wide space that slipped into a key hides nothing of what stands behind it.
        return self.wanted.child(self.key.text.strip()) if isinstance(self.key, ScalarNode) else NO_KEYS


@dataclass(slots=True)
class TreeBuilder:
    """Builds the tree from parser events.

    `root` is None for a text that is no YAML (`failure` says why), that is refused (`is_refused`) or empty; `found` is
    what else is wrong with it, `again` what of that are fields of the report that stand twice.
    """

    name: str
    lines: tuple[str, ...]
    columns: Lookup[int, tuple[int, ...]]
    keys: KnownKeys
    root: Node | None = None
    failure: Diagnostic | None = None
    is_refused: bool = False
    found: list[Diagnostic] = field(default_factory=list)
    scalar_lines: ScalarLines = field(default_factory=ScalarLines)
    stack: list[_Open] = field(default_factory=list)
    nodes: int = 0
    documents: int = 0
    may_hold_unseen: bool = True
    again: list[Diagnostic] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether the text was read to its end."""
        return self.failure is None and not self.is_refused

    def feed(self, events: Iterable[yaml.Event]) -> None:
        """Takes the events one after another; raises _RefusedError, and whatever the parser raises."""
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
                    self.open(event)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self.close(self.stack.pop(), event.end_mark)
                case _:
                    pass

    def check(self, event: yaml.NodeEvent) -> None:
        """Limits, and what an office file has no use for."""
        self.nodes += 1
        if len(self.stack) >= MAX_DEPTH:
            self.refuse("Y08.depth", event)
        if self.nodes > self.keys.max_nodes:
            self.refuse("Y08.nodes", event)
        if event.anchor:
            self.refuse("Y06.alias", event)
        if getattr(event, "tag", None):
            self.refuse("Y06.tag", event)

    def refuse(self, kind: str, event: yaml.Event) -> None:
        """Records why the file is refused, and stops."""
        self.root = None
        self.found.append(diagnose(kind, self.span(event.start_mark, event.end_mark)))
        raise _RefusedError

    def judge_root(self) -> None:
        """An office file consists of names and values."""
        if self.root is None:
            self.found.append(diagnose("Y01.empty", self.name))
        elif not isinstance(self.root, MappingNode):
            self.found.append(diagnose("Y09", self.root.span))
        elif len(self.again) >= MIN_FIELDS_OF_REPORT:
            first = self.again[0]
            line, key = first.span.line if first.span else 0, str(dict(first.values)["key"])
            told = diagnose("Y07.again", first.span or self.name, line=line, key=key, count=len(self.again))
            self.found = [each for each in self.found if each not in self.again] + [told]

    def span(self, start: Mark | None, end: Mark | None) -> Span:
        """The stretch of the author's file between two marks."""
        if start is None or end is None:
            raise ValueError("the parser gave an event without marks")
        return Span(self.name, start.line + 1, self.column(start), end.line + 1, self.column(end))

    def at(self, mark: Mark) -> Span:
        """One character of the author's file."""
        column = self.column(mark)
        return Span(self.name, mark.line + 1, column, mark.line + 1, column + 1)

    def column(self, mark: Mark) -> int:
        """The column in the author's file, from 1: mending a slip moves what stands behind it."""
        origins = self.columns.get(mark.line + 1)
        return (origins[min(mark.column, len(origins) - 1)] if origins else mark.column) + 1

    def scalar(self, event: yaml.ScalarEvent) -> ScalarNode:
        """A key or a value."""
        is_plain = not event.style
        start, end = event.start_mark, event.end_mark
        span = self.span(start, end)
        text = event.value
        if self.may_hold_unseen and (unseen := [match.group() for match in find_unseen(text)]):
            text = without_unseen(text)
            # What was typed as it is has been reported where it stands.
            typed = "\n".join(self.lines[span.line - 1 : span.end_line])
            escaped = next((character for character in unseen if character not in typed), None)
            if escaped:
                self.found.append(diagnose("Y02.escape", span, character=codepoint(escaped)))
        if start and end and event.style != "|" and span.end_line > span.line:
            text = closed_up(text, self.lines, start, end)
        node = ScalarNode(value_of(text) if is_plain else text, text, span, event.style in {"|", ">"})
        if end:
            behind = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
            if is_plain and "#" in behind:
                self.look_for_lost_comment(node, behind, end)
            if self.is_key_next and self.is_explicit_key(node, behind):
                self.found.append(diagnose("Y06.key", span))
        self.note_lines(node, is_plain=is_plain)
        return node

    @property
    def is_key_next(self) -> bool:
        """Whether a mapping is open that waits for its next key."""
        return bool(self.stack) and self.stack[-1].is_mapping and self.stack[-1].key is None

    def is_explicit_key(self, key: ScalarNode, behind: str) -> bool:
        """Whether a key was written behind `? `: its colon, if any, then stands on another line (YAML 1.2, 8.2.2).

        `{甲}` has a key without a colon, too.
        """
        follows = behind.lstrip()[:1]
        return key.is_block or key.span.end_line > key.span.line or follows not in {":", ",", "}"}

    def note_lines(self, node: ScalarNode, *, is_plain: bool) -> None:
        """Tells ScalarLines about a scalar, and what the form wants in its place."""
        opened = self.stack[-1] if self.stack else None
        if opened and self.is_key_next:
            self.scalar_lines.note_key(node, opened.wanted)
            return
        wanted = opened.value_wanted if opened else self.keys
        self.scalar_lines.note_value(node, wanted, is_plain=is_plain, is_flow=bool(opened and opened.is_flow))
        if node.is_block:
            self.scalar_lines.note_headings(node, self.lines)

    def look_for_lost_comment(self, node: ScalarNode, behind: str, end: Mark) -> None:
        """`发布信息 #1 号`: YAML takes ` #1 号` for a comment and drops it."""
        if _COMMENT.match(behind) and node.text and isinstance(node.value, str):
            place, last = end.column + behind.index("#"), end.column + len(behind)
            self.found.append(diagnose("Y14", self.span(Place(end.line, place), Place(end.line, last))))

    def open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        """Begins a mapping or a list."""
        wanted = self.stack[-1].value_wanted if self.stack else self.keys
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        is_item = len(self.stack) > 1 and not self.stack[-1].is_mapping
        if is_mapping and is_item and event.start_mark and wanted.wants_mapping and wanted.holds_numbers:
            # [自然人: 5] is a list of rows to YAML, and so are rows with a dash in front.
            self.scalar_lines.suspects.add(event.start_mark.line + 1)
        self.stack.append(_Open(event.start_mark, is_mapping, bool(event.flow_style), wanted))

    def close(self, opened: _Open, end: Mark | None) -> None:
        """Puts a mapping or a list, now whole, into the one around it."""
        span = self.span(opened.start, end)
        self.add(
            MappingNode(tuple(opened.entries), span) if opened.is_mapping else SequenceNode(tuple(opened.items), span)
        )

    def add(self, node: Node) -> None:
        """Puts a node into the mapping or list that is open."""
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
        """Puts an entry into a mapping, unless its key is none or stands there already."""
        if not isinstance(key, ScalarNode):
            is_reference = self.lines[key.span.line - 1][key.span.column - 1 :].startswith(("{", "["))
            self.found.append(diagnose("Y05" if is_reference else "Y06.key", key.span))
            self.scalar_lines.suspects.add(key.span.line)
        elif key.text in opened.keys:
            self.found.append(diagnose("Y04", key.span, key=key.text, line=opened.keys[key.text]))
            if not self.stack[:-1]:
                self.again.append(self.found[-1])
        else:
            opened.keys[key.text] = key.span.line
            opened.entries.append(Entry(key, value))
