"""A whole office file in its one form; it says the same as before, and no comment is lost."""

from gkgen.editors.canonical_writer import Rewriting
from gkgen.editors.content_guard import lost_content
from gkgen.editors.json_schema_fields import Keys
from gkgen.editors.key_order import Parents
from gkgen.form import Edition, Form
from gkgen.source import ScalarNode, Source, read


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
    if lost := lost_content(source, again, parents, _said):
        raise ValueError(lost)
    return text


def _said(scalar: ScalarNode, _: bool) -> object:
    """The value; a last line of nothing but blanks is part of a text behind |, and prints as nothing."""
    return scalar.value.rstrip(" \n") if isinstance(scalar.value, str) else scalar.value
