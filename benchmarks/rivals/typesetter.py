"""The same text and tables set by Typst: `typesetter.py FOLDER OUT [a-3a,ua-1]`. It makes no Word and checks nothing.

Fonts are looked for once, as its manual advises, and each PDF keeps to the standards that are named; without any it has
no tags. At the end it tells the processor time of an office when the process is warm.
"""

import pickle
import sys
import time
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
#show heading: set text(size: 16pt, weight: "regular", font: ("Noto Sans CJK SC",))
#show heading.where(level: 2): set text(font: ("FandolKai", "Noto Serif CJK SC"))
#show table: set text(font: ("Noto Serif CJK SC",))
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 12pt)
"""


def main() -> None:
    """Sets every office, one after the other."""
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    standards = sys.argv[3].split(",") if len(sys.argv) > 3 else []
    out.mkdir(exist_ok=True)
    compiler = typst.Compiler(font_paths=typst.Fonts())
    times = []
    for path in sorted(folder.glob("*.pickle")):
        document = pickle.loads(path.read_bytes())
        begun = time.process_time()
        source = f"#set document(title: {_quoted(document.name)})\n{_SETTING}" + "\n".join(_lines(document))
        data = compiler.compile(source.encode("utf-8"), format="pdf", pdf_standards=standards, pdf_tags=bool(standards))
        times.append(time.process_time() - begun)
        (out / f"{path.stem}.pdf").write_bytes(data)
    warm = sorted(times[len(times) // 3 :])
    print(f"{1000 * warm[len(warm) // 2]:.1f} ms of processor time for an office, warm")


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
