"""What is changed in a file, as `diff -u` shows it."""

from collections.abc import Iterator
from difflib import unified_diff


def patch(name: str, before: str, after: str) -> tuple[str, ...]:
    """The lines of the patch that turns one text into the other; none where they are the same."""
    return tuple(_lines(name, before, after))


def _lines(name: str, before: str, after: str) -> Iterator[str]:
    old, new = (_marked(text.split("\n")) for text in (before, after))
    for number, line in enumerate(unified_diff(old, new, name, name, lineterm="")):
        # The heads of the two files carry a tab for a date that is not there.
        yield from (line.rstrip("\t") if number < 2 else line).split("\n")


def _marked(lines: list[str]) -> list[str]:
    """The lines as `diff` shows them: what ends without a line end says so."""
    return [*lines[:-1], f"{lines[-1]}\n\\ No newline at end of file"] if lines[-1] else lines[:-1]
