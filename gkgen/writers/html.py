"""The web page: a document printed through report.html and report.css into one self-contained file.

The same page, marked for paper, is what the PDF is set from.
"""

import re
from functools import cache

import jinja2
from markupsafe import Markup

from gkgen.document import Document
from gkgen.errors import TemplateError
from gkgen.sandbox import Sandbox
from gkgen.templates import Looks
from gkgen.writers.views import block_views, dates, picture_view, table_view

_HAN = (
    r"[\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff]"
)
_LATIN = r"[0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff]"
_MARKED = re.compile(rf"(?P<gap>{_HAN}(?={_LATIN})|{_LATIN}(?={_HAN}))|(?P<latin>(?:(?!{_LATIN}{_HAN})[!-~]){{4,}})")


def write(document: Document, looks: Looks) -> bytes:
    """The page as a file in UTF-8 that needs no other file and no network."""
    return page(document, looks, looks.css).encode("utf-8")


def page(document: Document, looks: Looks, css: str, *, on_paper: bool = False) -> str:
    """The page with that style sheet; `on_paper` adds the marks that a typesetter needs and a browser does not.

    Raises TemplateError when report.html is wrong.
    """
    words = {
        "document": document,
        "css": css,
        "pictures": {name: picture_view(picture) for name, picture in document.pictures},
        "dates": dates(document),
        "on_paper": on_paper,
        "layout": table_view,
        "blocks": block_views,
    }
    try:
        return _sandbox().from_string(looks.html).render(words)
    except jinja2.TemplateError as fault:
        line = f" {fault.lineno}" if isinstance(fault, jinja2.TemplateSyntaxError) else ""
        raise TemplateError(f"report.html{line}: {fault.message}") from fault


def spaced(text: str, following: str = "") -> Markup:
    """The text, escaped, with what a typesetter has to know marked by spans.

    `gap` is a character that a gap of a quarter em follows: Word and LibreOffice leave it between Chinese and Latin
    letters or digits. `latin` is a long stretch without Chinese, such as an address, which is not to be pulled apart.
    `following` is the text that comes next.
    """
    pieces: list[Markup | str] = []
    done = 0
    for found in _MARKED.finditer(text + following[:1]):
        start, end = found.start(), min(found.end(), len(text))
        if start < end:
            mark = Markup('<span class="{}">').format(found.lastgroup)
            pieces += (text[done:start], mark, text[start:end], Markup("</span>"))
            done = end
    return Markup("").join((*pieces, text[done:]))


@cache
def _sandbox() -> Sandbox:
    """One environment for the process, so that each template is compiled once."""
    return Sandbox({"spaced": spaced}, trim_blocks=True, lstrip_blocks=True)
