"""Word files: paragraphs with their styles and automatic numbers, tables with merged cells, pictures."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from posixpath import basename, join, normpath

from lxml import etree

from gkgen.diagnostics import diagnose
from gkgen.document import Run, Runs, plain
from gkgen.errors import TemplateError
from gkgen.importers.original import GridBlock, GridCell, ImageBlock, Original, Part, Place, SourceBlock, TextBlock
from gkgen.importers.readers.wordnumbers import Numbering, read_numbering
from gkgen.importers.readers.wordown import own_details, owned
from gkgen.ooxml import W, children, parse, read_package, read_table, style_names
from gkgen.ooxml.elements import NAMESPACES, Element

_HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)
_TITLE = frozenset({"title", "标题"})
_R = f"{{{NAMESPACES['r']}}}"
_A = f"{{{NAMESPACES['a']}}}"
_WP = f"{{{NAMESPACES['wp']}}}"
_VML = "{urn:schemas-microsoft-com:vml}"
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset(
    (_FALLBACK, *(f"{W}{name}" for name in ("pPr", "rPr", "sdtPr", "del", "moveFrom", "instrText", "txbxContent")))
)
_NO = frozenset({"0", "false", "off", "none"})


def read(data: bytes, name: str) -> Original:
    """The blocks of a .docx; what is none is a finding."""
    try:
        parts = read_package(data)
        document = parse(parts["word/document.xml"])
        reader = _Reader(parts, _styles(parts), read_numbering(_part(parts, "word/numbering.xml")), _targets(parts))
        body = document.find(f"{W}body")
        blocks = tuple(reader.content(body)) if body is not None else ()
    except (KeyError, ValueError, etree.XMLSyntaxError, TemplateError) as fault:
        return Original(name, "docx", (), diagnostics=(diagnose("I30", name, reason=str(fault)),))
    details = own_details(parts)
    own = owned(blocks, reader.styles_of) if details else None
    return Original(name, "docx", own or blocks, details, is_own=own is not None)


def _part(parts: Mapping[str, bytes], name: str) -> Element | None:
    return parse(parts[name]) if name in parts else None


def _styles(parts: Mapping[str, bytes]) -> dict[str, "_Style"]:
    root = _part(parts, "word/styles.xml")
    if root is None:
        return {}
    names = style_names(root)
    found = {}
    for style in root.iter(f"{W}style"):
        key = style.get(f"{W}styleId", "")
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        level = int(outline.get(f"{W}val", "9")) + 1 if outline is not None else 0
        heading = _HEADING.fullmatch(names.get(key, ""))
        bold = style.find(f"{W}rPr/{W}b")
        found[key] = _Style(
            names.get(key, ""),
            int(heading[1]) if heading else level if level < 10 else 0,
            _list_of(style.find(f"{W}pPr/{W}numPr")),
            bold is not None and bold.get(f"{W}val", "1") not in _NO,
            style.get(f"{W}type", "paragraph"),
        )
    return found


def _list_of(mark: Element | None) -> tuple[str, int] | None:
    """The list of a paragraph or a style, and the level in it."""
    if mark is None:
        return None
    number, level = mark.find(f"{W}numId"), mark.find(f"{W}ilvl")
    depth = level.get(f"{W}val", "0") if level is not None else "0"
    return (number.get(f"{W}val", ""), int(depth) if depth.isdecimal() else 0) if number is not None else None


def _targets(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The parts that word/document.xml refers to, by the key of the relation."""
    root = _part(parts, "word/_rels/document.xml.rels")
    if root is None:
        return {}
    return {
        relation.get("Id", ""): normpath(join("/word", relation.get("Target", ""))).lstrip("/")
        for relation in root
        if relation.get("TargetMode") != "External"
    }


@dataclass(frozen=True, slots=True)
class _Style:
    """A style: its name, the level of a heading, its list, its weight."""

    name: str
    level: int = 0
    list: tuple[str, int] | None = None
    is_bold: bool = False
    kind: str = "paragraph"


@dataclass(slots=True)
class _Reader:
    """Reads the body in order; `styles_of` are the names of the styles of blocks, for what gkgen wrote itself."""

    parts: Mapping[str, bytes]
    styles: Mapping[str, _Style]
    numbering: Numbering
    targets: Mapping[str, str]
    styles_of: list[str] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0

    def content(self, node: Element) -> Iterator[SourceBlock]:
        """The blocks of a body or of a cell."""
        for child in children(node, "p", "tbl"):
            if child.tag == f"{W}p":
                yield from self.paragraph(child)
            elif next(child.iterfind(f".//{W}tc//{W}tbl"), None) is not None:
                # A table that holds tables only arranges them.
                for cell in child.iterfind(f"{W}tr/{W}tc"):
                    yield from self.content(cell)
            else:
                self.tables += 1
                self.styles_of.append("")
                yield GridBlock(tuple(self.rows(child)), Place(table=self.tables))

    def rows(self, table: Element) -> Iterator[tuple[GridCell, ...]]:
        """Origin cells; runs where a cell has a bold one."""
        lines = [
            [self.runs(paragraph) for paragraph in children(cell, "p")]
            for row in children(table, "tr")
            for cell in children(row, "tc")
            if not _continues(cell)
        ]
        cells = iter(lines)
        for row in read_table(table, {}).rows:
            made = []
            for cell in row:
                runs = tuple(run for line in next(cells, []) for run in line)
                is_bold = any(run.bold for run in runs) and not all(run.bold for run in runs)
                plainly = is_bold and plain(runs) == cell.text
                made.append(GridCell(cell.text, cell.row_span, cell.col_span, runs if plainly else ()))
            yield tuple(made)

    def paragraph(self, node: Element) -> Iterator[SourceBlock]:
        """A paragraph as a block for each of its lines, its pictures, and what stands in text boxes at it."""
        mark = node.find(f"{W}pPr/{W}pStyle")
        style = self.styles.get(mark.get(f"{W}val", ""), _Style("")) if mark is not None else _Style("Normal")
        marker = self.marker(node, style)
        images = tuple(self.images(node))
        lines = _lines(self.runs(node))
        if any(plain(line).strip() for line in lines) or images:
            self.paragraphs += 1
        place = Place(paragraph=self.paragraphs)
        for line in lines:
            if plain(line).strip():
                self.styles_of.append(style.name)
                yield _text_block(line, place, style, marker, _outline(node))
                marker = ""
        for image in images:
            self.styles_of.append(style.name)
            yield replace(image, place=place)
        for box in node.iter(f"{W}txbxContent"):
            if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
                yield from self.content(box)

    def marker(self, node: Element, style: _Style) -> str:
        """The automatic number of a paragraph: its own list, else that of its style."""
        mark = node.find(f"{W}pPr/{W}numPr")
        own = _list_of(mark) if mark is not None else style.list
        return self.numbering.next(*own) if own else ""

    def runs(self, node: Element) -> Runs:
        """The text of a paragraph; a line end is a break that somebody put in."""
        return tuple(_joined(self.pieces(node, bold=False)))

    def pieces(self, node: Element, *, bold: bool) -> Iterator[Run]:
        for child in node:
            if child.tag == f"{W}t":
                yield Run(child.text or "", bold)
            elif child.tag in {f"{W}br", f"{W}cr"}:
                # A break to the next page or column is no line break (17.3.3.1).
                yield Run("\n" if child.get(f"{W}type", "textWrapping") == "textWrapping" else "", bold)
            elif child.tag == f"{W}tab":
                yield Run(" ", bold)
            elif child.tag == f"{W}noBreakHyphen":
                yield Run("-", bold)
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                yield from self.pieces(child, bold=self.is_bold(child) if child.tag == f"{W}r" else bold)

    def is_bold(self, run: Element) -> bool:
        weight, style = run.find(f"{W}rPr/{W}b"), run.find(f"{W}rPr/{W}rStyle")
        if weight is not None:
            return weight.get(f"{W}val", "1") not in _NO
        return style is not None and self.styles.get(style.get(f"{W}val", ""), _Style("")).is_bold

    def images(self, node: Element) -> Iterator[ImageBlock]:
        """The pictures of a paragraph: the drawing where pixels stand in for one."""
        for drawing in node.iter(f"{W}drawing", f"{W}pict"):
            svg = drawing.find(f".//{_SVG}")
            blip = drawing.find(f".//{_A}blip")
            shape = drawing.find(f".//{_VML}imagedata")
            key = next(
                (
                    found
                    for found in (
                        svg.get(f"{_R}embed") if svg is not None else None,
                        blip.get(f"{_R}embed") if blip is not None else None,
                        shape.get(f"{_R}id") if shape is not None else None,
                    )
                    if found
                ),
                None,
            )
            if key is None:
                continue
            target = self.targets.get(key, "")
            properties = drawing.find(f".//{_WP}docPr")
            caption = properties.get("descr", "") if properties is not None else ""
            yield ImageBlock(basename(target) or key, self.parts.get(target, b""), caption, Place())


def _continues(cell: Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _outline(node: Element) -> int:
    mark = node.find(f"{W}pPr/{W}outlineLvl")
    level = int(mark.get(f"{W}val", "9")) if mark is not None else 9
    return level + 1 if level < 9 else 0


def _text_block(line: Runs, place: Place, style: _Style, marker: str, outline: int) -> TextBlock:
    level = style.level or outline
    if style.name.lower() in _TITLE:
        return TextBlock(line, place, Part.TITLE)
    if marker == "·" and not level:
        return TextBlock(line, place, Part.ITEM, 0, marker)
    return TextBlock(line, place, level=level, marker=marker)


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Neighbours of one weight are one run."""
    last: Run | None = None
    for run in runs:
        if not run.text:
            continue
        if last is not None and last.bold == run.bold:
            last = replace(last, text=last.text + run.text)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def _lines(runs: Runs) -> list[Runs]:
    """The runs cut at line ends."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        lines[-1].append(Run(first, run.bold))
        for other in others:
            lines.append([Run(other, run.bold)])
    return [tuple(run for run in line if run.text) for line in lines]
