"""A row in braces as it was typed: `{自然人；28，商业企业 5`, read entry by entry, with what must change in it.

A row is read only where all of it is certain: every word before a number is a key of the form, and nothing else stands
there. Anything else is left to the parser.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from gkgen import lazy_re as re

ODD_BLANK = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blanks that are none to YAML."""
_BLANKS = re.compile(f"[ \t{ODD_BLANK}]*")
_ODD = re.compile(f"[{ODD_BLANK}]")
_OPENING = re.compile("[\"“”'＂]?[{｛(（【［〔<《〈「『\\[＜]{1,2}")
_CLOSING = re.compile("[}｝)）】］〕>》〉」』\\]＞]{1,2}[\"“”'＂]?")
_CLOSING_SIGNS = frozenset("}｝)）】］〕>》〉」』]＞")
_STOPS = re.compile("[,，;；、。.]{1,2}$")
_KEY = re.compile("[\"'“‘＂]?(?P<key>[^\\W\\d]+(?:/[^\\W\\d]+)*)[\"'”’＂]?")
_COLONS = re.compile("[:：;；﹕︰∶=＝。]{0,2}")
_DIGIT = "[0-9０-９]"
_QUOTES = "\"'“”‘’„‟「」『』〝〞＂＇`´"
_NUMBER = re.compile(
    f"(?P<before>[{_QUOTES}]?)(?P<number>[+\\-－−]?(?:{_DIGIT}{{1,3}}(?:[,，]{_DIGIT}{{3}})+(?![0-9０-９])|{_DIGIT}+)(?:[.．]{_DIGIT}+)?)"
    f"(?P<behind>[{_QUOTES}]?)"
)
# What may stand behind a number or instead of it: a unit, a flag, a remark. It is for others to judge.
_WORDS = re.compile(
    f"[^,，、;；:：{{}}｛｝\\[\\]()（）【】［］〔〕<>《》〈〉「」『』#＃。 \t{ODD_BLANK}]*"
    "(?:[(（][^{}｛｝#:：]*?[)）])?"
)
_COMMAS = re.compile(f"[ \t{ODD_BLANK}]*(?:[,，、;；。|｜]|\\.(?![0-9]))*")
# A comment; a full-width sign is meant for one behind a row alone.
_COMMENT = re.compile(f"[ \t{ODD_BLANK}]+#|＃")
_PLAIN_COMMENT = re.compile("[ \t]+#")
_VALUE_OF_ROW = re.compile(r"[{\[][^{}\[\]]*[}\]]")
_FLAT_NUMBER = re.compile(f"[+-]?{_DIGIT}+(?:[.．]{_DIGIT}+)?")
_WIDE_TWINS = {"：": ":", "，": ",", "；": ";", "、": ","}
MIN_NUMBERS = 2
"""One number in brackets is no row."""
MAX_ROW_CHARACTERS = 600
"""A row of the widest table, written with its comment, takes a third of this."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a line, counted from 0, what belongs there, the kind of the slip, the key beside it."""

    start: int
    end: int
    wanted: str
    kind: str
    key: str = ""


@dataclass(slots=True)
class _Row:
    """A row being read."""

    text: str
    end: int
    keys: Collection[str]
    at: int
    changes: list[Change] = field(default_factory=list)
    first: str = ""
    has_words: bool = False
    has_numbers: bool = False

    def note(self, start: int, end: int, wanted: str, kind: str) -> None:
        if self.text[start:end] != wanted:
            self.changes.append(Change(start, end, wanted, kind, self.first))

    def blanks(self, wanted: str | None = None) -> bool:
        """Goes over blanks; those that YAML does not know become `wanted`, or plain ones."""
        start = self.at
        found = _BLANKS.match(self.text, self.at, self.end)
        self.at = found.end() if found else self.at
        typed = self.text[start : self.at]
        if _ODD.search(typed):
            self.note(start, self.at, " " if wanted is None else wanted, "Y11.blank")
        return self.at > start


def row_changes(
    text: str, begin: int, keys: Collection[str], *, may_go_on: bool, may_lack_braces: bool
) -> list[Change] | None:
    """What must change in the row that begins at `begin`; None where the line holds no row that is certain.

    `may_go_on` tells that the row may be continued in the next line, so that a bracket is not missing;
    `may_lack_braces` that the line is none to the parser, so that both may have been forgotten.
    """
    if len(text) > MAX_ROW_CHARACTERS:
        return None
    comment = _COMMENT.search(text, begin)
    end = comment.start() if comment else len(text)
    row = _Row(text, len(text[:end].rstrip(f" \t{ODD_BLANK}")), keys, begin)
    is_read = (
        _numbers(row) if _holds_no_key(row) else _braces(row, may_go_on=may_go_on, may_lack_braces=may_lack_braces)
    )
    if not is_read:
        return None
    if comment and not _PLAIN_COMMENT.fullmatch(text, row.end, comment.end()):
        is_wide = comment.group() == "＃"
        row.note(row.end, comment.end(), "  #", "Y10.sign" if is_wide else "Y11.blank")
    return sorted(row.changes, key=lambda change: (change.start, change.end))


def entry_changes(text: str, start: int, end: int, keys: Collection[str]) -> list[Change] | None:
    """What must change between the braces of a row that stands inside another: `{予以公开: {自然人；3}}`."""
    row = _Row(text, end, keys, start)
    return row.changes if _entries(row) and row.at == end else None


def _holds_no_key(row: _Row) -> bool:
    return not any(letter.isalpha() for letter in row.text[row.at : row.end])


def _braces(row: _Row, *, may_go_on: bool, may_lack_braces: bool) -> bool:
    """`{`, entries, `}`; each of the brackets may be another one, doubled or missing."""
    opening = _OPENING.match(row.text, row.at, row.end)
    begin = row.at
    row.at = opening.end() if opening else row.at
    if not (opening or may_lack_braces):
        return False
    if not _entries(row) or not row.first:
        return False
    is_open = opening is not None
    if is_open:
        _bracket(row, begin, opening.end() if opening else begin, "{")
    closing = _CLOSING.match(row.text, row.at, row.end)
    if closing:
        _bracket(row, *closing.span(), "}")
        row.at = closing.end()
    elif row.at < row.end or may_go_on or (is_open and "}" in row.text[row.end :]):
        return False
    else:
        row.note(row.at, row.at, "}", "Y10.row")
    if not is_open:
        if row.has_words or not row.has_numbers:
            return False
        row.note(begin, begin, "{", "Y10.row")
    row.blanks("")
    if stops := _STOPS.match(row.text[row.at : row.end]):
        row.note(row.at, row.at + stops.end(), "", "Y10.row")
        row.at += stops.end()
    return row.at == row.end


def _bracket(row: _Row, start: int, end: int, wanted: str) -> None:
    typed = row.text[start:end]
    row.note(start, end, wanted, "Y10.flow" if len(typed) == 1 else "Y10.row")


def _entries(row: _Row) -> bool:
    """The entries up to a closing bracket or the end."""
    row.blanks("")
    while row.at < row.end and row.text[row.at] not in _CLOSING_SIGNS:
        if not _entry(row):
            return False
    return bool(row.first)


def _entry(row: _Row) -> bool:
    """A key, what stands for its colon, its value, and the commas behind it."""
    key = _KEY.match(row.text, row.at, row.end)
    if not key or key["key"] not in row.keys:
        return False
    row.first = row.first or key["key"]
    typed, bare = key.group(), key["key"]
    is_quoted = typed[0] in "\"'" and typed[-1] == typed[0]
    if typed != bare and not is_quoted:
        row.note(*key.span(), bare, "Y10.flow")
    row.at = key.end()
    return _colon(row, is_quoted=is_quoted) and _commas(row)


def _colon(row: _Row, *, is_quoted: bool) -> bool:
    before = row.at
    row.blanks("")
    sign = _COLONS.match(row.text, row.at, row.end)
    start, stop = sign.span() if sign else (row.at, row.at)
    row.at = stop
    blanks = _BLANKS.match(row.text, stop, row.end)
    value = blanks.end() if blanks else stop
    number = _NUMBER.match(row.text, value, row.end)
    is_last = value == row.end or row.text[value] in ",，、}｝"
    typed = row.text[start:stop]
    if number and not typed and not number["number"][0].isdigit():
        return False  # a dash may stand for a colon or be a minus
    if typed not in {":", "："} and not (number or (is_last and typed in {";", "；", "="})):
        return False
    if not typed:
        row.changes = [change for change in row.changes if change.start < before]
        row.note(before, value, ": ", "Y10.row")
    else:
        _sign(row, start, stop, value, is_last=is_last or is_quoted)
    row.at = value
    if number:
        _number(row, number)
    words = _WORDS.match(row.text, row.at, row.end)
    row.has_words = row.has_words or bool(words and words.group())
    row.at = words.end() if words else row.at
    return True


def _sign(row: _Row, start: int, stop: int, value: int, *, is_last: bool) -> None:
    """The colon and the blanks behind it."""
    typed, blanks = row.text[start:stop], row.text[stop:value]
    if typed == ":" and blanks and _ODD.search(blanks):
        row.note(stop, value, " ", "Y11.blank")
    elif typed == ":":
        if not blanks and not is_last:
            row.note(start, stop, ": ", "Y11")
    else:
        row.note(start, value, ": ", "Y10.flow" if typed == "：" else "Y10.sign")


def _number(row: _Row, found: re.Match[str]) -> None:
    """A number: without quotation marks of other kinds and thousands separators."""
    before, number, behind = found["before"], found["number"], found["behind"]
    row.at = found.end()
    row.has_numbers = True
    if (before or behind) and not (before == behind and before in "\"'"):
        row.note(*found.span("before"), "", "Y10.quotes")
    if "," in number:
        row.note(*found.span("number"), re.sub("[,，]", "", number), "Y11.separator")
    if behind and not (before == behind and before in "\"'"):
        row.note(*found.span("behind"), "", "Y10.quotes")


def _commas(row: _Row) -> bool:
    """One comma between two entries, none behind the last."""
    found = _COMMAS.match(row.text, row.at, row.end)
    start, stop = found.span() if found else (row.at, row.at)
    blanks = _BLANKS.match(row.text, stop, row.end)
    row.at = blanks.end() if blanks else stop
    typed = row.text[start:stop]
    signs = _BLANKS.sub("", typed)
    is_last = row.at == row.end or row.text[row.at] in _CLOSING_SIGNS
    sign = start + typed.find(signs[:1]) if signs else start
    if not signs and (is_last or row.at == start):
        if _ODD.search(row.text[start : row.at]):
            row.note(start, row.at, "", "Y11.blank")
        return is_last
    if signs == ",":
        if _ODD.search(row.text[start : row.at]):
            row.note(start, row.at, ", ", "Y11.blank")
    else:
        kind = "Y10.flow" if signs in _WIDE_TWINS else "Y10.sign" if len(signs) == 1 else "Y10.row"
        row.note(sign if signs else start, row.at, "" if is_last else ", ", kind)
    return True


def _numbers(row: _Row) -> bool:
    """The numbers of a row in brackets of any kind: `（5，1，0）` and `{5, 1, 0}` for `[5, 1, 0]`."""
    opening = _OPENING.match(row.text, row.at, row.end)
    if not opening:
        return False
    _bracket(row, *opening.span(), "[")
    row.at = opening.end()
    count = 0
    while number := _FLAT_NUMBER.match(row.text, _skip(row), row.end):
        row.at = number.end()
        count += 1
        if not _commas(row):
            return False
    closing = _CLOSING.match(row.text, row.at, row.end)
    if count < MIN_NUMBERS or not closing or closing.end() != row.end:
        return False
    _bracket(row, *closing.span(), "]")
    return True


def _skip(row: _Row) -> int:
    row.blanks("")
    return row.at


def mended(text: str, changes: Sequence[Change]) -> str:
    """The row as it should be typed, for a message."""
    for change in reversed(changes):
        text = text[: change.start] + change.wanted + text[change.end :]
    value = _VALUE_OF_ROW.search(text)
    return value.group() if value else text.strip()
