"""Numbers that stand one behind the other in a text, as they are pasted from Word, Excel or a web page."""

from dataclasses import dataclass
from itertools import pairwise

from gkgen import lazy_re as re
from gkgen.form import Field
from gkgen.typed_rows.key_spelling import field_typed

_DIGITS = r"[0-9０-９]"
_NUMBER = rf"[+-]?{_DIGITS}+(?:[.．]{_DIGITS}+)?"
_BLANKS = r"[ \t\u3000\u00a0]"
_COMMA = r"[,，、;；|｜]"
_SEPARATOR = rf"(?:{_BLANKS}*{_COMMA}{_BLANKS}*|{_BLANKS}+)"
# Each pattern is bounded by its first fault, and a line is judged once.
_ROW = re.compile(rf"{_NUMBER}(?:{_SEPARATOR}{_NUMBER})*")
_PIECE = re.compile(_NUMBER)
_ENDS = re.compile(rf"^(?:{_BLANKS}|{_COMMA}|\n)+|(?:{_BLANKS}|{_COMMA}|\n)+$")
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:[,，][0-9]{3})+(?:\.[0-9]+)?")
_BRACKETS = re.compile(r"[(（【\[「{]?(?P<inside>[^(（【\[「)）】\]」{}]*)[)）】\]」}]?", re.DOTALL)
_COLUMN = re.compile(
    rf"\s*(?P<word>[^\s\d０-９:：,，、;；]{{1,20}})\s*[:：]?\s*(?P<number>[+-]?{_DIGITS}+(?:\.{_DIGITS}+)?)[件条项个次宗份人名家]?"
    r"\s*(?:[,，、;；]|\s|$)"
)
MAX_ROW_CHARACTERS = 400
"""A row of the widest table with blanks between its numbers has a tenth of this."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A number as it was typed, and where it begins in the text, counted from 0."""

    text: str
    start: int


def numbers_in(text: str) -> tuple[Piece, ...]:
    """The numbers of a text that consists of nothing else; empty where that is not certain.

    Blanks, tabs and commas separate numbers. Where both do, a comma may belong to a number (`1,234 5`), so nothing is
    read.
    """
    if len(text) > MAX_ROW_CHARACTERS:
        return ()
    before = _ENDS.match(text)
    start = before.end() if before else 0
    bare = _ENDS.sub("", text)
    if not _ROW.fullmatch(bare):
        return ()
    pieces = [Piece(found.group(), start + found.start()) for found in _PIECE.finditer(bare)]
    gaps = [bare[one.start - start + len(one.text) : other.start - start] for one, other in pairwise(pieces)]
    has_comma = {bool(re.search(_COMMA, gap)) for gap in gaps}
    return tuple(pieces) if len(has_comma) < 2 else ()


def counted_columns(text: str, row: Field) -> tuple[tuple[Field, Piece], ...]:
    """The cells of a row written as words and numbers: 自然人3，商业企业1 or (自然人: 3, 商业企业: 1).

    Empty where any of it is something else.
    """
    body = _BRACKETS.fullmatch(text.strip())
    if len(text) > MAX_ROW_CHARACTERS or not body:
        return ()
    inside, offset = body["inside"], text.find(body["inside"])
    cells: dict[str, tuple[Field, Piece]] = {}
    place = 0
    while place < len(inside):
        found = _COLUMN.match(inside, place)
        field = field_typed(row, found["word"]) if found else None
        if found is None or field is None or field.path in cells:
            return ()
        cells[field.path] = field, Piece(found["number"], offset + found.start("number"))
        place = found.end()
    return tuple(cells.values())


def is_single_number(text: str) -> bool:
    """Whether a text is one number with thousands separators as likely as several numbers: `1,234`."""
    return bool(_GROUPED.fullmatch(text.strip()))
