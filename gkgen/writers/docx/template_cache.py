"""Templates opened once and cached; each report is rendered in a copy of the package."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

from gkgen import lazy_re as re
from gkgen.errors import TemplateError
from gkgen.jinja_environment import JinjaEnvironment
from gkgen.ooxml import W, parse, read_package, style_names

# Content types of the parts that docxtpl renders besides the document.
_AROUND = re.compile("header|footer|footnotes|core-properties")
_USUAL_SIZE = 20  # half points, where no style says another (ECMA-376, 17.3.2.38)
_CORE_PROPERTIES = "/docProps/core.xml"


@dataclass(frozen=True, slots=True)
class _Opened:
    """A package of python-docx, the XML of its document, and whether parts besides the document have tags."""

    package: Any
    document_xml: str
    has_tags_around: bool


@dataclass(frozen=True, slots=True)
class TemplateStyles:
    """Of the styles of a template: the width of a character of text with its tracking, in Word's units, and their keys.

    `keys` are by name; LibreOffice gives styles other keys and leaves them their names.
    """

    character: int
    keys: Mapping[str, str]


def open_template(data: bytes, name: str) -> Any:
    """A StrictTemplate ready to be rendered; raises TemplateError, whose message begins with `name`."""
    # docxtpl takes 0.1 s to import.
    from gkgen.writers.docx.strict_docxtpl import StrictTemplate

    opened = _opened(data, name)
    document = _copied(opened.package).main_document_part.document
    return StrictTemplate(document, opened.document_xml, has_tags_around=opened.has_tags_around)


@lru_cache(maxsize=8)
def _opened(data: bytes, name: str) -> _Opened:
    """The template read; without the cache this takes a fifth of the time of rendering."""
    import io

    from docx import Document

    read_package(data)
    try:
        document: Any = Document(io.BytesIO(data))
        if document.element.body is None:
            raise TemplateError(f"{name}: w:body")
        _forget_unknown_properties(document.part.package)
        package = _copied(document.part.package)
        has_tags_around = any(b"{" in part.blob for part in package.parts if _AROUND.search(part.content_type))
        if not has_tags_around:
            _complete_properties(package)
        document_xml = etree.tostring(document.element, encoding="unicode")
    except TemplateError:
        raise
    except Exception as fault:  # python-docx raises many kinds for a part that is missing or malformed
        raise TemplateError(f"{name}: {fault}") from fault
    return _Opened(package, document_xml, has_tags_around)


@lru_cache(maxsize=8)
def template_styles(data: bytes) -> TemplateStyles:
    """What is needed of the styles of a template."""
    root = parse(read_package(data).get("word/styles.xml", b"<none/>"))
    looks = (*root.iterfind(f"{W}style[@{W}default='1']/{W}rPr"), *root.iterfind(f"{W}docDefaults//{W}rPr"))
    size = next((int(found.get(f"{W}val", 0)) for look in looks for found in look.iterfind(f"{W}sz")), _USUAL_SIZE)
    tracking = next((int(found.get(f"{W}val", 0)) for look in looks for found in look.iterfind(f"{W}spacing")), 0)
    return TemplateStyles(10 * size + tracking, {name: key for key, name in style_names(root).items()})


def _complete_properties(package: Any) -> None:
    """Sets every core property that docxtpl would set, so that it need not render the properties of each report."""
    from gkgen.writers.docx.strict_docxtpl import StrictTemplate

    StrictTemplate(package.main_document_part.document, "", has_tags_around=False).render_properties(
        {}, JinjaEnvironment()
    )


def _copied(package: Any) -> Any:
    """A package with the same parts, to which parts can be added and in which they can be replaced."""
    from docx.package import Package

    made: Any = Package()
    parts = {part: _copy(part, made) for part in package.parts}
    for source in (package, *parts):
        for key, relation in source.rels.items():
            target = relation.target_ref if relation.is_external else parts[relation.target_part]
            parts.get(source, made).load_rel(relation.reltype, target, key, relation.is_external)
    return made


def _copy(part: Any, package: Any) -> Any:
    """A part for the copy: properties are copied, the document element is shared since it is replaced as a whole.

    All other parts become plain bytes.
    """
    from docx.opc.part import Part
    from docx.opc.parts.coreprops import CorePropertiesPart
    from docx.parts.document import DocumentPart

    match part:
        case DocumentPart():
            return DocumentPart(part.partname, part.content_type, part.element, package)
        case CorePropertiesPart():
            return CorePropertiesPart(part.partname, part.content_type, deepcopy(part.element), package)
        case _:
            return Part(part.partname, part.content_type, part.blob, package)


def _forget_unknown_properties(package: Any) -> None:
    """Drops core properties of LibreOffice's relationship type: python-docx would add a second part of that name."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    for key, relation in list(package.rels.items()):
        is_properties = not relation.is_external and relation.target_part.partname == _CORE_PROPERTIES
        if is_properties and relation.reltype != RELATIONSHIP_TYPE.CORE_PROPERTIES:
            del package.rels[key]
