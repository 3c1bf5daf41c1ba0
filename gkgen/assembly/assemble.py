"""The document put together: texts, tables filled with their numbers, pictures."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from gkgen.assembly.draft import Draft
from gkgen.checks import Number, Numbers
from gkgen.document import Cell, CellRole, Document, Picture, Section, Signature, Table
from gkgen.form import TableForm, skeleton
from gkgen.validation import Office


def assemble(office: Office, numbers: Numbers, texts: Draft, pictures: Mapping[str, Picture]) -> Document:
    """The document of an office in which nothing is wrong; KeyError when a number is missing."""
    edition = office.edition
    prose = dict(texts.sections)
    sections = []
    for field in edition.sections():
        table = edition.table(field.name)
        body = _filled(table, numbers) if table else prose[field.name]
        sections.append(Section(field.name, field.heading, body))
    return Document(
        edition=edition.name,
        year=office.year,
        office=office.text("office"),
        title=title_lines(office),
        details=_details(office),
        preface=texts.preface,
        sections=tuple(sections),
        numbers=tuple((path, number.value, number.text) for path, number in _in_order(office, numbers)),
        figures=_figures(office),
        pictures=tuple(pictures.items()),
        signature=_signature(office),
    )


def _figures(office: Office) -> tuple[tuple[str, int | Decimal], ...]:
    return tuple(
        (name, scalar.value) for name, scalar in office.figures.items() if isinstance(scalar.value, int | Decimal)
    )


def _in_order(office: Office, numbers: Numbers) -> list[tuple[str, Number]]:
    return [(leaf.path, numbers[leaf.path]) for table in office.edition.tables for leaf in table.field.leaves()]


def _filled(form: TableForm, numbers: Numbers) -> Table:
    """The table with its numbers in their cells."""
    table = skeleton(form)

    def fill(cell: Cell) -> Cell:
        if cell.role is not CellRole.NUMBER:
            return cell
        text = numbers[f"{form.field.path}.{cell.field}"].text
        return Cell(cell.role, (text,), cell.row_span, cell.col_span, cell.field)

    return replace(table, rows=tuple(tuple(fill(cell) for cell in row) for row in table.rows))


def title_lines(office: Office) -> tuple[str, ...]:
    """The author's title, else the statutory one (条例 第四十九、五十条) on two lines."""
    own = tuple(line.strip() for line in office.text("title").splitlines() if line.strip())
    words = {"office": office.text("office"), "year": office.year}
    return own or tuple(line.format(**words) for line in office.edition.phrases["title"])


def _signature(office: Office) -> Signature | None:
    name, typed = office.text("signature"), office.text("metadata.created_date")
    if not name:
        return None
    numbers = dict(zip(("year", "month", "day"), map(int, typed.split("-")), strict=True)) if typed else {}
    return Signature(name, office.edition.phrases["date"].format(**numbers) if numbers else "")


def _details(office: Office) -> tuple[tuple[str, str, str], ...]:
    metadata = office.edition.root.child("metadata")
    fields = metadata.children if metadata else ()
    return tuple((field.name, field.key, office.text(field.path)) for field in fields if office.text(field.path))
