"""Text of web pages as it is seen: blanks put together, characters that nobody sees left out."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from gkgen.document import Run, Runs
from gkgen.importers.readers.html.page_tree import PageElement
from gkgen.importers.shown_text import UNKNOWN_DIGITS, UNREADABLE, ReadText, ShownRun, read_cell

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
_UNREAD = _names("input textarea select svg canvas img object embed iframe math meter progress")
_DRAWN = _names("svg canvas img object embed iframe math meter progress")
_REVERSED = ("\u202e", "\u202c")
LINE_END = "\u2028"
"""Stands in `shown_runs` where the page begins a new line."""

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
    shown = list(shown_runs(element))
    is_drawn = next(element.descendants(*_DRAWN), None) is not None
    if not (is_drawn or any(run.text == UNKNOWN_DIGITS for run in shown)) and all(
        run.is_beside for run in shown if run.text.strip()
    ):
        # All of the cell is moved as one.
        shown = [replace(run, is_beside=run.text == UNREADABLE) for run in shown]
    read = read_cell(shown)
    lines = (plain_text(line) for line in read.text.split(LINE_END))
    return replace(read, runs=(Run("\n".join(line for line in lines if line)),))


def words_of(element: PageElement) -> str:
    """All text of an element on one line, shown or not."""
    return " ".join(plain_text(run.text) for run in shown_runs(element) if run.text.strip())


def shown_run(text: str, element: PageElement) -> ShownRun:
    """A text as its element shows it."""
    look = element.look
    return ShownRun(
        text.strip().join(_REVERSED) if look.is_reversed and text.strip() else text,
        look.is_bold,
        look.is_raised,
        look.is_struck,
        is_hidden(element),
        look.is_placed,
        look.points,
        look.color,
        look.ground,
    )


def shown_runs(element: PageElement) -> Iterator[ShownRun]:
    """The texts inside an element, line ends between them where the page begins a new line."""
    waiting: list[tuple[PageElement, bool]] = [(element, True)]
    while waiting:
        node, begins = waiting.pop()
        inner = node is not element
        if inner and node.tag in LINE_ENDS:
            yield ShownRun(LINE_END)
        if begins and (node.tag in _UNREAD or node.tag not in SILENT):
            yield from (ShownRun(text, is_beside=True) for text in node.look.added)
            if node.tag in _UNREAD:
                yield ShownRun(_control_text(node) or UNREADABLE, is_hidden=_is_no_control(node), is_beside=True)
            else:
                yield from _item_number(node)
                yield shown_run(node.text, node)
                waiting.append((node, False))
                waiting.extend((child, True) for child in reversed(node.children))
                continue
        if inner and node.parent is not None:
            yield shown_run(node.tail, node.parent)


def _control_text(node: PageElement) -> str:
    """What an input field, a choice or a drawing says, as far as the page tells."""
    if node.tag == "select":
        options = list(node.descendants("option"))
        chosen = [option for option in options if "selected" in option.attributes] or options[:1]
        return " ".join(option.all_text().strip() for option in chosen)
    return node.get("value") or node.get("alt") or node.all_text().strip()


def _is_no_control(node: PageElement) -> bool:
    return is_hidden(node) or (node.tag == "input" and (node.get("type") or "").lower() == "hidden")


def _item_number(node: PageElement) -> Iterator[ShownRun]:
    """What the page prints before an item of a numbered list that is a number itself."""
    if node.tag == "li" and node.parent is not None and node.parent.tag == "ol" and node.all_text().strip().isdigit():
        yield ShownRun(f"{node.parent.children.index(node) + 1}.", is_beside=True)
