"""Help pages set in the cells of a terminal: click measures letters, and Chinese ones take two cells."""

from collections.abc import Iterable, Iterator

import click

from gkgen import lazy_re as re
from gkgen.terminal_width import cells

# What must not begin a line, what must not end one (GB/T 15834-2011, 5.1).
_NOT_FIRST, _NOT_LAST = "，。；：、？！）》」』”’…%", "（《「『“‘"
# A word of ASCII is not broken; any other letter stands for itself.
_TOKEN = re.compile(r"[!-~]+|\s+|[^!-~\s]")
MAX_LABEL_CELLS = 30
MAX_EXAMPLE_CELLS = 44
MIN_TEXT_CELLS = 20


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most so many cells."""
    lines: list[str] = []
    line = ""
    for piece in _unbreakable(text):
        word = piece if line else piece.lstrip()
        if line and cells(line + word.rstrip()) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += word
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _unbreakable(text: str) -> Iterator[str]:
    """Pieces between which a line may be broken."""
    piece = ""
    for token in _TOKEN.findall(" ".join(text.split("\n"))):
        is_glued = token[0] in _NOT_FIRST or (piece and piece[-1] in _NOT_LAST)
        if piece and not is_glued:
            yield piece
            piece = ""
        piece += " " if token.isspace() else token
    if piece:
        yield piece


class CellFormatter(click.HelpFormatter):
    """click's pages, measured in cells."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that shows how to call a command; a long one goes on below its first word."""
        begin = f"{prefix or ''}{prog} "
        first, *rest = wrapped(args, max(self.width - cells(begin), MIN_TEXT_CELLS))
        self.write(f"{begin}{first}\n")
        for line in rest:
            self.write(f"{' ' * cells(begin)}{line}\n")

    def write_text(self, text: str) -> None:
        """A text in paragraphs."""
        margin = " " * self.current_indent
        for paragraph in text.split("\n\n"):
            for line in wrapped(paragraph, max(self.width - self.current_indent, MIN_TEXT_CELLS)):
                self.write(f"{margin}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = MAX_LABEL_CELLS, col_spacing: int = 2) -> None:
        """Labels and what they mean, the meanings in one column."""
        rows = list(rows)
        widest = max((cells(label) for label, _ in rows if cells(label) <= col_max), default=0)
        column = self.current_indent + widest + col_spacing
        for label, meaning in rows:
            begin = f"{' ' * self.current_indent}{label}"
            lines = wrapped(meaning, max(self.width - column, MIN_TEXT_CELLS)) if meaning else [""]
            if cells(begin) + col_spacing > column:
                labels = wrapped(label, max(self.width - self.current_indent, MIN_TEXT_CELLS))
                self.write("".join(f"{' ' * self.current_indent}{each}\n" for each in labels))
            else:
                self.write(f"{begin}{' ' * (column - cells(begin))}{lines.pop(0)}".rstrip() + "\n")
            for line in lines:
                self.write(f"{' ' * column}{line}".rstrip() + "\n")


class CellContext(click.Context):
    """The context of gkgen's commands, whose pages are set in cells."""

    formatter_class = CellFormatter
