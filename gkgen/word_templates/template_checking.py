"""A template compared with its edition: headings, every statutory cell, every tag that must be there."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.document import Cell, CellRole, Table
from gkgen.errors import TemplateError
from gkgen.form import Edition, skeleton
from gkgen.ooxml import Content, ReadCell, ReadParagraph, ReadTable, read, read_package, read_texts
from gkgen.word_templates.table_markup import tag_of
from gkgen.word_templates.trial_rendering import lost

_SPACES = re.compile(r"\s+")
# Jinja2 would print these as they are: typed with an input method, or a docxtpl tag with a space too many.
_MISSPELT = re.compile(r"[｛｝]{2}|[{｛][%％]\s+(?:p|tr|tc|r)\s|[{｛]\s*％|％\s*[}｝]|\{\s+%|%\s+\}|\{\s+\{|\}\s+\}")
# Word has it in small letters, LibreOffice with a capital.
_HEADING = "heading 1"
_MARGINS = re.compile(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml")


def verify(edition: Edition, template: bytes, name: str) -> tuple[Diagnostic, ...]:
    """What in a template does not fit the edition; `name` is how findings call it."""
    try:
        content, margins = read(template), _margins(template)
        found = (*_headings(edition, content, name), *_tables(edition, content, name), *_tags(edition, content, name))
        # Only a template that looks right is tried out: what is known already would be found a second time.
        return (*found, *_slips(margins, name)) or tuple(_trial(edition, template, name))
    except TemplateError as fault:
        return (diagnose("T01", name, reason=str(fault)),)


def _margins(template: bytes) -> tuple[str, ...]:
    """The texts above, below and under the pages."""
    parts = read_package(template)
    return tuple(text for part in sorted(filter(_MARGINS.fullmatch, parts)) for text in read_texts(parts[part]))


def _trial(edition: Edition, template: bytes, name: str) -> Iterator[Diagnostic]:
    for difference in lost(edition, template):
        yield diagnose("T02", name, where=difference.where, expected=difference.expected, found=difference.found)


def _headings(edition: Edition, content: Content, name: str) -> Iterator[Diagnostic]:
    found = [block.text for block in content if isinstance(block, ReadParagraph) and block.style.casefold() == _HEADING]
    wanted = [field.heading for field in edition.sections()]
    for expected, actual in zip_longest(wanted, found, fillvalue=""):
        if expected != actual:
            yield diagnose("T02", name, where="一级标题", expected=expected, found=actual)


def _tables(edition: Edition, content: Content, name: str) -> Iterator[Diagnostic]:
    found = [block for block in content if isinstance(block, ReadTable) and "{%tr" not in _all_text(block)]
    wanted = [skeleton(table) for table in edition.tables]
    if len(found) != len(wanted):
        yield diagnose("T02", name, where="表格个数", expected=str(len(wanted)), found=str(len(found)))
    for table, actual in zip(wanted, found, strict=False):
        yield from _cells(table, actual, name)


def _all_text(table: ReadTable) -> str:
    return "".join(cell.text for row in table.rows for cell in row)


def _cells(table: Table, actual: ReadTable, name: str) -> Iterator[Diagnostic]:
    for number, (wanted, found) in enumerate(zip_longest(table.rows, actual.rows), start=1):
        for column, (cell, other) in enumerate(zip_longest(wanted or (), found or ()), start=1):
            expected = _shown(_as_read(table, cell)) if cell else ""
            seen = _shown(other) if other else ""
            if expected != seen:
                where = f"{table.name} 第 {number} 行第 {column} 格"
                yield diagnose("T02", name, where=where, expected=expected, found=seen)


def _as_read(table: Table, cell: Cell) -> ReadCell:
    text = tag_of(table, cell) if cell.role is CellRole.NUMBER else cell.text
    return ReadCell(text, cell.row_span, cell.col_span)


def _shown(cell: ReadCell) -> str:
    return f"{_SPACES.sub('', cell.text)} ({cell.row_span}x{cell.col_span})"


def _tags(edition: Edition, content: Content, name: str) -> Iterator[Diagnostic]:
    """Placeholders required outside the tables, and unknown ones."""
    texts = [block.text if isinstance(block, ReadParagraph) else _all_text(block) for block in content]
    yield from _slips(texts, name)
    whole = "\n".join(texts)
    prose = [field.name for field in edition.sections() if edition.table(field.name) is None]
    for part in ("title", "preface", *prose, "signature"):
        if not re.search(rf"\{{[%{{][^}}]*\b{part}\b", whole):
            yield diagnose("T04", name, part=part)


def _slips(texts: Iterable[str], name: str) -> Iterator[Diagnostic]:
    for text in texts:
        for slip in _MISSPELT.finditer(text):
            yield diagnose("T03", name, text=text[max(0, slip.start() - 5) : slip.end() + 15])
