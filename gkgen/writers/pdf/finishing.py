"""Touches to the finished PDF: bold for fonts that have none, scopes of table heads, names of attachments, size."""

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from gkgen.writers.installed_fonts import Fonts

_STROKE = 0.03
"""How much thicker, in ems, the outline makes a character of a font without a bold face."""
_BOLD = 600
_LIBDEFLATE_LEVEL = 1
"""A third of the time that zlib takes, for files that are as small to a fortieth."""
_POINT = 0.75
"""Points in a CSS pixel."""
_CHOICE_OF_FONT = re.compile(rb"/(\S+) (\S+) Tf")
_ACCESSIBLE = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
SCOPES = {"row": "/Row", "rowgroup": "/Row", "col": "/Column", "colgroup": "/Column"}
"""The Scope of a table head in the tag tree by its `scope` in HTML."""


def embolden(pdf: Any, embedded: Iterable[Any], fonts: Fonts) -> None:
    """Draw an outline around bold text in a font that has no bold face, as Word does; WeasyPrint leaves it thin."""
    thin = {font.hash.encode() for font in embedded if font.weight >= _BOLD and not fonts.has_bold(font.family)}
    if not thin:
        return

    def moded(found: re.Match[bytes]) -> bytes:
        mode = b"2 Tr %.3f w" % (float(found[2]) * _STROKE) if found[1] in thin else b"0 Tr"
        return found[0] + b" " + mode

    for page in _streams(pdf):
        # Tr lasts like the font (ISO 32000-1, 9.3.1).
        for index, operation in enumerate(page.stream):
            if isinstance(operation, bytes) and b" Tf" in operation:
                page.stream[index] = _CHOICE_OF_FONT.sub(moded, operation)


def _streams(pdf: Any) -> Iterator[Any]:
    return (item for item in pdf.objects if hasattr(item, "stream") and hasattr(item, "begin_text"))


def scope_heads(pages: Iterable[Any]) -> None:
    """Say of each table head whether it heads rows or columns.

    WeasyPrint lists the heads of each cell instead, and miscounts columns below cells that span rows.
    """
    for page in pages:
        for box in page._page_box.descendants():
            attributes = getattr(box, "mark", None)
            if not isinstance(attributes, dict) or "A" not in attributes:
                continue
            attributes["A"].pop("Headers", None)
            scope = SCOPES.get(box.element.get("scope", ""))
            if scope:
                attributes["A"]["Scope"] = scope


def place_figures(pdf: Any, pages: Iterable[Any]) -> None:
    """Say where figures stand in points from the lower left corner (ISO 32000-1, 14.8.5.4.3).

    WeasyPrint says it in CSS pixels from the upper one.
    """
    heights = dict(zip(pdf.page_references, (page.height for page in pages), strict=True))
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("S") == "/Figure" and "A" in item:
            height = heights[item["Pg"]]
            left, top, right, bottom = item["A"]["BBox"]
            corners = (left, height - bottom, right, height - top)
            item["A"]["BBox"][:] = [round(side * _POINT, 2) for side in corners]


def name_attachments(pdf: Any) -> None:
    """Give attachments their name in every place that viewers look for it, and list each once."""
    names = pdf.catalog.get("Names", {}).get("EmbeddedFiles")
    if not names:
        return
    listed = pdf.objects[int(names.split()[0])]["Names"]  # name, reference, name, reference, …
    for index in range(0, len(listed), 2):
        attached = pdf.objects[int(listed[index + 1].split()[0])]
        attached["F"] = listed[index] = attached["UF"]
    pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])


def identify(pdf: Any) -> None:
    """Say in the XMP metadata that the file keeps to PDF/UA-1, too (ISO 14289-1, clause 5), and leave it uncompressed.

    WeasyPrint writes the mark of one standard alone. PDF/A admits that of another only where its schema is described
    (ISO 19005-3, 6.6.2.3.2).
    """
    (metadata,) = (item for item in pdf.objects if getattr(item, "extra", {}).get("Type") == "/Metadata")
    (packet,) = metadata.stream
    head, end, rest = packet.rpartition(b"</rdf:RDF>")
    metadata.stream = [head + _ACCESSIBLE + end + rest]
    metadata.compress = False


def compress(pdf: Any) -> None:
    """Compress streams; pydyf would take zlib's slowest level, for a hundredth of their size."""
    for item in pdf.objects:
        _compress(item)


def _compress(item: Any) -> None:
    from pydyf import _to_bytes

    if getattr(item, "compress", False):
        item.stream = [_deflate()(b"\n".join(map(_to_bytes, item.stream)))]
        item.extra["Filter"] = "/FlateDecode"
        item.compress = False


@cache
def _deflate() -> Callable[[bytes], bytes]:
    """What compresses: libdeflate where it is installed, else zlib at its usual level."""
    try:
        from deflate import zlib_compress
    except ImportError:
        return zlib.compress
    # It gives a bytearray, of which pydyf would write what Python shows of it.
    return lambda data: bytes(zlib_compress(data, _LIBDEFLATE_LEVEL))


def settle(pdf: Any) -> None:
    """Put every object into the form in which it is written, once; pydyf would do it again for the file identifier.

    Nothing can be changed in the PDF after that. The small objects go into a stream that pydyf adds when it writes; it
    is compressed when it is added, and not once more for the identifier.
    """
    made, adding = _types()

    def settled(item: Any) -> Any:
        if item.free == "f" or isinstance(item, made):
            return item
        found = made(item.data, is_small=item.compressible)
        found.number, found.generation, found.free, found.offset = item.number, item.generation, item.free, item.offset
        return found

    pdf.objects[:] = map(settled, pdf.objects)
    pdf.__class__ = adding


def add_settled(pdf: Any) -> Any:
    """An object added to a PDF, of which `form` is to be given in the form in which it is written."""
    item = _types()[0]()
    item.number = len(pdf.objects)
    pdf.objects.append(item)
    return item


@cache
def _types() -> tuple[Any, Any]:
    """An object in the form in which it is written, and a PDF that compresses what is added to it."""
    from pydyf import PDF, Object

    class Settled(Object):  # type: ignore[misc]
        def __init__(self, form: bytes = b"", *, is_small: bool = True) -> None:
            super().__init__()
            self.form, self.is_small = form, is_small

        @property
        def data(self) -> bytes:
            return bytes(self.form)

        @property
        def compressible(self) -> bool:
            return bool(self.is_small)

    class Adding(PDF):  # type: ignore[misc]
        def add_object(self, item: Any) -> None:
            super().add_object(item)
            _compress(item)

    return Settled, Adding
