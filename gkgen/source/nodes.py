"""The tree of an office file: scalars, lists and mappings, each with its place."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gkgen.diagnostics import Span

Atom = str | int | Decimal | bool | None


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A value as YAML 1.2 reads it, and `text` as it was typed; `is_block` for text behind `|` or `>`."""

    value: Atom
    text: str
    span: Span
    is_block: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value."""

    key: ScalarNode
    value: "Node"


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys and values in the order of the file; no key stands twice."""

    entries: tuple[Entry, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list."""

    items: tuple["Node", ...]
    span: Span


Node = ScalarNode | MappingNode | SequenceNode


def plain(node: Node) -> Any:
    """The node as dicts, lists and atoms."""
    match node:
        case ScalarNode():
            return node.value
        case SequenceNode():
            return [plain(item) for item in node.items]
        case MappingNode():
            return {entry.key.text: plain(entry.value) for entry in node.entries}
