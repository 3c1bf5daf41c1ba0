"""Reports and template sets for the tests of HTML and PDF."""

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import yaml
from PIL import Image

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
    SmallTable,
    Table,
    plain,
)
from gkgen.form import Form, load_form, skeleton
from gkgen.pictures import printed_size
from gkgen.resources import TemplateSet, load_template_set, schema_path

EDITIONS = ("2019", "2021")
HOSTILE = (
    "时限<20个工作日",
    "张&李 <科室> 1<2",
    "{{ office }} {{",
    "{% if x %} {%",
    "a]]>b <![CDATA[ c",
    "生僻字 堃喆峣堽畲㙟𬭚",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></title></main>",
    "javascript:alert(1) &amp; &lt; &#20013;",
)


@cache
def form() -> Form:
    return load_form(yaml.safe_load(schema_path().read_text(encoding="utf-8")))


def built_in(edition: str = "2021") -> TemplateSet:
    return load_template_set(edition)


def report(*blocks: Block, edition: str = "2021") -> Document:
    """A report with these blocks in its first section and every number different from its neighbours."""
    sections = []
    for field in form().edition(edition).sections():  # type: ignore[union-attr]
        table = form().edition(edition).table(field.name)  # type: ignore[union-attr]
        body = numbered(skeleton(table)) if table else (paragraph(f"这里写{field.key}。"),)
        sections.append(Section(field.name, field.heading, blocks if field.name == "overview" and blocks else body))
    return Document(
        edition=edition,
        year=int(edition),
        office="某市新建路街道办事处",
        title=("某市新建路街道办事处", f"{edition}年政府信息公开工作年度报告"),
        details=(("index_no", "索引号", "XJL-001"), ("publish_date", "发布日期", "2022-01-26")),
        preface=(paragraph("根据《中华人民共和国政府信息公开条例》编制。"),),
        sections=tuple(sections),
        numbers=(),
        figures=(),
        pictures=(("走势.png", picture(600, 300)),),
    )


def prose(document: Document) -> Document:
    """The report without its statutory tables, which take ten times as long as its texts."""
    texts = (section for section in document.sections if not isinstance(section.body, Table))
    return replace(document, sections=tuple(texts))


def numbered(table: Table) -> Table:
    numbers = iter(range(1, 1000))

    def fill(cell: Cell) -> Cell:
        return replace(cell, lines=(str(next(numbers)),)) if cell.role is CellRole.NUMBER else cell

    return replace(table, rows=tuple(tuple(fill(cell) for cell in row) for row in table.rows))


def same_number(document: Document, number: str) -> Document:
    """The report with one number in all its cells."""

    def fill(cell: Cell) -> Cell:
        return replace(cell, lines=(number,)) if cell.role is CellRole.NUMBER else cell

    def filled(section: Section) -> Section:
        if not isinstance(section.body, Table):
            return section
        rows = tuple(tuple(fill(cell) for cell in row) for row in section.body.rows)
        return replace(section, body=replace(section.body, rows=rows))

    return replace(document, sections=tuple(filled(section) for section in document.sections))


def paragraph(text: str, *, bold: bool = False) -> Paragraph:
    return Paragraph((Run(text, bold),))


def picture(width: int, height: int, resolution: float = 150.0) -> Picture:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), (40, 90, 160)).save(stream, "PNG")
    return Picture(
        stream.getvalue(), "image/png", *printed_size((width / resolution * 25.4, height / resolution * 25.4))
    )


def texts(document: Document) -> Iterator[str]:
    """Every text that a reader sees, in the order of the page."""
    yield from document.title
    yield from _prose(document.preface)
    for section in document.sections:
        yield section.heading
        if isinstance(section.body, Table):
            yield from (cell.text for row in section.body.rows for cell in row)
        else:
            yield from _prose(section.body)


def _prose(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case SmallTable():
                yield from (plain(cell) for row in block.rows for cell in row)
            case Figure():
                yield block.caption
            case ListItem():
                yield block.marker + plain(block.runs)
            case Heading() | Paragraph():
                yield plain(block.runs)


def runs(*words: str) -> Runs:
    return tuple(Run(word) for word in words)
