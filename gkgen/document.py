"""The document model: what every output shows, independent of any format.

One document feeds all writers. It is frozen; a cell stores its spans, its position is derived (see `grid`). The text
of a number is made once, when the document is built, so that no two formats can print it differently.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any, ClassVar, Literal

DRAFT_WORD = "草稿"
DRAFT_MARK = f"（{DRAFT_WORD}）"
"""What stands behind the title, and behind the name of the file, of a report that is not finished."""
_MAX_CENTRED_CHARACTERS = 8
TYPE_SIZES = (12, 10.5, 9, 8, 7)
"""Of the type in an author's table, in points."""
TEXT_WIDTH = 156 / 25.4 * 72
"""Of the type area, in points (GB/T 9704-2012, 5.2.1)."""
_CELL_PADDING = 2 / 25.4 * 72 + 1
_MAX_LARGE_CHARACTERS = 12
_DOCUMENT_NO = "document_no"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text in one weight."""

    text: str
    bold: bool = False


Runs = tuple[Run, ...]


def plain(runs: Runs) -> str:
    """The text of the runs without their weights."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; level 2 is （一）, 3 is 1., 4 is （1）. The number is part of the text."""

    kind: ClassVar[str] = "heading"
    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of body text; a `role` has what stands above an author's table, its title or its unit."""

    kind: ClassVar[str] = "paragraph"
    runs: Runs
    role: Literal["", "table_title", "table_unit"] = ""


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list; `marker` is printed as is, `depth` counts from 0."""

    kind: ClassVar[str] = "item"
    marker: str
    depth: int
    runs: Runs

    @property
    def hangs(self) -> bool:
        """Whether its lines begin behind the marker; numbered ones are paragraphs, as in GB/T 9704-2012."""
        return not self.marker[:1].isdigit()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption; `name` is the key of `Document.pictures`."""

    kind: ClassVar[str] = "figure"
    name: str
    caption: str


@dataclass(frozen=True, slots=True)
class SmallTable:
    """A table in an author's text: the first row is its head, all rows have the same length, widths are relative."""

    kind: ClassVar[str] = "table"
    widths: tuple[int, ...]
    rows: tuple[tuple[Runs, ...], ...]

    @property
    def centred_columns(self) -> tuple[bool, ...]:
        """Whether the cells of each column are centred, which they are when all below the head are short."""
        body = self.rows[1:]
        return tuple(
            all(len(plain(row[column])) <= _MAX_CENTRED_CHARACTERS for row in body)
            for column in range(len(self.rows[0]))
        )

    @property
    def type_size(self) -> float:
        """The largest type, in points, in which every short cell stands on one line."""
        head, total = self.rows[0], sum(self.widths)
        shorts = [
            (width, max(width_in_characters(plain(row[at])) for row in self.rows))
            for at, (width, is_short) in enumerate(zip(self.widths, self.centred_columns, strict=True))
            if is_short and len(plain(head[at])) <= _MAX_CENTRED_CHARACTERS
        ]
        fits = (
            size
            for size in TYPE_SIZES
            if all(length * size <= TEXT_WIDTH * width / total - _CELL_PADDING for width, length in shorts)
        )
        return next(fits, TYPE_SIZES[-1])


class CellRole(StrEnum):
    """The role of a cell in a statutory table."""

    CAPTION = "caption"
    CORNER = "corner"
    HEAD = "head"
    LABEL = "label"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Cell:
    """An origin cell of a table; its text is `lines`, printed one below the other.

    `field` is the dotted path, inside the table, of the number that the cell shows.
    """

    role: CellRole
    lines: tuple[str, ...]
    row_span: int = 1
    col_span: int = 1
    field: str = ""

    @property
    def text(self) -> str:
        """The text of the cell on one line."""
        return "".join(self.lines)


@dataclass(frozen=True, slots=True)
class Table:
    """A statutory table: relative column widths, rows of origin cells, the first rows being its head."""

    name: str
    widths: tuple[int, ...]
    header_rows: int
    rows: tuple[tuple[Cell, ...], ...]


# Templates distinguish blocks by `kind`.
Block = Heading | Paragraph | ListItem | Figure | SmallTable


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six numbered sections: prose, or one statutory table."""

    name: str
    heading: str
    body: tuple[Block, ...] | Table


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to be embedded, with its size in millimetres as all outputs print it.

    `only_pixels` marks a vector drawing that programs would render differently and must show as pixels.
    """

    data: bytes
    media_type: Literal["image/png", "image/jpeg", "image/svg+xml"]
    width: float
    height: float
    only_pixels: bool = False

    @property
    def is_drawing(self) -> bool:
        """Whether it is a vector drawing."""
        return self.media_type == "image/svg+xml"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs and when, below the last section; `date` is empty where the file gives none."""

    name: str
    date: str

    @property
    def indents(self) -> tuple[float, float]:
        """The right indents of name and date, in characters (GB/T 9704-2012, 7.3.5.2).

        The name is indented by two, and the date begins two characters after the name does; a date that would reach
        further is indented by two, and the name moves.
        """
        longer = width_in_characters(self.name) - width_in_characters(self.date)
        return (2, longer) if longer >= 2 or not self.date else (4 - longer, 2)


def width_in_characters(text: str) -> float:
    """The width of a text in Chinese characters: Latin letters and digits count as half, gaps beside them a quarter."""
    gaps = sum(_is_gap(before, behind) for before, behind in pairwise(text))
    return sum(0.5 if character.isascii() else 1 for character in text) + gaps / 4


def _is_gap(before: str, behind: str) -> bool:
    """Whether Word leaves a gap between two characters: one is Latin and the other Chinese, none of them a mark."""
    return before.isalnum() and behind.isalnum() and before.isascii() is not behind.isascii()


ExactNumber = int | Decimal


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. `details` are label and value of the page metadata; `numbers` every cell by dotted path."""

    edition: str
    year: int
    office: str
    title: tuple[str, ...]
    details: tuple[tuple[str, str, str], ...]
    preface: tuple[Block, ...]
    sections: tuple[Section, ...]
    numbers: tuple[tuple[str, ExactNumber, str], ...]
    figures: tuple[tuple[str, ExactNumber], ...]
    pictures: tuple[tuple[str, Picture], ...]
    signature: Signature | None = None
    # A draft has in `numbers` those that are known.
    is_draft: bool = False

    @property
    def name(self) -> str:
        """The title on one line, and that it is a draft."""
        return "".join(self.title) + (DRAFT_MARK if self.is_draft else "")

    @property
    def letterhead(self) -> tuple[str, ...]:
        """The lines of a 红头: who issues, and the 文号 where there is one; printed by the looks that ask for them."""
        number = next((value for name, _, value in self.details if name == _DOCUMENT_NO), "")
        return (self.office, number) if number else (self.office,)

    @property
    def has_long_name(self) -> bool:
        """Whether the name of the office is too long for the large type of a letterhead."""
        return width_in_characters(self.office) > _MAX_LARGE_CHARACTERS

    def tables(self) -> Iterator[Table]:
        """The statutory tables in their order."""
        for section in self.sections:
            if isinstance(section.body, Table):
                yield section.body


def nested(values: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Values by dotted path as dictionaries inside one another: requests.total becomes {"requests": {"total": ...}}."""
    tree: dict[str, Any] = {}
    for path, value in values:
        *parents, name = path.split(".")
        inner = tree
        for parent in parents:
            inner = inner.setdefault(parent, {})
        inner[name] = value
    return tree
