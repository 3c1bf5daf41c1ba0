"""A template tried out: a document with one of everything is written with it and read back."""

from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from gkgen.document import (
    Block,
    Cell,
    CellRole,
    Document,
    Figure,
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Run,
    Runs,
    Section,
    Signature,
    SmallTable,
    Table,
)
from gkgen.form import Edition, skeleton
from gkgen.resources import TemplateSet
from gkgen.writers import docx

# The smallest PNG: one black pixel.
_PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")
_PICTURE = "1.png"


def lost(edition: Edition, template: bytes) -> tuple[docx.Difference, ...]:
    """What a template loses, changes or adds; raises TemplateError when it cannot be filled in at all."""
    document = specimen(edition)
    return docx.compare(document, docx.write(document, TemplateSet(edition.name, template, html="", css="")))


def specimen(edition: Edition) -> Document:
    """A document with every kind of block in every text, and another number in every cell."""
    numbers = count(1)
    sections = []
    for field in edition.sections():
        table = edition.table(field.name)
        body = _numbered(skeleton(table), numbers) if table else tuple(_blocks(field.name))
        sections.append(Section(field.name, field.heading, body))
    return Document(
        edition=edition.name,
        year=edition.first_year,
        office="office",
        title=("title 1", "title 2"),
        details=(("document_no", "", "number〔2026〕1号"),),
        preface=tuple(_blocks("preface")),
        sections=tuple(sections),
        numbers=(),
        figures=(),
        pictures=((_PICTURE, Picture(_PIXEL, "image/png", 1.0, 1.0)),),
        signature=Signature("signature", "date"),
    )


def _numbered(table: Table, numbers: Iterator[int]) -> Table:
    def fill(cell: Cell) -> Cell:
        return replace(cell, lines=(str(next(numbers)),)) if cell.role is CellRole.NUMBER else cell

    return replace(table, rows=tuple(tuple(fill(cell) for cell in row) for row in table.rows))


def _blocks(name: str) -> Iterator[Block]:
    def words(what: str) -> Runs:
        return (Run(f"{name} {what} "), Run("bold", bold=True), Run(" end"))

    yield Paragraph(words("paragraph"))
    for level in (2, 3, 4):
        yield Heading(level, words(f"heading {level}"))
    for depth in (0, 1, 2):
        yield ListItem(f"{depth}.", depth, words(f"item {depth}"))
        yield ListItem("·", depth, words(f"bullet {depth}"))
    yield Figure(_PICTURE, f"{name} caption")
    yield Figure(_PICTURE, "")
    head = (words("head 1"), words("head 2"))
    yield Paragraph(words("title"), "table_title")
    yield Paragraph(words("unit"), "table_unit")
    yield SmallTable((1, 2), (head, (words("a longer cell"), (Run("short"),)), ((), words("cell"))))
    yield Paragraph(words("last"))
