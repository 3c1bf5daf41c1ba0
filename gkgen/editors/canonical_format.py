"""A whole office file in its one form, compared with what it was: it says the same, and no comment is lost."""

from collections import Counter
from typing import Any

from gkgen.editors.canonical_writer import Rewriting
from gkgen.editors.comments import comments
from gkgen.editors.json_schema_fields import Keys
from gkgen.editors.key_order import Parents
from gkgen.form import Edition, Form
from gkgen.source import MappingNode, Node, ScalarNode, SequenceNode, Source, read


def formatted(source: Source, edition: Edition, form: Form, keys: Keys | None = None) -> str:
    """The text of a file that could be read without a finding, in order, under keys of one language if any is given.

    Raises ValueError where the new text would not say what the old one does, which is a fault of gkgen.
    """
    root = source.root
    if root is None:
        raise ValueError("a file that could not be read")
    if not root.entries or source.lines[root.span.line - 1][root.span.column - 1] == "{":
        return "\n".join(source.lines)
    parents = Parents.roots(edition, form.editions)
    text = "\n".join(Rewriting(source.lines, keys).whole(root, parents)) + "\n"
    again = read(text.encode("utf-8"), source.name)
    if again.root is None or _said(again.root, parents) != _said(root, parents):
        raise ValueError("the data would be changed")
    if Counter(comments(again.lines, again.root)) != Counter(comments(source.lines, root)):
        raise ValueError("a comment would be lost")
    return text


def _said(node: Node, parents: Parents) -> Any:
    """The data, under English keys."""
    match node:
        case ScalarNode():
            return node.value
        case SequenceNode():
            return [_said(item, parents) for item in node.items]
        case MappingNode():
            entries = ((parents.child(entry.key.text), entry.value, entry.key.text) for entry in node.entries)
            return {wanted.key(typed, "en"): _said(value, wanted) for wanted, value, typed in entries}
