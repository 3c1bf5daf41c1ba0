"""From an author's text to blocks of the document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from markdown_it.token import Token

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, Span, diagnose
from gkgen.document import (
    Block,
    Figure,
    Heading,
    ListItem,
    Paragraph,
    Run,
    Runs,
    SmallTable,
    plain,
    width_in_characters,
)
from gkgen.narrative.expressions import Names
from gkgen.narrative.markdown import (
    BOLD_CLOSE,
    BOLD_OPEN,
    HEADING,
    has_blocks,
    is_separator,
    is_table_row,
    tidy,
    tokens,
)
from gkgen.narrative.passages import Passage, PassageKind
from gkgen.narrative.references import References, lift
from gkgen.narrative.text_positions import Places
from gkgen.source import ScalarNode

BOTTOM_LEVEL = 4
MAX_DEPTH = 3
MAX_COLUMNS, MAX_ROWS = 20, 200
# Of columns, in characters: the narrowest, and what each has beside its text.
_MIN_COLUMN, _ROOM = 1.5, 0.7
# The largest number of references, and of pictures, in one text.
MAX_MARKS = 500
_MAX_FINDINGS_PER_KIND = 20
# In every Chinese font, a full character wide (GB 2312 has no other bullet that is not heavy).
_BULLET = "·"
# What stands right above a table: 单位：件, and 表1 各渠道公开情况.
_ROLES: tuple[tuple[Literal["table_unit", "table_title"], re.Pattern[str]], ...] = (
    ("table_unit", re.compile(r"[（(]?(?:计量)?单位\s*[:：]\s*[^\s，。；,;]{1,16}[）)]?")),
    (
        "table_title",
        re.compile(r"附?表\s*[0-9一二三四五六七八九十]{1,3}(?:[-—.]\d{1,2})?[\s:：.、]*[^。；;，,：:]{2,40}"),
    ),
)
_WEIGHT = re.compile(f"([{BOLD_OPEN}{BOLD_CLOSE}])")
_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class PictureUse:
    """A picture that a text includes: its name as typed, and its place."""

    name: str
    span: Span
    path: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A parsed text: its blocks, with headings not numbered yet, the pictures that it includes, findings, passages."""

    blocks: tuple[Block, ...]
    pictures: tuple[PictureUse, ...]
    diagnostics: tuple[Diagnostic, ...]
    passages: tuple[Passage, ...] = ()


def compose(scalar: ScalarNode, lines: tuple[str, ...], names: Names, path: str, top_level: int = 2) -> Prose:
    """The blocks of a text; `top_level` is the highest heading it may have, 2 for （一）."""
    if any(scalar.text.count(mark) > MAX_MARKS for mark in ("{{", "{%", "![")):
        return Prose((), (), (diagnose("N17", scalar.span, path, limit=MAX_MARKS),))
    text, references = lift(scalar, lines, names, path)
    composer = _Composer(Places(scalar, lines), path, top_level, references)
    composer.found.extend(references.found)
    if has_blocks(text):
        composer.look_at_tables(text)
        composer.walk(tokens(text))
    else:
        composer.plain_lines(text)
    return Prose(tuple(composer.blocks), tuple(composer.pictures), tuple(composer.found), tuple(composer.passages))


@dataclass(slots=True)
class _Composer:
    places: Places
    path: str
    top_level: int
    references: References
    blocks: list[Block] = field(default_factory=list)
    pictures: list[PictureUse] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)

    def say(self, kind: PassageKind, text: str, line: int, level: int = 0) -> None:
        """Records what is printed, given the text with its marks."""
        bare = _WEIGHT.sub("", text)
        references = self.references.stretches(bare)
        words = self.references.fill(bare)
        self.passages.append(Passage(kind, self.path, words, self.places.line(line), references, level))

    def report(self, kind: str, line: int, **values: str | int) -> None:
        if sum(1 for diagnostic in self.found if diagnostic.kind == kind) < _MAX_FINDINGS_PER_KIND:
            self.found.append(diagnose(kind, self.places.line(line), self.path, **values))

    def walk(self, stream: Sequence[Token]) -> None:
        markers: list[Iterator[str]] = []
        marker = ""
        rows: list[tuple[Runs, ...]] = []
        first = 0
        for index, token in enumerate(stream):
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    markers.append(iter(_markers(stream, index)))
                    if len(markers) == MAX_DEPTH + 1:
                        self.report("N15", _line(token))
                case "bullet_list_close" | "ordered_list_close":
                    markers.pop()
                case "list_item_open":
                    marker = next(markers[-1])
                case "list_item_close":
                    marker = ""
                case "heading_open":
                    self.heading(token, stream[index + 1])
                case "paragraph_open":
                    self.paragraph(stream[index + 1], marker, len(markers) - 1)
                    marker = ""
                case "table_open":
                    rows = []
                    first = _line(token)
                case "tr_open":
                    rows.append(tuple(self.only_text(cell, "cell") for cell in _cells(stream, index)))
                case "table_close":
                    self.table(rows, first)
                case _:
                    pass

    def plain_lines(self, text: str) -> None:
        """Paragraphs and headings, one a line, of a text without any other Markdown."""
        for number, typed in enumerate(text.split("\n")):
            line = tidy(typed)
            if found := HEADING.fullmatch(line):
                level, words = self.level(len(found["marks"]), number), found["text"].strip()
                self.say("heading", words, number, level)
                self.blocks.append(Heading(level, self.runs(words)))
            else:
                self.flush(line, "", 0, number)

    def heading(self, opening: Token, inline: Token) -> None:
        level = self.level(len(opening.markup), _line(opening))
        if inline.content.strip():
            self.blocks.append(Heading(level, self.only_text(inline, "heading", level)))

    def level(self, typed: int, line: int) -> int:
        """The level of a heading, given the number of its marks."""
        level = min(max(typed, self.top_level), BOTTOM_LEVEL)
        if level != typed:
            self.report("N11", line, wanted="#" * level)
        return level

    def paragraph(self, inline: Token, marker: str, depth: int) -> None:
        """One paragraph; a picture inside it ends the paragraph and becomes a block of its own."""
        text = ""
        for child in inline.children or ():
            if child.type == "image":
                self.flush(text, marker, depth, _line(inline))
                text, marker = "", ""
                self.picture(child, _line(inline))
            else:
                text += child.content
        self.flush(text, marker, depth, _line(inline))

    def flush(self, text: str, marker: str, depth: int, first: int) -> None:
        for number, line in enumerate(text.split("\n"), start=first):
            runs = self.runs(line.strip())
            if not plain(runs).strip():
                continue
            self.say("item" if marker else "paragraph", line.strip(), number)
            self.blocks.append(ListItem(marker, min(depth, MAX_DEPTH - 1), runs) if marker else Paragraph(runs))
            marker = ""

    def only_text(self, inline: Token, kind: PassageKind, level: int = 0) -> Runs:
        """The runs of a heading or cell, in which a picture is not allowed."""
        for child in inline.children or ():
            if child.type == "image":
                span = self.places.picture(_line(inline), self.references.fill(str(child.attrs.get("src", ""))))
                self.found.append(diagnose("N14", span, self.path))
        text = "".join(child.content for child in inline.children or () if child.type != "image").strip()
        self.say(kind, text, _line(inline), level)
        return self.runs(text)

    def runs(self, text: str) -> Runs:
        bold, runs = False, []
        for piece in _WEIGHT.split(text):
            if piece in {BOLD_OPEN, BOLD_CLOSE}:
                bold = piece == BOLD_OPEN
            elif piece:
                runs.append(Run(self.references.fill(piece), bold))
        return tuple(run for run in runs if run.text)

    def picture(self, image: Token, line: int) -> None:
        name = self.references.fill(str(image.attrs.get("src", "")))
        span = self.places.picture(line, name)
        caption = plain(self.runs(image.content)).strip()
        if not caption:
            self.found.append(diagnose("N13", span, self.path))
        self.say("caption", image.content.strip(), line)
        self.pictures.append(PictureUse(name, span, self.path))
        self.blocks.append(Figure(name, caption))

    def table(self, rows: list[tuple[Runs, ...]], line: int) -> None:
        if len(rows[0]) > MAX_COLUMNS or len(rows) > MAX_ROWS:
            self.report("N12.large", line, limit=MAX_COLUMNS)
            return
        self.give_roles()
        self.blocks.append(SmallTable(_widths(rows), tuple(rows)))

    def give_roles(self) -> None:
        """Makes paragraphs right above a table its unit and its title, where they are written as such."""
        at = len(self.blocks)
        for role, pattern in _ROLES:
            above = self.blocks[at - 1] if at else None
            if isinstance(above, Paragraph) and pattern.fullmatch(plain(above.runs).strip()):
                at -= 1
                self.blocks[at] = Paragraph(above.runs, role)

    def look_at_tables(self, text: str) -> None:
        """Reports rows of different lengths, where Markdown drops or adds cells, and a head without a delimiter row."""
        row, width = 0, 0
        for number, line in enumerate(text.split("\n")):
            row = row + 1 if is_table_row(line) else 0
            pipes = len(_PIPE.findall(line.strip().removesuffix("|")))
            if row == 2 and not is_separator(line):
                self.report("N12.head", number)
            elif row > 1 and pipes != width:
                self.report("N12", number)
            width = pipes


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _markers(stream: Sequence[Token], index: int) -> list[str]:
    """The markers of a list as typed; counted where all numbers are the same, as in 1. 1. 1."""
    opening = stream[index]
    items = []
    for place in range(index + 1, len(stream)):
        token = stream[place]
        if token.type.endswith("_list_close") and token.level == opening.level:
            break
        if token.type == "list_item_open" and token.level == opening.level + 1:
            items.append(token)
    if opening.type == "bullet_list_open":
        return [_BULLET] * len(items)
    numbers = [item.info for item in items]
    if len(numbers) > 1 and len(set(numbers)) == 1:
        numbers = [str(int(numbers[0]) + offset) for offset in range(len(numbers))]
    return [f"{number}{item.markup}" for number, item in zip(numbers, items, strict=True)]


def _cells(stream: Sequence[Token], index: int) -> Iterator[Token]:
    for place in range(index + 1, len(stream)):
        if stream[place].type == "tr_close":
            return
        if stream[place].type == "inline":
            yield stream[place]


def _widths(rows: Sequence[tuple[Runs, ...]]) -> tuple[int, ...]:
    """Relative widths by the longest cell of each column with some room, none more than four times another."""
    columns = range(len(rows[0]))
    longest = [max(_MIN_COLUMN, *(width_in_characters(plain(row[column])) for row in rows)) for column in columns]
    return tuple(round(10 * (min(length, 4 * min(longest)) + _ROOM)) for length in longest)
