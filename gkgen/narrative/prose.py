"""From an author's text to blocks of the document."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from gkgen.diagnostics import Diagnostic, Span, diagnose
from gkgen.document import Block, Figure, Heading, ListItem, Paragraph, Run, Runs, SmallTable, plain
from gkgen.narrative.expressions import Names
from gkgen.narrative.markdown import BOLD_CLOSE, BOLD_OPEN, REF_OPEN, is_table_row, tokens
from gkgen.narrative.references import References, lift
from gkgen.source import Scalar, locate

BOTTOM_LEVEL = 4
MAX_DEPTH = 3
MAX_COLUMNS, MAX_ROWS = 12, 200
# In every Chinese font, a full character wide (GB 2312 has no other bullet that is not heavy).
_BULLET = "·"
_WEIGHT = re.compile(f"([{BOLD_OPEN}{BOLD_CLOSE}])")
_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class PictureUse:
    """A picture that a text asks for, as its name was typed, and where."""

    name: str
    span: Span
    path: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A text read: its blocks, headings not numbered yet; the pictures it asks for; what was found."""

    blocks: tuple[Block, ...]
    pictures: tuple[PictureUse, ...]
    diagnostics: tuple[Diagnostic, ...]


def compose(scalar: Scalar, lines: tuple[str, ...], names: Names, path: str, top_level: int = 2) -> Prose:
    """The blocks of a text; `top_level` is the highest heading it may have, 2 for （一）."""
    text, references = lift(scalar, lines, names, path)
    composer = _Composer(scalar, lines, path, top_level, references)
    composer.found.extend(references.found)
    composer.look_at_tables(scalar.text)
    composer.walk(tokens(text))
    return Prose(tuple(composer.blocks), tuple(composer.pictures), tuple(composer.found))


@dataclass(slots=True)
class _Composer:
    scalar: Scalar
    lines: tuple[str, ...]
    path: str
    top_level: int
    references: References
    blocks: list[Block] = field(default_factory=list)
    pictures: list[PictureUse] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)

    def report(self, kind: str, needle: str, **values: str | int) -> None:
        occurrence, self.seen[needle] = self.seen[needle], self.seen[needle] + 1
        self.found.append(diagnose(kind, locate(self.lines, self.scalar, needle, occurrence), self.path, **values))

    def walk(self, stream: Sequence[Token]) -> None:
        markers: list[Iterator[str]] = []
        marker = ""
        rows: list[tuple[Runs, ...]] = []
        for index, token in enumerate(stream):
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    markers.append(iter(_markers(stream, index)))
                    if len(markers) == MAX_DEPTH + 1:
                        self.report("N15", _first_words(stream, index))
                case "bullet_list_close" | "ordered_list_close":
                    markers.pop()
                case "list_item_open":
                    marker = next(markers[-1])
                case "heading_open":
                    self.heading(token, stream[index + 1])
                case "paragraph_open":
                    self.paragraph(stream[index + 1], marker, len(markers) - 1)
                    marker = ""
                case "table_open":
                    rows = []
                case "tr_open":
                    rows.append(tuple(self.only_text(cell) for cell in _cells(stream, index)))
                case "table_close":
                    self.table(rows)
                case _:
                    pass

    def heading(self, opening: Token, inline: Token) -> None:
        typed = len(opening.markup)
        level = min(max(typed, self.top_level), BOTTOM_LEVEL)
        if level != typed:
            title = inline.content.strip()
            self.report("N11", opening.markup if REF_OPEN in title else title, wanted="#" * level)
        if inline.content.strip():
            self.blocks.append(Heading(level, self.only_text(inline)))

    def paragraph(self, inline: Token, marker: str, depth: int) -> None:
        """One paragraph; a picture inside it ends it and stands on its own."""
        text = ""
        for child in inline.children or ():
            if child.type == "image":
                self.flush(text, marker, depth)
                text, marker = "", ""
                self.picture(child)
            else:
                text += child.content
        self.flush(text, marker, depth)

    def flush(self, text: str, marker: str, depth: int) -> None:
        for line in text.split("\n"):
            runs = self.runs(line.strip())
            if not plain(runs).strip():
                continue
            self.blocks.append(ListItem(marker, min(depth, MAX_DEPTH - 1), runs) if marker else Paragraph(runs))
            marker = ""

    def only_text(self, inline: Token) -> Runs:
        """The runs of a heading or cell; a picture does not fit there."""
        for child in inline.children or ():
            if child.type == "image":
                self.report("N14", str(child.attrs.get("src", "")))
        return self.runs("".join(child.content for child in inline.children or () if child.type != "image").strip())

    def runs(self, text: str) -> Runs:
        bold, runs = False, []
        for piece in _WEIGHT.split(text):
            if piece in {BOLD_OPEN, BOLD_CLOSE}:
                bold = piece == BOLD_OPEN
            elif piece:
                runs.append(Run(self.references.fill(piece), bold))
        return tuple(run for run in runs if run.text)

    def picture(self, image: Token) -> None:
        name = str(image.attrs.get("src", ""))
        caption = plain(self.runs(image.content)).strip()
        if not caption:
            self.report("N13", name)
        occurrence = sum(1 for use in self.pictures if use.name == name)
        self.pictures.append(PictureUse(name, locate(self.lines, self.scalar, name, occurrence), self.path))
        self.blocks.append(Figure(name, caption))

    def table(self, rows: list[tuple[Runs, ...]]) -> None:
        if len(rows[0]) > MAX_COLUMNS or len(rows) > MAX_ROWS:
            self.report("N12.large", "|", limit=MAX_COLUMNS)
            return
        self.blocks.append(SmallTable(_widths(rows), tuple(rows)))

    def look_at_tables(self, text: str) -> None:
        """Rows of different lengths: Markdown would drop or invent cells in silence."""
        before: int | None = None
        for line in text.split("\n"):
            if not is_table_row(line):
                before = None
                continue
            pipes = len(_PIPE.findall(line.strip().removesuffix("|")))
            if before is not None and pipes != before:
                self.report("N12", line.strip())
            before = pipes


def _markers(stream: Sequence[Token], index: int) -> list[str]:
    """The markers of a list as typed; where every number is the same, as in 1. 1. 1., counted."""
    opening = stream[index]
    items = []
    for token in stream[index + 1 :]:
        if token.type.endswith("_list_close") and token.level == opening.level:
            break
        if token.type == "list_item_open" and token.level == opening.level + 1:
            items.append(token)
    if opening.type == "bullet_list_open":
        return [_BULLET] * len(items)
    numbers = [item.info for item in items]
    if len(set(numbers)) == 1:
        numbers = [str(int(numbers[0]) + offset) for offset in range(len(numbers))]
    return [f"{number}{item.markup}" for number, item in zip(numbers, items, strict=True)]


def _cells(stream: Sequence[Token], index: int) -> Iterator[Token]:
    for token in stream[index + 1 :]:
        if token.type == "tr_close":
            return
        if token.type == "inline":
            yield token


def _first_words(stream: Sequence[Token], index: int) -> str:
    inline = next((token for token in stream[index:] if token.type == "inline"), None)
    return inline.content[:10] if inline else ""


def _widths(rows: Sequence[tuple[Runs, ...]]) -> tuple[int, ...]:
    """Relative widths after the longest cell of each column, none wider than four times another."""
    longest = [max(2, *(len(plain(row[column])) for row in rows)) for column in range(len(rows[0]))]
    return tuple(min(length, 4 * min(longest)) for length in longest)
