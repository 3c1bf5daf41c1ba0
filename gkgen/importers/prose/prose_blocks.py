"""Blocks of a report become blocks of the document: headings, paragraphs, lists, pictures, small tables."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from gkgen import lazy_re as re
from gkgen.document import Block, Figure, Heading, ListItem, Paragraph, Run, Runs, SmallTable, plain
from gkgen.grid import resolve
from gkgen.importers.parsed_document import GridBlock, GridCell, ImageBlock, LooseTable, Part, SourceBlock, TextBlock
from gkgen.numerals import FOURTH_MARK, SECOND_MARK

# GB/T 9704-2012, 7.3.3: （一） then 1. then （1）. A run-in heading is the beginning of a paragraph and no heading.
_NUMBERS = (
    (2, re.compile(SECOND_MARK)),
    (4, re.compile(FOURTH_MARK)),
    (3, re.compile(r"\d{1,2}\s*[.．、](?!\d)")),
)
_MAX_HEADING_CHARACTERS = 40
_ENDS = ("。", "；", ";", "：", ":", "，", ",", "！", "？", "…")
_TOP, _BOTTOM = 2, 4


def to_blocks(blocks: Iterable[SourceBlock]) -> tuple[Block, ...]:
    """The blocks as the document has them."""
    return tuple(made for block in blocks for made in _made(block))


def _made(block: SourceBlock) -> Iterator[Block]:
    match block:
        case TextBlock():
            yield _text(block)
        case ImageBlock(name=name, caption=caption):
            yield Figure(name, caption)
        case GridBlock():
            yield small_table(block)
        case LooseTable(lines=lines):
            yield from map(_text, lines)


def _text(block: TextBlock) -> Block:
    runs = _with_marker(block)
    match block.part:
        case Part.HEADING:
            return Heading(min(max(block.level, _TOP), _BOTTOM), runs)
        case Part.ITEM:
            return ListItem(block.marker, block.level, block.runs)
        case Part.PARAGRAPH:
            return Paragraph(runs)
        case _:
            level = _heading_level(block)
            return Heading(level, (Run(plain(runs)),)) if level else Paragraph(runs)


def _with_marker(block: TextBlock) -> Runs:
    if not block.marker:
        return block.runs
    first, *rest = block.runs or (Run(""),)
    return (replace(first, text=block.marker + first.text), *rest)


def _heading_level(block: TextBlock) -> int:
    """The level of a line that is a heading by its number, else by its style or tag; 0 for a paragraph."""
    text = block.text.strip()
    if len(text) > _MAX_HEADING_CHARACTERS or text.endswith(_ENDS):
        return 0
    for level, pattern in _NUMBERS:
        match = pattern.match(text)
        if match and text[match.end() :].strip():
            return level
    return min(max(block.level, _TOP), _BOTTOM) if block.level else 0


def small_table(grid: GridBlock) -> SmallTable:
    """A table of the author's own: merged cells repeat their text, short rows end with empty cells."""
    rows = tuple(tuple(_runs(slot.cell) if slot else () for slot in line) for line in resolve(grid.rows, lenient=True))
    return SmallTable((1,) * (len(rows[0]) if rows else 1), rows)


def _runs(cell: GridCell) -> Runs:
    if cell.runs:
        return cell.runs
    text = " ".join(cell.text.split())
    return (Run(text),) if text else ()
