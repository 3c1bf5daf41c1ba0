"""What a rendered file shows, block by block, whatever its format; and how faithful each format is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gkgen import lazy_re as re
from gkgen.comparison.printed_diff import ActualTable, ExpectedTable, TextCell
from gkgen.comparison.sentence_diff import Sentence, sentences_of
from gkgen.diagnostics import Term

_PICTURE = "[图："
_BLANKS = re.compile(r"\s+")
_UNPLACED = Term("", "")
_DETAIL_SEPARATOR = "："


@dataclass(frozen=True, slots=True)
class ShownText:
    """A paragraph; `is_detail` for a label with its value, as web pages show 索引号：A-1."""

    text: str
    is_heading: bool = False
    is_detail: bool = False


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture by its alternative text; `caption` is what is printed with it, where that is no paragraph."""

    description: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table by its rows of origin cells."""

    rows: Sequence[Sequence[TextCell]]


ShownBlock = ShownText | ShownPicture | ShownTable


@dataclass(frozen=True, slots=True)
class Fidelity:
    """What a format keeps of a report. Without paragraphs, where one ends is not compared."""

    blanks: bool = True
    paragraphs: bool = True
    pictures: bool = True
    details: bool = False

    def bare(self, text: str) -> str:
        """A text as far as its blanks are kept."""
        return _BLANKS.sub(" " if self.blanks else "", text)


def picture_mark(description: str) -> str:
    """The text that stands for a picture in comparisons."""
    return f"{_PICTURE}{description}]"


def kept(pieces: Iterable[Sentence | ExpectedTable], fidelity: Fidelity) -> Iterator[Sentence | ExpectedTable]:
    """The expected content, as far as a format keeps it."""
    for piece in pieces:
        if isinstance(piece, ExpectedTable):
            yield piece
        elif fidelity.pictures or not piece.text.startswith(_PICTURE):
            yield replace(piece, text=fidelity.bare(piece.text), opens=piece.opens and fidelity.paragraphs)


def shown_pieces(blocks: Iterable[ShownBlock], fidelity: Fidelity) -> Iterator[Sentence | ActualTable]:
    """What a rendered file shows, ready to be compared with the expected content."""
    for block in blocks:
        match block:
            case ShownTable(rows=rows):
                yield ActualTable.of(rows)
            case ShownPicture(description=description, caption=caption):
                yield from _sentences(picture_mark(description) if fidelity.pictures else "", fidelity)
                yield from _sentences(caption, fidelity)
            case ShownText(text=text, is_detail=is_detail):
                for part in text.split(_DETAIL_SEPARATOR, 1) if is_detail else (text,):
                    yield from _sentences(part, fidelity)


def _sentences(text: str, fidelity: Fidelity) -> Iterator[Sentence]:
    """The sentences of a paragraph, whose place a rendered file does not tell."""
    for sentence in sentences_of(fidelity.bare(text).strip(), "", _UNPLACED, _UNPLACED):
        yield replace(sentence, opens=sentence.opens and fidelity.paragraphs)
