"""Files as lines of text, for `git diff`: a row of a table is a line, and so is a sentence.

An office file shows its own content, in the order of the form and with its totals computed; bases are not read, because
Git hands over one file without its neighbours.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from gkgen import checks
from gkgen import lazy_re as re
from gkgen.checks import Numbers
from gkgen.comparison import ShownBlock, ShownPicture, ShownTable, ShownText, TextCell, picture_mark, split
from gkgen.diagnostics import Diagnostic, has_errors
from gkgen.form import Field
from gkgen.grid import resolve
from gkgen.pipeline.comparing.rendered_file import RENDERED_FORMATS, read_rendered, suffix_of
from gkgen.pipeline.comparing.stated_content import PROSE, plain_facts
from gkgen.pipeline.core.checking import form, known_keys
from gkgen.pipeline.core.isolation import Runner, run_without_limits
from gkgen.pipeline.core.named_files import FilesInMemory
from gkgen.pipeline.core.office_reading import read_office
from gkgen.source.decoding import transcribe
from gkgen.validation import Office

_HEADING = "## "
# What was left out of a file, behind its lines.
_NOTE = "# "
# Kinds of fields that get a heading; a single name or date needs none.
_GROUPS = PROSE | {"list", "parts", "aggregation"}
_SPACE = re.compile(r"\s+")


def text_lines(data: bytes, name: str, run: Runner = run_without_limits) -> Sequence[str] | Diagnostic:
    """A file as lines of text; text that is no report comes as it is, and of other files, why they cannot be read.

    Files from others are read by another `run` than one's own.
    """
    known = RENDERED_FORMATS.get(suffix_of(name))
    lines = run(_rendered_lines, data, name) if known else _office_lines(data, name)
    if isinstance(lines, Diagnostic) and not (known is RENDERED_FORMATS[".html"] or _is_text(data)):
        return lines
    return _as_it_is(data) if isinstance(lines, Diagnostic) or not lines else lines


def _is_text(data: bytes) -> bool:
    """Whether a file is text, whatever its name says."""
    try:
        return "\0" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _as_it_is(data: bytes) -> list[str]:
    known = transcribe(data)
    return (known[0] if known else data.decode("utf-8", "replace")).splitlines()


def _office_lines(data: bytes, name: str) -> list[str]:
    """The lines of an office file or a base; none for another kind of file."""
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
                yield f"{field.trail_to(row).zh}：{'，'.join(' '.join(cell) for cell in cells)}"
        return
    for fact in plain_facts(office, field):
        yield f"{fact.label.zh}：{fact.text}"
    for leaf in field.walk():
        if leaf.kind in PROSE and leaf.path in office.scalars:
            if leaf is not field:
                yield f"{_HEADING}{field.trail_to(leaf).zh}"
            for paragraph in office.text(leaf.path).splitlines():
                yield from (sentence for sentence, _ in split(paragraph))


def _rendered_lines(data: bytes, name: str) -> list[str] | Diagnostic:
    """A rendered file, headings marked as an author marks them."""
    rendered = read_rendered(data, name)
    refused = next((each for each in rendered.diagnostics if has_errors((each,))), None)
    told = [f"{_NOTE}{each.message('zh')}" for each in rendered.diagnostics]
    return refused or [*(line for block in rendered.blocks for line in _block_lines(block)), *told]


def _block_lines(block: ShownBlock) -> Iterator[str]:
    match block:
        case ShownText(text=text, is_heading=is_heading):
            mark = _HEADING if is_heading else ""
            yield from (f"{mark}{sentence}" for sentence, _ in split(_SPACE.sub(" ", text)))
        case ShownPicture(description=description):
            yield picture_mark(description)
        case ShownTable(rows=rows):
            yield from _rows(rows)


def _rows(rows: Sequence[Sequence[TextCell]]) -> Iterator[str]:
    """The rows of a table; a merged cell is shown once in each row that it covers."""
    for line in resolve(rows, lenient=True):
        cells = (next(group) for _, group in groupby(line, lambda slot: slot and (slot.row, slot.column)))
        yield " | ".join(_SPACE.sub("", slot.cell.text) if slot else "" for slot in cells)
