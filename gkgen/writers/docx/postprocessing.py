"""Changes to the rendered document that tags of docxtpl cannot express."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from lxml import etree

from gkgen.document import CellRole, Document, Signature, SmallTable, Table
from gkgen.grid import resolve
from gkgen.ooxml import W
from gkgen.ooxml.elements import NAMESPACES, Element
from gkgen.writers.docx.template_cache import TemplateStyles
from gkgen.writers.docx.template_context import LINK_MARK

# lxml types the result as everything that any XPath expression can return.
_EMPTY_RUNS: Callable[[Element], list[Any]] = etree.XPath(  # type: ignore[assignment]
    "descendant::w:r[not(w:t/text()) and not(*[not(self::w:rPr or self::w:t)])]", namespaces={"w": W[1:-1]}
)
_RELATION = f"{{{NAMESPACES['r']}}}id"
# As in report.html: from so many digits on, if they filled the width of the table, numbers get this style.
_NUMBER_STYLES = ((100, "表格数字5磅"), (86, "表格数字7磅"), (72, "表格数字8磅"))
# Elements that follow w:ind in a paragraph of the template (ECMA-376, 17.3.1).
_FOLLOW_INDENT = frozenset(f"{W}{name}" for name in ("contextualSpacing", "jc", "textAlignment", "outlineLvl", "rPr"))


def postprocess(body: Element, document: Document, relate: Callable[[str], str], styles: TemplateStyles) -> None:
    """Removes empty runs, makes links, indents the signature, sets widths of author's tables, shrinks long numbers.

    `relate` gives the identifier of the relation to an address.
    """
    _make_links(body, relate)
    for run in _EMPTY_RUNS(body):
        run.getparent().remove(run)
    if document.signature:
        _indent_signature(body, document.signature, styles.character)
    # Missing and additional tables are found when the file is read back.
    for node, table in zip(tuple(body.iter(f"{W}tbl")), tuple(_tables(document)), strict=False):
        match table:
            case SmallTable():
                _set_column_widths(node, table)
                _shrink_type(node, table, styles.keys)
            case Table():
                _shrink_long_numbers(node, table, styles.keys)


def _make_links(body: Element, relate: Callable[[str], str]) -> None:
    """Puts each run whose text has the mark of an address into a link to it (ECMA-376, 17.16.22)."""
    for mark in tuple(body.iter(f"{W}{LINK_MARK}")):
        text = mark.getparent()
        run = text.getparent() if text is not None else None
        if text is None or run is None:
            continue
        text.text = f"{text.text or ''}{mark.tail or ''}"
        text.remove(mark)
        key, before = relate(mark.get(f"{W}to", "")), run.getprevious()
        link = before if before is not None and before.get(_RELATION) == key else None
        if link is None:
            link = etree.Element(f"{W}hyperlink", {_RELATION: key, f"{W}history": "1"})
            run.addprevious(link)
        link.append(run)


def _indent_signature(body: Element, signature: Signature, character: int) -> None:
    """Sets the right indents of name and date, which have the built-in styles Signature and Date."""
    for style, characters in zip(("Signature", "Date"), signature.indents, strict=True):
        for properties in body.iterfind(f"{W}p/{W}pPr[{W}pStyle]"):
            if properties[0].get(f"{W}val") == style:
                indent = etree.Element(f"{W}ind", {f"{W}right": str(round(characters * character))})
                _insert_before(properties, indent, _FOLLOW_INDENT)


def _insert_before(properties: Element, child: Element, followers: frozenset[str]) -> None:
    """Inserts a property in the order that the schema prescribes."""
    properties.insert(next((i for i, old in enumerate(properties) if old.tag in followers), len(properties)), child)


def _tables(document: Document) -> Iterator[Table | SmallTable]:
    """All tables, in document order."""
    for body in (document.preface, *(section.body for section in document.sections)):
        if isinstance(body, Table):
            yield body
        else:
            yield from (block for block in body if isinstance(block, SmallTable))


def _set_column_widths(table: Element, model: SmallTable) -> None:
    """Sets the relative widths of the columns; the table keeps the width that it has in the template."""
    grid = table.find(f"{W}tblGrid")
    if grid is None:
        return
    whole, total = sum(int(column.get(f"{W}w", 0)) for column in grid), sum(model.widths)
    edges = [round(whole * sum(model.widths[:count]) / total) for count in range(len(model.widths) + 1)]
    widths = [right - left for left, right in pairwise(edges)]
    grid[:] = [etree.Element(f"{W}gridCol", {f"{W}w": str(width)}) for width in widths]
    for row in table.findall(f"{W}tr"):
        for cell, width in zip(row.findall(f"{W}tc"), widths, strict=False):
            size = cell.find(f"{W}tcPr/{W}tcW")
            if size is not None:
                size.set(f"{W}w", str(width))


def _shrink_type(table: Element, model: SmallTable, keys: Mapping[str, str]) -> None:
    """Gives a table of many columns the styles of smaller type, before Word breaks its words."""
    names = {key: name for name, key in keys.items()}
    for mark in table.iter(f"{W}pStyle"):
        smaller = keys.get(f"{names.get(mark.get(f'{W}val', ''))}{model.type_size}磅")
        if smaller:
            mark.set(f"{W}val", smaller)


def _shrink_long_numbers(table: Element, model: Table, keys: Mapping[str, str]) -> None:
    """Gives numbers that are too long for their column a smaller style, before Word breaks them over two lines."""
    shortest = min(model.widths) / sum(model.widths)
    longest = max(len(cell.text) for row in model.rows for cell in row if cell.role is CellRole.NUMBER)
    if _number_style(longest / shortest) is None:
        return
    for row, line in zip(table.findall(f"{W}tr"), resolve(model.rows, len(model.widths)), strict=False):
        column = 0
        for cell in row.findall(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            slot = line[column] if column < len(line) else None
            width = int(span.get(f"{W}val", 1)) if span is not None else 1
            if slot and slot.is_origin and slot.cell.role is CellRole.NUMBER:
                share = sum(model.widths[column : column + width]) / sum(model.widths)
                _set_style(cell, keys.get(_number_style(len(slot.cell.text) / share) or ""))
            column += width


def _number_style(letters: float) -> str | None:
    return next((style for limit, style in _NUMBER_STYLES if letters > limit), None)


def _set_style(cell: Element, style: str | None) -> None:
    """Sets the style of all paragraphs in a cell and removes font sizes that would override it."""
    if style is None:
        return
    for named in cell.iter(f"{W}pStyle"):
        named.set(f"{W}val", style)
    etree.strip_elements(cell, f"{W}sz", f"{W}szCs")
