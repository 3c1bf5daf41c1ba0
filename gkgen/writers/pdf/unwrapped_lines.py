"""Lines of the line setter as parts of the page that do not wrap, where they cannot be put under WeasyPrint.

The page is laid out once to know widths and styles, its blocks are broken by the line setter, and each line becomes
text without a permitted break inside.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from gkgen import lazy_re as re
from gkgen.line_setter import Line, Measure, MeasuredText, set_lines
from gkgen.weasyprint_cache import TextPart, latin_looks, measure_parts

_BLANKS = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text with the elements around it inside its block, outermost first, and its style."""

    text: str
    around: tuple[Element, ...]
    style: Any


def unwrap_lines(pages: Iterable[Any]) -> bool:
    """Replace the texts of blocks that the line setter has not set by their lines; whether there are any."""
    blocks: dict[Element, tuple[Any, dict[Element, Any]]] = {}
    for page in pages:
        for box in page._page_box.descendants():
            if _is_block_of_lines(box):
                _, styles = blocks.setdefault(box.element, (box, {}))
                styles.update((text.element, text.style) for text in _texts(box))
    return sum(_unwrap(element, box, styles) for element, (box, styles) in blocks.items()) > 0


def _is_block_of_lines(box: Any) -> bool:
    lines = getattr(box, "children", ())
    return (
        box.element is not None
        and bool(lines)
        and not hasattr(box, "outside_list_marker")
        and all(type(line).__name__ == "LineBox" and not hasattr(line, "is_set") for line in lines)
        and "::" not in str(box.element_tag)
    )


def _texts(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if hasattr(child, "text"):
            yield child
        yield from _texts(child)


def _unwrap(element: Element, box: Any, styles: dict[Element, Any]) -> bool:
    # An anonymous block shares its element with others.
    if box.style["white_space"] != "normal" or any(found not in styles for found in _with_text(element)):
        return False
    pieces = list(_collapsed(_pieces(element, (), styles)))
    parts = [TextPart(piece.text, piece.style) for piece in pieces]
    text = measure_parts(parts, box.style) if parts else None
    if text is None:
        return False
    indent = _indent(box)
    lines = list(set_lines(text, 0, Measure(box.width, box.width - indent, box.padding_right)))
    for child in list(element):
        element.remove(child)
    element.text = None
    element.set("style", f"{element.get('style', '')}; white-space: nowrap")
    for line in lines:
        _add_line(element, pieces, text, line)
        if line is not lines[-1]:
            SubElement(element, "br")
    return True


def _with_text(element: Element) -> Iterator[Element]:
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        yield element
    for child in element:
        yield from _with_text(child)


def _indent(box: Any) -> float:
    value = box.style["text_indent"]
    return float(value.value * box.width / 100 if value.unit == "%" else value.value)


def _pieces(element: Element, around: tuple[Element, ...], styles: dict[Element, Any]) -> Iterator[_Piece]:
    style = styles.get(element)
    if element.text and style is not None:
        yield _Piece(element.text, around, style)
    for child in element:
        if child.tag == "br":
            yield _Piece("\n", around, style)
        else:
            yield from _pieces(child, (*around, child), styles)
        if child.tail and style is not None:
            yield _Piece(child.tail, around, style)


def _collapsed(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """Pieces with their blanks as CSS has them: one where there are several, none where a line begins."""
    before = " "
    for piece in pieces:
        text = piece.text if piece.text == "\n" else _BLANKS.sub(" ", piece.text)
        if before in " \n" and text.startswith(" "):
            text = text[1:]
        if text:
            before = text[-1]
            yield _Piece(text, piece.around, piece.style)


def _add_line(element: Element, pieces: list[_Piece], text: MeasuredText, line: Line) -> None:
    owners = [piece for piece in pieces for _ in piece.text][line.start : line.stop]
    faces = [look for piece in pieces for look in latin_looks(piece.text, piece.style)][line.start : line.stop]
    letters = zip(text.text[line.start : line.stop], line.spacings, owners, faces, strict=True)
    for (spacing, _, face), group in groupby(letters, lambda letter: (letter[1], id(letter[2]), letter[3])):
        found = list(group)
        parent = element
        for inline in found[0][2].around:
            parent = SubElement(parent, inline.tag, inline.attrib)
            inline.attrib.pop("id", None)
        style = f"letter-spacing: {spacing:.6f}px; {face}"
        # A character from another font makes no line higher; the area of a link has to have a height.
        is_linked = any(inline.tag == "a" for inline in found[0][2].around)
        if face or not is_linked:
            style += f"; line-height: {int(is_linked)}"
        SubElement(parent, "span", style=style).text = "".join(each[0] for each in found)
