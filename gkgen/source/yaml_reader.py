"""From bytes to a tree with places; everything that YAML would misread in silence is a finding.

The parser sees the text as it was typed. Only when it fails, or sees an entry where the form can have none, is the
text searched for slips of the input method; they are mended in memory and the text is parsed again, so that one slip
hides no other finding. A text that parses is never given up for one that does not.
"""

from dataclasses import dataclass

from gkgen.diagnostics import Diagnostic
from gkgen.invisible_characters import UNPRINTABLE
from gkgen.source.decoding import decode
from gkgen.source.input_slips import Scan, scan
from gkgen.source.known_keys import NO_KEYS, KnownKeys
from gkgen.source.nodes import MappingNode
from gkgen.source.tree_builder import TreeBuilder, build_tree


@dataclass(frozen=True, slots=True)
class Source:
    """A file read: its lines for excerpts, its root (None when it cannot be used), what was found."""

    name: str
    lines: tuple[str, ...]
    root: MappingNode | None
    diagnostics: tuple[Diagnostic, ...]


def read(data: bytes, name: str, keys: KnownKeys = NO_KEYS) -> Source:
    """Reads an office file; `name` is its name in findings, `keys` what the form knows, to see 年度：2021 as a slip."""
    text, undecodable = decode(data, name)
    lines = tuple(text.split("\n"))
    # PyYAML gives no place for what it cannot take, or takes it for a line end.
    if not text or UNPRINTABLE.search(text):
        return Source(name, lines, None, undecodable)
    typed = build_tree(text, name, keys)
    slips: tuple[Diagnostic, ...] = ()
    tree = typed
    if typed.failure or typed.scalar_lines.suspects:
        tree, found = _search(typed, text, keys)
        slips = tuple(found.found)
    failure = tree.failure
    # Where a slip was mended on that very line, the slip is what went wrong.
    if failure and any(slip.span and failure.span and slip.span.line == failure.span.line for slip in slips):
        failure = None
    root = tree.root if isinstance(tree.root, MappingNode) else None
    return Source(name, lines, root, (*undecodable, *slips, *([failure] if failure else ()), *tree.found))


def find_slips(text: str, keys: KnownKeys) -> Scan:
    """The slips of a text, and what each of its lines is part of."""
    return _search(build_tree(text, "", keys), text, keys)[1]


def _search(typed: TreeBuilder, text: str, keys: KnownKeys) -> tuple[TreeBuilder, Scan]:
    """The tree to go on with, and the slips that were mended in it."""
    known = typed.scalar_lines
    found = scan(text, typed.name, keys, known, None if typed.failure else known.suspects)
    if not found.edits:
        return typed, found
    mended = build_tree(found.mended, typed.name, keys, found.columns)
    if typed.is_whole and not mended.is_whole:
        return typed, scan(text, typed.name, keys, known, frozenset())
    return mended, found
