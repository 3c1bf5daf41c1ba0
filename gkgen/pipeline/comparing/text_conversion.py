"""Files as lines of text, for `git diff`: a row of a table is a line, and so is a sentence.

An office file shows what it says itself, in the order of the form and with its totals computed; bases are not read,
for Git hands over one file without its neighbours.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count, groupby
from typing import TYPE_CHECKING, Protocol

from gkgen import checks
from gkgen.checks import Numbers
from gkgen.comparison import laid_out, split
from gkgen.diagnostics import Diagnostic, diagnose, has_errors
from gkgen.errors import TemplateError
from gkgen.form import Field
from gkgen.pipeline.comparing.expected_content import picture_mark
from gkgen.pipeline.comparing.stated_content import PROSE, plain_facts, trail
from gkgen.pipeline.core.checking import form, known_keys
from gkgen.pipeline.core.isolation import Run, run_here
from gkgen.pipeline.core.named_files import FilesInMemory
from gkgen.pipeline.core.office_reading import read_office
from gkgen.source.decoding import transcribe
from gkgen.validation import Office

if TYPE_CHECKING:
    from gkgen.importers.parsed_document import ParsedDocument

_HEADING = "## "
_HEADING_STYLE = re.compile(r"(?i)heading|title")
# Fields under a heading of their own; a single name or date needs none.
_GROUPS = PROSE | {"list", "parts"}
_SPACE = re.compile(r"\s+")


def text_lines(data: bytes, name: str, run: Run = run_here) -> Sequence[str] | Diagnostic:
    """A file as lines of text; text that is no report comes as it is, and of other files, why they cannot be read.

    Files that somebody sent are read by another `run` than those of one's own.
    """
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    finished = _CONVERTERS.get(suffix)
    lines = run(finished, data, name) if finished else _office_lines(data, name)
    if isinstance(lines, Diagnostic) and not (finished is _page_lines or _is_text(data)):
        return lines
    return _as_it_is(data) if isinstance(lines, Diagnostic) or not lines else lines


def _is_text(data: bytes) -> bool:
    """Whether a file is text after all, whatever its name says."""
    try:
        return "\0" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _as_it_is(data: bytes) -> list[str]:
    known = transcribe(data)
    return (known[0] if known else data.decode("utf-8", "replace")).splitlines()


def _office_lines(data: bytes, name: str) -> list[str]:
    """An office file, also a base; nothing for another kind of file."""
    office = read_office(data, name, form(), FilesInMemory(), known_keys()).office
    if office is None or not office.scalars.keys() | office.figures.keys():
        return []
    numbers = checks.solve(office)
    lines: list[str] = []
    for field in office.edition.root.children:
        inside = list(_field_lines(field, office, numbers))
        if inside and field.kind in _GROUPS:
            lines += ["", f"{_HEADING}{field.heading or field.key}"]
        lines += inside
    return lines


def _field_lines(field: Field, office: Office, numbers: Numbers) -> Iterator[str]:
    if office.edition.table(field.name):
        for row in field.walk():
            cells = [(leaf.label or leaf.key, numbers[leaf.path].text) for leaf in row.children if leaf.path in numbers]
            if cells:
                yield f"{trail(field, row).zh}：{'，'.join(' '.join(cell) for cell in cells)}"
        return
    for fact in plain_facts(office, field):
        yield f"{fact.label.zh}：{fact.text}"
    for leaf in field.walk():
        if leaf.kind in PROSE and leaf.path in office.scalars:
            if leaf is not field:
                yield f"{_HEADING}{trail(field, leaf).zh}"
            for paragraph in office.text(leaf.path).splitlines():
                yield from (sentence for sentence, _ in split(paragraph))


def _word_lines(data: bytes, name: str) -> list[str] | Diagnostic:
    """A Word file, headings marked by their style."""
    from gkgen.ooxml import ReadParagraph, read

    lines: list[str] = []
    try:
        content = read(data)
    except TemplateError as fault:
        return diagnose("G10", name, reason=str(fault))
    for block in content:
        if isinstance(block, ReadParagraph):
            mark = _HEADING if _HEADING_STYLE.match(block.style) else ""
            pictures = [picture_mark(picture.description) for picture in block.pictures]
            for text in (*pictures, *block.text.split("\n")):
                lines += [f"{mark}{sentence}" for sentence, _ in split(_SPACE.sub(" ", text))]
        else:
            lines += _rows(block.rows)
    return lines


def _page_lines(data: bytes, name: str) -> list[str] | Diagnostic:
    """A web page; of one that a website made, without the menus around the report."""
    from gkgen.importers.readers.html.html_reader import read

    return _lines(read(data, name))


def _pdf_lines(data: bytes, name: str) -> list[str] | Diagnostic:
    """A PDF as its pages show it."""
    from gkgen.importers.readers.pdf.pdf_reader import read_pages

    return _lines(read_pages(data, name))


def _lines(original: "ParsedDocument") -> list[str] | Diagnostic:
    refused = next((each for each in original.diagnostics if has_errors((each,))), None)
    return refused or list(_shown(original))


def _shown(original: "ParsedDocument") -> Iterator[str]:
    from gkgen.importers.parsed_document import GridBlock, ImageBlock, Part, TextBlock

    for block in original.blocks:
        match block:
            case TextBlock():
                mark = _HEADING if block.part in {Part.TITLE, Part.SECTION, Part.HEADING} else ""
                yield from (f"{mark}{sentence}" for sentence, _ in split(_SPACE.sub(" ", block.text)))
            case GridBlock(rows=rows):
                yield from _rows(rows)
            case ImageBlock(caption=caption):
                yield picture_mark(caption)


class _Cell(Protocol):
    """An origin cell of a table, as any reader has it."""

    @property
    def text(self) -> str: ...
    @property
    def row_span(self) -> int: ...
    @property
    def col_span(self) -> int: ...


def _rows(rows: Sequence[Sequence[_Cell]]) -> Iterator[str]:
    """The rows of a table; a merged cell stands in each of the rows that it covers, and once in each."""
    numbers = count()
    cells = [
        [((next(numbers), _SPACE.sub("", each.text)), each.row_span, each.col_span) for each in row] for row in rows
    ]
    for line in laid_out(cells, (-1, "")):
        yield " | ".join(text for (_, text), _ in groupby(line))


_CONVERTERS: Mapping[str, Callable[[bytes, str], list[str] | Diagnostic]] = {
    ".docx": _word_lines,
    ".pdf": _pdf_lines,
    **dict.fromkeys((".html", ".htm"), _page_lines),
}
