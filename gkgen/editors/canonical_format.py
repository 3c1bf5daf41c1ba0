"""A whole office file in its one form; it says the same as before, and no comment is lost."""

from gkgen import lazy_re as re
from gkgen.editors.canonical_writer import Rewriting
from gkgen.editors.content_guard import lost_content
from gkgen.editors.json_schema_fields import Keys
from gkgen.editors.key_order import Parents
from gkgen.form import Edition, Form
from gkgen.source import NO_KEYS, KnownKeys, ScalarNode, Source, read

_BLANK_LINE = re.compile(r"(?m)^ +$")


def formatted(
    source: Source, edition: Edition, form: Form, keys: Keys | None = None, known: KnownKeys = NO_KEYS
) -> Source:
    """The file read again in order, from one without a finding, under keys of one language if any is given.

    It has findings where the file holds a slip that only its new place brings out, as `known`, what the form knows,
    says: such a file cannot be put in order. Raises ValueError where the new text would not say what the old one does,
    which is a fault of gkgen.
    """
    root = source.root
    if root is None:
        raise ValueError("a file that could not be read")
    if not root.entries or source.lines[root.span.line - 1][root.span.column - 1] == "{":
        return source
    parents = Parents.roots(edition, form.editions)
    text = "\n".join(Rewriting(source.lines, keys).whole(root, parents)) + "\n"
    again = read(text.encode("utf-8"), source.name, known)
    if not again.diagnostics and (lost := lost_content(source, again, parents, _said)):
        raise ValueError(lost)
    return again


def _said(scalar: ScalarNode, _: bool) -> object:
    """The value; a line of nothing but blanks is part of a text behind |, and prints as nothing."""
    return _BLANK_LINE.sub("", scalar.value).rstrip("\n") if isinstance(scalar.value, str) else scalar.value
