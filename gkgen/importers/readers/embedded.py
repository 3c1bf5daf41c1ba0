"""Pictures that a web page carries inside itself, lifted out before it is parsed: they are most of its bytes."""

import base64
import binascii
import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from gkgen.importers.original import ImageBlock, Place
from gkgen.importers.readers.webtext import plain_text

_URI = re.compile(r"data:image/([a-z+.-]{2,20});base64,([A-Za-z0-9+/=%\s]*)", re.IGNORECASE)
_LIFTED = "gkgen-picture:"
_ENDINGS = {"jpeg": "jpg", "svg+xml": "svg", "x-icon": "ico"}


@dataclass(slots=True)
class Embedded:
    """The pictures of one page in their order."""

    pictures: list[tuple[str, str]] = field(default_factory=list)
    _named: int = 0

    def lift(self, text: str) -> str:
        """The page with a short name in the place of each picture."""

        def keep(found: re.Match[str]) -> str:
            self.pictures.append((found[1].lower(), found[2]))
            return f"{_LIFTED}{len(self.pictures) - 1}"

        return _URI.sub(keep, text)

    def image(self, element: HtmlElement, place: Place) -> ImageBlock:
        """The picture that an element shows; without data where it is a file of its own."""
        source = element.get("src") or ""
        if not source.startswith(_LIFTED):
            name = source.partition("?")[0].replace("\\", "/").rpartition("/")[2]
            return ImageBlock(name or plain_text(element.get("alt") or "") or "?", b"", "", place)
        number = source.removeprefix(_LIFTED)
        media, content = self.pictures[int(number)] if number.isdecimal() and len(number) < 6 else ("png", "")
        self._named += 1
        return ImageBlock(f"{self._named}.{_ENDINGS.get(media, media)}", _decoded(content), "", place)


def _decoded(content: str) -> bytes:
    try:
        return base64.b64decode(re.sub(r"\s|%0[AD]", "", content, flags=re.IGNORECASE).replace("%2B", "+"))
    except (binascii.Error, ValueError):
        return b""
