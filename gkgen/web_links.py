"""Addresses in a text that readers can follow: web and e-mail addresses, and nothing else (RFC 3986, RFC 6068).

What a link leads to is told from its text alone, so that no text can say one address and lead to another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from gkgen import lazy_re as re
from gkgen.document import Run, Runs, plain

MAX_LOCAL_PART, MAX_ADDRESS = 64, 2_000
"""Characters before the @ of an e-mail address (RFC 5321, 4.5.3.1.1), and of any address: more is no address."""
_HOST = r"[a-z0-9](?:[a-z0-9-]{0,62}\.)+[a-z0-9-]{1,62}[a-z0-9]"
_NUMBERS = r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![.-]?[a-z0-9])"
_ADDRESS = re.compile(
    # No letter or sign of an address before it, or it would be the end of something else.
    rf"(?<![a-z0-9._+%@-])(?<!//)(?:"
    rf"(?P<web>https?://(?:{_NUMBERS}|{_HOST})(?::[0-9]{{1,5}})?(?:[/?#][!-~]{{0,{MAX_ADDRESS}}})?)"
    rf"|(?P<bare>www\.{_HOST}(?::[0-9]{{1,5}})?(?:[/?#][!-~]{{0,{MAX_ADDRESS}}})?)"
    rf"|(?:mailto:)?(?P<mail>[a-z0-9][a-z0-9._+-]{{0,{MAX_LOCAL_PART - 1}}}@{_HOST})"
    rf")",
    re.IGNORECASE | re.ASCII,
)
# Of the visible characters of ASCII, those that no address holds as they are (RFC 3986, appendix A).
_NO_PART = re.compile(r'["<>\\^`{|}]')
# At its end they belong to the sentence around it.
_OF_THE_SENTENCE = ".,;:!?'"
_BRACKETS = {")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class WebLink:
    """An address: the characters of the text from `start` to `stop`, and what it leads to."""

    start: int
    stop: int
    target: str


@dataclass(frozen=True, slots=True)
class LinkedRuns:
    """Neighbouring runs that are one link, or none where the target is empty."""

    runs: Runs
    target: str = ""


def web_links(text: str) -> Iterator[WebLink]:
    """The addresses in a text; one without a scheme is that of a page, and begins with www."""
    if "." not in text:
        return
    for found in _ADDRESS.finditer(text):
        words = _trimmed(found[0])
        scheme = "http://" if found["bare"] else "mailto:" if found["mail"] and found[0] == found["mail"] else ""
        yield WebLink(found.start(), found.start() + len(words), scheme + words)


def linked(runs: Runs) -> tuple[LinkedRuns, ...]:
    """The runs of a text, cut at its addresses, which may be in more than one weight."""
    text = plain(runs)
    links = tuple(web_links(text))
    if not links:
        return (LinkedRuns(runs),)
    edges = sorted({0, len(text), *(edge for link in links for edge in (link.start, link.stop))})
    targets = {link.start: link.target for link in links}
    return tuple(LinkedRuns(_cut(runs, start, stop), targets.get(start, "")) for start, stop in pairwise(edges))


def leads_to_what_it_says(text: str, target: str) -> bool:
    """Whether a link leads where its text says, but for case, a slash at its end and a scheme that is not written."""
    return target.strip().rstrip("/").lower() in {
        f"{scheme}{text.strip().rstrip('/')}".lower() for scheme in ("", "mailto:", "http://", "https://")
    }


def _cut(runs: Runs, start: int, stop: int) -> Runs:
    """The runs from one character of their text to another."""
    pieces, at = [], 0
    for run in runs:
        text = run.text[max(0, start - at) : max(0, stop - at)]
        at += len(run.text)
        pieces += [Run(text, run.bold)] if text else []
    return tuple(pieces)


def _trimmed(words: str) -> str:
    """An address without what no address holds, and without what closes the sentence or the bracket around it."""
    refused = _NO_PART.search(words)
    words = words[: refused.start()] if refused else words
    while words[-1] in _OF_THE_SENTENCE or words.count(words[-1]) > words.count(_BRACKETS.get(words[-1], words[-1])):
        words = words[:-1]
    return words
