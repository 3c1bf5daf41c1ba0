"""A Word file read back: paragraphs and tables in the order of the document, merged cells resolved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from lxml import etree

from gkgen.errors import TemplateError
from gkgen.ooxml.elements import NAMESPACES, Element, W, parse
from gkgen.ooxml.hyperlinks import RELATIONS, ReadLink, link_targets, read_links
from gkgen.ooxml.package import read_package

# Content controls, custom XML, accepted changes.
_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))
# Properties, and invisible text: deleted, moved away, or a fallback copy for old programs.
_SILENT = frozenset(
    [
        *(f"{W}{name}" for name in ("pPr", "rPr", "sdtPr", "del", "moveFrom")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    ]
)
_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"
_LINE = "textWrapping"
_CHARACTERS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
_P, _T, _TR, _TC, _TC_PR, _VAL = (f"{W}{name}" for name in ("p", "t", "tr", "tc", "tcPr", "val"))
_GRID_BEFORE, _TBL_HEADER = f"{W}gridBefore", f"{W}tblHeader"
_GRID_SPAN, _V_MERGE = f"{W}gridSpan", f"{W}vMerge"
# A text without any of these is the sum of its w:t. w:tab is also what a tab stop is called, among the properties.
_PECULIAR = _CHARACTERS.keys() | _SILENT - {f"{W}pPr", f"{W}rPr", f"{W}sdtPr"}
# Inside a table: what has paragraphs of its own, or properties that are no longer true, or may be a tab stop.
_NESTED = (_PECULIAR - _CHARACTERS.keys()) | {
    f"{W}{name}" for name in ("tab", "tbl", "txbxContent", "tcPrChange", "trPrChange")
}
# The elements of a table of plain text; lxml skips all others.
_PLAIN = (_P, _T, _TR, _TC, _GRID_BEFORE, _TBL_HEADER, _GRID_SPAN, _V_MERGE, *(_CHARACTERS.keys() - _NESTED))
_IN_TABLE = (*_PLAIN, *_NESTED)


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """A picture inside a paragraph, by its alternative text."""

    description: str


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A paragraph: the name of its style, its text with breaks and tabs as characters, its pictures, its links."""

    style: str
    text: str
    pictures: tuple[ReadPicture, ...] = ()
    links: tuple[ReadLink, ...] = ()


class ReadCell(NamedTuple):
    """An origin cell of a table; a tuple, since a report has hundreds and they must be cheap to make and compare."""

    text: str
    row_span: int = 1
    col_span: int = 1


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table: its rows of origin cells, how many of them are marked as its head, and the links in its cells."""

    style: str
    rows: tuple[tuple[ReadCell, ...], ...]
    header_rows: int = 0
    links: tuple[ReadLink, ...] = ()


Content = tuple[ReadParagraph | ReadTable, ...]


@dataclass(slots=True)
class _Cell:
    """Its lines, how many columns it takes, and how it is merged downwards: not at all, "restart" or "continue"."""

    lines: list[str]
    width: int = 1
    merge: str | None = None


@dataclass(slots=True)
class _Row:
    """Its cells, the number of empty columns before them, and whether it is marked as part of the head."""

    cells: list[_Cell]
    before: int = 0
    is_head: bool = False


def read(data: bytes) -> Content:
    """The content of the body of a .docx; raises TemplateError for any other data."""
    parts = read_package(data, _DOCUMENT, _STYLES, RELATIONS)
    try:
        body = parse(parts[_DOCUMENT]).find(f"{W}body")
        styles = _style_names(parts[_STYLES]) if _STYLES in parts else {}
        if body is None:
            raise TemplateError("is a Word file without a body")
        return tuple(_content(body, styles, link_targets(parts.get(RELATIONS))))
    except (KeyError, ValueError, etree.XMLSyntaxError) as fault:
        raise TemplateError(f"is no Word file: {fault}") from fault


def _content(body: Element, styles: dict[str, str], targets: Mapping[str, str]) -> Iterator[ReadParagraph | ReadTable]:
    for child in children(body, "p", "tbl"):
        read = _paragraph(child, styles) if child.tag == f"{W}p" else read_table(child, styles)
        yield replace(read, links=tuple(read_links(child, targets))) if targets else read


def read_texts(part: bytes) -> tuple[str, ...]:
    """The text of each paragraph of a part such as a footer, at any depth."""
    try:
        return tuple(_text(paragraph) for paragraph in parse(part).iter(f"{W}p"))
    except (ValueError, etree.XMLSyntaxError) as fault:
        raise TemplateError(f"is no part of a Word file: {fault}") from fault


def children(node: Element, *names: str) -> Iterator[Element]:
    """The children of these names, also those inside wrappers that print nothing themselves."""
    yield from _children(node, _tags(names))


@cache
def _tags(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(f"{W}{name}" for name in names)


def _children(node: Element, tags: frozenset[str]) -> Iterator[Element]:
    for child in node:
        tag = child.tag
        if tag in tags:
            yield child
        elif tag in _WRAPPERS:
            yield from _children(child, tags)


@lru_cache(maxsize=16)
def _style_names(data: bytes) -> dict[str, str]:
    """`style_names`, cached for all offices of a template."""
    return style_names(parse(data))


def style_names(root: Element) -> dict[str, str]:
    """The names of the styles by the identifiers that paragraphs use."""
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
    """The text, from a single lxml traversal, which is faster than recursion in Python."""
    pieces = []
    for child in node.iter():
        tag = child.tag
        if tag == _T:
            pieces.append(child.text or "")
        elif tag in _PECULIAR:
            return "".join(_pieces(node))
    return "".join(pieces)


def _pieces(node: Element) -> Iterator[str]:
    for child in node:
        if child.tag == _T:
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _character(child)
        elif child.tag not in _SILENT:
            yield from _pieces(child)


def _character(node: Element) -> str:
    """The character that an element represents; a page or column break is no line break (17.3.3.1)."""
    return _CHARACTERS[node.tag] if node.get(f"{W}type", _LINE) == _LINE else ""


def read_table(table: Element, styles: dict[str, str]) -> ReadTable:
    """The cells with their spans; w:vMerge without a value continues the cell above (17.4.84)."""
    mark = table.find(f"{W}tblPr/{W}tblStyle")
    rows: list[list[tuple[int, _Cell]]] = []
    spans: dict[tuple[int, int], int] = {}
    open_cells: dict[int, tuple[int, int]] = {}
    lines = _plain_rows(table) or [_any_row(row) for row in children(table, "tr")]
    for y, line in enumerate(lines):
        rows.append([])
        column = line.before
        for cell in line.cells:
            if cell.merge == "continue" and column in open_cells:
                spans[open_cells[column]] += 1
            else:
                rows[-1].append((column, cell))
                spans[y, column] = 1
                open_cells.pop(column, None)
                if cell.merge is not None:
                    open_cells[column] = (y, column)
            column += cell.width
    cells = tuple(
        tuple(ReadCell("\n".join(cell.lines), spans[y, column], cell.width) for column, cell in row)
        for y, row in enumerate(rows)
    )
    heads = sum(line.is_head for line in lines)
    return ReadTable(styles.get(mark.get(_VAL, ""), "") if mark is not None else "", cells, heads)


def _plain_rows(table: Element) -> list[_Row] | None:
    """The rows in a single traversal, which serves nearly all tables; None where cells hold more than lines of text."""
    rows: list[_Row] = []
    # Collects what is outside of any row or cell, and is discarded.
    row, cell = _Row([]), _Cell([])
    # The first of all is the table itself.
    for node in islice(table.iter(*_IN_TABLE), 1, None):
        tag = node.tag
        if tag == _T and cell.lines:
            cell.lines[-1] += node.text or ""
        elif tag == _P:
            cell.lines.append("")
        elif tag == _TC:
            cell = _Cell([])
            row.cells.append(cell)
        elif tag == _TR:
            row, cell = _Row([]), _Cell([])
            rows.append(row)
        elif tag == _GRID_SPAN:
            cell.width = _int(node, 1)
        elif tag == _V_MERGE:
            cell.merge = node.get(_VAL, "continue")
        elif tag == _GRID_BEFORE:
            row.before = _int(node, 0)
        elif tag == _TBL_HEADER:
            row.is_head = True
        elif tag in _NESTED:
            return None
        elif cell.lines:
            cell.lines[-1] += _character(node)
    return rows


def _any_row(row: Element) -> _Row:
    cells = [_any_cell(cell) for cell in children(row, "tc")]
    is_head = row.find(f"{W}trPr/{_TBL_HEADER}") is not None
    return _Row(cells, _int(row.find(f"{W}trPr/{_GRID_BEFORE}"), 0), is_head)


def _any_cell(cell: Element) -> _Cell:
    properties = {child.tag: child for part in cell if part.tag == _TC_PR for child in part}
    merge = properties.get(_V_MERGE)
    lines = list(map(_text, children(cell, "p")))
    return _Cell(lines, _int(properties.get(_GRID_SPAN), 1), None if merge is None else merge.get(_VAL, "continue"))


def _int(node: Element | None, default: int) -> int:
    """The value of a node; raises ValueError when it is not a number."""
    return int(node.get(f"{W}val", default)) if node is not None else default
