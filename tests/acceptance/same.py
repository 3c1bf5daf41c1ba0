"""Two documents compared by what they say: names of pictures and widths of columns are looks."""

from dataclasses import replace
from typing import Any

from gkgen.document import Block, Document, Figure, Heading, Run, SmallTable, Table, plain


def said(document: Document) -> dict[str, Any]:
    """Everything that a reader of the document learns from it."""
    return {
        "year": (document.edition, document.year),
        "office": document.office,
        "title": document.title,
        "details": document.details,
        "numbers": document.numbers,
        "signature": document.signature,
        "preface": tuple(map(_said, document.preface)),
        "pictures": len(document.pictures),
        **{
            section.name: section.body if isinstance(section.body, Table) else tuple(map(_said, section.body))
            for section in document.sections
        },
    }


def differences(one: Document, other: Document) -> list[str]:
    """What the two do not have in common."""
    ours, theirs = said(one), said(other)
    return [f"{name}: {ours[name]!r} / {theirs[name]!r}"[:600] for name in ours if ours[name] != theirs[name]]


def _said(block: Block) -> Block:
    match block:
        case Heading(runs=runs):
            return replace(block, runs=(Run(plain(runs)),))
        case SmallTable():
            return replace(block, widths=())
        case Figure():
            return replace(block, name="")
        case _:
            return block
