"""Word files: paragraphs with their styles and automatic numbers, tables with merged cells, pictures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from posixpath import basename, join, normpath

from lxml import etree

from gkgen.diagnostics import diagnose
from gkgen.document import Run, Runs, plain
from gkgen.errors import TemplateError
from gkgen.importers.parsed_document import (
    GridBlock,
    GridCell,
    ImageBlock,
    ParsedDocument,
    Part,
    Place,
    SourceBlock,
    TextBlock,
)
from gkgen.importers.readers.docx.embedded_chunks import ChunkReader, EmbeddedChunks
from gkgen.importers.readers.docx.list_numbers import Numbering, read_numbering
from gkgen.importers.readers.docx.own_docx import own_details, owned
from gkgen.importers.readers.docx.paragraph_runs import RunReader
from gkgen.importers.readers.docx.paragraph_styles import Style, default_look, list_of, outline_of, read_styles
from gkgen.importers.readers.docx.told_pieces import links_elsewhere, told, told_links
from gkgen.importers.readers.docx.visible_text import (
    VisibilityChanges,
    comments_of,
    margins,
    notes_of,
    resolve_visible_text,
)
from gkgen.importers.shown_text import ReadText
from gkgen.ooxml import ReadCell, W, children, parse, read_package, read_table
from gkgen.ooxml.elements import NAMESPACES, Element

_MAX_CELL_CHARACTERS = 400
_TITLE = frozenset({"title", "标题"})
_R = f"{{{NAMESPACES['r']}}}"
_A = f"{{{NAMESPACES['a']}}}"
_WP = f"{{{NAMESPACES['wp']}}}"
_VML = "{urn:schemas-microsoft-com:vml}"
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
# Charts and diagrams, which are no pictures.
_FOREIGN = (
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
)
_OUTSIDE = "//"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _unread_chunk(data: bytes, name: str) -> None:
    """Reads no file inside of another."""


def read(data: bytes, name: str, chunk: ChunkReader = _unread_chunk) -> ParsedDocument:
    """The blocks of a .docx, with their parts where gkgen wrote it; what is none is a finding.

    `chunk` reads the files that were put into it whole.
    """
    shown, styles = _shown(data, name, chunk)
    own = owned(shown.blocks, styles, dict(shown.details)) if shown.details and styles else None
    return replace(shown, blocks=own or shown.blocks, is_own=own is not None)


def read_pages(data: bytes, name: str, chunk: ChunkReader = _unread_chunk) -> ParsedDocument:
    """What the pages of a .docx show, whatever gkgen knows of the styles that it gave them."""
    return _shown(data, name, chunk, has_layout_tables=False)[0]


def _shown(
    data: bytes, name: str, chunk: ChunkReader, *, has_layout_tables: bool = True
) -> tuple[ParsedDocument, list[str]]:
    """The blocks, and the style of each; gkgen itself writes no table that only arranges the page."""
    try:
        parts = read_package(data)
        document = parse(parts["word/document.xml"])
        styles = read_styles(_part(parts, "word/styles.xml"))
        runs = RunReader(styles, default_look(_part(parts, "word/styles.xml")))
        details = own_details(parts)
        numbering = read_numbering(_part(parts, "word/numbering.xml"))
        targets = _targets(parts)
        chunks = EmbeddedChunks(parts, targets, chunk)
        reader = _Reader(parts, styles, numbering, targets, runs, has_layout_tables and not details, chunks, name)
        runs.number_of = reader.number_of
        body = document.find(f"{W}body")
        notes = notes_of(_part(parts, "word/footnotes.xml"), _part(parts, "word/endnotes.xml"))
        seen = resolve_visible_text(body, styles, notes) if body is not None else VisibilityChanges()
        blocks = tuple(reader.content(body)) if body is not None else ()
        around = margins(parts)
        comments = comments_of(_part(parts, "word/comments.xml"))
        links = links_elsewhere(body, parts) if body is not None else ()
    except (KeyError, ValueError, etree.XMLSyntaxError, TemplateError) as fault:
        reason = str(fault.__cause__ or fault)
        return ParsedDocument(name, "docx", (), diagnostics=(diagnose("I30", name, reason=reason),)), []
    seen.unread += (*runs.fields.unknown, *chunks.unread)
    inside = tuple(each for one in chunks.read for each in one.diagnostics)
    findings = (*told(seen, runs, around, comments, name), *told_links(links, name), *inside)
    details = (*details, *(each for one in chunks.read for each in one.details))
    return ParsedDocument(name, "docx", blocks, details, diagnostics=findings), [] if chunks.read else reader.styles_of


def _part(parts: Mapping[str, bytes], name: str) -> Element | None:
    return parse(parts[name]) if name in parts else None


def _targets(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The parts that word/document.xml refers to, by the key of the relation; of other files the name alone."""
    root = _part(parts, "word/_rels/document.xml.rels")
    if root is None:
        return {}
    return {
        relation.get("Id", ""): normpath(join("/word", relation.get("Target", ""))).lstrip("/")
        if relation.get("TargetMode") != "External"
        else f"{_OUTSIDE}/{basename(relation.get('Target', ''))}"
        for relation in root
    }


@dataclass(slots=True)
class _Reader:
    """Reads the body in order; `styles_of` are the names of the styles of blocks, for what gkgen wrote itself."""

    parts: Mapping[str, bytes]
    styles: Mapping[str, Style]
    numbering: Numbering
    targets: Mapping[str, str]
    runs: RunReader
    has_layout_tables: bool
    chunks: EmbeddedChunks
    name: str
    styles_of: list[str] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0

    def content(self, node: Element) -> Iterator[SourceBlock]:
        """The blocks of a body or of a cell."""
        for child in children(node, "p", "tbl", "altChunk"):
            if child.tag == f"{W}p":
                yield from self.paragraph(child)
            elif child.tag == f"{W}altChunk":
                yield from self.chunk(child)
            elif self.has_layout_tables and _is_layout(child):
                for row in children(child, "tr"):
                    for cell in children(row, "tc"):
                        yield from self.content(cell)
            else:
                yield from self.table(child)

    def chunk(self, node: Element) -> Iterator[SourceBlock]:
        """What a file that was put in here says."""
        for block in self.chunks.blocks(node, self.name, self.paragraphs, self.tables):
            self.styles_of.append("")
            yield block
        if self.chunks.read:
            places = [block.place for block in self.chunks.read[-1].blocks]
            self.paragraphs += max((place.paragraph or place.line for place in places), default=0)
            self.tables += max((place.table for place in places), default=0)

    def table(self, node: Element) -> Iterator[SourceBlock]:
        """A table, and behind it the pictures in its cells."""
        self.tables += 1
        self.styles_of.append("")
        yield GridBlock(tuple(self.rows(node)), Place(table=self.tables))
        for image in self.images(node):
            self.styles_of.append("")
            yield replace(image, place=Place(table=self.tables))

    def rows(self, table: Element) -> Iterator[tuple[GridCell, ...]]:
        """Origin cells; runs where a cell has a bold one."""
        read, nodes = read_table(table, {}).rows, list(children(table, "tr"))
        texts = [self.runs.cell(cell) for node in nodes for cell in children(node, "tc") if not _continues(cell)]
        cells = iter(texts if len(texts) == sum(map(len, read)) else ())
        for row, node in zip(read, nodes, strict=True):
            before = node.find(f"{W}trPr/{W}gridBefore")
            made = [GridCell("", 1, int(before.get(f"{W}val", "1")))] if before is not None else []
            made += [_cell(next(cells, None), cell) for cell in row]
            yield tuple(made)

    def paragraph(self, node: Element) -> Iterator[SourceBlock]:
        """A paragraph as a block for each of its lines, its pictures, and what stands in text boxes at it."""
        style = self.style_of(node)
        marker = self.number_of(node)
        images = tuple(self.images(node))
        lines = _lines(self.runs.paragraph(node).runs)
        if any(plain(line).strip() for line in lines) or images:
            self.paragraphs += 1
        place = Place(paragraph=self.paragraphs)
        for line in lines:
            if plain(line).strip():
                self.styles_of.append(style.name)
                yield _text_block(line, place, style, marker, outline_of(node))
                marker = ""
        for image in images:
            self.styles_of.append(style.name)
            yield replace(image, place=place)
        for box in node.iter(f"{W}txbxContent"):
            if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
                yield from self.content(box)

    def style_of(self, paragraph: Element) -> Style:
        """The style of a paragraph."""
        mark = paragraph.find(f"{W}pPr/{W}pStyle")
        return self.styles.get(mark.get(f"{W}val", ""), Style("")) if mark is not None else Style("Normal")

    def number_of(self, paragraph: Element) -> str:
        """The automatic number of a paragraph: its own list, else that of its style."""
        mark, style = paragraph.find(f"{W}pPr/{W}numPr"), self.style_of(paragraph)
        own = list_of(mark) if mark is not None else style.list
        return self.numbering.next(*own) if own else ""

    def images(self, node: Element) -> Iterator[ImageBlock]:
        """The pictures of a paragraph: the drawing where pixels stand in for one; charts and the like have no data."""
        for drawing in node.iter(f"{W}drawing", f"{W}pict", f"{W}object"):
            properties = drawing.find(f".//{_WP}docPr")
            name, words = (properties.get(key, "") if properties is not None else "" for key in ("name", "descr"))
            key = _picture_of(drawing)
            target = self.targets.get(key or "", "")
            if key is not None:
                data = self.parts.get(target, b"")
                yield ImageBlock(basename(target) or key, data, words, Place())
            elif next(drawing.iter(*_FOREIGN), None) is not None:
                yield ImageBlock(name or "?", b"", "", Place())


def _picture_of(drawing: Element) -> str | None:
    """The key of the relation to the picture that a drawing shows, if it shows one."""
    svg, blip, shape = (drawing.find(f".//{tag}") for tag in (_SVG, f"{_A}blip", f"{_VML}imagedata"))
    seen = (
        svg.get(f"{_R}embed") if svg is not None else None,
        blip.get(f"{_R}embed") or blip.get(f"{_R}link") if blip is not None else None,
        shape.get(f"{_R}id") if shape is not None else None,
    )
    return next((key for key in seen if key), None)


def _is_layout(table: Element) -> bool:
    """Whether a table only arranges the page: it holds tables, is a frame, or has whole texts in its cells."""
    cells = [cell for row in children(table, "tr") for cell in children(row, "tc")]
    if len(cells) < 2 or next(table.iterfind(f".//{W}tc//{W}tbl"), None) is not None:
        return True
    return any(sum(len(text.text or "") for text in cell.iter(f"{W}t")) > _MAX_CELL_CHARACTERS for cell in cells)


def _cell(read: ReadText | None, plainly: ReadCell) -> GridCell:
    """A cell with its spans; its text as it is shown, where that is known."""
    if read is None:
        return GridCell(plainly.text, plainly.row_span, plainly.col_span)
    is_bold = any(run.bold for run in read.runs) and not all(run.bold for run in read.runs)
    runs = read.runs if is_bold and "\n" not in read.text else ()
    return GridCell(read.text, plainly.row_span, plainly.col_span, runs, read.readings, read.left_out)


def _continues(cell: Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _text_block(line: Runs, place: Place, style: Style, marker: str, outline: int | None) -> TextBlock:
    level = (style.level if outline is None else outline) or 0
    if style.name.lower() in _TITLE:
        return TextBlock(line, place, Part.TITLE)
    if marker == "·" and not level:
        return TextBlock(line, place, Part.ITEM, 0, marker)
    return TextBlock(line, place, level=level, marker=marker)


def _lines(runs: Runs) -> list[Runs]:
    """The runs cut at line ends."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        lines[-1].append(Run(first, run.bold))
        for other in others:
            lines.append([Run(other, run.bold)])
    return [tuple(run for run in line if run.text) for line in lines]
