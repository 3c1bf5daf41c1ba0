"""Inline pictures of a Word file: the part with the data, and the DrawingML that shows it."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from gkgen import pictures
from gkgen.document import Figure, Picture
from gkgen.ooxml import element
from gkgen.ooxml.elements import NAMESPACES, Element
from gkgen.writers.docx.template_context import literal_xml

_EMU_PER_MM = 36_000
_PICTURE_NAMESPACE = NAMESPACES["pic"]
# Word 2016 and later show the SVG in this extension ([MS-ODRAWXML], 2.7.2); other programs show the pixels.
_SVG_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


class PictureEmbedder:
    """Embeds the pictures of one document in its package, each once, and returns the XML for each place of use."""

    def __init__(self, part: Any, pictures: Mapping[str, Picture], families: Sequence[str] = ()) -> None:
        """`part` is python-docx's main document part; `families` are the fonts for the text of drawings."""
        self._part = part
        self._pictures = pictures
        self._families = families
        self._relations: dict[bytes, str] = {}
        self._count = 0

    def draw(self, figure: Figure) -> Markup:
        """The runs that replace the tag of the picture, which is inside w:t."""
        from lxml import etree

        picture = self._pictures[figure.name]
        self._count += 1
        # At least one unit: Word rejects a picture without a width.
        width, height = (max(1, round(length * _EMU_PER_MM)) for length in (picture.width, picture.height))
        drawing = _drawing(self._blip(picture), self._count, figure, (width, height))
        xml = etree.tostring(drawing, encoding="unicode")
        return literal_xml(f'</w:t></w:r><w:r>{xml}</w:r><w:r><w:t xml:space="preserve">')

    def _blip(self, picture: Picture) -> Element:
        """a:blip with the picture, or for an SVG with its pixels and the SVG as an extension."""
        from lxml import etree

        if not picture.is_drawing:
            return element("a:blip", {"r:embed": self._relation_to(picture.data, picture.media_type)})
        blip = element(
            "a:blip", {"r:embed": self._relation_to(pictures.rasterized(picture, self._families), "image/png")}
        )
        if not picture.only_pixels:
            relation = self._relation_to(pictures.with_fonts(picture, self._families), picture.media_type)
            behind = etree.Element(f"{{{_SVG_NAMESPACE}}}svgBlip", nsmap={"asvg": _SVG_NAMESPACE})
            behind.set(f"{{{NAMESPACES['r']}}}embed", relation)
            blip.append(element("a:extLst", None, element("a:ext", {"uri": _SVG_EXTENSION}, behind)))
        return blip

    def _relation_to(self, data: bytes, media_type: str) -> str:
        """The identifier of the relation to the part with this data; python-docx rejects Adobe's JPEG and any SVG."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        if data not in self._relations:
            ending = media_type.partition("/")[2].partition("+")[0]
            name = PackURI(f"/word/media/report{len(self._relations) + 1}.{ending}")
            part = Part(name, media_type, data, self._part.package)
            self._relations[data] = self._part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        return self._relations[data]


def _drawing(blip: Element, number: int, figure: Figure, size: tuple[int, int]) -> Element:
    """w:drawing with an inline picture (ECMA-376, 20.4.2.8); the alt text is the caption, else the name."""
    extent: dict[str, str | int] = {"cx": size[0], "cy": size[1]}
    name: dict[str, str | int] = {"id": number, "name": f"图片 {number}", "descr": figure.caption or figure.name}
    shape = element(
        "pic:spPr",
        None,
        element("a:xfrm", None, element("a:off", {"x": 0, "y": 0}), element("a:ext", extent)),
        element("a:prstGeom", {"prst": "rect"}, element("a:avLst")),
    )
    fill = element(
        "pic:blipFill",
        None,
        blip,
        element("a:stretch", None, element("a:fillRect")),
    )
    properties = element("pic:nvPicPr", None, element("pic:cNvPr", name), element("pic:cNvPicPr"))
    graphic = element("a:graphicData", {"uri": _PICTURE_NAMESPACE}, element("pic:pic", None, properties, fill, shape))
    inline = element(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        element("wp:extent", extent),
        element("wp:docPr", name),
        element("wp:cNvGraphicFramePr", None, element("a:graphicFrameLocks", {"noChangeAspect": 1})),
        element("a:graphic", None, graphic),
    )
    return element("w:drawing", None, inline)
