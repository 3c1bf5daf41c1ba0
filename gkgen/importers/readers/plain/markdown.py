"""Markdown: headings, lists, pictures and pipe tables, as notes and conversions of reports have them."""

from collections.abc import Iterator, Sequence

from gkgen import lazy_re as re
from gkgen.document import Run, Runs
from gkgen.importers.parsed_document import (
    GridBlock,
    GridCell,
    ImageBlock,
    ParsedDocument,
    Part,
    Place,
    SourceBlock,
    TextBlock,
)
from gkgen.importers.readers.encoding import decode
from gkgen.importers.readers.plain.plain_text import damage
from gkgen.importers.readers.text_tables import cell_of

_HEADING = re.compile(r"(#{1,6})\s*(.+?)\s*#*")
_ITEM = re.compile(r"(\s*)([-*+]|\d{1,9}[.)])\s+(.+)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")
_SEPARATOR = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_PIPE = re.compile(r"(?<!\\)\|")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BULLET = "·"
_INDENT = 2


def read(data: bytes, name: str) -> ParsedDocument:
    """The blocks of a Markdown file; pictures are named and not read, for they are other files."""
    decoded = decode(data)
    lines = decoded.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return ParsedDocument(name, "md", tuple(_blocks(lines)), diagnostics=damage(decoded, name))


def _blocks(lines: Sequence[str]) -> Iterator[SourceBlock]:
    at = tables = 0
    while at < len(lines):
        line, place = lines[at].strip(), Place(line=at + 1)
        rows = _table(lines[at:])
        if rows:
            tables += 1
            yield GridBlock(tuple(map(_cells, rows)), Place(line=at + 1, table=tables))
            at += len(rows) + 1
            continue
        at += 1
        if not line:
            continue
        for picture in _PICTURE.finditer(line):
            yield ImageBlock(picture[2].strip("<> "), b"", picture[1], place)
        line = _PICTURE.sub("", line).strip()
        if line:
            yield _text(lines[at - 1], line, place)


def _table(lines: Sequence[str]) -> list[str]:
    """The rows of a table that begins here, without the line below its head; none where none begins."""
    if len(lines) < 2 or "|" not in lines[0] or not _SEPARATOR.fullmatch(lines[1].strip()):
        return []
    rows = [lines[0]]
    for line in lines[2:]:
        if "|" not in line:
            break
        rows.append(line)
    return rows


def _cells(row: str) -> tuple[GridCell, ...]:
    text = row.strip().removeprefix("|")
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return tuple(
        cell_of("".join(run.text for run in _runs(cell.strip().replace("<br>", "\n")))) for cell in _PIPE.split(text)
    )


def _text(typed: str, line: str, place: Place) -> TextBlock:
    if heading := _HEADING.fullmatch(line):
        return TextBlock((Run(_ESCAPE.sub(r"\1", heading[2].replace("**", ""))),), place, level=len(heading[1]))
    if item := _ITEM.fullmatch(typed.rstrip()):
        marker = _BULLET if item[2] in "-*+" else item[2]
        return TextBlock(_runs(item[3]), place, Part.ITEM, min(len(item[1]) // _INDENT, 2), marker)
    return TextBlock(_runs(line), place)


def _runs(text: str) -> Runs:
    runs: list[Run] = []
    end = 0
    for bold in _BOLD.finditer(text):
        runs += [Run(text[end : bold.start()]), Run(bold[2], bold=True)]
        end = bold.end()
    runs.append(Run(text[end:]))
    return tuple(Run(_ESCAPE.sub(r"\1", run.text), run.bold) for run in runs if run.text)
