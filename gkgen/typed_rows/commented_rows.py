"""Rows of the form that stand in a comment, where a person used to forms fills them in and nobody ever reads them."""

from functools import cache

from gkgen import lazy_re as re
from gkgen.form import Edition, Field
from gkgen.label_normalization import normalized
from gkgen.typed_rows.key_spelling import spellings
from gkgen.typed_rows.number_rows import numbers_in

_ENTRY = re.compile(
    r"^#+[\s　]*(?:- +)?(?P<key>[^:：#{\[\t]{1,60}?)[\s　]*[:：\t][\s　]*(?P<value>[^#]*?)[\s　]*(?:#.*)?$"
)
_CELLS = re.compile(r"[{｛(（\[【](?P<inside>[^{}｛｝\[\]]*)[}｝)）\]】]")
_CELL = re.compile(r"[^:：,，、]{1,20}[:：]\s*[+-]?(?P<number>[\d０-９]+(?:\.\d+)?)\s*(?:[件条次项个宗份]|万?元)?")
_COUNTED = re.compile(r"(?P<number>[+-]?[\d０-９]+(?:\.\d+)?)\s*(?:[件条次项个宗份]|万?元)?")
_NOTHING = re.compile(r"[+-]?[0０]+(?:\.[0０]+)?")


def row_in_comment(comment: str, edition: Edition) -> Field | None:
    """The row or cell that a comment, # and all, gives a number other than 0; of several, the first of the form."""
    entry = _ENTRY.match(comment)
    field = _names(edition).get(normalized(entry["key"])) if entry else None
    if entry is None or field is None:
        return None
    return field if any(not _NOTHING.fullmatch(number) for number in _numbers(entry["value"])) else None


def _numbers(value: str) -> list[str]:
    """The numbers of a value that is a row and nothing else."""
    braces = _CELLS.fullmatch(value)
    inside = braces["inside"] if braces else value
    if counted := _COUNTED.fullmatch(inside.strip()):
        return [counted["number"]]
    if pieces := numbers_in(inside):
        return [piece.text for piece in pieces]
    cells = [_CELL.fullmatch(cell.strip()) for cell in re.split("[,，、]", inside) if cell.strip()]
    return [cell["number"] for cell in cells if cell] if all(cells) else []


@cache
def _names(edition: Edition) -> dict[str, Field]:
    """What the rows and cells of the tables can be called."""
    below = (field for table in edition.tables for field in table.field.walk() if field is not table.field)
    names: dict[str, Field] = {}
    for field in below:
        for word in spellings(field):
            names.setdefault(normalized(word), field)
    return names
