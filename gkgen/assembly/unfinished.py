"""The document of an office in which something is wrong: what is there, and a mark where something is missing."""

from collections.abc import Mapping
from dataclasses import replace

from gkgen.assembly.assemble import assemble
from gkgen.assembly.draft import Draft
from gkgen.checks import Number, Numbers, Origin
from gkgen.document import Block, Document, Figure, Paragraph, Picture, Run
from gkgen.validation import Office

HOLE_IN_TABLE = "？"
"""What stands in a cell whose number is not known."""


def assemble_unfinished(office: Office, numbers: Numbers, texts: Draft, pictures: Mapping[str, Picture]) -> Document:
    """A draft: cells that are not known hold a question mark, pictures that cannot be used are named.

    `texts` are those with their holes marked. The data of the document has only the numbers that are known.
    """
    leaves = [leaf.path for table in office.edition.tables for leaf in table.field.leaves()]
    filled = {path: numbers.get(path, Number(0, HOLE_IN_TABLE, Origin.LEFT_OUT)) for path in leaves}
    shown = replace(
        texts,
        preface=_without_lost_pictures(texts.preface, pictures),
        sections=tuple((name, _without_lost_pictures(blocks, pictures)) for name, blocks in texts.sections),
    )
    document = assemble(office, filled, shown, pictures)
    title = document.title if office.text("title") else _title(office)
    known = tuple(entry for entry in document.numbers if entry[0] in numbers)
    return replace(document, title=title, numbers=known, is_draft=True)


def hole(words: str) -> Paragraph:
    """A paragraph in place of a text that is still to be written."""
    return Paragraph((Run(f"【待填：{words}】", bold=True),))


def _title(office: Office) -> tuple[str, ...]:
    """The statutory title with what is missing marked."""
    words = {
        "office": office.text("office") or "【待填：机关】",
        "year": office.year if office.has_year else "【待填：年度】",
    }
    return tuple(line.format(**words) for line in office.edition.phrases["title"])


def _without_lost_pictures(blocks: tuple[Block, ...], pictures: Mapping[str, Picture]) -> tuple[Block, ...]:
    return tuple(
        hole(f"图片 {block.name}") if isinstance(block, Figure) and block.name not in pictures else block
        for block in blocks
    )
