"""What is told of a Word file beside its text: what was left out of it, and links that lead elsewhere."""

from collections.abc import Iterator, Mapping

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.importers.readers.docx.paragraph_runs import RunReader
from gkgen.importers.readers.docx.visible_text import VisibilityChanges
from gkgen.importers.readers.excerpts import shortened
from gkgen.ooxml import ReadLink, link_targets, read_links
from gkgen.ooxml.elements import Element
from gkgen.ooxml.hyperlinks import RELATIONS
from gkgen.web_links import leads_to_what_it_says, web_links

# Of a link with its address in a finding.
_MAX_LINK_CHARACTERS = 100


def told(
    seen: VisibilityChanges, runs: RunReader, around: list[str], comments: list[str], name: str
) -> Iterator[Diagnostic]:
    """What was left out, moved or cannot be read; `around` stands above and below the pages."""
    for kind, texts in (
        ("I45.deleted", seen.deleted),
        ("I45.struck", runs.struck),
        ("I45.hidden", runs.hidden),
        ("I45.marks", runs.marks),
        ("I45.contents", seen.contents),
        ("I45.unread", seen.unread),
        ("I45.margins", around),
        ("I45.comments", comments),
        ("I47", seen.notes),
    ):
        if texts:
            yield diagnose(kind, name, text=shortened(texts))


def links_elsewhere(body: Element, parts: Mapping[str, bytes]) -> tuple[ReadLink, ...]:
    """The links that lead elsewhere than their text says; those without a text are not shown."""
    found = read_links(body, link_targets(parts.get(RELATIONS)))
    return tuple(link for link in found if link.text.strip() and not leads_to_what_it_says(link.text, link.target))


def told_links(links: tuple[ReadLink, ...], name: str) -> Iterator[Diagnostic]:
    """What links lead to, which no text says; worse where their text is another address."""
    by_kind: dict[str, list[str]] = {}
    for link in links:
        is_address = any(web_links(link.text))
        by_kind.setdefault("I51.misleading" if is_address else "I51", []).append(f"{link.text.strip()} → {link.target}")
    for kind, texts in by_kind.items():
        yield diagnose(kind, name, text=shortened(texts, longest=_MAX_LINK_CHARACTERS))
