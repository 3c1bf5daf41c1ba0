"""Numbers in comments: rows of the form that an author filled in where gkgen does not read them (Y17)."""

from collections.abc import Iterator

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, Span, diagnose
from gkgen.editors.comments import placed_comments
from gkgen.form import Edition
from gkgen.source import Source
from gkgen.typed_rows import row_in_comment

_LIKELY = re.compile("^[^#]*#.*[1-9１-９]")
_MAX_CHARACTERS = 40


def unread_rows(source: Source, edition: Edition) -> Iterator[Diagnostic]:
    """A finding for each comment that holds a row of the form with a number other than 0."""
    if source.root is None or not any(_LIKELY.search(line) for line in source.lines):
        return
    for line, column, text in placed_comments(source.lines, source.root):
        if field := row_in_comment(text, edition):
            shown = text.lstrip("# ")[:_MAX_CHARACTERS]
            yield diagnose("Y17", Span(source.name, line, column, line, column + len(text)), field.path, value=shown)
