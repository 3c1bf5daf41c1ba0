"""Text of web pages as it is seen: blanks put together, characters that nobody sees left out."""

import unicodedata
from collections.abc import Iterable, Iterator

from gkgen import lazy_re as re
from gkgen.document import Run, Runs
from gkgen.importers.readers.html.page_tree import PageElement

_UNSEEN = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
# The last is Word's.
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)


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

Pieces = Iterable[tuple[str, bool]]


def is_hidden(element: PageElement) -> bool:
    """Whether the element itself says that it is not shown, or no more: what tracked changes have deleted."""
    return element.tag == "del" or "hidden" in element.attributes or bool(_HIDDEN.search(element.get("style") or ""))


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


def lines_of(element: PageElement) -> str:
    """The text of an element, lines where the page shows them."""
    lines: list[list[str]] = [[]]
    for text, ends in _texts(element):
        if ends:
            lines.append([])
        lines[-1].append(text)
    return "\n".join(line for line in (plain_text("".join(pieces)) for pieces in lines) if line)


def words_of(element: PageElement) -> str:
    """The text of an element on one line."""
    return lines_of(element).replace("\n", " ")


def _texts(element: PageElement) -> Iterator[tuple[str, bool]]:
    """Each text inside an element, and whether a new line begins before it; without recursion, pages can be deep."""
    if element.text:
        yield element.text, False
    waiting: list[tuple[PageElement, bool]] = [(child, True) for child in reversed(element.children)]
    while waiting:
        node, opens = waiting.pop()
        breaks = node.tag in LINE_ENDS
        if not opens:
            yield node.tail or "", breaks
            continue
        waiting.append((node, False))
        if node.tag not in SILENT and not is_hidden(node):
            yield node.text or "", breaks
            waiting.extend((child, True) for child in reversed(node.children))
