"""The web page that gkgen itself writes, read by its elements and classes: nothing has to be guessed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from gkgen import lazy_re as re
from gkgen.document import Run, Runs, plain
from gkgen.importers.parsed_document import GridBlock, GridCell, ImageBlock, Part, Place, SourceBlock, TextBlock
from gkgen.importers.readers.html import page_tables
from gkgen.importers.readers.html.page_tree import PageElement
from gkgen.web_links import leads_to_what_it_says

_GENERATOR = "gkgen"
_LEVELS = {"h3": 2, "h4": 3, "h5": 4}
# The bullet and the numbers of narrative; in the page they stand before the text of an item.
_MARKER = re.compile(r"·|\d{1,9}[.)]")
_DEPTH = re.compile(r"--depth:\s*(\d)")

Images = Callable[[PageElement, Place], ImageBlock]


class _UnknownElement(Exception):
    """Somebody has put another element into the page."""


def is_own(root: PageElement) -> bool:
    """Whether gkgen wrote the page."""
    return any(meta.get("content") == _GENERATOR for meta in root.iter("meta") if meta.get("name") == "generator")


def read_own(root: PageElement, image: Images) -> tuple[SourceBlock, ...]:
    """The blocks of the page with their parts; none where the page holds what gkgen does not write."""
    body = root.first("body")
    try:
        (main,) = [] if body is None else [child for child in _children(body) if child.tag != "nav"]
        blocks = tuple(block for child in _children(main) for block in _top(child, image))
    except (_UnknownElement, ValueError):
        return ()
    return tuple(_placed(blocks))


def _placed(blocks: tuple[SourceBlock, ...]) -> Iterator[SourceBlock]:
    """The blocks with their places: paragraphs and tables counted."""
    paragraphs = tables = 0
    for block in blocks:
        if isinstance(block, GridBlock):
            tables += 1
            yield replace(block, place=Place(table=tables))
        else:
            paragraphs += isinstance(block, TextBlock)
            yield replace(block, place=Place(paragraph=paragraphs))


def _top(element: PageElement, image: Images) -> Iterator[SourceBlock]:
    match element.tag, element.get("class"):
        case "header", _:
            for child in _children(element):
                yield from _head(child)
        case ("div", "preface") | ("section", _):
            for child in _children(element):
                yield from _block(child, image)
        case "footer", "signature":
            for line in _children(element):
                yield _text(line, Part.SIGNATURE)
        case _:
            raise _UnknownElement


def _head(element: PageElement) -> Iterator[TextBlock]:
    for line in _children(element):
        match element.tag:
            case "div" if (element.get("class") or "").split()[:1] == ["letterhead"]:
                yield _text(line, Part.LETTERHEAD)
            case "h1":
                yield _text(line, Part.TITLE)
            case "dl":
                yield TextBlock((Run("：".join(_plain(child) for child in _children(line))),), Place(), Part.DETAIL)
            case _:
                raise _UnknownElement


def _children(element: PageElement) -> list[PageElement]:
    """What an element holds, which is no text between other elements."""
    if any((text or "").strip() for text in (element.text, *(child.tail for child in element))):
        raise _UnknownElement
    return list(element)


def _block(element: PageElement, image: Images) -> Iterator[SourceBlock]:
    match element.tag:
        case "h2":
            yield _text(element, Part.SECTION, 1)
        case "h3" | "h4" | "h5":
            yield _text(element, Part.HEADING, _LEVELS[str(element.tag)])
        case "p":
            yield _text(element, Part.PARAGRAPH)
        case "ul":
            yield from (_item(item) for item in _children(element))
        case "div" if [child.tag for child in _children(element)] == ["table"]:
            (table,) = element
            rows = tuple(_rows(table)) if "small" in (table.get("class") or "").split() else page_tables.grid(table)
            if not rows or page_tables.fault(rows):
                raise _UnknownElement
            yield GridBlock(rows, Place())
        case "figure" if [child.tag for child in _children(element)] in (["img"], ["img", "figcaption"]):
            picture, *captions = element
            yield replace(image(picture, Place()), caption="".join(map(_plain, captions)))
        case _:
            raise _UnknownElement


def _rows(table: PageElement) -> Iterator[tuple[GridCell, ...]]:
    """The rows of a table of the author's own, in which some words may be bold."""
    for row in table.iter("tr"):
        cells = [_runs(cell) for cell in row]
        yield tuple(GridCell(plain(runs), runs=runs if any(run.bold for run in runs) else ()) for runs in cells)


def _text(element: PageElement, part: Part, level: int = 0) -> TextBlock:
    return TextBlock(_runs(element), Place(), part, level)


def _item(element: PageElement) -> TextBlock:
    runs = _runs(element)
    marker = _MARKER.match(plain(runs))
    depth = _DEPTH.search(element.get("style") or "")
    if marker is None or depth is None:
        raise _UnknownElement
    return TextBlock(_behind(runs, marker.end()), Place(), Part.ITEM, int(depth[1]), marker[0])


def _behind(runs: Runs, length: int) -> Runs:
    first, *others = runs
    return tuple(run for run in (replace(first, text=first.text[length:]), *others) if run.text)


def _runs(element: PageElement) -> Runs:
    """The text as it was written; between the runs the template writes nothing but line ends of its own."""
    return tuple(_joined(_pieces(element)))


def _pieces(element: PageElement) -> Iterator[Run]:
    yield Run(element.text or "")
    for child in element:
        match child.tag:
            case "strong":
                yield Run(child.all_text(), bold=True)
            case "a" if leads_to_what_it_says(child.all_text(), child.get("href") or ""):
                yield from _pieces(child)
            case "span" if child.get("class") == "whole":
                yield from _pieces(child)
            case _:
                raise _UnknownElement
        yield Run(child.tail or "")


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours of one weight as one run: an address was one of its own."""
    for bold, members in groupby(runs, lambda run: run.bold):
        if text := "".join(run.text for run in members):
            yield Run(text, bold)


def _plain(element: PageElement) -> str:
    return element.all_text().strip()
