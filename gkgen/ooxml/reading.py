"""A Word file read back: paragraphs and tables in the order of the document, merged cells resolved."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from gkgen.errors import TemplateError
from gkgen.ooxml.elements import NAMESPACES, Element, W, parse
from gkgen.ooxml.package import read_package


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """A picture inside a paragraph, by the text that stands for it."""

    description: str


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A paragraph: the name of its style, its text with breaks and tabs as characters, its pictures."""

    style: str
    text: str
    pictures: tuple[ReadPicture, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadCell:
    """An origin cell of a table."""

    text: str
    row_span: int = 1
    col_span: int = 1


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table: its rows of origin cells, and how many of them are marked as its head."""

    style: str
    rows: tuple[tuple[ReadCell, ...], ...]
    header_rows: int = 0


Content = tuple[ReadParagraph | ReadTable, ...]


def read(data: bytes) -> Content:
    """The content of the body of a .docx; raises TemplateError for what is none."""
    parts = read_package(data)
    try:
        body = parse(parts["word/document.xml"]).find(f"{W}body")
        styles = _style_names(parse(parts["word/styles.xml"])) if "word/styles.xml" in parts else {}
    except (KeyError, etree.XMLSyntaxError) as fault:
        raise TemplateError(f"is no Word file: {fault}") from fault
    if body is None:
        raise TemplateError("is a Word file without a body")
    return tuple(read_body(body, styles))


def read_body(body: Element, styles: dict[str, str]) -> Iterator[ReadParagraph | ReadTable]:
    """Paragraphs and tables of a body, in order."""
    for child in body:
        if child.tag == f"{W}p":
            yield _paragraph(child, styles)
        elif child.tag == f"{W}tbl":
            yield _table(child, styles)


def _style_names(root: Element) -> dict[str, str]:
    found = {}
    for style in root.iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            found[style.get(f"{W}styleId", "")] = name.get(f"{W}val", "")
    return found


def _paragraph(paragraph: Element, styles: dict[str, str]) -> ReadParagraph:
    mark = paragraph.find(f"{W}pPr/{W}pStyle")
    style = styles.get(mark.get(f"{W}val", ""), "") if mark is not None else "Normal"
    pictures = tuple(
        ReadPicture(properties.get("descr", "")) for properties in paragraph.iter(f"{{{NAMESPACES['wp']}}}docPr")
    )
    return ReadParagraph(style, _text(paragraph), pictures)


def _text(node: Element) -> str:
    pieces = []
    for part in node.iter(f"{W}t", f"{W}br", f"{W}cr", f"{W}tab"):
        if part.tag == f"{W}t":
            pieces.append(part.text or "")
        elif part.getparent() is not None and part.getparent().tag == f"{W}r":
            pieces.append("\t" if part.tag == f"{W}tab" else "\n")
    return "".join(pieces)


def _table(table: Element, styles: dict[str, str]) -> ReadTable:
    """The cells with their spans; w:vMerge without a value continues the cell above (17.4.84)."""
    mark = table.find(f"{W}tblPr/{W}tblStyle")
    rows: list[list[tuple[int, str, int]]] = []
    spans: dict[tuple[int, int], int] = {}
    open_cells: dict[int, tuple[int, int]] = {}
    for y, row in enumerate(table.findall(f"{W}tr")):
        rows.append([])
        column = 0
        for cell in row.findall(f"{W}tc"):
            width = _int(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(f"{W}val", "continue") == "continue" and column in open_cells:
                spans[open_cells[column]] += 1
            else:
                text = "\n".join(_text(paragraph) for paragraph in cell.findall(f"{W}p"))
                rows[-1].append((column, text, width))
                spans[y, column] = 1
                open_cells.pop(column, None)
                if merge is not None:
                    open_cells[column] = (y, column)
            column += width
    cells = tuple(
        tuple(ReadCell(text, spans[y, column], width) for column, text, width in row) for y, row in enumerate(rows)
    )
    heads = sum(1 for row in table.findall(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is not None)
    return ReadTable(styles.get(mark.get(f"{W}val", ""), "") if mark is not None else "", cells, heads)


def _int(node: Element | None, default: int) -> int:
    return int(node.get(f"{W}val", default)) if node is not None else default
