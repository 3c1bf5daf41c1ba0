"""What an author wrote, filed under the English paths of the form: values for Cerberus, and the place of each."""

from dataclasses import dataclass, field
from typing import Any

from gkgen.diagnostics import Diagnostic, Span
from gkgen.source import Node, ScalarNode


@dataclass(frozen=True, slots=True)
class Unverified:
    """Where a number, a row or a table waits for somebody to look at the original, and what it may be."""

    span: Span
    readings: tuple[str, ...]


@dataclass(slots=True)
class Filed:
    """What was filed: data for Cerberus, the nodes and keys by path, findings about doubles and lengths.

    `unverified` and `summed` are the cells, rows and tables that have no numbers of their own.
    """

    data: dict[str, Any] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, ScalarNode] = field(default_factory=dict)
    scalars: dict[str, ScalarNode] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    unverified: dict[str, Unverified] = field(default_factory=dict)
    summed: dict[str, Span] = field(default_factory=dict)


def key_span(filed: Filed, path: str, name: str) -> Span:
    """The key of a path, or of the nearest path above it, or the top of the file."""
    while path and path not in filed.keys:
        path = path.rpartition(".")[0]
    return filed.keys[path].span if path in filed.keys else Span(name, 1, 1, 1, 1)
