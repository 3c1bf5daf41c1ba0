"""The template filled in by docxtpl, which parses with recovery and so would lose text in silence; this does not."""

import io
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from itertools import pairwise
from typing import Any, ClassVar

from jinja2 import TemplateError as JinjaError
from lxml import etree

from gkgen.document import Document, SmallTable, Table
from gkgen.errors import TemplateError
from gkgen.ooxml import W, parse, read_package, write_package
from gkgen.ooxml.elements import Element
from gkgen.sandbox import Sandbox
from gkgen.templates import Looks
from gkgen.writers.docx.context import context
from gkgen.writers.docx.pictures import PictureShelf
from gkgen.writers.views import dates

_SHOWN = 80
_CORE_PROPERTIES = "/docProps/core.xml"


@cache
def _sandbox() -> Sandbox:
    """One environment for the process, so that each template is compiled once."""
    return Sandbox()


@cache
def _template_class() -> type[Any]:
    """A template of docxtpl that parses strictly; made late, for docxtpl takes 0.1 s to import."""
    from docxtpl import DocxTemplate

    class StrictTemplate(DocxTemplate):  # type: ignore[misc] # docxtpl has no type hints
        """Raises where docxtpl would drop the rest of a paragraph, and all that follows."""

        patched: ClassVar[dict[str, str]] = {}

        def patch_xml(self, src_xml: str) -> str:
            """The tags freed from the XML around them: half of docxtpl's time, for the same text at every office."""
            if src_xml not in self.patched:
                self.patched[src_xml] = super().patch_xml(src_xml)
            return self.patched[src_xml]

        def fix_tables(self, xml: str) -> Any:
            """Docxtpl's own parses with recovery and then evens out the columns of tables, as `_tidy` does exactly."""
            return parse(xml)

    return StrictTemplate


def write(document: Document, looks: Looks) -> bytes:
    """The document as .docx; raises TemplateError when the template cannot be filled in."""
    template = _open(looks)
    words = context(document, PictureShelf(template.docx.part, dict(document.pictures)).draw)
    try:
        template.render(words, _sandbox(), autoescape=True)
    except JinjaError as fault:
        raise TemplateError(f"{looks.edition}/report.docx: {fault.message}{_near(fault)}") from fault
    except (etree.XMLSyntaxError, ArithmeticError, LookupError, TypeError, ValueError) as fault:
        # What the expressions of a template raise, or what they leave of its XML.
        raise TemplateError(f"{looks.edition}/report.docx: {fault}") from fault
    _tidy(template.docx.element.body, document)
    _describe(template.docx.core_properties, document)
    out = io.BytesIO()
    template.save(out)
    return write_package(read_package(out.getvalue()))


def _open(looks: Looks) -> Any:
    """The template, not yet filled in."""
    read_package(looks.docx)
    template = _template_class()(io.BytesIO(looks.docx))
    try:
        template.init_docx()
        if template.docx.element.body is None:
            raise TemplateError(f"{looks.edition}/report.docx: w:body")
    except TemplateError:
        raise
    except Exception as fault:  # python-docx says in many ways that a part is missing or is not what it should be
        raise TemplateError(f"{looks.edition}/report.docx: {fault}") from fault
    _forget_unknown_properties(template.docx.part.package)
    return template


def _forget_unknown_properties(package: Any) -> None:
    """LibreOffice may call the core properties by another type; python-docx then adds a second part of that name."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    for key, relation in list(package.rels.items()):
        is_properties = not relation.is_external and relation.target_part.partname == _CORE_PROPERTIES
        if is_properties and relation.reltype != RELATIONSHIP_TYPE.CORE_PROPERTIES:
            del package.rels[key]


def _near(fault: JinjaError) -> str:
    """The words around a tag that Jinja2 cannot read, as far as docxtpl tells them."""
    words = "".join(getattr(fault, "docx_context", ())).strip()
    return f" ({words[:_SHOWN]})" if words else ""


def _tidy(body: Element, document: Document) -> None:
    """What the tags leave behind: runs without text, the columns of a loop in the grid of a small table."""
    for run in list(body.iter(f"{W}r")):
        parent = run.getparent()
        if parent is not None and not any(child.tag != f"{W}rPr" and _shows(child) for child in run):
            parent.remove(run)
    tables = tuple(body.iter(f"{W}tbl"))
    wanted = tuple(_tables(document))
    # Tables lost or left over are found when the file is read back.
    for element, table in zip(tables, wanted, strict=False):
        if isinstance(table, SmallTable):
            _set_widths(element, table)


def _tables(document: Document) -> Iterator[Table | SmallTable]:
    """All tables in the order of the document."""
    for body in (document.preface, *(section.body for section in document.sections)):
        if isinstance(body, Table):
            yield body
        else:
            yield from (block for block in body if isinstance(block, SmallTable))


def _shows(child: Element) -> bool:
    return child.tag != f"{W}t" or bool(child.text)


def _set_widths(table: Element, model: SmallTable) -> None:
    """The columns as wide as the document says; the whole is as wide as the template's loop."""
    grid = table.find(f"{W}tblGrid")
    if grid is None:
        return
    whole, total = sum(int(column.get(f"{W}w", 0)) for column in grid), sum(model.widths)
    edges = [round(whole * sum(model.widths[:count]) / total) for count in range(len(model.widths) + 1)]
    widths = [right - left for left, right in pairwise(edges)]
    grid[:] = [etree.Element(f"{W}gridCol", {f"{W}w": str(width)}) for width in widths]
    for row in table.findall(f"{W}tr"):
        for cell, width in zip(row.findall(f"{W}tc"), widths, strict=False):
            size = cell.find(f"{W}tcPr/{W}tcW")
            if size is not None:
                size.set(f"{W}w", str(width))


def _describe(properties: Any, document: Document) -> None:
    """Title, author and dates; dates from the document, for the clock would make every file another."""
    given = dates(document).get("created")
    day = datetime.fromisoformat(given) if given else datetime(document.year + 1, 1, 1)
    properties.title = document.name[:255]
    properties.author = document.office[:255]
    properties.language = "zh-CN"
    properties.created = properties.modified = day
    properties.last_modified_by = document.office[:255]
    properties.revision = 1
