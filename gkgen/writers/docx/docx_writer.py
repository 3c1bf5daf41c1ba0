"""The Word writer: renders the template of the edition, post-processes it, sets properties, writes the package."""

from dataclasses import dataclass
from datetime import MAXYEAR, datetime
from functools import cache, partial
from typing import Any

from jinja2 import TemplateError as JinjaError
from lxml import etree

from gkgen.document import DRAFT_WORD, Document
from gkgen.errors import TemplateError
from gkgen.jinja_environment import JinjaEnvironment
from gkgen.ooxml import W, write_package
from gkgen.ooxml.hyperlinks import HYPERLINK, RELATIONS
from gkgen.ooxml.properties import CUSTOM, TITLE, with_custom
from gkgen.resources import TemplateSet
from gkgen.title_breaking import title_lines
from gkgen.writers.docx.inline_pictures import PictureEmbedder
from gkgen.writers.docx.postprocessing import postprocess
from gkgen.writers.docx.template_cache import open_template, template_styles
from gkgen.writers.docx.template_context import template_context
from gkgen.writers.draft_mark import marked
from gkgen.writers.html_context import dates
from gkgen.writers.installed_fonts import drawing_families

_MAX_EXCERPT_CHARACTERS = 80
# Parts that differ in every report, as pictures do; the others are compressed once and cached.
_PARTS_OF_THE_REPORT = frozenset({"word/document.xml", "docProps/core.xml", CUSTOM, RELATIONS})


@cache
def _environment() -> JinjaEnvironment:
    """One environment for the process, so that each template is compiled once."""
    return JinjaEnvironment()


def write(document: Document, template_set: TemplateSet) -> bytes:
    """The document as .docx; raises TemplateError when the template cannot be filled in."""
    template = open_template(template_set.docx, f"{template_set.edition}/report.docx")
    embedder = PictureEmbedder(template.docx.part, dict(document.pictures), drawing_families(template_set.css))
    words = template_context(document, embedder.draw)
    try:
        template.render(words, _environment(), autoescape=True)
    except JinjaError as fault:
        raise TemplateError(f"{template_set.edition}/report.docx: {fault.message}{_template_excerpt(fault)}") from fault
    except (etree.XMLSyntaxError, ArithmeticError, LookupError, TypeError, ValueError) as fault:
        # Raised by expressions in the template, or by the XML that is left of it.
        raise TemplateError(f"{template_set.edition}/report.docx: {fault}") from fault
    relate = partial(template.docx.part.relate_to, reltype=HYPERLINK, is_external=True)
    postprocess(template.filled.find(f"{W}body"), document, relate, template_styles(template_set.docx))
    _set_core_properties(template.docx.core_properties, document)
    parts = with_custom(_package_parts(template.docx.part.package), _custom_properties(document))
    parts = marked(parts) if document.is_draft else parts
    return write_package(
        parts, often={name for name in parts if name not in _PARTS_OF_THE_REPORT and "/media/" not in name}
    )


def _package_parts(package: Any) -> dict[str, bytes]:
    """The parts of python-docx's package by name; its own zip file would have another order and the current time."""
    from docx.opc.pkgwriter import PackageWriter

    writer: Any = PackageWriter
    collector = _PartCollector({})
    writer._write_content_types_stream(collector, package.parts)
    writer._write_pkg_rels(collector, package.rels)
    writer._write_parts(collector, package.parts)
    return collector.parts


@dataclass(frozen=True, slots=True)
class _PartCollector:
    """Stands in for the zip file that python-docx writes to."""

    parts: dict[str, bytes]

    def write(self, name: Any, blob: bytes) -> None:
        if name.membername in self.parts:
            raise TemplateError(f"holds two parts of the name {name}")
        self.parts[name.membername] = blob


def _custom_properties(document: Document) -> dict[str, str]:
    """What the page does not show but readers of the file need."""
    is_broken = title_lines(document.title) != document.title
    title = {TITLE: "\n".join(document.title)} if is_broken else {}
    details = {name: text for name, _, text in document.details}
    return {"office": document.office, "year": str(document.year), **title, **details}


def _template_excerpt(fault: JinjaError) -> str:
    """The template around the faulty tag, in brackets, where docxtpl attached it to the error."""
    words = "".join(getattr(fault, "docx_context", ())).strip()
    return f" ({words[:_MAX_EXCERPT_CHARACTERS]})" if words else ""


def _set_core_properties(properties: Any, document: Document) -> None:
    """Title, author and dates; the dates are those of the report, so that the same input gives the same bytes."""
    given = dates(document).get("created")
    day = datetime.fromisoformat(given) if given else datetime(min(document.year + 1, MAXYEAR), 1, 1)
    properties.title = document.name[:255]
    properties.author = document.office[:255]
    properties.language = "zh-CN"
    properties.created = properties.modified = day
    properties.last_modified_by = document.office[:255]
    properties.revision = 1
    if document.is_draft:
        properties.content_status = DRAFT_WORD
