"""How a Word file differs from its document, found and worded as `gkgen verify` does."""

from collections.abc import Iterator

from gkgen import lazy_re as re
from gkgen import resources
from gkgen.comparison import (
    Fidelity,
    ShownBlock,
    ShownPicture,
    ShownTable,
    ShownText,
    compare_printed,
    expected,
    kept,
    picture_mark,
    place_of,
    shown_pieces,
)
from gkgen.diagnostics import Term
from gkgen.document import Document
from gkgen.form import Edition, load_form
from gkgen.ooxml import Content, ReadCell, ReadParagraph, ReadTable
from gkgen.printed_blocks import LETTERHEAD, PrintedBlock
from gkgen.writers.docx.difference import Difference, ReadBlock

_HEADING_STYLE = re.compile(r"(?i)heading|title")
MAX_SHOWN_CHARACTERS = 60


def differences(
    document: Document,
    content: Content,
    wanted: tuple[tuple[PrintedBlock, ReadBlock], ...],
    found: tuple[ReadBlock, ...],
) -> tuple[Difference, ...]:
    """The texts and cells that differ; where they are the same, the blocks whose layout does."""
    edition = load_form(resources.schema()).edition(document.edition)
    if edition is None:
        raise ValueError(document.edition)
    with_letterhead = any(block.field in LETTERHEAD for block, _ in wanted)
    return tuple(_differences(document, content, edition, with_letterhead=with_letterhead)) or tuple(
        _layout_differences(wanted, found, edition)
    )


def shown_blocks(content: Content) -> Iterator[ShownBlock]:
    """What a Word file shows; a line end inside a paragraph begins another, as in a title."""
    for block in content:
        if isinstance(block, ReadTable):
            yield ShownTable(block.rows)
            continue
        for picture in block.pictures:
            yield ShownPicture(picture.description)
        for line in block.text.split("\n"):
            yield ShownText(line, is_heading=bool(_HEADING_STYLE.match(block.style)))


def _differences(
    document: Document, content: Content, edition: Edition, *, with_letterhead: bool
) -> Iterator[Difference]:
    """The texts and cells that differ, as `gkgen verify` finds them."""
    fidelity = Fidelity()
    wanted = tuple(kept(expected(document, edition, with_letterhead=with_letterhead), fidelity))
    facts, sentences = compare_printed(wanted, tuple(shown_pieces(shown_blocks(content), fidelity)))
    for fact in facts:
        yield _difference(_joined(fact.group, fact.label), fact.before or "", fact.after or "")
    for sentence in sentences:
        yield _difference(_joined(sentence.group, sentence.where), sentence.before, sentence.after)


def _layout_differences(
    wanted: tuple[tuple[PrintedBlock, ReadBlock], ...], found: tuple[ReadBlock, ...], edition: Edition
) -> Iterator[Difference]:
    """Where the texts are the same: merged cells, heads of tables, blanks."""
    for (expected_block, block), other in zip(wanted, found, strict=False):
        if block != other:
            group = edition.field(expected_block.field).heading_term
            where = _joined(group, place_of(expected_block, edition))
            yield _difference(where, _described(block), _described(other))


def _joined(group: Term, place: Term) -> Term:
    """A place in a part of the report, which is named by its heading."""
    return group if group == place else Term(f"“{group.zh}”{place.zh}", f"{group.en}, {place.en}")


def _described(block: ReadBlock) -> str:
    """A block as one line; of a table, the spans of its merged cells and how many rows are its head."""
    links = "".join(f" <{link.target}>" for link in block.links)
    if isinstance(block, ReadParagraph):
        return block.text + "".join(picture_mark(picture.description) for picture in block.pictures) + links
    rows = (" | ".join(_spanning(cell) for cell in row) for row in block.rows)
    return " / ".join((*rows, f"{block.header_rows}")) + links


def _spanning(cell: ReadCell) -> str:
    return cell.text if cell[1:] == (1, 1) else f"{cell.text} [{cell.row_span}×{cell.col_span}]"


def _difference(where: Term, wanted: str, found: str) -> Difference:
    """Long texts cut to where they part."""
    start = next(
        (i for i, (a, b) in enumerate(zip(wanted, found, strict=False)) if a != b), min(len(wanted), len(found))
    )
    shown = slice(begin := max(0, start - MAX_SHOWN_CHARACTERS // 3), begin + MAX_SHOWN_CHARACTERS)
    return Difference(where, wanted[shown], found[shown])
