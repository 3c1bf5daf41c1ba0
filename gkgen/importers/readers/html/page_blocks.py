"""A web page in blocks: paragraphs, headings, list items, tables and pictures in the order of the page."""

from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace

from gkgen import lazy_re as re
from gkgen.document import Run, Runs, plain
from gkgen.importers.parsed_document import GridBlock, ImageBlock, Part, Place, SourceBlock, TextBlock
from gkgen.importers.readers.html import page_tables
from gkgen.importers.readers.html.page_text import (
    LINE_END,
    LINE_ENDS,
    SILENT,
    is_hidden,
    plain_text,
    runs_of,
    shown_run,
    shown_runs,
    words_of,
)
from gkgen.importers.readers.html.page_tree import PageElement
from gkgen.importers.readers.text_tables import blocks_of
from gkgen.importers.shown_text import ReadText, ShownRun, read_text
from gkgen.numerals import HEADING_MARK, ORDINAL

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol"})
_BULLET = "·"
_MIN_TYPED_LINES = 2
# Marks that a text brings itself: those that lists have, and others, which make it a paragraph.
_BULLETED = re.compile(r"[·•●◆■]\s*|(\d{1,3}\.)(?!\d)\s*")
_MARKED = re.compile(rf"{HEADING_MARK}|(?:{ORDINAL}|\d{{1,2}})[)）]")


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block, the element in which it begins, how much of its text is links, and the pieces its text came in."""

    block: SourceBlock
    element: PageElement
    linked: float = 0.0
    pieces: tuple[str, ...] = ()


@dataclass(slots=True)
class Walker:
    """Goes through a page once; `left_out` are the elements that belong to the website and not to its text.

    What they say is kept in `dropped`, text that nobody sees in `hidden`, what is struck through in `struck`, marks of
    notes in `marks`, and all of these that stand in tables in `cells`.
    """

    left_out: Set[PageElement]
    shown: list[PageBlock] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    _pieces: list[ShownRun] = field(default_factory=list)
    _linked: int = 0
    _inside: list[PageElement] = field(default_factory=list)
    _marker: str = ""
    _counts: list[int] = field(default_factory=list)
    _paragraphs: int = 0
    _tables: int = 0

    def walk(self, root: PageElement) -> None:
        """Fills `shown` with the blocks below an element."""
        for begins, element in root.walk(self._enters):
            if begins:
                self._open(element)
            else:
                self._close(element)
                self._say(element.tail)
        self._flush(root)

    def _enters(self, element: PageElement) -> bool:
        if self._is_silent(element) or self._is_table(element) or self._is_preformatted(element):
            self._say(element.tail)
            return False
        return True

    def _is_silent(self, element: PageElement) -> bool:
        """Whether nothing of the element is text; what is hidden is noted."""
        if element.tag in SILENT:
            return True
        if element in self.left_out:
            if text := words_of(element):
                self.dropped.append(text)
            return True
        if is_hidden(element):
            if text := words_of(element):
                self.hidden.append(text)
            return True
        return False

    def _is_table(self, element: PageElement) -> bool:
        """Whether the element is a table that holds data, which is taken as a whole."""
        if element.tag != "table" or page_tables.is_layout(element):
            return False
        self._flush(element)
        rows = page_tables.grid(element)
        if not any(cell.text for row in rows for cell in row):
            return True
        self._tables += 1
        for row in rows:
            for cell in row:
                self.cells += cell.left_out
        self.shown.append(PageBlock(GridBlock(rows, Place(table=self._tables)), element))
        for image in element.iter("img"):
            self._image(image)
        return True

    def _is_preformatted(self, element: PageElement) -> bool:
        """Whether the element has lines that are shown as they are typed, which may be tables."""
        if element.tag != "pre" or next(element.descendants("table", "p", "div"), None) is not None:
            return False
        read = read_text(shown_runs(element))
        lines = read.text.replace(LINE_END, "\n").split("\n")
        if sum(1 for line in lines if line.strip()) < _MIN_TYPED_LINES:
            return False
        self._flush(element)
        self._note(read)
        for block in blocks_of([(number, line) for number, line in enumerate(lines, start=1) if line.strip()]):
            is_text = isinstance(block, TextBlock)
            self._paragraphs, self._tables = self._paragraphs + is_text, self._tables + (not is_text)
            place = Place(paragraph=self._paragraphs, table=0 if is_text else self._tables)
            self.shown.append(PageBlock(replace(block, place=place), element))
        return True

    def _open(self, element: PageElement) -> None:
        if element.tag in LINE_ENDS:
            self._flush(element)
        self._inside.append(element)
        if element.tag in _LISTS:
            self._counts.append(_start(element) - 1)
        elif element.tag == "li" and self._counts:
            self._counts[-1] += 1
            self._marker = f"{self._counts[-1]}." if _is_ordered(self._inside) else _BULLET
        elif element.tag == "img":
            self._flush(element)
            self._image(element)
        self._say(element.text)

    def _close(self, element: PageElement) -> None:
        if element.tag in LINE_ENDS:
            self._flush(element)
        self._inside.pop()
        if element.tag in _LISTS:
            self._counts.pop()
        if element.tag == "li":
            self._marker = ""

    def _say(self, text: str) -> None:
        if not text:
            return
        self._pieces.append(shown_run(text, self._inside[-1]) if self._inside else ShownRun(text))
        if any(element.tag == "a" for element in self._inside):
            self._linked += len(plain_text(text))

    def _flush(self, element: PageElement) -> None:
        """Ends the paragraph that was open."""
        read = read_text(self._pieces)
        self._note(read)
        runs = runs_of((run.text, run.bold) for run in read.runs)
        pieces, linked = tuple(run.text for run in self._pieces if not run.is_struck), self._linked
        self._pieces.clear()
        self._linked = 0
        if not (text := plain(runs)):
            return
        self._paragraphs += 1
        place = Place(paragraph=self._paragraphs)
        level = next((_HEADINGS[each.tag] for each in reversed(self._inside) if each.tag in _HEADINGS), 0)
        if level:
            block = TextBlock(runs, place, Part.HEADING, level)
        elif self._marker and (own := _BULLETED.match(text)):
            runs = tuple(_behind(runs, own.end()))
            block = TextBlock(runs, place, Part.ITEM, len(self._counts) - 1, own[1] or _BULLET)
        elif self._marker and not _MARKED.match(text):
            block = TextBlock(runs, place, Part.ITEM, len(self._counts) - 1, self._marker)
        elif any(element.tag == "figcaption" for element in self._inside):
            block = TextBlock(runs, place, Part.CAPTION)
        else:
            block = TextBlock(runs, place)
        self._marker = ""
        holder = self._inside[-1] if self._inside else element
        self.shown.append(PageBlock(block, holder, linked / len(text), pieces))

    def _note(self, read: ReadText) -> None:
        """Keeps what is not read."""
        for texts, kept in ((read.struck, self.struck), (read.hidden, self.hidden), (read.marks, self.marks)):
            kept += [line for text in texts if (line := plain_text(text))]

    def _image(self, element: PageElement) -> None:
        name = plain_text(element.get("alt") or "") or (element.get("src") or "").rpartition("/")[2]
        self.shown.append(PageBlock(ImageBlock(name, b"", "", Place(paragraph=self._paragraphs)), element))


def _behind(runs: Runs, length: int) -> Iterator[Run]:
    """The runs without so many letters at their beginning."""
    for run in runs:
        if text := run.text[length:]:
            yield replace(run, text=text)
        length = max(0, length - len(run.text))


def _is_ordered(inside: list[PageElement]) -> bool:
    return next((element.tag == "ol" for element in reversed(inside) if element.tag in _LISTS), False)


def _start(element: PageElement) -> int:
    digits = element.get("start") or ""
    return int(digits) if digits.isdecimal() and len(digits) < 5 else 1


def ancestors(element: PageElement) -> Iterator[PageElement]:
    """The element and those around it."""
    yield element
    yield from element.ancestors()
