"""The runs of paragraphs and cells of a Word file, each with how it is shown."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from gkgen import lazy_re as re
from gkgen.importers.readers.docx.computed_fields import Field, OpenFields
from gkgen.importers.readers.docx.paragraph_styles import Style
from gkgen.importers.readers.docx.run_looks import DEFAULT_LOOK, NO_LOOK, RunLook, ground_of, look_of
from gkgen.importers.shown_text import UNKNOWN_DIGITS, UNREADABLE, ReadText, ShownRun, read_cell, read_text
from gkgen.ooxml import W, children
from gkgen.ooxml.elements import Element

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_SKIPPED = frozenset(f"{W}{name}" for name in ("pPr", "rPr", "sdtPr", "del", "moveFrom"))
_FIELDS = frozenset(f"{W}{name}" for name in ("fldChar", "fldSimple", "instrText"))
# What stands beside the text of a line, in a text box of its own or in letters that no font of text has.
_PAPER = RunLook(ground="ffffff")
_DRAWN = frozenset(f"{W}{name}" for name in ("drawing", "pict", "object", "contentPart"))
_CHOSEN = f"{W}ddList"
_BESIDE = frozenset((_MATH, f"{W}txbxContent", f"{W}sym", _CHOSEN))
# Dates and the number of the page, which are not in the file (17.3.3).
_COMPUTED = frozenset(
    f"{W}{name}" for name in ("dayLong", "dayShort", "monthLong", "monthShort", "yearLong", "yearShort", "pgNum")
)
# Rows that are lower than this, in twentieths of a point, and paragraphs that begin so far left of the margin, show
# nothing.
_MIN_ROW_HEIGHT, _MIN_INDENT = 100, -1_000
_REVERSED = ("\u202e", "\u202c")
_CHARACTERS = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}noBreakHyphen": "-"}
_LEAVES = frozenset((*(f"{W}{name}" for name in ("t", "br", "cr", "rt")), *_CHARACTERS, *_COMPUTED, *_BESIDE))
# A sign of a font of signs has the code of its letter, moved to the private use area (17.3.3.30).
_PRIVATE, _LETTERS = 0xF000, 0xFF


@dataclass(slots=True)
class RunReader:
    """Reads runs; `struck`, `hidden` and `marks` are the texts that were left out, `fields` those that are open.

    `number_of` tells what Word prints by itself before a paragraph.
    """

    styles: Mapping[str, Style]
    default: RunLook = DEFAULT_LOOK
    number_of: Callable[[Element], str] = lambda paragraph: ""
    struck: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    fields: OpenFields = field(default_factory=OpenFields)

    def paragraph(self, node: Element) -> ReadText:
        """The text of a paragraph; a line end is a manual break."""
        return self._noted(read_text(self._runs(node, in_cell=False)))

    def cell(self, node: Element) -> ReadText:
        """The text of a cell, its paragraphs as lines, and what else it may say."""
        ground = ground_of(node.find(f"{W}tcPr"))
        is_hidden = _is_in_hidden_row(node)
        runs: list[ShownRun] = []
        for paragraph in children(node, "p"):
            runs += [ShownRun("\n")] * bool(runs) + [*self._numbered(paragraph)]
            if not runs:
                runs.append(ShownRun(""))
        inner = ("".join(each.text or "" for each in table.iter(f"{W}t")) for table in children(node, "tbl"))
        runs += [ShownRun(text, is_beside=True) for text in inner if text.strip()]
        runs += [ShownRun(UNKNOWN_DIGITS, is_beside=True) for _ in children(node, "altChunk")]
        return self._noted(
            read_cell(
                replace(run, ground=run.ground or ground or "", is_hidden=run.is_hidden or is_hidden) for run in runs
            )
        )

    def _numbered(self, paragraph: Element) -> Iterator[ShownRun]:
        """The runs of a paragraph in a cell, behind its automatic number, which makes a number doubtful."""
        runs = list(self._runs(paragraph, in_cell=True))
        if number := self.number_of(paragraph):
            is_number = not any(character.isalpha() for run in runs for character in run.text)
            yield ShownRun(number, is_beside=is_number)
        yield from runs

    def _noted(self, read: ReadText) -> ReadText:
        self.struck += read.struck
        self.hidden += read.hidden
        self.marks += read.marks
        return read

    def _runs(self, paragraph: Element, *, in_cell: bool) -> Iterator[ShownRun]:
        self.fields.open.clear()
        mark = paragraph.find(f"{W}pPr/{W}pStyle")
        style = self.styles.get(mark.get(f"{W}val", "")) if mark is not None else None
        ground = RunLook(ground=ground_of(paragraph.find(f"{W}pPr")))
        paper = NO_LOOK if in_cell else _PAPER
        look = ground.over(style.look if style else NO_LOOK).over(paper).over(self._table_look(paragraph))
        base = look.over(self.default)
        if _is_beyond_paper(paragraph):
            base = RunLook(hidden=True).over(base)
        yield from self._pieces(paragraph, base, base, in_cell=in_cell)

    def _table_look(self, paragraph: Element) -> RunLook:
        """How the style of the table around a paragraph has it look."""
        table = next(paragraph.iterancestors(f"{W}tbl"), None)
        mark = table.find(f"{W}tblPr/{W}tblStyle") if table is not None else None
        style = self.styles.get(mark.get(f"{W}val", "")) if mark is not None else None
        return style.look if style else NO_LOOK

    def _pieces(self, node: Element, look: RunLook, base: RunLook, *, in_cell: bool) -> Iterator[ShownRun]:
        """What an element shows, with all that is inside of it."""
        for child in node.iterchildren("*"):
            tag = child.tag
            if tag in _LEAVES:
                yield from self._leaf(child, look, in_cell=in_cell)
            elif tag == f"{W}bdo" and child.get(f"{W}val") == "rtl":
                yield self._shown(_REVERSED[0], look)
                yield from self._pieces(child, look, base, in_cell=in_cell)
                yield self._shown(_REVERSED[1], look)
            elif tag in _FIELDS:
                yield from self._pieces(child, look, base, in_cell=in_cell)
                if self._ends_unknown_field(child, in_cell=in_cell) and in_cell:
                    yield replace(self._shown(UNKNOWN_DIGITS, look), is_beside=True)
            elif tag in _DRAWN:
                yield from self._drawn(child, look, in_cell=in_cell)
            elif tag in _SKIPPED or (tag == _FALLBACK and _has_choice(child)):
                continue
            else:
                inner = self._look(child, base) if tag == f"{W}r" else look
                yield from self._pieces(child, inner, base, in_cell=in_cell)

    def _leaf(self, node: Element, look: RunLook, *, in_cell: bool) -> Iterator[ShownRun]:
        """What a piece without parts shows."""
        tag = node.tag
        if tag == f"{W}t":
            yield self._shown(node.text or "", look)
        elif tag in {f"{W}br", f"{W}cr"}:
            # A break to the next page or column is no line break (17.3.3.1).
            yield self._shown("\n" if node.get(f"{W}type", "textWrapping") == "textWrapping" else "", look)
        elif tag in _CHARACTERS:
            yield self._shown(_CHARACTERS[tag], look)
        elif tag in _COMPUTED:
            if in_cell:
                yield replace(self._shown(UNKNOWN_DIGITS, look), is_beside=True)
        elif tag == f"{W}rt":
            text = "".join(each.text or "" for each in node.iter(f"{W}t"))
            yield replace(self._shown(text, look), is_hidden=True)
        elif (in_cell or tag == _CHOSEN) and (text := _beside(node)):
            yield replace(self._shown(text, look), is_beside=in_cell)

    def _ends_unknown_field(self, node: Element, *, in_cell: bool) -> bool:
        """Follows the fields; whether one ends here of which nobody knows what it shows."""
        if node.tag == f"{W}instrText":
            self.fields.instruct(node.text or "")
            return False
        if node.tag == f"{W}fldSimple":
            return self.fields.end(Field(node.get(f"{W}instr", ""), is_shown=len(node) > 0), in_cell=in_cell)
        return self.fields.turn(node.get(f"{W}fldCharType", ""), in_cell=in_cell)

    def _drawn(self, node: Element, look: RunLook, *, in_cell: bool) -> Iterator[ShownRun]:
        """What a drawing says beside the text of a cell; nothing where it stands between texts."""
        if not in_cell:
            return
        boxes = [box for box in node.iter(f"{W}txbxContent") if _beside(box)]
        for text in map(_beside, boxes) if boxes else (UNREADABLE,):
            yield replace(self._shown(text, look), is_beside=True)

    def _look(self, run: Element, base: RunLook) -> RunLook:
        own, mark = look_of(run), run.find(f"{W}rPr/{W}rStyle")
        style = self.styles.get(mark.get(f"{W}val", "")) if mark is not None else None
        if own is NO_LOOK and style is None:
            return base
        return own.over(style.look if style else NO_LOOK).over(base)

    def _shown(self, text: str, look: RunLook) -> ShownRun:
        return ShownRun(
            text,
            bool(look.bold),
            bool(look.raised),
            bool(look.struck),
            bool(look.hidden) or not self.fields.is_shown,
            bool(look.beside),
            look.points or 0.0,
            look.color or "",
            look.ground or "",
        )


def _is_in_hidden_row(cell: Element) -> bool:
    """Whether nothing of the row of a cell is shown: it is hidden, or has no height to speak of (17.4.20, 17.4.81)."""
    row = next(cell.iterancestors(f"{W}tr"), None)
    properties = row.find(f"{W}trPr") if row is not None else None
    if properties is None:
        return False
    mark, height = properties.find(f"{W}hidden"), properties.find(f"{W}trHeight")
    if mark is not None and mark.get(f"{W}val", "1") not in {"0", "false", "off"}:
        return True
    is_exact = height is not None and height.get(f"{W}hRule") == "exact"
    return is_exact and _twips(height, "val") < _MIN_ROW_HEIGHT


def _is_beyond_paper(paragraph: Element) -> bool:
    """Whether a paragraph begins far outside of where it stands, or is a frame that does (17.3.1.12, 17.3.1.11)."""
    indent, frame = (paragraph.find(f"{W}pPr/{W}{name}") for name in ("ind", "framePr"))
    places = [_twips(indent, name) for name in ("left", "start")] + [_twips(frame, name) for name in ("x", "y")]
    return min(places) < _MIN_INDENT


def _has_choice(fallback: Element) -> bool:
    """Whether something else is shown in the place of a fallback (ECMA-376, part 3, 10.2)."""
    parent = fallback.getparent()
    return parent is not None and parent.find(_CHOICE) is not None


def _twips(node: Element | None, name: str) -> int:
    """A length in twentieths of a point; 0 where nothing is said."""
    value = node.get(f"{W}{name}", "") if node is not None else ""
    return int(value) if re.fullmatch(r"-?\d{1,9}", value) else 0


def _beside(node: Element) -> str:
    """The text of a text box, of an equation, of a sign or of a choice."""
    if node.tag == f"{W}ddList":
        entries = [each.get(f"{W}val", "") for each in node.iter(f"{W}listEntry")]
        marks = (node.find(f"{W}{name}") for name in ("result", "default"))
        chosen = next((_twips(mark, "val") for mark in marks if mark is not None), 0)
        return entries[chosen] if 0 <= chosen < len(entries) else ""
    if node.tag == f"{W}sym":
        code = node.get(f"{W}char", "")
        value = int(code, 16) if len(code) == 4 and all(digit in "0123456789abcdefABCDEF" for digit in code) else 0
        return chr(value & _LETTERS if value & _PRIVATE == _PRIVATE else value) if value else ""
    is_fallback = any(parent.tag == _FALLBACK for parent in node.iterancestors())
    return "" if is_fallback else "".join(text for text in node.itertext() if isinstance(text, str)).strip()
