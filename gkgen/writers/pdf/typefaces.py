"""The fonts that a PDF was really set in, compared with those that were wanted; fontconfig swaps them in silence."""

from collections.abc import Iterable, Iterator
from typing import Any

from gkgen.diagnostics import Diagnostic, Term, diagnose
from gkgen.writers.font_install_advice import NOTO
from gkgen.writers.installed_fonts import Fonts
from gkgen.writers.pdf.table_pieces import families_of

_MOST = 8


def wanted_families(pages: Iterable[Any]) -> frozenset[tuple[str, ...]]:
    """The lists of families that the style sheet asks for, of all text that is printed."""
    boxes = [box for page in pages for box in page._page_box.descendants()]
    texts = frozenset(tuple(box.style["font_family"]) for box in boxes if hasattr(box, "text"))
    return texts.union(*map(families_of, boxes))


def not_installed(wanted: Iterable[tuple[str, ...]], fonts: Fonts, file: str) -> Iterator[Diagnostic]:
    """A finding for each list of families of which none is installed; where a role lacks one, that is E01.font."""
    if all(choice.is_fit for choice in fonts.choices):
        for families in sorted(wanted):
            if not any(fonts.has(family) for family in families):
                yield diagnose("E01.family", file, families=", ".join(families))


def substituted(embedded: Iterable[Any], fonts: Fonts, file: str) -> Iterator[Diagnostic]:
    """A finding for each embedded font that no role asked for, with the characters it had to supply."""
    for font in embedded:
        # A character that no font has is put down to one of them, and is a finding of its own.
        shown = (text for glyph, text in font.to_unicode.items() if glyph not in font.missing.values())
        letters = sorted({letter for text in shown for letter in text if not letter.isspace()})
        if letters and not fonts.knows(font.family):
            named = "、".join(f"{letter}（U+{ord(letter):04X}）" for letter in letters[:_MOST])
            more = Term("等", ", …") if len(letters) > _MOST else ""
            yield diagnose(
                "E01.substituted", file, characters=named, more=more, family=font.family, advice=NOTO.everywhere
            )
