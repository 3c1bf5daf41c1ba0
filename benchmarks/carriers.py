"""Carriers of a report as other programs make them: Word, web page, PDF, text and mail, each in ten layouts.

Nothing here knows how gkgen reads or writes them; a report is its title, its paragraphs and its tables as plain values.
"""

import io
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

CARRIERS = ("docx", "html", "pdf", "txt", "mail")
LAYOUTS = (
    "plain",
    "landscape",
    "unruled",
    "two columns",
    "blanks for zeros",
    "strokes for zeros",
    "padded",
    "website",
    "wide digits",
    "small",
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True)
class Slot:
    """A cell: its text, its spans, the path of its number; `html` and `word` replace the text where a mutation did."""

    text: str
    rows: int = 1
    cols: int = 1
    path: str = ""
    html: str = ""
    word: str = ""


Grid = tuple[tuple[Slot, ...], ...]


@dataclass(frozen=True)
class Report:
    """A report as plain values; `parts` are headings with paragraphs or with a grid."""

    title: str
    parts: tuple[tuple[str, tuple[str, ...] | Grid], ...]


def laid_out(report: Report, layout: str) -> Report:
    """The report with the numbers and cells of a layout."""
    change: Callable[[Slot], Slot] | None = {
        "blanks for zeros": lambda slot: replace(slot, text="" if slot.text == "0" else slot.text),
        "strokes for zeros": lambda slot: replace(slot, text="/" if slot.text == "0" else slot.text),
        "wide digits": lambda slot: replace(slot, text=slot.text.translate(_WIDE)),
    }.get(layout)
    parts = []
    for heading, body in report.parts:
        if body and isinstance(body[0], tuple):
            grid: Grid = body  # type: ignore[assignment]
            if change:
                grid = tuple(tuple(change(slot) if slot.path else slot for slot in row) for row in grid)
            parts.append((heading, _padded(grid) if layout == "padded" else grid))
        else:
            parts.append((heading, body))
    return replace(report, parts=tuple(parts))


def _padded(grid: Grid) -> Grid:
    """Merged cells as a cell and blank ones behind and below it, as spreadsheets copy them."""
    taken: dict[tuple[int, int], Slot] = {}
    for at, row in enumerate(grid):
        column = 0
        for slot in row:
            while (at, column) in taken:
                column += 1
            for down in range(slot.rows):
                for across in range(slot.cols):
                    taken[at + down, column + across] = Slot("")
            taken[at, column] = replace(slot, rows=1, cols=1)
    width = max(column for _, column in taken) + 1
    return tuple(tuple(taken.get((at, column), Slot("")) for column in range(width)) for at in range(len(grid)))


def carry(report: Report, carrier: str, layout: str) -> tuple[bytes, str]:
    """The bytes of a carrier, and the name of its file."""
    made = laid_out(report, layout)
    match carrier:
        case "docx":
            return _docx(made, layout), "report.docx"
        case "html":
            return _html(made, layout).encode(), "report.html"
        case "pdf":
            return _pdf(made, layout), "report.pdf"
        case "txt":
            return _text(made, layout).encode(), "report.txt"
        case _:
            lines = _text(made, "tabs" if layout == "plain" else layout).split("\n")
            head = ["发件人：王某", "收件人：办公室", ""] if layout == "website" else []
            return "\n".join([*head, *(f"> {line}" for line in lines)]).encode("gb18030"), "report.txt"


def _html(report: Report, layout: str) -> str:
    size, border = ("8px", "1px") if layout == "small" else ("16px", "0" if layout == "unruled" else "1px")
    columns = "columns:2;" if layout == "two columns" else ""
    page = "@page wide{size:A4 landscape}.t{page:wide}" if layout == "landscape" else ""
    style = (
        f"{page}@page{{size:A4;margin:20mm 18mm}}body{{font:{size}/1.6 'Noto Serif CJK SC',serif}}"
        f"table{{border-collapse:collapse;width:100%}}td{{border:{border} solid #000;padding:2px}}.p{{{columns}}}"
    )
    body = [f"<h1>{escape(report.title)}</h1>"]
    if layout == "website":
        body.insert(0, "<div class=crumbs>首页 &gt; 政务公开 &gt; 年度报告</div>")
        body.append("<p>发布时间：2025-01-29 15:14 来源：本站 浏览次数：12</p>")
    for heading, content in report.parts:
        body.append(f"<h2>{escape(heading)}</h2>")
        if content and isinstance(content[0], tuple):
            rows = "".join(f"<tr>{''.join(map(_td, row))}</tr>" for row in content if isinstance(row, tuple))
            body.append(f"<div class=t><table>{rows}</table></div>")
        else:
            body.append("<div class=p>" + "".join(f"<p>{escape(str(each))}</p>" for each in content) + "</div>")
    if layout == "website":
        body.append("<p>扫一扫在手机打开当前页</p><p>【打印】【关闭】</p>")
    head = f"<!DOCTYPE html><html><head><meta charset=utf-8><style>{style}</style></head>"
    return f"{head}<body>{''.join(body)}</body></html>"


def _td(slot: Slot) -> str:
    spans = (f" rowspan={slot.rows}" if slot.rows > 1 else "") + (f" colspan={slot.cols}" if slot.cols > 1 else "")
    return f"<td{spans}>{slot.html or escape(slot.text)}</td>"


def _pdf(report: Report, layout: str) -> bytes:
    """By WeasyPrint from the page; two columns and wide digits by LibreOffice from the Word file."""
    if layout in {"two columns", "wide digits"}:
        return by_libreoffice(_docx(report, layout))
    import weasyprint

    made: bytes = weasyprint.HTML(string=_html(report, layout)).write_pdf()
    return made


def by_libreoffice(data: bytes) -> bytes:
    """A Word file printed to PDF."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.docx"
        source.write_bytes(data)
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", folder, str(source)], check=True, capture_output=True, timeout=120)
        return source.with_suffix(".pdf").read_bytes()


def _docx(report: Report, layout: str) -> bytes:
    size = "14" if layout == "small" else "24"
    body = [_p(report.title)]
    for heading, content in report.parts:
        body.append(_p(heading))
        if content and isinstance(content[0], tuple):
            body.append(_tbl([row for row in content if isinstance(row, tuple)], layout))
        else:
            body += [_p(str(each)) for each in content]
    if layout == "website":
        body.insert(0, _p("索引号：yx/2025-00017"))
        body.insert(0, _p("政府信息公开"))
    turn = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' if layout == "landscape" else ""
    columns = '<w:cols w:num="2" w:space="400"/>' if layout == "two columns" else ""
    document = f"<w:document {_W}><w:body>{''.join(body)}<w:sectPr>{turn}{columns}</w:sectPr></w:body></w:document>"
    usual = f'<w:rPr><w:sz w:val="{size}"/></w:rPr>'
    styles = f"<w:styles {_W}><w:docDefaults><w:rPrDefault>{usual}</w:rPrDefault></w:docDefaults></w:styles>"
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kinds}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{kinds}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="a" Type="{office}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="a" '
        f'Type="{office}/styles" Target="styles.xml"/></Relationships>',
        "word/document.xml": document,
        "word/styles.xml": styles,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of Word with its properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _p(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>"


def _tbl(grid: Sequence[Sequence[Slot]], layout: str) -> str:
    """A table of Word: a cell that is merged downwards goes on in each row below it."""
    edges = "".join(f'<w:{edge} w:val="single"/>' for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
    looks = "" if layout == "unruled" else f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr>"
    waiting: dict[int, tuple[int, int]] = {}
    rows = []
    for row in grid:
        cells, column, slots = [], 0, list(row)
        while slots or any(left and at >= column for at, (left, _) in waiting.items()):
            left, width = waiting.get(column, (0, 1))
            if left:
                waiting[column] = (left - 1, width)
                cells.append(_tc("<w:p/>", width, "<w:vMerge/>"))
            elif slots:
                slot = slots.pop(0)
                width = slot.cols
                waiting[column] = (slot.rows - 1, width)
                merge = '<w:vMerge w:val="restart"/>' if slot.rows > 1 else ""
                cells.append(_tc(f"<w:p>{slot.word or run(slot.text)}</w:p>", width, merge))
            column += width
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl>{looks}{''.join(rows)}</w:tbl>"


def _tc(content: str, width: int, merge: str) -> str:
    span = f'<w:gridSpan w:val="{width}"/>' if width > 1 else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{content}</w:tc>"


_JOINTS = {"landscape": "  ", "unruled": "    ", "two columns": " │ ", "small": " ", "website": "\t", "tabs": "\t"}


def _text(report: Report, layout: str) -> str:
    lines = [report.title]
    if layout == "website":
        lines = ["首页 > 政务公开", *lines, "【打印】 【字体："]
    joint = _JOINTS.get(layout, " | ")
    for heading, content in report.parts:
        lines.append(heading)
        for row in content:
            lines.append(joint.join(slot.text for slot in row) if isinstance(row, tuple) else str(row))
    return "\n".join(lines)
