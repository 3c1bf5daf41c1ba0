"""The JSON writer: all data of the document under the stable English names.

Counts are numbers; amounts of money are strings, because most readers parse JSON numbers as binary floats.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from gkgen.document import (
    Block,
    Document,
    ExactNumber,
    Figure,
    Heading,
    ListItem,
    Paragraph,
    Runs,
    Section,
    Signature,
    SmallTable,
    Table,
    nested,
)

VERSION = 1


def write(document: Document) -> bytes:
    """The document as JSON in UTF-8."""
    text = json.dumps(as_data(document), ensure_ascii=False, indent=2)
    return f"{text}\n".encode()


def as_data(document: Document) -> Mapping[str, Any]:
    """The document as dictionaries, lists, strings and integers; `output_schema("report")` describes it."""
    return {
        "version": VERSION,
        **({"draft": True} if document.is_draft else {}),
        "edition": document.edition,
        "year": document.year,
        "office": document.office,
        "title": list(document.title),
        "metadata": {name: value for name, _, value in document.details},
        "tables": nested(
            (path, text if isinstance(value, Decimal) else value) for path, value, text in document.numbers
        ),
        "figures": {name: _number(value) for name, value in document.figures},
        "preface": [_block(block) for block in document.preface],
        "sections": [_section(section) for section in document.sections],
        "signature": _signature(document.signature),
        "drawings": _drawings(document),
    }


def _drawings(document: Document) -> dict[str, str]:
    """The SVG pictures, which cannot be extracted from a PDF as bitmaps can."""
    return {name: picture.data.decode("utf-8") for name, picture in document.pictures if picture.is_drawing}


def _number(value: ExactNumber) -> int | str:
    return str(value) if isinstance(value, Decimal) else value


def _section(section: Section) -> dict[str, Any]:
    body: dict[str, Any]
    match section.body:
        case Table() as table:
            body = {"table": table.name}
        case blocks:
            body = {"blocks": [_block(block) for block in blocks]}
    return {"name": section.name, "heading": section.heading, **body}


def _signature(signature: Signature | None) -> dict[str, str] | None:
    return {"name": signature.name, "date": signature.date} if signature else None


def _runs(runs: Runs) -> list[dict[str, Any]]:
    return [{"text": run.text, "bold": run.bold} for run in runs]


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level=level, runs=runs):
            return {"kind": block.kind, "level": level, "runs": _runs(runs)}
        case Paragraph(runs=runs):
            return {"kind": block.kind, "runs": _runs(runs)}
        case ListItem(marker=marker, depth=depth, runs=runs):
            return {"kind": block.kind, "marker": marker, "depth": depth, "runs": _runs(runs)}
        case Figure(name=name, caption=caption):
            return {"kind": block.kind, "picture": name, "caption": caption}
        case SmallTable(rows=rows):
            return {"kind": block.kind, "rows": [[_runs(cell) for cell in row] for row in rows]}
