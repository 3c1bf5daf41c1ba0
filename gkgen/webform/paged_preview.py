"""The paged preview for a browser: line breaks as in the PDF, page breaks very nearly."""

from functools import cache

from gkgen import lazy_re as re
from gkgen.document import Document
from gkgen.resources import TemplateSet, page_file
from gkgen.writers import html

_MEDIA = re.compile(r"(@media\s+)(screen|print)\b")
# A block for the screen that begins with a font: what the PDF has by other means.
_SCREEN_FONTS = re.compile(r"@media\s+screen(?=\s*\{\s*@font-face)")
_BREAKS = re.compile(r"(break-(?:before|after)\s*:\s*)page\b")
_MARGIN = re.compile(r"@page\s*\{[^}]*?\bmargin\s*:\s*([^;}]+)")
# GB/T 9704-2012, 5.2.1; the defaults when report.css sets none.
_MARGINS = ["37mm", "26mm", "35mm", "28mm"]


def write(document: Document, templates: TemplateSet) -> bytes:
    """The HTML page in UTF-8; raises TemplateError when report.html is wrong."""
    return html.page(document, templates, sheets_css(templates.css), on_paper=True).encode("utf-8")


def write_for_printing(document: Document, templates: TemplateSet) -> bytes:
    """The page in UTF-8 that the PDF is set from, for a browser's own print; raises TemplateError as `write`."""
    return html.page(document, templates, _with_fonts(templates.css), on_paper=True).encode("utf-8")


def sheets_css(css: str) -> str:
    """The style sheet of a report with its rules for print applied to the screen."""
    swapped = _MEDIA.sub(lambda found: found[1] + ("print" if found[2] == "screen" else "screen"), _with_fonts(css))
    # On the screen, pages are columns.
    swapped = _BREAKS.sub(r"\1column", swapped)
    sides = ("top", "right", "bottom", "left")
    margins = "; ".join(f"--margin-{side}: {margin}" for side, margin in zip(sides, _margins(css), strict=True))
    return f"{swapped}\nmain {{ {margins} }}\n{_sheets()}"


def _with_fonts(css: str) -> str:
    """The style sheet with the fonts that it brings for browsers on the screen, in print as well."""
    return _SCREEN_FONTS.sub("@media all", css)


def _margins(css: str) -> list[str]:
    """The four margins of the page, from one to four values as in CSS."""
    found = _MARGIN.search(css)
    given = found[1].split() if found else _MARGINS
    top = given[0]
    right = given[1] if len(given) > 1 else top
    return [top, right, given[2] if len(given) > 2 else top, given[3] if len(given) > 3 else right]


@cache
def _sheets() -> str:
    return page_file("sheets.css")
