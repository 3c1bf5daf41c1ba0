"""SVG: judged as something a stranger wrote, and written anew with nothing in it but what is printed."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from gkgen import lazy_re as re
from gkgen.document import Picture
from gkgen.pictures.picture_error import PictureError
from gkgen.pictures.print_size import MILLIMETRES_PER_INCH, SCREEN_DPI, Size, printed_size
from gkgen.pictures.rasterization import FONT_PLACEHOLDER, MAX_DRAWING_SECONDS, drawing_seconds
from gkgen.pictures.renderer_support import is_rendered_uniformly
from gkgen.pictures.svg_complexity import check_complexity
from gkgen.pictures.svg_css import MAX_SELECTORS, CssRule, Element, StyleSheet, rules
from gkgen.pictures.svg_rewriting import Rewriter
from gkgen.pictures.svg_vocabulary import SVG

MAX_BYTES = 2_000_000
_LENGTH = re.compile(r"\s*(\d{1,6}\.?\d*|\.\d+)(px|pt|pc|mm|cm|in|em)?\s*")
# In pixels of a screen (CSS 2.1, 4.3.2).
_UNITS = {
    "px": 1.0,
    "pt": SCREEN_DPI / 72,
    "pc": 16.0,
    "mm": SCREEN_DPI / MILLIMETRES_PER_INCH,
    "in": SCREEN_DPI,
    "em": 16.0,
}
_UNITS["cm"] = 10 * _UNITS["mm"]
_MAX_VIEW_BOX = 1_000_000.0


def prepare_svg(data: bytes) -> Picture:
    """The drawing at its printed size; raises Refused."""
    if len(data) > MAX_BYTES:
        raise PictureError("N18.large")
    source = _parsed(data)
    box = _view_box(source)
    rewriter = Rewriter(StyleSheet(tuple(_rules(source))))
    root = rewriter.rewritten(source)
    check_complexity(root)
    size = printed_size(_natural_size(source, box))
    root.set("width", f"{size[0]:.4f}mm")
    root.set("height", f"{size[1]:.4f}mm")
    root.set("viewBox", " ".join(f"{number:.10g}" for number in box))
    root.set("font-family", FONT_PLACEHOLDER)
    etree.cleanup_namespaces(root)
    content = etree.tostring(root)
    try:
        seconds = drawing_seconds(content, size, rewriter.characters)
    except ValueError:
        raise PictureError("N09") from None
    if seconds > MAX_DRAWING_SECONDS:
        raise PictureError("N18.large")
    return Picture(content, "image/svg+xml", *size, only_pixels=not is_rendered_uniformly(root))


def _parsed(data: bytes) -> Element:
    """The root of the drawing; nothing is fetched, no entity is replaced."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise PictureError("N18.large" if "depth" in str(fault) else "N09") from None
    kinds: Any = root.getroottree().docinfo.internalDTD
    if kinds is not None and any(True for _ in kinds.iterentities()):
        raise PictureError("N18.entities")
    if root.tag not in {"svg", f"{{{SVG}}}svg"}:
        raise PictureError("N09")
    return root


def _rules(root: Element) -> Iterator[CssRule]:
    for instruction in root.itersiblings(preceding=True):
        if "stylesheet" in str(getattr(instruction, "target", "")):
            raise PictureError("N18.link", address=str(instruction.get("href", "")))
    found = 0
    for sheet in root.iter("style", f"{{{SVG}}}style"):
        for rule in rules("".join(map(str, sheet.itertext()))):
            found += 1
            if found > MAX_SELECTORS:
                raise PictureError("N18.large")
            yield rule


def _view_box(root: Element) -> tuple[float, float, float, float]:
    """The part of the drawing's plane that is shown; without one, as much as its size in pixels."""
    given = root.get("viewBox")
    if given is None:
        width, height = _length(root, "width"), _length(root, "height")
        box = (0.0, 0.0, width or 0.0, height or 0.0)
    else:
        try:
            left, top, wide, high = (float(number) for number in re.split(r"[\s,]+", given.strip()))
        except ValueError:
            raise PictureError("N18.size") from None
        box = (left, top, wide, high)
    if not (0 < box[2] <= _MAX_VIEW_BOX and 0 < box[3] <= _MAX_VIEW_BOX and max(map(abs, box[:2])) <= _MAX_VIEW_BOX):
        raise PictureError("N18.size")
    return box


def _natural_size(root: Element, box: tuple[float, float, float, float]) -> Size:
    """Width and height in millimetres; one that is not given, or as a share of the page, follows from the other."""
    width, height = _length(root, "width"), _length(root, "height")
    ratio = box[2] / box[3]
    wide = width or (height * ratio if height else box[2])
    high = height or wide / ratio
    return wide / SCREEN_DPI * MILLIMETRES_PER_INCH, high / SCREEN_DPI * MILLIMETRES_PER_INCH


def _length(root: Element, name: str) -> float | None:
    """In pixels of a screen."""
    found = _LENGTH.fullmatch(root.get(name, ""))
    return float(found[1]) * _UNITS[found[2] or "px"] or None if found else None
