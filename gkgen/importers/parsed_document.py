"""What a reader found in a published report: blocks in their order, free of any format and of any form.

Readers make it and know no label of the form; matching reads it and knows no file format.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from gkgen.diagnostics import Diagnostic, Term
from gkgen.document import Runs, plain


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in the original, as far as its format can say; all count from 1, 0 is unknown.

    `paragraph` counts the paragraphs outside of tables, `table` the tables; `row` and `column` are inside a table.
    """

    page: int = 0
    line: int = 0
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0

    @property
    def term(self) -> Term:
        """The place in words."""
        zh = "".join(pattern.format(value) for value, pattern, _ in self._parts() if value)
        en = ", ".join(pattern.format(value) for value, _, pattern in self._parts() if value)
        return Term(zh or "位置不明", en or "somewhere")

    def cell(self, row: int, column: int) -> "Place":
        """The place of a cell of the table that stands here."""
        return replace(self, row=row, column=column)

    def _parts(self) -> tuple[tuple[int, str, str], ...]:
        return (
            (self.page, "第 {} 页", "page {}"),
            (self.line, "第 {} 行", "line {}"),
            (self.paragraph, "第 {} 段", "paragraph {}"),
            (self.table, "第 {} 个表", "table {}"),
            (self.row, "第 {} 行", "row {}"),
            (self.column, "第 {} 列", "column {}"),
        )


class Part(StrEnum):
    """What a text block is, where the original says so; a reader that has to guess says UNKNOWN.

    DETAIL is a line of the page metadata, SECTION the heading of a numbered section, HEADING one inside a section.
    LETTERHEAD is a line above the title. Only what gkgen itself wrote says DETAIL, LETTERHEAD, SECTION or SIGNATURE.
    """

    UNKNOWN = "unknown"
    TITLE = "title"
    DETAIL = "detail"
    LETTERHEAD = "letterhead"
    SECTION = "section"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CAPTION = "caption"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, a heading, or a line of a text file; runs without line ends.

    `level` is that of a heading by style or tag (1 the outermost, 0 no heading), or the depth of a list item (from 0).
    `marker` is a number or bullet that the format printed by itself, resolved to text such as “（一）”; it is not
    part of the runs.
    """

    runs: Runs
    place: Place
    part: Part = Part.UNKNOWN
    level: int = 0
    marker: str = ""

    @property
    def text(self) -> str:
        """The text with its marker, without weights."""
        return self.marker + plain(self.runs)


@dataclass(frozen=True, slots=True)
class GridCell:
    """An origin cell of a table; line ends inside the cell are kept. `runs` are its text where some of it is bold.

    `readings` are what else it may say, empty where its text is certain; `left_out` what stands in it and is not read.
    """

    text: str
    row_span: int = 1
    col_span: int = 1
    runs: Runs = ()
    readings: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextFragment:
    """A piece of a line with blanks around it, and where it stands on its page, in points from the upper left.

    `readings` and `left_out` are those of a cell.
    """

    text: str
    left: float
    right: float
    middle: float
    size: float
    readings: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LooseTable:
    """What may be a table without rules: the pieces that would be its cells, and the `lines` that it is otherwise."""

    lines: tuple[TextBlock, ...]
    fragments: tuple[TextFragment, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class GridBlock:
    """A table: rows of origin cells, as in a web page. A continuation cell stands nowhere."""

    rows: tuple[tuple[GridCell, ...], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class ImageBlock:
    """A picture; `name` is a plain file name with the right ending, `data` the bytes, empty where there are none.

    `link` is where the original says that the picture is, seen from its own folder; empty where it holds it itself.
    """

    name: str
    data: bytes
    caption: str
    place: Place
    link: str = ""


SourceBlock = TextBlock | GridBlock | LooseTable | ImageBlock


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A published report as it was read. `kind` is the format: docx, html, pdf, txt, md, eml, mht.

    `details` are label and value of page metadata that stand outside of the text. `is_own` says that gkgen wrote it,
    so that the part of every block is known and nothing need be guessed. `attached` are the names of files that came
    with it or that it leads to, of which one may be the report; `attachments` those that came with it, by name.
    """

    name: str
    kind: str
    blocks: tuple[SourceBlock, ...]
    details: tuple[tuple[str, str], ...] = ()
    is_own: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()
    attached: tuple[str, ...] = ()
    attachments: tuple[tuple[str, bytes], ...] = ()
