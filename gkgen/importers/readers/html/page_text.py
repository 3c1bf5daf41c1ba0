"""Text of web pages as it is seen: blanks put together, characters that nobody sees left out."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from gkgen.document import Run, Runs
from gkgen.importers.readers.html.page_tree import PageElement
from gkgen.importers.shown_text import UNREADABLE, ReadText, ShownRun, read_cell

_UNSEEN = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Behind these a new line begins.
LINE_ENDS = _names(
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul "
    "option"
)
SILENT = _names(
    "script style noscript template iframe object embed button select input textarea svg canvas audio video map "
    "head title link meta xml"
)
"""Elements whose content is no text of the page."""

# Of these, text or picture is shown, and none of it is text of the page.
_UNREAD = _names("input textarea select svg canvas img object embed iframe math")
_LINE_END = "\u2028"

Pieces = Iterable[tuple[str, bool]]


def is_hidden(element: PageElement) -> bool:
    """Whether nothing of an element is shown."""
    return element.look.is_hidden or element.look.is_invisible


def runs_of(pieces: Pieces) -> Runs:
    """Stretches of text with their weight, blanks put together.

    A line end between Chinese characters is none of the text: editors break the lines of a page anywhere.
    """
    letters: list[tuple[str, bool]] = []
    gap = ""
    for text, bold in pieces:
        for letter in text:
            if letter.isspace():
                gap += letter
            elif letter not in _UNSEEN and unicodedata.category(letter) not in {"Cc", "Cs", "Cn"}:
                if gap and letters and not ("\n" in gap and _is_wide(letters[-1][0]) and _is_wide(letter)):
                    letters.append((" ", bold))
                gap = ""
                letters.append((letter, bold))
    return tuple(_runs(letters))


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in {"W", "F"} or letter in "“”‘’…—·"


def _runs(letters: Iterable[tuple[str, bool]]) -> Iterator[Run]:
    text, weight = "", False
    for letter, bold in letters:
        if bold is not weight and text:
            yield Run(text, weight)
            text = ""
        text, weight = text + letter, bold
    if text:
        yield Run(text, weight)


def plain_text(text: str) -> str:
    """One line of text, blanks put together."""
    return "".join(run.text for run in runs_of([(text, False)]))


def read_lines(element: PageElement) -> ReadText:
    """The text of a cell, lines where the page shows them, and what else it may say."""
    shown = list(_shown(element))
    if all(run.is_beside for run in shown if run.text.strip()):
        # All of the cell is moved as one.
        shown = [replace(run, is_beside=run.text == UNREADABLE) for run in shown]
    read = read_cell(shown)
    lines = (plain_text(line) for line in read.text.split(_LINE_END))
    return replace(read, runs=(Run("\n".join(line for line in lines if line)),))


def words_of(element: PageElement) -> str:
    """All text of an element on one line, shown or not."""
    return " ".join(plain_text(run.text) for run in _shown(element) if run.text.strip())


def shown_run(text: str, element: PageElement) -> ShownRun:
    """A text as its element shows it."""
    look = element.look
    return ShownRun(
        text,
        look.is_bold,
        look.is_raised,
        look.is_struck,
        is_hidden(element),
        look.is_placed,
        look.points,
        look.color,
        look.ground,
    )


def _shown(element: PageElement) -> Iterator[ShownRun]:
    """The texts inside an element, line ends between them where the page begins a new line."""
    waiting: list[tuple[PageElement, bool]] = [(element, True)]
    while waiting:
        node, begins = waiting.pop()
        inner = node is not element
        if inner and node.tag in LINE_ENDS:
            yield ShownRun(_LINE_END)
        if begins and (node.tag in _UNREAD or node.tag not in SILENT):
            yield from (ShownRun(text, is_beside=True) for text in node.look.added)
            if node.tag in _UNREAD:
                text = node.get("value") or node.get("alt") or node.all_text().strip()
                yield ShownRun(text or UNREADABLE, is_hidden=is_hidden(node), is_beside=True)
            else:
                yield shown_run(node.text, node)
                waiting.append((node, False))
                waiting.extend((child, True) for child in reversed(node.children))
                continue
        if inner and node.parent is not None:
            yield shown_run(node.tail, node.parent)
