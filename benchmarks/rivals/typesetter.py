"""The same text and tables set by Typst: `typesetter.py FOLDER OUT`. Typst makes no Word and checks nothing."""

import pickle
import sys
from collections.abc import Iterator
from pathlib import Path

import typst

from gkgen.document import (
    Block,
    Cell,
    CellRole,
    Document,
    Figure,
    Heading,
    ListItem,
    Paragraph,
    SmallTable,
    Table,
    plain,
)

_SETTING = """\
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm), numbering: "— 1 —")
#set text(lang: "zh", size: 16pt, font: ("FandolFang R", "Noto Serif CJK SC"))
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 12pt)
"""


def main() -> None:
    """Sets every office, one after the other."""
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(exist_ok=True)
    for path in sorted(folder.glob("*.pickle")):
        document = pickle.loads(path.read_bytes())
        source = _SETTING + "\n".join(_lines(document))
        typst.compile(source.encode("utf-8"), output=str(out / f"{path.stem}.pdf"))


def _lines(document: Document) -> Iterator[str]:
    yield f"#align(center, text(size: 22pt, {_quoted(''.join(document.title))}))"
    for block in document.preface:
        yield from _block(block)
    for section in document.sections:
        yield f"= #{_quoted(section.heading)}"
        for block in (section.body,) if isinstance(section.body, Table) else section.body:
            yield from _block(block)


def _block(block: Block | Table) -> Iterator[str]:
    match block:
        case Heading():
            yield f"== #{_quoted(plain(block.runs))}"
        case Paragraph() | ListItem():
            yield f"#{_quoted(plain(block.runs))}\n"
        case Table():
            columns = ", ".join(f"{width}fr" for width in block.widths)
            cells = ", ".join(_cell(cell) for row in block.rows for cell in row)
            yield f"#text(size: 10pt, table(columns: ({columns}), align: center + horizon, {cells}))"
        case SmallTable():
            cells = ", ".join(f"[#{_quoted(plain(cell))}]" for row in block.rows for cell in row)
            yield f"#table(columns: {len(block.widths)}, {cells})"
        case Figure():
            yield f"#{_quoted(block.caption)}"


def _cell(cell: Cell) -> str:
    size = f"rowspan: {cell.row_span}, colspan: {cell.col_span}"
    align = "left" if cell.role is CellRole.LABEL else "center"
    return f"table.cell({size}, align: {align} + horizon, {_quoted(''.join(cell.lines))})"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


if __name__ == "__main__":
    main()
