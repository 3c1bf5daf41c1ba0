"""The context of report.docx: the document under the names that its tags use, escaped for docxtpl."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar

from markupsafe import Markup, escape

from gkgen import lazy_re as re
from gkgen.document import (
    Block,
    Document,
    Figure,
    Heading,
    ListItem,
    Paragraph,
    Run,
    Runs,
    Signature,
    SmallTable,
    Table,
    nested,
)
from gkgen.line_setter.boundaries import telephone_numbers
from gkgen.title_breaking import title_lines
from gkgen.web_links import linked

# After rendering docxtpl turns {_{ and %_} into {{ and %}, and these control characters into breaks and tabs.
_REWRITTEN = re.compile(r"(?<=[{}%])_(?=[{}%])")
_BREAKS = str.maketrans("\n\t\a\f", "    ")

_NO_BREAK_HYPHEN = Markup('</w:t><w:noBreakHyphen/><w:t xml:space="preserve">')

LINK_MARK = "gkgenLink"
"""The name of the element before the text of a link, which is there until the document is finished."""

PictureDrawer = Callable[[Figure], Markup]


@dataclass(frozen=True, slots=True)
class FigureContext:
    """A picture as DrawingML, with its caption."""

    kind: ClassVar[str] = Figure.kind
    picture: Markup
    caption: Markup


@dataclass(frozen=True, slots=True)
class SmallCellContext:
    """A cell of an author's table; `short` tells the template to centre it."""

    runs: tuple[Mapping[str, Any], ...]
    short: bool


@dataclass(frozen=True, slots=True)
class SmallTableContext:
    """An author's table: the cells of its head, and of each row below."""

    kind: ClassVar[str] = SmallTable.kind
    head: tuple[SmallCellContext, ...]
    rows: tuple[tuple[SmallCellContext, ...], ...]


def template_context(document: Document, picture: PictureDrawer) -> dict[str, Any]:
    """All names that a template may use: title, preface, signature, and each section under its name in the schema.

    `picture` returns the XML that replaces the tag of a picture.
    """
    names: dict[str, Any] = {
        "title": [escaped(line) for line in title_lines(document.title)],
        "letterhead": _letterhead(document),
        "office": escaped(document.office),
        "year": document.year,
        "preface": _blocks(document.preface, picture),
        "signature": _signature(document.signature),
    }
    for section in document.sections:
        match section.body:
            case Table() as table:
                names[table.name] = nested(
                    (cell.field, _escaped_number(cell.text)) for row in table.rows for cell in row if cell.field
                )
            case blocks:
                names[section.name] = _blocks(blocks, picture)
    return names


def _letterhead(document: Document) -> Mapping[str, Any]:
    office, *number = map(escaped, document.letterhead)
    return {"office": office, "is_long": document.has_long_name, "number": number[0] if number else ""}


def _signature(signature: Signature | None) -> tuple[Markup, ...]:
    return tuple(escaped(line) for line in (signature.name, signature.date) if line) if signature else ()


def escaped(value: str) -> Markup:
    """The text as XML on one line, in which docxtpl finds nothing to rewrite."""
    return literal_xml(escape(value.translate(_BREAKS)))


def literal_xml(xml: str) -> Markup:
    """XML protected from the rewriting that docxtpl does after rendering."""
    return Markup(_REWRITTEN.sub("&#95;", xml))  # noqa: S704 - it is XML


# A report has hundreds of numbers, few of them different.
_escaped_number = lru_cache(maxsize=1024)(escaped)


def _runs(runs: Runs) -> tuple[Mapping[str, Any], ...]:
    return tuple(
        {"text": _marked(run.text, part.target) if part.target else _with_whole_numbers(run.text), "bold": run.bold}
        for part in linked(runs)
        for run in part.runs
    )


def _marked(text: str, target: str) -> Markup:
    """The text of a link behind a mark of what it leads to, by which `postprocess` makes one of its run."""
    return Markup('<w:{} w:to="{}"/>').format(LINK_MARK, target) + escaped(text)


def _with_whole_numbers(text: str) -> Markup:
    """The text as XML; at the hyphens of its telephone numbers Word may not break a line (ECMA-376, 17.3.3.18)."""
    pieces, done = [], 0
    for number in telephone_numbers(text):
        pieces += [escaped(text[done : number.start]), _NO_BREAK_HYPHEN.join(map(escaped, text[number].split("-")))]
        done = number.stop
    return Markup("").join((*pieces, escaped(text[done:]))) if pieces else escaped(text)


def _blocks(blocks: Sequence[Block], picture: PictureDrawer) -> list[Any]:
    return [_block(block, picture) for block in blocks]


def _block(block: Block, picture: PictureDrawer) -> Any:
    match block:
        case Heading(level=level, runs=runs):
            return {"kind": block.kind, "level": level, "runs": _runs(runs)}
        case Paragraph(runs=runs, role=role):
            return {"kind": block.kind, "role": role, "runs": _runs(runs)}
        case ListItem(marker=marker, depth=depth, runs=runs, hangs=hangs):
            words = escaped(marker)
            return {"kind": block.kind, "marker": words, "depth": depth, "hangs": hangs, "runs": _runs(runs)}
        case Figure(caption=caption):
            return FigureContext(picture(block), escaped(caption))
        case SmallTable():
            return _table(block)


def _table(table: SmallTable) -> SmallTableContext:
    centred = table.centred_columns

    def cells(row: tuple[Runs, ...]) -> tuple[SmallCellContext, ...]:
        columns = zip(row, centred, strict=True)
        return tuple(SmallCellContext(_runs(runs or (Run(""),)), is_centred) for runs, is_centred in columns)

    head, *body = table.rows
    return SmallTableContext(cells(head), tuple(map(cells, body)))
