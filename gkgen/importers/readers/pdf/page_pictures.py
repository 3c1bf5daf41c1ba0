"""Pictures of a PDF as files."""

import io
from dataclasses import dataclass
from typing import Any

from gkgen.importers.readers.pdf.page_content import PlacedPicture

_NEAR = 2.0
_ENDINGS = {b"\xff\xd8\xff": "jpg", b"\x89PNG": "png"}
_MAX_PICTURES = 100


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture with a name for its file; no data where it cannot be had."""

    name: str
    data: bytes


@dataclass(slots=True)
class Pictures:
    """The pictures of an opened PDF, numbered in the order in which they are taken."""

    opened: Any
    _count: int = 0

    def take(self, wanted: PlacedPicture) -> Taken:
        """The picture at a place on its page."""
        self._count += 1
        data = _extract(self.opened[wanted.page - 1], wanted) if self._count <= _MAX_PICTURES else b""
        ending = next((ending for start, ending in _ENDINGS.items() if data.startswith(start)), "")
        return Taken(f"{self._count}.{ending}" if ending else str(self._count), data if ending else b"")


def _extract(page: Any, wanted: PlacedPicture) -> bytes:
    import pypdfium2
    import pypdfium2.raw

    height = page.get_height()
    try:
        for image in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
            left, bottom, right, top = image.get_bounds()
            box = (left, height - top, right, height - bottom)
            if all(abs(one - other) < _NEAR for one, other in zip(box, wanted.box, strict=True)):
                out = io.BytesIO()
                image.extract(out, fb_format="png")
                return out.getvalue()
    except (pypdfium2.PdfiumError, ValueError, OSError, NotImplementedError):
        # In a colour space or a packing that PDFium does not turn into pixels.
        return b""
    return b""
