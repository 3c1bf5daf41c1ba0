"""What stands on a finished web page; other formats are compared with it."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from tests.acceptance.outputs import without_space

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def page(file: Path) -> html.HtmlElement:
    return html.document_fromstring(file.read_text(encoding="utf-8"))


def text(element: etree._Element) -> str:
    return without_space("".join(str(piece) for piece in element.itertext()))


def headings(file: Path) -> list[tuple[int, str]]:
    """Level and text of every heading in its order; 1 is the title."""
    return [(int(element.tag[1]), text(element)) for element in page(file).iter(*HEADINGS)]


def paragraphs(file: Path) -> list[str]:
    return [text(element) for element in page(file).iter("p")]


def items(file: Path) -> list[str]:
    return [text(element) for element in page(file).iter("li")]


def cells(file: Path) -> list[tuple[str, str, str]]:
    """Element, scope and text of every cell."""
    return [(str(cell.tag), cell.get("scope", ""), text(cell)) for cell in page(file).iter("th", "td")]


def pictures(file: Path) -> list[str]:
    """The alternative text of every picture."""
    return [element.get("alt", "") for element in page(file).iter("img")]


def rules(file: Path, medium: str) -> Iterator[str]:
    """The style sheet's blocks for a medium."""
    for sheet in page(file).iter("style"):
        blocks = (sheet.text or "").split("@media ")
        yield from (block for block in blocks if block.startswith(medium))
