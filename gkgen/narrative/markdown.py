"""Markdown to tokens: the rules that an office report needs, and each line a paragraph of its own.

Text pasted from Word has no empty lines between paragraphs; they are put in before parsing. Bold is found here and not
by CommonMark, whose rule refuses `**领导。**办事处`: a full stop inside and a Chinese character behind.
"""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

# Noncharacters: no file that was read can hold them.
REF_OPEN, REF_CLOSE, BOLD_OPEN, BOLD_CLOSE = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"

_RULES = ("list", "heading", "table", "escape", "image")
_BOLD = re.compile(r"(?<![\\*])\*\*(?=[^\s*])(.+?)(?<=[^\s\\])\*\*(?!\*)")
_HEADING_WITHOUT_SPACE = re.compile(r"^(#{2,6})(?=[^#\s])")
_PICTURE_WITH_SPACE = re.compile(r"(!\[[^\]]*\]\()([^<>()]* [^<>()]*)\)")
_WIDE_SPACE = re.compile(r"^[ \t]*[\u3000\u00a0][\s\u3000\u00a0]*")


def is_table_row(line: str) -> bool:
    """Whether a line is a row of a Markdown table."""
    return line.lstrip().startswith("|")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"maxNesting": 20}).enable(list(_RULES))
    # A picture's name is a file name, not an address: it is taken as it was typed and judged when it is opened.
    parser.normalizeLink = str  # type: ignore[method-assign, assignment]
    parser.validateLink = bool  # type: ignore[method-assign, assignment]
    return parser


def tokens(text: str) -> list[Token]:
    """The block tokens of a text."""
    lines = [_tidy(line) for line in text.split("\n")]
    spaced: list[str] = []
    for line in lines:
        if spaced and spaced[-1] and line and not (is_table_row(line) and is_table_row(spaced[-1])):
            spaced.append("")
        spaced.append(line)
    return _parser().parse("\n".join(spaced))


def _tidy(line: str) -> str:
    """One line with its slips of habit mended: indentation typed as wide spaces, ## without a space."""
    line = _WIDE_SPACE.sub("", line.rstrip())
    line = _HEADING_WITHOUT_SPACE.sub(r"\1 ", line)
    line = _PICTURE_WITH_SPACE.sub(r"\1<\2>)", line)
    return _BOLD.sub(f"{BOLD_OPEN}\\1{BOLD_CLOSE}", line)
