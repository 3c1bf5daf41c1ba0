"""A page of a report with the addends of each cell that is a sum of other reports, for whoever points at it."""

import html
from collections.abc import Iterable, Mapping

from gkgen import lazy_re as re
from gkgen.diagnostics import Language
from gkgen.document import CellRole, Document
from gkgen.pipeline.inspecting.number_trace import Trace
from gkgen.reporters.trace_report import addends

_NUMBER = re.compile(r'<td class="number\b')
_STYLE = """<style>
td.number[title] { background: #eef4fb; cursor: help; }
td.number[title]:focus { outline: 2px solid #1f5f99; outline-offset: -2px; }
</style>
"""


def with_addends(page: bytes, document: Document, traces: Iterable[Trace], language: Language) -> bytes:
    """The page with a title for each traced cell; as it is where a template of the user shows other cells."""
    titles = {each.path: addends(each, language) for each in traces}
    paths = [
        f"{table.name}.{cell.field}"
        for table in document.tables()
        for row in table.rows
        for cell in row
        if cell.role is CellRole.NUMBER
    ]
    first, *cells = _NUMBER.split(page.decode("utf-8"))
    if not titles or len(cells) != len(paths):
        return page
    marked = (f'<td{_title(path, titles)} class="number{cell}' for path, cell in zip(paths, cells, strict=True))
    return "".join((first, *marked)).replace("</head>", f"{_STYLE}</head>", 1).encode("utf-8")


def _title(path: str, titles: Mapping[str, str]) -> str:
    return f' title="{html.escape(titles[path])}" tabindex="0"' if path in titles else ""
