"""Web pages: gkgen's own, pages saved from a website with all that stands around the report, fragments of a CMS."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.importers.parsed_document import GridBlock, ImageBlock, ParsedDocument, Part, Place, SourceBlock, TextBlock
from gkgen.importers.readers.encoding import decode
from gkgen.importers.readers.excerpts import shortened
from gkgen.importers.readers.html import boilerplate, own_html, page_tables
from gkgen.importers.readers.html.data_uris import EmbeddedPictures
from gkgen.importers.readers.html.page_blocks import PageBlock, Walker
from gkgen.importers.readers.html.page_styles import apply_styles
from gkgen.importers.readers.html.page_text import plain_text
from gkgen.importers.readers.html.page_tree import MAX_CHARACTERS, PageElement, parse_page

KIND = "html"
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_HEAD = 4096
_REPORT_FILE = re.compile(r"\.(?:docx?|wps|pdf|ofd|rtf|odt|zip|rar)$", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(data: bytes, name: str, charset: str = "", files: Mapping[str, bytes] | None = None) -> ParsedDocument:
    """The page as blocks; what is the website's and not the report's is left out and told.

    `charset` is how it came encoded, `files` the pictures that came with it by their addresses.
    """
    declared = _DECLARED.search(data[:_HEAD])
    decoded = decode(data, charset or (declared[1].decode("ascii") if declared else ""))
    embedded = EmbeddedPictures(files or {})
    text = embedded.lift(_DECLARATION.sub("", decoded.text))
    if len(text) > MAX_CHARACTERS:
        size, limit = round(len(data) / 1e6, 1), MAX_CHARACTERS // 1_000_000
        return _refused(name, diagnose("I42", name, size=str(size), limit=limit))
    try:
        root = parse_page(text)
        apply_styles(root)
    except ValueError as fault:
        return _refused(name, diagnose("I43", name, format="HTML", reason=str(fault)[:200]))
    issues = () if decoded.is_certain else (diagnose("I43.encoding", name),)
    if own_html.is_own(root) and (blocks := own_html.read_own(root, embedded.image)):
        return ParsedDocument(name, KIND, blocks, _told_in_head(root), is_own=True, diagnostics=issues)
    return _foreign(root, name, embedded, issues)


def _refused(name: str, diagnostic: Diagnostic) -> ParsedDocument:
    return ParsedDocument(name, KIND, (), diagnostics=(diagnostic,))


def _foreign(
    root: PageElement, name: str, embedded: EmbeddedPictures, issues: tuple[Diagnostic, ...]
) -> ParsedDocument:
    body = root.first("body")
    start = root if body is None else body
    weights = boilerplate.weigh(start)
    walker = Walker(boilerplate.parts_of_website(start, weights))
    walker.walk(start)
    title = " ".join((_title(root), *(value for _, value in _told_in_head(root))))
    kept, dropped, pairs = boilerplate.sort(walker.shown, boilerplate.main_part(start, weights), title)
    found = list(issues)
    blocks = tuple(_finished(each, embedded.image, name, found) for each in kept)
    dropped = [*walker.dropped, *dropped]
    if dropped:
        found.append(diagnose("I45", name, pieces=shortened(dropped)))
    for kind, texts in (
        ("I45.hidden", walker.hidden),
        ("I45.struck", walker.struck),
        ("I45.marks", walker.marks),
        ("I45.cells", walker.cells),
    ):
        if texts:
            found.append(diagnose(kind, name, text=shortened(texts)))
    details = (*_told_in_head(root), *pairs)
    return ParsedDocument(name, KIND, blocks, details, diagnostics=tuple(found), attached=tuple(_attached(start)))


def _attached(root: PageElement) -> Iterator[str]:
    """The names of files that the page leads to and that may be reports."""
    for link in root.descendants("a"):
        place = (link.get("href") or "").partition("?")[0].partition("#")[0]
        if _REPORT_FILE.search(place):
            yield plain_text(link.all_text()) or place.rpartition("/")[2]


def _finished(
    shown: PageBlock, image: Callable[[PageElement, Place], ImageBlock], name: str, found: list[Diagnostic]
) -> SourceBlock:
    """A block with its picture, if it is one; malformed tables and missing pictures are reported."""
    match shown.block:
        case GridBlock(rows=rows, place=place) if wrong := page_tables.fault(rows):
            row, width = wrong
            found.append(diagnose("I46", name, place=place.cell(row, 0).term, width=width))
        case ImageBlock(place=place):
            return image(shown.element, place)
        case TextBlock(part=Part.HEADING):
            # Of a section or inside one: who knows the form can tell.
            return replace(shown.block, part=Part.UNKNOWN)
        case _:
            pass
    return shown.block


def _told_in_head(root: PageElement) -> tuple[tuple[str, str], ...]:
    """What the page tells about itself: its title, and the names that websites of offices are to give."""
    metas = ((meta.get("name") or "", plain_text(meta.get("content") or "")) for meta in root.iter("meta"))
    title = plain_text(_title(root))
    return tuple((label, value) for label, value in (("title", title), *metas) if label and value)


def _title(root: PageElement) -> str:
    title = root.first("title")
    return title.all_text() if title else ""
