"""Markdown to tokens: the subset that an office report needs, with each line a paragraph of its own.

Text pasted from Word has no empty lines between paragraphs; they are inserted before parsing. Bold is recognized here
and not by CommonMark, whose flanking rule refuses `**领导。**办事处`: a full stop before the closing
marks and a Chinese character after them.
"""

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from gkgen import lazy_re as re

# Unicode noncharacters, which the reader of files refuses: they cannot occur in a text.
REF_OPEN, REF_CLOSE, BOLD_OPEN, BOLD_CLOSE = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"

_RULES = ("list", "heading", "table", "escape", "image")
_LONE_MARKER = re.compile(r"^(\s*)(?:([-+*])|(\d{1,9})([.)]))$")
_HEADING_WITHOUT_SPACE = re.compile(r"^(#{2,6})(?=[^#\s])")
_PICTURE = re.compile(r"(!\[[^\[\]]*\]\()([^<>()]*)\)")
_SEPARATOR = frozenset("|-: ")
# What makes more of a text than paragraphs and headings: signs of pictures, tables, escapes; marks of lists, and marks
# of a heading that does not stand alone before its words.
_BLOCKS = re.compile(r"[!|\\\x00]|^[^\S\n]*(?:[-+]|\*(?!\*)|\d+[.)]|#(?!#{1,5}[^\S\n]*[^\s#][^#\n]*$))", re.MULTILINE)
HEADING = re.compile(r"[ \t]*(?P<marks>#{2,6})[ \t]+(?P<text>[^#]+)")
_WIDE_SPACE = re.compile(r"^[ \t]*[\u3000\u00a0][\s\u3000\u00a0]*")


def is_table_row(line: str) -> bool:
    """Whether a line is a row of a Markdown table."""
    return line.lstrip().startswith("|")


def has_blocks(text: str) -> bool:
    """Whether Markdown may find more in a text than a paragraph or a heading on each line."""
    return _BLOCKS.search(text) is not None


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"maxNesting": 20}).enable(list(_RULES))
    # A picture is named by file, not by URL: the name is kept as typed and validated when the file is opened.
    parser.normalizeLink = str  # type: ignore[method-assign, assignment]
    parser.validateLink = bool  # type: ignore[method-assign, assignment]
    return parser


def is_separator(line: str) -> bool:
    """Whether a line is the delimiter row below the head of a table: |---|---|."""
    return "-" in line and _SEPARATOR.issuperset(line.strip())


def tokens(text: str) -> list[Token]:
    """The block tokens of a text; their `map` counts the lines of that text."""
    spaced: list[str] = []
    numbers: list[int] = []
    for number, typed in enumerate(text.split("\n")):
        line = tidy(typed)
        if spaced and spaced[-1] and line and not (is_table_row(line) and is_table_row(spaced[-1])):
            spaced.append("")
            numbers.append(number)
        spaced.append(line)
        numbers.append(number)
    found = _parser().parse("\n".join(spaced))
    for token in found:
        if token.map:
            token.map = [numbers[min(line, len(numbers) - 1)] for line in token.map]
    return found


def tidy(line: str) -> str:
    """One line, normalized: full-width indentation removed, a space inserted after ##.

    A marker with nothing behind it begins no list: a lone -, which means "none", is text.
    """
    # To Markdown a carriage return would begin a line that the text does not count; `"\\r"` types one.
    line = _WIDE_SPACE.sub("", line.replace("\r", " ").rstrip())
    line = _HEADING_WITHOUT_SPACE.sub(r"\1 ", line)
    line = _PICTURE.sub(_picture_in_brackets, line)
    line = _LONE_MARKER.sub(_escaped_marker, line)
    return _bold(line)


def _picture_in_brackets(match: re.Match[str]) -> str:
    return f"{match[1]}<{match[2]}>)" if " " in match[2] else match.group()


def _escaped_marker(match: re.Match[str]) -> str:
    margin, bullet, number, end = match.groups()
    return f"{margin}\\{bullet}" if bullet else f"{margin}{number}\\{end}"


def _bold(line: str) -> str:
    """The line with marks at the beginning and the end of bold text; unpaired asterisks stay.

    Escaped asterisks and three in a row are no delimiters, nor are those with a space inside, as in 2 ** 3.
    """
    pieces: list[str] = []
    done, opened = 0, -1
    at = line.find("**")
    while at >= 0:
        before, after = line[max(0, at - 1) : at], line[at + 2 : at + 3]
        if opened < 0:
            opened = at if before not in {"\\", "*"} and after.strip() and after != "*" else -1
        elif at > opened + 2 and before.strip() and before != "\\" and after != "*":
            pieces += [line[done:opened], BOLD_OPEN, line[opened + 2 : at], BOLD_CLOSE]
            done, opened = at + 2, -1
        at = line.find("**", at + 1)
    return "".join(pieces) + line[done:]
