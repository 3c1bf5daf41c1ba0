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
# A row that was joined to the comment of the line before.
_ROW_INSIDE = re.compile(
    r"(?<=[\s　。；;])(?P<key>[^\s:：#{\[，。；]{1,60})[\s　]*[:：][\s　]*(?P<value>[{｛][^{}｛｝#]{1,400}[}｝])"
)
_CELLS = re.compile(r"[{｛(（\[【](?P<inside>[^{}｛｝\[\]]*)[}｝)）\]】]")
_CELL = re.compile(r"[^:：,，、]{1,20}[:：]\s*[+-]?(?P<number>[\d０-９]+(?:\.\d+)?)\s*(?:[件条次项个宗份]|万?元)?")
_COUNTED = re.compile(r"(?P<number>[+-]?[\d０-９]+(?:\.\d+)?)\s*(?:[件条次项个宗份]|万?元)?")
# A number with a word that counts; not of another year, and not a share of time.
_ANSWER = re.compile(
    r"(?P<number>[1-9１-９][\d０-９]*(?:[.．][\d０-９]+)?|[0０][.．][\d０-９]*[1-9１-９])\s*(?:[件条宗部起人]|万?元)"
)
_OF_ANOTHER_YEAR = re.compile("去年|上年|往年|上一年|前年")
_MAX_CHARACTERS = 500
_NOTHING = re.compile(r"[+-]?[0０]+(?:\.[0０]+)?")


def row_in_comment(comment: str, edition: Edition) -> Field | None:
    """The row or cell that a comment, # and all, gives a number other than 0; of several, the first of the form."""
    found = (_ENTRY.match(comment), *_ROW_INSIDE.finditer(comment[:_MAX_CHARACTERS]))
    return next((field for entry in found if entry and (field := _filled(entry, edition))), None)


def answer_in_comment(row: str, comment: str, edition: Edition) -> tuple[Field, str] | None:
    """The row of a line that is all 0, and the number with its unit that the comment behind it has instead."""
    entry = _ENTRY.match(f"#{row}")
    field = _names(edition).get(normalized(entry["key"])) if entry else None
    numbers = _numbers(entry["value"]) if entry and field else []
    if field is None or not numbers or not all(_NOTHING.fullmatch(number) for number in numbers):
        return None
    said = comment[:_MAX_CHARACTERS]
    found = None if _OF_ANOTHER_YEAR.search(said) else _ANSWER.search(said)
    return (field, found.group()) if found else None


def _filled(entry: re.Match[str], edition: Edition) -> Field | None:
    """The field of an entry whose value is a row with a number other than 0."""
    field = _names(edition).get(normalized(entry["key"]))
    is_filled = field and any(not _NOTHING.fullmatch(number) for number in _numbers(entry["value"]))
    return field if is_filled else None


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
