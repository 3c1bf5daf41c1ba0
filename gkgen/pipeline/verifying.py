"""A finished file, which somebody may have edited, compared with the office file that it was made from."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from gkgen.comparison import Comparison, SeenTable, Sentence, compare_printed, laid_out
from gkgen.diagnostics import Diagnostic, Term, diagnose, has_errors
from gkgen.errors import TemplateError
from gkgen.pipeline.building import office_bytes
from gkgen.pipeline.checking import check_text, form
from gkgen.pipeline.comparing import Compared
from gkgen.pipeline.expecting import expected, picture_mark, said
from gkgen.pipeline.project import Project

Seen = Sentence | SeenTable
_NOWHERE = Term("", "")
_SPACE = re.compile(r"[^\S\n]+")
# As much as a Word file can hold; reports have a hundredth of it.
MAX_BYTES = 100_000_000


class UnreadableError(Exception):
    """A finished file cannot be read; the words say why."""


def verify_file(office: Path, finished: Path) -> Compared:
    """What a finished file says otherwise than the office file; its format is told by its suffix.

    Raises KeyError for a suffix of a format that is not read.
    """
    read = READERS[finished.suffix.lower()]
    names = str(office), str(finished)
    data = office_bytes(office)
    if isinstance(data, Diagnostic):
        return Compared(*names, diagnostics=(data,))
    checked = check_text(data, str(office), Project.of(office), rules=())
    edition = form().edition(checked.document.edition) if checked.document else None
    if checked.document is None or edition is None:
        return Compared(*names, diagnostics=tuple(each for each in checked.diagnostics if has_errors((each,))))
    try:
        seen = tuple(read(_bytes(finished)))
    except UnreadableError as fault:
        return Compared(*names, diagnostics=(diagnose("G10", str(finished), reason=str(fault)),))
    facts, sentences = compare_printed(tuple(expected(checked.document, edition)), seen)
    return Compared(*names, Comparison(*names, facts, sentences))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as fault:
        raise UnreadableError(fault.strerror or str(fault)) from fault
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"> {MAX_BYTES / 1e6:.0f} MB")
    return data


def read_word(data: bytes) -> Iterator[Seen]:
    """A Word file: changes that are tracked count as accepted."""
    from gkgen.ooxml import ReadParagraph, read

    try:
        content = read(data)
    except TemplateError as fault:
        raise UnreadableError(str(fault)) from fault
    for block in content:
        if isinstance(block, ReadParagraph):
            for picture in block.pictures:
                yield from _said(picture_mark(picture.description))
            yield from _said(block.text)
        else:
            rows = [[(cell.text, cell.row_span, cell.col_span) for cell in row] for row in block.rows]
            yield SeenTable(laid_out(rows, ""))


def _said(text: str) -> Iterator[Sentence]:
    """The sentences of a paragraph; a line end inside it begins another, as in a title."""
    for line in _SPACE.sub(" ", text).split("\n"):
        yield from said(line, "", _NOWHERE, _NOWHERE)


READERS: Mapping[str, Callable[[bytes], Iterator[Seen]]] = {".docx": read_word}
