"""The HTML writer: report.html rendered with report.css into one self-contained file.

With `on_paper` the same template gives the page that the PDF is made from.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from urllib.parse import quote

import jinja2

from gkgen import lazy_re as re
from gkgen.document import Document, Table
from gkgen.errors import TemplateError
from gkgen.jinja_environment import JinjaEnvironment
from gkgen.resources import TemplateSet
from gkgen.title_breaking import title_lines
from gkgen.web_links import linked
from gkgen.writers.draft_mark import DRAFT_CSS
from gkgen.writers.html_context import StatutoryTableView, block_views, dates, picture_view, table_view
from gkgen.writers.installed_fonts import drawing_families
from gkgen.writers.line_break_marks import spaced, unspaced, whole_numbers

# How a style sheet asks for a letterhead above the title.
_LETTERHEAD = re.compile(r"--letterhead:\s*shown\b")


def write(document: Document, looks: TemplateSet, beside: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """The page in UTF-8; it needs no other file and no network.

    `beside` are the names of files in the same folder to which it links, by what people call their format.
    """
    links = [(label, quote(name)) for label, name in beside.items()]
    return page(document, looks, looks.css, links=links).encode("utf-8")


def page(  # noqa: PLR0913 - what a page is made of
    document: Document,
    looks: TemplateSet,
    css: str,
    *,
    on_paper: bool = False,
    is_marked: bool = True,
    pieces: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    links: Sequence[tuple[str, str]] = (),
) -> str:
    """The page with a style sheet; `on_paper` adds the line-break marks that a layout engine needs, if `is_marked`.

    A table that `pieces` has by name is shown as pictures with these addresses.

    Raises TemplateError when report.html is wrong.
    """
    # A browser, which needs the marks, knows which fonts it has.
    is_set_here = on_paper and not is_marked
    families = drawing_families(looks.css, on_paper=is_set_here) if document.pictures else ()
    words = {
        "document": document,
        "css": f"{css}{DRAFT_CSS}" if document.is_draft and css else css,
        "pictures": {name: picture_view(picture, families) for name, picture in document.pictures},
        "dates": dates(document),
        "on_paper": on_paper,
        "layout": lambda table: _layout(table, pieces),
        "blocks": block_views,
        "letterhead": document.letterhead if _LETTERHEAD.search(looks.css) else (),
        "links": links,
        "linked": linked,
        "title": title_lines(document.title) if on_paper else document.title,
    }
    try:
        return _environment(is_marked).from_string(looks.html).render(words)
    except jinja2.TemplateError as fault:
        line = f" {fault.lineno}" if isinstance(fault, jinja2.TemplateSyntaxError) else ""
        raise TemplateError(f"report.html{line}: {fault.message}") from fault


def _layout(table: Table, pieces: Mapping[str, tuple[str, ...]]) -> StatutoryTableView:
    found = pieces.get(table.name)
    return StatutoryTableView((), (), (), found) if found else table_view(table)


@cache
def _environment(is_marked: bool) -> JinjaEnvironment:
    """One environment for the process, so that each template is compiled once."""
    filters = {"spaced": spaced if is_marked else unspaced, "whole_numbers": whole_numbers}
    return JinjaEnvironment(filters, trim_blocks=True, lstrip_blocks=True)
