"""A document in the template of its edition: filled in, tidied, described, put into a package."""

from dataclasses import dataclass
from datetime import MAXYEAR, datetime
from functools import cache
from typing import Any

from jinja2 import TemplateError as JinjaError
from lxml import etree

from gkgen.document import Document
from gkgen.errors import TemplateError
from gkgen.ooxml import W, write_package
from gkgen.ooxml.properties import CUSTOM, with_custom
from gkgen.resources import TemplateSet
from gkgen.sandbox import Sandbox
from gkgen.writers.docx.inline_pictures import PictureShelf
from gkgen.writers.docx.postprocessing import tidy
from gkgen.writers.docx.template_cache import open_template
from gkgen.writers.docx.template_context import context
from gkgen.writers.fonts import drawing_families
from gkgen.writers.html_context import dates

_SHOWN = 80
# What no two reports have in common, besides pictures.
_OWN = frozenset({"word/document.xml", "docProps/core.xml", CUSTOM})


@cache
def _sandbox() -> Sandbox:
    """One environment for the process, so that each template is compiled once."""
    return Sandbox()


def write(document: Document, looks: TemplateSet) -> bytes:
    """The document as .docx; raises TemplateError when the template cannot be filled in."""
    template = open_template(looks.docx, f"{looks.edition}/report.docx")
    shelf = PictureShelf(template.docx.part, dict(document.pictures), drawing_families(looks.css))
    words = context(document, shelf.draw)
    try:
        template.render(words, _sandbox(), autoescape=True)
    except JinjaError as fault:
        raise TemplateError(f"{looks.edition}/report.docx: {fault.message}{_near(fault)}") from fault
    except (etree.XMLSyntaxError, ArithmeticError, LookupError, TypeError, ValueError) as fault:
        # What the expressions of a template raise, or what they leave of its XML.
        raise TemplateError(f"{looks.edition}/report.docx: {fault}") from fault
    tidy(template.filled.find(f"{W}body"), document)
    _describe(template.docx.core_properties, document)
    parts = with_custom(_parts(template.docx.part.package), _noted(document))
    return write_package(parts, often={name for name in parts if name not in _OWN and "/media/" not in name})


def _parts(package: Any) -> dict[str, bytes]:
    """The parts of python-docx's package by name; it would only put them into a zip file of another order."""
    from docx.opc.pkgwriter import PackageWriter

    writer: Any = PackageWriter
    shelf = _Shelf({})
    writer._write_content_types_stream(shelf, package.parts)
    writer._write_pkg_rels(shelf, package.rels)
    writer._write_parts(shelf, package.parts)
    return shelf.parts


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Takes the place of python-docx's zip file."""

    parts: dict[str, bytes]

    def write(self, name: Any, blob: bytes) -> None:
        if name.membername in self.parts:
            raise TemplateError(f"holds two parts of the name {name}")
        self.parts[name.membername] = blob


def _noted(document: Document) -> dict[str, str]:
    """What the page does not show and whoever reads the file back should know."""
    return {"office": document.office, "year": str(document.year), **{name: text for name, _, text in document.details}}


def _near(fault: JinjaError) -> str:
    """The words around a tag that Jinja2 cannot read, as far as docxtpl tells them."""
    words = "".join(getattr(fault, "docx_context", ())).strip()
    return f" ({words[:_SHOWN]})" if words else ""


def _describe(properties: Any, document: Document) -> None:
    """Title, author and dates; dates from the document, for the clock would make every file another."""
    given = dates(document).get("created")
    day = datetime.fromisoformat(given) if given else datetime(min(document.year + 1, MAXYEAR), 1, 1)
    properties.title = document.name[:255]
    properties.author = document.office[:255]
    properties.language = "zh-CN"
    properties.created = properties.modified = day
    properties.last_modified_by = document.office[:255]
    properties.revision = 1
