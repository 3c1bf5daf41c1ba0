"""Markup for line breaking and spacing, for engines that know no `gkgen.line_setter`."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from markupsafe import Markup, escape

from gkgen import lazy_re as re
from gkgen.line_setter.boundaries import LONG_LATIN, BoundaryKind, boundaries

_DASH = "\u2014"  # Python's gb2312 codec decodes this dash as U+2015
_GAP = Markup('<span class="gap"> </span>')
# A word joiner or a zero-width space; `edge` for where two scripts meet.
_SHUT, _OPEN = "\u2060", "\u200b"
_AFTER_SLASH = re.compile(r"(?<=/)(?=[A-Za-z])")


def spaced(text: str, following: str = "", *, bold: bool = False) -> Markup:
    """The text, escaped, with spans for line breaking and spacing; `following` is the text of the next run.

    - `gap`: the space that Word and LibreOffice leave between Chinese and Latin characters, except at line ends.
    - `mark` or `edge`: allows or forbids a line break where the rules of Word and LibreOffice differ from Unicode (UAX
      14): a line may break before an opening quotation mark and after a hyphen, and not inside 〔2021〕30号. At an
      `edge` two scripts meet without a gap, and no tracking is subtracted.
    - `latin`: a long stretch without Chinese, such as a web address, that must not be letter-spaced.
    - `rare`: characters outside GB 2312, which usual fonts lack; another font would make their line higher.

    No spans are nested, not even in bold text, because WeasyPrint looks for line breaks in one level only.
    """
    marks = dict(_marks(text + following[:1]))
    pieces: list[str] = []
    for kind, start, end in _stretches(text):
        places = [place for place in marks if start < place < end]
        for first, last in pairwise((start, *places, end)):
            pieces += (marks.get(first, ""), _element(kind, text[first:last], bold=bold))
    return Markup("".join((*pieces, marks.get(len(text), ""))))  # noqa: S704 - every piece of the text was escaped


def unspaced(text: str, following: str = "", *, bold: bool = False) -> Markup:  # noqa: ARG001 - as `spaced`
    """The text, escaped, for the line setter, which finds out by itself what `spaced` puts in."""
    return Markup("<strong>{}</strong>").format(text) if bold else escape(text)


def _stretches(text: str) -> Iterator[tuple[str, int, int]]:
    """The text split where its kind changes, as kind, start and end; ordinary text has the kind ''."""
    done = 0
    for found in _unusual().finditer(text):
        if done < found.start():
            yield "", done, found.start()
        yield str(found.lastgroup), found.start(), found.end()
        done = found.end()
    if done < len(text):
        yield "", done, len(text)


def _element(kind: str, text: str, *, bold: bool) -> str:
    # A soft hyphen after each slash, drawn as a blank: LibreOffice breaks an address where one more letter fits.
    words = _AFTER_SLASH.sub(f"{_SHUT}\u00ad", escape(text)) if kind == "latin" else escape(text)
    tag = "strong" if bold else "span" if kind else ""
    attribute = f' class="{kind}"' if kind else ""
    return f"<{tag}{attribute}>{words}</{tag}>" if tag else words


def _marks(text: str) -> Iterator[tuple[int, str]]:
    """The marks of a text, each with the position of the character that it precedes."""
    for place, kind, is_edge, _ in boundaries(text):
        if kind is BoundaryKind.GAP:
            yield place, _GAP
        else:
            mark = _OPEN if kind is BoundaryKind.OPEN else _SHUT
            yield place, f'<span class="{"edge" if is_edge else "mark"}">{mark}</span>'


@cache
def _unusual() -> re.Pattern[str]:
    return re.compile(f"(?P<latin>{LONG_LATIN})|(?P<rare>[^\\x00-\\xff{_DASH}{re.escape(_gb2312())}]+)")


def _gb2312() -> str:
    """The characters of GB 2312, which are all that 仿宋_GB2312 and most open Fangsong fonts have."""
    cells = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return "".join(cell.decode("gb2312", "ignore") for cell in cells)
