"""The original beside its office file: what of it was taken, and where both meet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gkgen import lazy_re as re
from gkgen.document import plain
from gkgen.importers.match_result import MatchedReport
from gkgen.importers.parsed_document import (
    GridBlock,
    GridCell,
    ImageBlock,
    LooseTable,
    ParsedDocument,
    Place,
    SourceBlock,
    TextBlock,
)
from gkgen.importers.reading_account import Certainty, ReadingAccount

# What Markdown and YAML add to a text, and what nobody compares.
_DRESS = re.compile(r"[\s\\*#|>]+")


@dataclass(frozen=True, slots=True)
class OriginalCell:
    """A cell of the original: `line` is that of the office file where its number stands, 0 where it is not typed.

    `is_number` says that it was taken for a cell of the form, `marks` are numbers of matters that concern it, and
    `left_out` is what stands in it and was not read.
    """

    text: str
    row_span: int
    col_span: int
    is_number: bool
    line: int
    marks: tuple[int, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OriginalPiece:
    """A paragraph of the original, or a table; `is_taken` says whether the office file says the same."""

    text: str
    is_taken: bool
    marks: tuple[int, ...] = ()
    rows: tuple[tuple[OriginalCell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """Something decided or to be looked at, numbered from 1: its line of the account, and the line it concerns."""

    number: int
    certainty: Certainty
    account_line: int
    place: Place
    line: int


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Both texts, and the matters that are marked in them."""

    account: ReadingAccount
    original: tuple[OriginalPiece, ...]
    lines: tuple[str, ...]
    matters: tuple[Matter, ...]


def side_by_side(
    parsed: ParsedDocument, found: MatchedReport, account: ReadingAccount, text: str, places: Mapping[str, int]
) -> SideBySide:
    """The original and the office file `text`, in which `places` are the lines of paths."""
    matters = tuple(_matters(account))
    cells = {place: path for each in found.tables.values() for path, place in each.places.items()}
    typed = {path for each in found.tables.values() for path in (*each.typed, *each.unknown)}
    lines = {place: places.get(path, 0) if path in typed else 0 for place, path in cells.items()}
    view = _View(matters, lines, _said(found, text))
    return SideBySide(account, tuple(view.pieces(parsed.blocks)), tuple(text.rstrip("\n").split("\n")), matters)


def _matters(account: ReadingAccount) -> Iterator[Matter]:
    number = 0
    for at, line in enumerate(account.lines):
        for spot in line.spots:
            number += 1
            yield Matter(number, line.certainty, at, spot.place, spot.line)


def _said(found: MatchedReport, text: str) -> str:
    """All that the office file says, as it is compared: its text, and what gkgen prints by itself."""
    words = {"office": found.texts.get("office", ""), "year": found.year}
    title = "".join(line.format(**words) for line in found.edition.phrases["title"])
    headings = (own.heading for own in found.edition.sections())
    return "\n".join(_bare(each) for each in (text, title, *headings))


def _bare(text: str) -> str:
    return _DRESS.sub("", text)


@dataclass(frozen=True, slots=True)
class _View:
    matters: Sequence[Matter]
    lines: Mapping[Place, int]
    said: str

    def pieces(self, blocks: Sequence[SourceBlock]) -> Iterator[OriginalPiece]:
        for block in blocks:
            match block:
                case TextBlock():
                    yield self.text(block)
                case GridBlock():
                    yield OriginalPiece("", is_taken=True, marks=self.marks(block.place), rows=tuple(self.rows(block)))
                case LooseTable(lines=lines, place=place):
                    yield OriginalPiece("", is_taken=True, marks=self.marks(place))
                    yield from (replace(self.text(line), is_taken=True) for line in lines)
                case ImageBlock(name=name):
                    yield OriginalPiece(f"[{name}]", is_taken=True, marks=self.marks(block.place))

    def text(self, block: TextBlock) -> OriginalPiece:
        bare = _bare(plain(block.runs))
        # A heading is printed by gkgen without the number that it had, or with another.
        is_heading = bool(bare) and any(part and part in self.said for part in (bare, bare.partition("、")[2]))
        return OriginalPiece(block.text, is_taken=is_heading or not bare, marks=self.marks(block.place))

    def rows(self, grid: GridBlock) -> Iterator[tuple[OriginalCell, ...]]:
        taken: dict[int, int] = {}
        for at, row in enumerate(grid.rows, start=1):
            column = 1
            made: list[OriginalCell] = []
            for cell in row:
                while taken.get(column, 0) >= at:
                    column += 1
                made.append(self.cell(cell, grid.place.cell(at, column), is_first=not made))
                for covered in range(column, column + max(1, cell.col_span)):
                    taken[covered] = at + max(1, cell.row_span) - 1
                column += max(1, cell.col_span)
            yield tuple(made)

    def cell(self, cell: GridCell, place: Place, *, is_first: bool) -> OriginalCell:
        marks = (*self.marks(place), *(self.marks(replace(place, column=0)) if is_first else ()))
        is_number = place in self.lines
        line = self.lines.get(place, 0)
        return OriginalCell(cell.text, cell.row_span, cell.col_span, is_number, line, marks, cell.left_out)

    def marks(self, place: Place) -> tuple[int, ...]:
        return tuple(matter.number for matter in self.matters if matter.place == place and place != Place())
