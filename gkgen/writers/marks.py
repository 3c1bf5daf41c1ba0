"""Marks in a text that a typesetter needs and a browser does not."""

import re
from functools import cache

from markupsafe import Markup

_HAN = (
    r"[\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff]"
)
_LATIN = r"[0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff]"
_BEFORE_GAP = f"{_HAN}(?={_LATIN})|{_LATIN}(?={_HAN})"
_DASH = "\u2014"  # the codec has another one in its place


def spaced(text: str, following: str = "") -> Markup:
    """The text, escaped, in which spans mark what a typesetter has to know.

    `gap` is a character that a gap of a quarter em follows: Word and LibreOffice leave it between Chinese and Latin
    letters or digits. `latin` is a long stretch without Chinese, such as an address, which is not to be pulled apart.
    `rare` are characters that the usual fonts lack; those of another font would make their line higher.
    `following` is the text that comes next.
    """
    pieces: list[Markup | str] = []
    done = 0
    for found in _marked().finditer(text + following[:1]):
        start, end = found.start(), min(found.end(), len(text))
        if start < end:
            mark = Markup('<span class="{}">').format(found.lastgroup)
            pieces += (text[done:start], mark, text[start:end], Markup("</span>"))
            done = end
    return Markup("").join((*pieces, text[done:]))


@cache
def _marked() -> re.Pattern[str]:
    rare = f"[^\\x00-\\xff{_DASH}{re.escape(_gb2312())}]"
    return re.compile(
        f"(?P<gap>{_BEFORE_GAP})|(?P<latin>(?:(?!{_BEFORE_GAP})[!-~]){{4,}})|(?P<rare>(?:(?!{_BEFORE_GAP}){rare})+)"
    )


def _gb2312() -> str:
    """The characters of GB 2312, which 仿宋_GB2312 and most open fonts of its kind do not go beyond."""
    cells = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return "".join(cell.decode("gb2312", "ignore") for cell in cells)
