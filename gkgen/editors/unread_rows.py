"""Numbers in comments: rows of the form that an author filled in where gkgen does not read them (Y17)."""

from collections.abc import Iterator

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, Span, diagnose
from gkgen.editors.comments import placed_comments
from gkgen.form import Edition
from gkgen.source import Source
from gkgen.typed_rows import answer_in_comment, row_in_comment

_LIKELY = re.compile("^[^#]*#.*[1-9１-９]")
_MAX_CHARACTERS = 40


def unread_rows(source: Source, edition: Edition) -> Iterator[Diagnostic]:
    """A finding for each comment that holds a row of the form, or the answer to one, with a number other than 0."""
    if source.root is None or not any(_LIKELY.search(line) for line in source.lines):
        return
    for line, column, text in placed_comments(source.lines, source.root):
        span = Span(source.name, line, column, line, column + len(text))
        before = source.lines[line - 1][: column - 1]
        if field := row_in_comment(text, edition):
            shown = text.lstrip("# ")[:_MAX_CHARACTERS]
            yield diagnose("Y17.joined" if before.strip() else "Y17", span, field.path, value=shown)
        elif answer := answer_in_comment(before, text, edition):
            yield diagnose("Y17.answer", span, answer[0].path, field=answer[0].key, value=answer[1])
