"""The safe repairs of an office file's text: slips of the input method and what Word leaves behind.

Only what cannot mean anything else is changed, line by line, and nothing besides: comments, order and wording stay as
they were typed. Of running text only what nobody sees, leftovers of Word and the dash typed for 一 are changed.
"""

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

from gkgen import lazy_re as re
from gkgen.invisible_characters import find_unseen, without_unseen
from gkgen.source.decoding import transcribe
from gkgen.source.html_remnants import HTML, without_html, without_tags
from gkgen.source.known_keys import KnownKeys
from gkgen.source.scalar_lines import LinePlace
from gkgen.source.yaml_reader import find_slips


class Repair(StrEnum):
    """What kind of thing was mended."""

    ENCODING = "encoding"
    BOM = "bom"
    LINE_ENDS = "line_ends"
    UNSEEN = "unseen"
    LEFTOVERS = "leftovers"
    HTML = "html"
    DASHES = "dashes"
    INDENTS = "indents"
    PUNCTUATION = "punctuation"
    SPACES = "spaces"
    DIGITS = "digits"
    SEPARATORS = "separators"
    KEYS = "keys"
    VALUES = "values"
    TRAILING = "trailing"


# The other slips need the author: whether a line is text or a key, say, only the author knows.
_SLIPS = {
    "Y10": Repair.PUNCTUATION,
    "Y10.flow": Repair.PUNCTUATION,
    "Y03.bar": Repair.PUNCTUATION,
    "Y10.colon": Repair.PUNCTUATION,
    "Y10.fence": Repair.PUNCTUATION,
    "Y10.dash": Repair.PUNCTUATION,
    "Y10.sign": Repair.PUNCTUATION,
    "Y10.quotes": Repair.PUNCTUATION,
    "Y10.row": Repair.PUNCTUATION,
    "Y11": Repair.SPACES,
    "Y11.blank": Repair.SPACES,
    "Y11.separator": Repair.SEPARATORS,
    "Y12": Repair.INDENTS,
    "Y16": Repair.VALUES,
    "Y18": Repair.INDENTS,
}
_LINE_END = re.compile("\r\n|\r|\n")
# What Word and the web have for a new line inside a paragraph.
_SOFT_BREAK = re.compile("[\x0b\x0c\x85\u2028\u2029]+")
_BETWEEN_WORDS = re.compile(rf"(?<=[A-Za-z0-9]){_SOFT_BREAK.pattern}(?=[A-Za-z0-9])")
# An escape of a text in double quotes (YAML 1.2.2, section 5.7), if its backslash is not escaped itself.
_ESCAPE = re.compile(r"(?<!\\)((?:\\\\)*)\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([abevf0NLP]))")
_NAMED_ESCAPES = dict(zip("abevf0NLP", "\a\b\x1b\v\f\0\x85\u2028\u2029", strict=True))
_MARK = r"(?:\[bookmark:? ?[^\[\]\n]{0,40}\]|(?<![A-Za-z0-9_])_GoBack(?![A-Za-z0-9_]))"
_BOOKMARK = re.compile(_MARK)
# At the head of a value, what stands behind it could become a sign of YAML.
_BOOKMARK_IN_DATA = re.compile(rf"(?<=[^\s:：,\[{{-]){_MARK}|{_MARK}(?=[^\W_])|(?<=\s){_MARK}$")
_DASH = re.compile(r"^(?P<before> *(?:#{1,6} *|[-+*] +)?)[—－–-]{1,2}(?=、)")
_DASH_IN_DATA = re.compile(r"^(?P<before> *(?:- +)?(?:[^\s:#'\"{\[][^:#'\"]{0,40}: +)?[\"']?)[—－–]{1,2}(?=、)")
_WIDE_BAR = re.compile(r"^(?P<before> *(?:- +)*[^\s:：#'\"{\[][^:：]{0,40}:[ \u3000]*)｜[ \u3000]*$")
_TEXT_BEHIND_WIDE_BAR = re.compile(
    r"^(?P<margin> *)(?P<key>(?:- +)*[^\s:：#'\"{\[][^:：]{0,40}:)[ \u3000]*｜[ \u3000]*(?P<text>[^\s｜#'\"][^｜]*)$"
)
_WIDE_HEADING = re.compile(r"^(?P<before> *)(?P<signs>＃{1,6})[ \u3000]*(?=\S)")
_TRAILING = re.compile("[ \t\u3000\u00a0]+$")
_BLANK = re.compile(r"^(?P<before> *(?:- +)*[^\s:：#'\"{\[][^:：]{0,40}:)[ \t\u3000\u00a0]+$")
# Behind any other colon or a dash a wide space keeps it from being a sign of YAML.
_TRAILING_IN_DATA = re.compile(r"^[ \t\u3000\u00a0]+$|(?<=[^\s:?-])[ \t\u3000\u00a0]+$|[ \t]+$")
_ITEM_TAB = re.compile(r"^ *(?:- *)*-[ ]*\t[ \t]*(?=\S)")
_COMMENT = re.compile(r"\s#")
_QUOTED = re.compile(r"^ *(?:- +)?(?:[^\s:：#'\"{\[][^:：#'\"]{0,60}[:：]\s*)?[\"']")
# One repair can lay another open; more rounds than this are never needed, and never endless.
_ROUNDS = 8
# So often a step is tried, in ever smaller parts of the file, where some of it is not safe.
MAX_ATTEMPTS = 200
# Characters that all attempts on a file may read: two hundred attempts on a report of ordinary length.
MAX_CHARACTERS_READ = 1_000_000

# Whether one text may become another.
IsSafe = Callable[[str, str], bool]


@dataclass(slots=True)
class Mending:
    """A text being mended, the same as it was `typed`, how often each repair was made, the line end of the file."""

    text: str
    typed: str
    line_end: str
    repairs: Counter[Repair] = field(default_factory=Counter)
    left_to_read: int = MAX_CHARACTERS_READ

    @property
    def data(self) -> bytes:
        """The file that is to be."""
        return self.text.replace("\n", self.line_end).encode("utf-8")


def open_file(data: bytes, keys: KnownKeys) -> Mending | None:
    """The text of a file, in UTF-8 with line ends of one kind; None for one that cannot be read as text.

    Many bytes can be taken for GBK: so it is believed only where one of the `keys` stands in the text.
    """
    read = transcribe(data)
    if read is None:
        return None
    typed, encoding = read
    text = _LINE_END.sub("\n", typed)
    ends = Counter(_LINE_END.findall(typed))
    mending = Mending(text, text, ends.most_common(1)[0][0] if ends else "\n")
    mending.repairs[Repair.LINE_ENDS] = ends.total() - ends[mending.line_end]
    if encoding == "utf-8-sig":
        mending.repairs[Repair.BOM] = 1
    elif encoding != "utf-8":
        if "\0" in text or not keys.everywhere.intersection(
            re.split("[:：]", line)[0].strip() for line in text.split("\n")
        ):
            return None
        mending.repairs[Repair.ENCODING] = 1
    mending.repairs = +mending.repairs
    return mending


def mend(mending: Mending, keys: KnownKeys, is_safe: IsSafe = lambda before, after: True) -> None:
    """Makes every repair that the text alone calls for; `keys` are the keys that an office file may have."""
    for _ in range(_ROUNDS):
        before = mending.text
        take_step(mending, partial(_clean_lines, keys=keys), is_safe)
        take_step(mending, partial(_mend_slips, keys=keys), is_safe)
        if mending.text == before:
            return


def take_step(mending: Mending, step: Callable[[Mending, range], None], is_safe: IsSafe) -> None:
    """Lets a step change the lines, numbered from 1, that it is given; all, or in parts those where that is safe."""
    stretches = [range(1, mending.text.count("\n") + 2)]
    for _ in range(MAX_ATTEMPTS):
        if not stretches or mending.left_to_read < 0:
            return
        mending.left_to_read -= len(mending.text)
        lines = stretches.pop()
        text, repairs = mending.text, mending.repairs.copy()
        step(mending, lines)
        if mending.text == text or is_safe(text, mending.text):
            continue
        mending.text, mending.repairs = text, repairs
        if len(lines) > 1:
            # The later lines are tried first: one that becomes two moves no other.
            middle = len(lines) // 2
            stretches += [lines[:middle], lines[middle:]]


def _clean_lines(mending: Mending, lines: range, keys: KnownKeys) -> None:
    places = find_slips(mending.text, keys).places
    typed = enumerate(mending.text.split("\n"), start=1)
    mending.text = "\n".join(
        _clean(mending, line, places[number - 1]) if number in lines else line for number, line in typed
    )


def _mend_slips(mending: Mending, lines: range, keys: KnownKeys) -> None:
    edits: dict[int, list[tuple[int, int, str]]] = {}
    slips = find_slips(mending.text, keys)
    typed = mending.text.split("\n")
    for number, found in slips.edits.items():
        if (written := slips.blocks.rewritten.get(number)) is not None and number in lines:
            mending.repairs[Repair.PUNCTUATION] += written != typed[number - 1]
            edits[number] = [(0, len(typed[number - 1]), written)]
            continue
        for start, end, wanted, kind in found if number in lines else ():
            if repair := _SLIPS.get(kind):
                mending.repairs[repair] += 1
                edits.setdefault(number, []).append((start, end, wanted))
    mending.text = replace_in(mending.text, edits)


def visible_text(text: str) -> str:
    """What a repair of lines never changes in a text.

    That is all but spaces, what nobody sees, HTML, bookmarks and the dash typed for 一.
    """
    bare = without_unseen(_BOOKMARK.sub("", without_unseen(without_html(text)))).replace("＃", "#")
    bare = re.sub(r"^\s*｜", "", bare)
    return re.sub(r"\s+", "", re.sub(_DASH.pattern, r"\g<before>一", bare, flags=re.MULTILINE))


def replace_in(text: str, edits: dict[int, list[tuple[int, int, str]]]) -> str:
    """The text with stretches of its lines replaced; lines count from 1, columns from 0."""
    lines = text.split("\n")
    for number, changes in edits.items():
        line = lines[number - 1]
        for start, end, wanted in sorted(changes, reverse=True):
            line = line[:start] + wanted + line[end:]
        lines[number - 1] = line
    return "\n".join(lines)


def _clean(mending: Mending, line: str, place: LinePlace) -> str:
    """A line without what nobody typed on purpose."""
    line = _without_controls(mending, line, place)
    if place == "comment":
        return line
    comment = _COMMENT.search(line) if place == "data" and not _QUOTED.match(line) else None
    end = comment.start() if comment else len(line)
    body, rest = line[:end], line[end:]
    bookmark, dash = (_BOOKMARK_IN_DATA, _DASH_IN_DATA) if place == "data" else (_BOOKMARK, _DASH)
    body = _counted(mending, Repair.LEFTOVERS, bookmark, "", body)
    body = _counted(mending, Repair.DASHES, dash, r"\g<before>一", body)
    if place == "data" and (item := _ITEM_TAB.match(body)):
        mending.repairs[Repair.INDENTS] += 1
        body = f"{item.group().rstrip()} {body[item.end() :]}"
    # An escaped space at the end of a line in double quotes is text.
    if rest or body.rstrip().endswith("\\"):
        return body + rest
    body = _plain_signs(mending, body, place)
    if place != "data":
        return _counted(mending, Repair.TRAILING, _TRAILING, "", body)
    body = _counted(mending, Repair.TRAILING, _BLANK, r"\g<before>", body)
    return _counted(mending, Repair.TRAILING, _TRAILING_IN_DATA, "", body)


def _plain_signs(mending: Mending, body: str, place: LinePlace) -> str:
    """Signs of Markdown and YAML typed in full width, and HTML that the editor of a website left (R96)."""
    # A quotation mark or a colon put into data could become a sign of YAML.
    if (bare := without_tags(body) if place == "data" else without_html(body)) != body:
        mending.repairs[Repair.HTML] += len(HTML.findall(body))
        body = bare
    if place == "data":
        body = _counted(
            mending, Repair.PUNCTUATION, _TEXT_BEHIND_WIDE_BAR, r"\g<margin>\g<key> |\n\g<margin>  \g<text>", body
        )
        return _counted(mending, Repair.PUNCTUATION, _WIDE_BAR, r"\g<before>|", body)
    if found := _WIDE_HEADING.match(body):
        mending.repairs[Repair.PUNCTUATION] += 1
        return f"{found['before']}{'#' * len(found['signs'])} {body[found.end() :]}"
    return body


def _counted(mending: Mending, repair: Repair, pattern: re.Pattern[str], wanted: str, line: str) -> str:
    line, count = pattern.subn(wanted, line)
    if count:
        mending.repairs[repair] += count
    return line


def _without_controls(mending: Mending, line: str, place: LinePlace) -> str:
    """A soft line break in text becomes a line of its own; whatever else cannot be printed goes."""
    if place == "text" and not line.lstrip().startswith("|"):
        parts = [part.strip(" \t") for part in _SOFT_BREAK.split(line)]
        if len(parts) > 1:
            mending.repairs[Repair.UNSEEN] += len(parts) - 1
            margin = line[: len(line) - len(line.lstrip(" "))]
            line = "\n".join(f"{margin}{part}" for part in parts if part)
    line = _counted(mending, Repair.UNSEEN, _BETWEEN_WORDS, " ", line)
    if count := sum(1 for _ in find_unseen(line)):
        mending.repairs[Repair.UNSEEN] += count
        line = without_unseen(line)
    return line if place in {"text", "comment"} else _without_escapes(mending, line)


def _without_escapes(mending: Mending, line: str) -> str:
    """A line without the escapes that make a character that is not seen."""

    def kept(match: re.Match[str]) -> str:
        backslashes, *codes, name = match.groups()
        code = next((int(code, 16) for code in codes if code), 0)
        letter = _NAMED_ESCAPES[name] if name else chr(code) if code <= sys.maxunicode else ""
        if not letter or without_unseen(letter):
            return match.group()
        mending.repairs[Repair.UNSEEN] += 1
        return str(backslashes)

    return _ESCAPE.sub(kept, line)
