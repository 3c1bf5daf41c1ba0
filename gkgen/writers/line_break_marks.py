"""Markup for line breaking and spacing, for engines that know no `gkgen.line_setter`."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from markupsafe import Markup, escape

from gkgen import lazy_re as re
from gkgen.line_setter.boundaries import breaks, character_classes, gaps, shut_in_telephone_numbers, telephone_numbers
from gkgen.line_setter.word_lists import HANGING

_DASH = "\u2014"  # Python's gb2312 codec decodes this dash as U+2015
_GAP = Markup('<span class="gap"> </span>')
_ROOM = Markup('<span class="room"> </span>')
# A word joiner or a zero-width space.
_SHUT, _OPEN = "\u2060", "\u200b"
# A long stretch without Chinese, such as a web address, that is not pulled apart.
_LONG_LATIN = r"[!-~]{4,}"
_AFTER_SLASH = re.compile(r"(?<=/)(?=[A-Za-z])")
# Where a letter or sign of one script meets one of the other, and behind hyphens; elsewhere Unicode agrees with Word.
_SCRIPTS_MEET = re.compile("(?<=[HWDGse])(?=[LAhpq])|(?<=[LAhpq])(?=[HWDGse])|(?<=Lh)(?=L)")
_QUOTES = frozenset("“”‘’·")


def spaced(text: str, following: str = "", *, bold: bool = False) -> Markup:
    """The text, escaped, with spans for line breaking and spacing; `following` is the text of the next run.

    - `gap`: the space that Word leaves between Chinese and Latin characters, except at line ends.
    - `mark`: allows or forbids a line break where the rules of Word differ from Unicode (UAX 14): a line may break
      before an opening quotation mark and after a hyphen, and not inside a telephone number.
    - `hang` and `room`: a mark that takes no room, and its room, which vanishes where a line ends: it hangs.
    - `latin`: a long stretch without Chinese, such as a web address, that must not be letter-spaced.
    - `rare`: characters outside GB 2312, which usual fonts lack; another font would make their line higher.

    No spans are nested, not even in bold text, because WeasyPrint looks for line breaks in one level only.
    """
    marks = dict(_marks(text + following[:1]))
    if text.endswith("。") and not following:
        marks[len(text)] = _ROOM  # a paragraph may end with a mark that hangs
    pieces: list[str] = []
    for kind, start, end in _stretches(text):
        places = [place for place in marks if start < place < end]
        for first, last in pairwise((start, *places, end)):
            is_hanging = marks.get(last) == _ROOM
            stop = last - 1 if is_hanging else last
            pieces += (marks.get(first, ""), _element(kind, text[first:stop], bold=bold) if first < stop else "")
            pieces += (_element("hang", text[stop:last], bold=bold),) if is_hanging else ()
    return Markup("".join((*pieces, marks.get(len(text), ""))))  # noqa: S704 - every piece of the text was escaped


def unspaced(text: str, following: str = "", *, bold: bool = False) -> Markup:  # noqa: ARG001 - as `spaced`
    """The text, escaped, for the line setter, which finds out by itself what `spaced` puts in."""
    return Markup("<strong>{}</strong>").format(text) if bold else escape(text)


def whole_numbers(text: str) -> Markup:
    """The text, escaped, with its telephone numbers in spans of class `whole`, which a browser must not break.

    Browsers break behind a hyphen between digits, though Unicode does not (UAX 14, LB25). With a span the number is
    found and copied with the hyphen that it has.
    """
    pieces, done = [], 0
    for number in telephone_numbers(text):
        pieces += [escape(text[done : number.start]), Markup('<span class="whole">{}</span>').format(text[number])]
        done = number.stop
    return Markup().join((*pieces, escape(text[done:]))) if pieces else escape(text)


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
    # Word breaks no address behind a slash, as Unicode does.
    words = _AFTER_SLASH.sub(_SHUT, escape(text)) if kind == "latin" else escape(text)
    tag = "strong" if bold else "span" if kind else ""
    attribute = f' class="{kind}"' if kind else ""
    return f"<{tag}{attribute}>{words}</{tag}>" if tag else words


def _marks(text: str) -> Iterator[tuple[int, str]]:
    """The marks of a text, each with the position of the character that it precedes."""
    classes = character_classes(text)
    allowed, between = breaks(text, classes, bytes(len(text))), set(gaps(classes))
    meeting = {found.start() for found in _SCRIPTS_MEET.finditer(classes)}
    for place in shut_in_telephone_numbers(text):
        allowed[place] = 0
    for place, (before, behind) in enumerate(pairwise(text), start=1):
        if place in between:
            yield place, _GAP
        elif before in HANGING and not before.isascii() and allowed[place]:
            yield place, _ROOM
        elif place in meeting or ((before in _QUOTES or behind in _QUOTES) and " " not in (before, behind)):
            yield place, f'<span class="mark">{_OPEN if allowed[place] else _SHUT}</span>'


@cache
def _unusual() -> re.Pattern[str]:
    return re.compile(f"(?P<latin>{_LONG_LATIN})|(?P<rare>[^\\x00-\\xff{_DASH}{re.escape(_gb2312())}]+)")


def _gb2312() -> str:
    """The characters of GB 2312, which are all that 仿宋_GB2312 and most open Fangsong fonts have."""
    cells = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return "".join(cell.decode("gb2312", "ignore") for cell in cells)
