"""The body of the template: visible tags for prose, headings as they are printed, the section's page."""

from collections.abc import Iterator

from gkgen.form import Edition, Field, TableForm, skeleton
from gkgen.ooxml import W, serialise, w
from gkgen.ooxml.elements import Element
from gkgen.word_templates.looks import LETTERHEAD_STYLES
from gkgen.word_templates.package_parts import footer_references
from gkgen.word_templates.page_geometry import BOTTOM, FOOTER, PAGE, WIDTH
from gkgen.word_templates.table_markup import column_widths, form_table
from gkgen.word_templates.word_styles import TABLE_AIR, Look

_HEADING_LEVELS = (2, 3, 4)
_ITEM_DEPTHS = (0, 1, 2)
_ROLES = {"table_title": "SmallTitle", "table_unit": "SmallUnit"}
_LOOP_WIDTHS = column_widths((1, 2, 1))


def document_part(edition: Edition, look: Look) -> bytes:
    """word/document.xml: how a text is set, once; then title, preface and sections in their order."""
    head = _letterhead() if look.has_letterhead else ()
    body = w("body", *_prose_macro(), *head, *_front(), *_sections(edition, look), *_signature(), _page(look))
    _close_with_paragraph(body)
    return serialise(w("document", body))


def _close_with_paragraph(body: Element) -> None:
    """Word wants a paragraph between a table and the end; sections begin with one, so only a last table lacks it."""
    last = body[-2]
    if last.tag == f"{W}tbl":
        last.addnext(paragraph("Spacer", ""))


def paragraph(style: str, *texts: str, strong: str = "", new_page: bool = False, after: int = 0) -> Element:
    """A paragraph with a run for each text; the one equal to `strong` is bold. `after` is the room below it."""
    properties = w(
        "pPr",
        w("pStyle", val=style),
        w("pageBreakBefore") if new_page else None,
        w("spacing", after=after) if after else None,
    )
    return w("p", properties, *(_run(text, bold=bool(strong) and text == strong) for text in texts if text))


def _run(text: str, *, bold: bool = False) -> Element:
    return w("r", w("rPr", w("rStyle", val="Strong")) if bold else None, w("t", text=text))


def _tag(text: str) -> Element:
    return paragraph("Tag", f"{{%p {text} %}}")


def _runs(style: str, runs: str, before: str = "") -> Element:
    """A paragraph of runs, some of them bold; the placeholders are visible in Word."""
    bold = "{{ run.text }}"
    return w(
        "p",
        w("pPr", w("pStyle", val=style)),
        *(_run(text) for text in (before, f"{{%r for run in {runs} %}}", "{%r if run.bold %}") if text),
        _run(bold, bold=True),
        *(_run(text) for text in ("{%r else %}", bold, "{%r endif %}", "{%r endfor %}")),
    )


def _prose_macro() -> Iterator[Element]:
    """How the blocks of a text are set; every text of the report uses it."""
    yield _tag("macro prose(blocks)")
    yield _tag("for block in blocks")
    for number, (role, style) in enumerate(_ROLES.items()):
        yield _tag(f"{'elif' if number else 'if'} block.kind == 'paragraph' and block.role == '{role}'")
        yield _runs(style, "block.runs")
    yield _tag("elif block.kind == 'paragraph'")
    yield _runs("Normal", "block.runs")
    for level in _HEADING_LEVELS:
        yield _tag(f"elif block.kind == 'heading' and block.level == {level}")
        yield _runs(f"Heading{level}", "block.runs")
    for depth in _ITEM_DEPTHS:
        yield _tag(f"elif block.kind == 'item' and block.depth == {depth} and block.hangs")
        yield _runs(f"Bullet{depth + 1}", "block.runs", "{{ block.marker }}")
    for depth in _ITEM_DEPTHS:
        yield _tag(f"elif block.kind == 'item' and block.depth == {depth}")
        yield _runs(f"Item{depth + 1}", "block.runs", "{{ block.marker }}")
    yield _tag("elif block.kind == 'figure'")
    yield paragraph("Picture", "{{ block.picture }}")
    yield _tag("if block.caption")
    yield paragraph("Caption", "{{ block.caption }}")
    yield _tag("endif")
    yield _tag("elif block.kind == 'table'")
    yield paragraph("Spacer", "")
    yield _small_table()
    # Word would join two tables, and wants a paragraph at the end of the body.
    yield paragraph("Spacer", "")
    yield _tag("endif")
    yield _tag("endfor")
    yield _tag("endmacro")


def _small_table() -> Element:
    """A table of the author's own: a head and rows that repeat, cells that repeat.

    The head is the first row, for only there do Word and LibreOffice let a row be repeated on each page.
    """
    properties = w(
        "tblPr", w("tblStyle", val="SmallTable"), w("tblW", w=WIDTH, type="dxa"), w("tblLayout", type="fixed")
    )
    texts = [_runs(style, "cell.runs") for style in ("SmallHead", "SmallText")]
    rows = (
        _small_row("block.head", _runs("SmallHead", "cell.runs"), is_head=True),
        _loop_row("for row in block.rows"),
        _small_row("row", _tag("if cell.short"), texts[0], _tag("else"), texts[1], _tag("endif")),
        _loop_row("endfor"),
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in _LOOP_WIDTHS)), *rows)


def _small_row(cells: str, *content: Element, is_head: bool = False) -> Element:
    """A row of three cells: where the loop begins, what it repeats, where it ends."""
    traits = w("trPr", w("cantSplit"), w("tblHeader") if is_head else None)
    begin, end = paragraph("Tag", f"{{%tc for cell in {cells} %}}"), paragraph("Tag", "{%tc endfor %}")
    contents = ((begin,), content, (end,))
    return w("tr", traits, *(_cell(width, *made) for width, made in zip(_LOOP_WIDTHS, contents, strict=True)))


def _loop_row(text: str) -> Element:
    return w("tr", _cell(WIDTH, paragraph("Tag", f"{{%tr {text} %}}"), span=len(_LOOP_WIDTHS)))


def _cell(width: int, *content: Element, span: int = 1) -> Element:
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), w("gridSpan", val=span) if span > 1 else None), *content)


def _letterhead() -> Iterator[Element]:
    """The name of the office, in one of two sizes, and the 文号 where there is one, above the line."""
    yield _tag("if letterhead.is_long")
    yield paragraph(LETTERHEAD_STYLES["long"], "{{ letterhead.office }}")
    yield _tag("else")
    yield paragraph(LETTERHEAD_STYLES["short"], "{{ letterhead.office }}")
    yield _tag("endif")
    yield _tag("if letterhead.number")
    yield paragraph(LETTERHEAD_STYLES["number"], "{{ letterhead.number }}")
    yield _tag("else")
    yield paragraph(LETTERHEAD_STYLES["rule"], "")
    yield _tag("endif")


def _front() -> Iterator[Element]:
    # One paragraph, so that there is one title to navigate to and the space below it needs no exception.
    texts = ("{%r for line in title %}", "{{ line }}", "{%r if not loop.last %}")
    ends = ("{%r endif %}", "{%r endfor %}")
    yield w("p", w("pPr", w("pStyle", val="Title")), *map(_run, texts), w("r", w("br")), *map(_run, ends))
    yield paragraph("Normal", "{{p prose(preface) }}")


def _sections(edition: Edition, look: Look) -> Iterator[Element]:
    sections = [(field, edition.table(field.name)) for field in edition.sections()]
    for (field, table), following in zip(sections, [*sections[1:], None], strict=True):
        yield paragraph("Heading1", field.heading, new_page=_begins_page(table), after=TABLE_AIR if table else 0)
        yield form_table(skeleton(table), look.shade) if table else _prose_of(field)
        # Before a new page it could only stand alone on one of its own.
        if table and following and not _begins_page(following[1]):
            yield paragraph("Spacer", "")


def _begins_page(table: TableForm | None) -> bool:
    """Whether a section begins a page: that with the table of many rows does, so that it fits on one."""
    return table is not None and table.layout == "matrix"


def _signature() -> Iterator[Element]:
    """Name and date; their distance from the margin depends on both (see gkgen/writers/docx/postprocessing.py)."""
    yield _tag("if signature")
    yield paragraph("Signature", "{{ signature[0] }}")
    yield _tag("endif")
    yield _tag("if signature[1:]")
    yield paragraph("Date", "{{ signature[1] }}")
    yield _tag("endif")


def _prose_of(field: Field) -> Element:
    return paragraph("Normal", f"{{{{p prose({field.name}) }}}}")


def _page(look: Look) -> Element:
    top, right, bottom, left = look.margins
    footer = bottom - BOTTOM + FOOTER
    return w(
        "sectPr",
        *footer_references(),
        w("pgSz", w=PAGE[0], h=PAGE[1]),
        w("pgMar", top=top, right=right, bottom=bottom, left=left, header=footer, footer=footer, gutter=0),
        w("docGrid", type="lines", linePitch=look.pitch),
    )
