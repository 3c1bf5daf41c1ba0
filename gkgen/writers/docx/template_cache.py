"""A template opened once for all offices; each fills in a package of its own."""

import re
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from gkgen.errors import TemplateError
from gkgen.ooxml import read_package
from gkgen.sandbox import Sandbox

# The parts that docxtpl fills in besides the document, by their content types.
_AROUND = re.compile("header|footer|footnotes|core-properties")
_CORE_PROPERTIES = "/docProps/core.xml"


@dataclass(frozen=True, slots=True)
class _Opened:
    """A package as python-docx reads it, and whether there are tags outside of its document."""

    package: Any
    has_tags_around: bool


def open_template(data: bytes, name: str) -> Any:
    """The template in docxtpl's hands, not yet filled in; raises TemplateError, which calls it by this name."""
    # docxtpl takes 0.1 s to import.
    from gkgen.writers.docx.strict_docxtpl import StrictTemplate

    opened = _opened(data, name)
    template: Any = StrictTemplate(data)
    template.docx = _copied(opened.package).main_document_part.document
    template.has_tags_around = opened.has_tags_around
    return template


@lru_cache(maxsize=8)
def _opened(data: bytes, name: str) -> _Opened:
    """The template read: a fifth of the time that filling it in takes."""
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
    except TemplateError:
        raise
    except Exception as fault:  # python-docx says in many ways that a part is missing or is not what it should be
        raise TemplateError(f"{name}: {fault}") from fault
    return _Opened(package, has_tags_around)


def _complete_properties(package: Any) -> None:
    """Has docxtpl write every property that it knows, as it does wherever it looks for tags in them."""
    from gkgen.writers.docx.strict_docxtpl import StrictTemplate

    template: Any = StrictTemplate(b"")
    template.docx = package.main_document_part.document
    template.render_properties({}, Sandbox())


def _copied(package: Any) -> Any:
    """Another package of the same parts, in which parts may be replaced and new ones may be put."""
    from docx.package import Package

    made: Any = Package()
    parts = {part: _copy(part, made) for part in package.parts}
    for source in (package, *parts):
        for key, relation in source.rels.items():
            target = relation.target_ref if relation.is_external else parts[relation.target_part]
            parts.get(source, made).load_rel(relation.reltype, target, key, relation.is_external)
    return made


def _copy(part: Any, package: Any) -> Any:
    """The document is replaced as a whole, properties are set one by one; all others are bytes from now on."""
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
    """LibreOffice may call the core properties by another type; python-docx then adds a second part of that name."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    for key, relation in list(package.rels.items()):
        is_properties = not relation.is_external and relation.target_part.partname == _CORE_PROPERTIES
        if is_properties and relation.reltype != RELATIONSHIP_TYPE.CORE_PROPERTIES:
            del package.rels[key]
