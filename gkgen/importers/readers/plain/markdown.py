"""Markdown: headings, lists, pictures and pipe tables, as notes and conversions of reports have them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape

from gkgen import lazy_re as re
from gkgen.diagnostics import diagnose
from gkgen.document import Run, Runs, plain
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
from gkgen.importers.readers.excerpts import shortened
from gkgen.importers.readers.plain.plain_text import damage
from gkgen.importers.readers.text_tables import blocks_of, cell_of
from gkgen.importers.shown_text import ShownRun, read_text

_HEADING = re.compile(r"(#{1,6})\s*(.+?)\s*#*")
_ITEM = re.compile(r"(\s*)([-*+]|\d{1,9}[.)])\s+(.+)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")
_SEPARATOR = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_PIPE = re.compile(r"(?<!\\)\|")
# What changes how a text is shown, or is no part of it: Markdown, Pandoc's marks and HTML.
_MARKED = re.compile(
    r"(?P<stars>\*\*|__)(?=\S)(?P<bold>.+?)(?<=\S)(?P=stars)"
    r"|~~(?P<tilde>.+?)~~|<(?P<gone>s|del|strike)\b[^<>]*>(?P<struck>.*?)</(?P=gone)>"
    r"|<(?P<high>su[bp])\b[^<>]*>(?P<raised>.*?)</(?P=high)>"
    r"|(?<=\d)(?P<hat>[\^~])(?P<caret>[^\s^~]{1,8})(?P=hat)|\[\^(?P<note>[^\]\s]{1,20})\](?!:)",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?([a-z][a-z0-9]{0,15})\b[^<>]*>", re.IGNORECASE)
# A line of nothing but tags, or of Pandoc's fences around a part of the text.
_FRAME = re.compile(r"(?:</?[a-z][^<>]*>\s*)+|:::+.*", re.IGNORECASE)
_GRID = re.compile(r"\+[-=+:]{3,}\+?")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BULLET = "·"
_INDENT = 2


def read(data: bytes, name: str) -> ParsedDocument:
    """The blocks of a Markdown file; pictures are named and not read, for they are other files."""
    decoded = decode(data)
    lines = decoded.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    left_out: list[str] = []
    blocks = tuple(_blocks(lines, left_out))
    told = (diagnose("I45.marked", name, text=shortened(left_out)),) if left_out else ()
    return ParsedDocument(name, "md", blocks, diagnostics=(*damage(decoded, name), *told))


def _blocks(lines: Sequence[str], left_out: list[str]) -> Iterator[SourceBlock]:
    at = tables = 0
    while at < len(lines):
        line, place = lines[at].strip(), Place(line=at + 1)
        if _GRID.match(line):
            end = next((end for end in range(at, len(lines)) if lines[end].strip()[:1] not in {"+", "|"}), len(lines))
            for block in blocks_of([(number + 1, lines[number]) for number in range(at, end)]):
                is_table = not isinstance(block, TextBlock)
                tables += is_table
                yield replace(block, place=replace(block.place, table=tables)) if is_table else block
            at = end
            continue
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
        if line and not _FRAME.fullmatch(line):
            yield _text(lines[at - 1], line, place, left_out)


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
    return tuple(cell_of(_shown(cell.strip())) for cell in _PIPE.split(text))


def _text(typed: str, line: str, place: Place, left_out: list[str]) -> TextBlock:
    if heading := _HEADING.fullmatch(line):
        words = plain(_read_runs(heading[2], left_out))
        return TextBlock((Run(words),), place, level=len(heading[1]))
    if item := _ITEM.fullmatch(typed.rstrip()):
        marker = _BULLET if item[2] in "-*+" else item[2]
        return TextBlock(_read_runs(item[3], left_out), place, Part.ITEM, min(len(item[1]) // _INDENT, 2), marker)
    return TextBlock(_read_runs(line, left_out), place)


def _shown(text: str) -> Iterator[ShownRun]:
    """A text as it is shown: bold, struck, raised or lowered by the marks of Markdown, Pandoc or HTML."""
    end = 0
    for mark in _MARKED.finditer(text):
        yield _plain(text[end : mark.start()])
        if mark["bold"]:
            yield from (replace(run, is_bold=True) for run in _shown(mark["bold"]))
        elif struck := mark["struck"] or mark["tilde"]:
            yield replace(_plain(struck), is_struck=True)
        else:
            yield replace(_plain(mark["raised"] or mark["caret"] or mark["note"]), is_raised=True)
        end = mark.end()
    yield _plain(text[end:])


def _plain(text: str) -> ShownRun:
    return ShownRun(unescape(_TAG.sub(_between, _ESCAPE.sub(r"\1", text))))


def _between(tag: re.Match[str]) -> str:
    """A line end is one; what else HTML says is not shown."""
    return "\n" if tag[1].lower() in {"br", "p", "div", "li"} else ""


def _read_runs(text: str, left_out: list[str]) -> Runs:
    read = read_text(_shown(text))
    left_out += read.left_out
    return tuple(Run(" ".join(run.text.split("\n")), run.bold) for run in read.runs)
