"""Pictures in a Word file: the part with the data, the drawing that shows it."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from gkgen.document import Figure, Picture
from gkgen.ooxml import element
from gkgen.ooxml.elements import NAMESPACES, Element
from gkgen.writers.docx.context import unread
from gkgen.writers.views import printed_size

_EMU_PER_MM = 36_000
_PICTURE = NAMESPACES["pic"]


class PictureShelf:
    """Puts the pictures of one document into its package, each once, and draws them where they are used."""

    def __init__(self, part: Any, pictures: Mapping[str, Picture]) -> None:
        """`part` is python-docx's main document part."""
        self._part = part
        self._pictures = pictures
        self._relations: dict[bytes, str] = {}
        self._count = 0

    def draw(self, figure: Figure) -> Markup:
        """The runs that take the place of the picture's tag, which stands inside w:t."""
        from lxml import etree

        picture = self._pictures[figure.name]
        if picture.data not in self._relations:
            self._relations[picture.data] = self._put(picture)
        self._count += 1
        # At least a unit: a picture without a width is none.
        width, height = (max(1, round(length * _EMU_PER_MM)) for length in printed_size(picture))
        drawing = _drawing(self._relations[picture.data], self._count, figure, (width, height))
        xml = etree.tostring(drawing, encoding="unicode")
        return unread(f'</w:t></w:r><w:r>{xml}</w:r><w:r><w:t xml:space="preserve">')

    def _put(self, picture: Picture) -> str:
        """The relation to a new part; python-docx's own way in refuses a JPEG that begins with Adobe's marker."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.parts.image import ImagePart

        ending = picture.media_type.partition("/")[2]
        name = PackURI(f"/word/media/report{len(self._relations) + 1}.{ending}")
        relation: str = self._part.relate_to(ImagePart(name, picture.media_type, picture.data), RELATIONSHIP_TYPE.IMAGE)
        return relation


def _drawing(relation: str, number: int, figure: Figure, size: tuple[int, int]) -> Element:
    """w:drawing with a picture in line (ECMA-376, 20.4.2.8); alt text is the caption, else the name."""
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
        element("a:blip", {"r:embed": relation}),
        element("a:stretch", None, element("a:fillRect")),
    )
    properties = element("pic:nvPicPr", None, element("pic:cNvPr", name), element("pic:cNvPicPr"))
    graphic = element("a:graphicData", {"uri": _PICTURE}, element("pic:pic", None, properties, fill, shape))
    inline = element(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        element("wp:extent", extent),
        element("wp:docPr", name),
        element("wp:cNvGraphicFramePr", None, element("a:graphicFrameLocks", {"noChangeAspect": 1})),
        element("a:graphic", None, graphic),
    )
    return element("w:drawing", None, inline)
