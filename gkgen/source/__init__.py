"""YAML with a place for every value. PyYAML is used here and nowhere else.

Only what an office file needs is read: one document of mappings, lists and scalars, no anchors, aliases or tags.
Scalars follow YAML 1.2: 0632, no, 12:30 and dates stay text.
"""

from gkgen.source.decoding import MAX_BYTES, decode
from gkgen.source.foreign_formats import foreign_file, foreign_format
from gkgen.source.html_remnants import HTML
from gkgen.source.known_keys import NO_KEYS, NUMBER, KnownKeys
from gkgen.source.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode, plain
from gkgen.source.scalars import value_of
from gkgen.source.text_spans import locate, occurrences
from gkgen.source.tree_builder import is_yaml
from gkgen.source.yaml_reader import Source, read

__all__ = [
    "HTML",
    "MAX_BYTES",
    "NO_KEYS",
    "NUMBER",
    "Entry",
    "KnownKeys",
    "MappingNode",
    "Node",
    "ScalarNode",
    "SequenceNode",
    "Source",
    "decode",
    "foreign_file",
    "foreign_format",
    "is_yaml",
    "locate",
    "occurrences",
    "plain",
    "read",
    "value_of",
]
