"""Pictures that a web page carries inside itself, lifted out before it is parsed: they are most of its bytes."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from gkgen import lazy_re as re
from gkgen.importers.parsed_document import ImageBlock, Place
from gkgen.importers.readers.html.page_text import plain_text
from gkgen.importers.readers.html.page_tree import PageElement

_URI = re.compile(r"data:image/([a-z+.-]{2,20});base64,([A-Za-z0-9+/=%\s]*)", re.IGNORECASE)
# Addresses of websites, and paths that begin at the root of a disk or of a network.
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/|$", re.IGNORECASE)
_LIFTED = "gkgen-picture:"
_ENDINGS = {"jpeg": "jpg", "svg+xml": "svg", "x-icon": "ico"}


@dataclass(slots=True)
class EmbeddedPictures:
    """The pictures of one page in their order; `files` are those that came with it, by the address in the page."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    pictures: list[tuple[str, str]] = field(default_factory=list)
    _named: int = 0

    def lift(self, text: str) -> str:
        """The page with a short name in the place of each picture."""

        def keep(found: re.Match[str]) -> str:
            self.pictures.append((found[1].lower(), found[2]))
            return f"{_LIFTED}{len(self.pictures) - 1}"

        return _URI.sub(keep, text)

    def image(self, element: PageElement, place: Place) -> ImageBlock:
        """The picture that an element shows; without data where it is a file of its own."""
        source = element.get("src") or ""
        if not source.startswith(_LIFTED):
            return self._file(source.strip(), plain_text(element.get("alt") or "") or "?", place)
        number = source.removeprefix(_LIFTED)
        media, content = self.pictures[int(number)] if number.isdecimal() and len(number) < 6 else ("png", "")
        self._named += 1
        return ImageBlock(f"{self._named}.{_ENDINGS.get(media, media)}", _decoded(content), "", place)

    def _file(self, source: str, words: str, place: Place) -> ImageBlock:
        """A picture that is a file of its own: one that came with the page, or a link to one beside it."""
        link = unquote(re.split("[?#]", source)[0]).replace("\\", "/")
        name = link.rpartition("/")[2] or words
        data = self.files.get(source, b"")
        if not data:
            return ImageBlock(name, b"", "", place, "" if _ELSEWHERE.match(link) else link)
        self._named += 1
        return ImageBlock(f"{self._named}-{name}", data, "", place)


def _decoded(content: str) -> bytes:
    try:
        return base64.b64decode(re.sub(r"\s|%0[AD]", "", content, flags=re.IGNORECASE).replace("%2B", "+"))
    except (binascii.Error, ValueError):
        return b""
