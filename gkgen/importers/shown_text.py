"""What a text says, decided from how its format shows it: struck, unseen, raised or doubtful pieces are never joined.

Readers hand over runs with what shows them; here alone is decided what is read, what is left out, what is uncertain.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gkgen import lazy_re as re
from gkgen.document import Run, Runs

# Marks of notes: superscript and subscript, circled and bracketed digits, asterisks (Unicode, blocks 2070, 2460, 2776).
_MARKS = "\u00b9\u00b2\u00b3\u2070-\u209c\u2460-\u249b\u24ea-\u24ff\u2776-\u2793*＊※†‡"
_MARKED = re.compile(rf"(?<=[\d０-９])[{_MARKS}]+")
_DIGIT = re.compile(r"\d")
# Bidirectional controls, and characters without a width, which part nothing that one sees (Unicode Standard Annex 9 and
# 44); between two digits they are told.
_UNSEEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2065-\u206f]+(?=.)")
_JOINTS = re.compile("[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff]+")
_JOINED = re.compile(rf"(?<=\d)({_JOINTS.pattern})(?=\d)")
# The share of the usual size below which a digit is no part of the number before it; points too small to be seen.
_MAX_SMALL_SHARE = 0.82
_MAX_UNSEEN_POINTS = 2.0
_MIN_WHITE = 0xF0
# The most by which each of the three colours of letters may differ from that behind them, of 255, to be unseen.
_MAX_UNSEEN_DIFFERENCE = 24
UNREADABLE = "\ufffc"
"""Stands for a picture, a drawing or an input field in a cell, of which nobody can say what it shows."""
UNKNOWN_DIGITS = "\ufffd"
"""Stands for digits in a number of which only the program that shows it knows whether and which they are."""
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class ShownRun:
    """A stretch of text shown in one way.

    `is_hidden` is what the format itself does not show, `is_raised` what stands above or below the line, `is_beside`
    what is no text of the line: text boxes, equations, signs of a font of signs, letters printed over others.
    `points` is the height of its letters, 0 where unknown; `color` six hexadecimal digits, empty where unknown, and
    `ground` that of what is behind it.
    """

    text: str
    is_bold: bool = False
    is_raised: bool = False
    is_struck: bool = False
    is_hidden: bool = False
    is_beside: bool = False
    points: float = 0.0
    color: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True)
class ReadText:
    """What is read of runs. `readings` are what else it may say, most likely first, empty where it is certain.

    `struck`, `hidden` and `marks` are the texts left out: struck through, unseen, marks of notes.
    """

    runs: Runs
    readings: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text without weights."""
        return "".join(run.text for run in self.runs)

    @property
    def left_out(self) -> tuple[str, ...]:
        """All that was left out."""
        return (*self.struck, *self.hidden, *self.marks)


def read_text(shown: Iterable[ShownRun]) -> ReadText:
    """The text of a paragraph: nothing struck or unseen, and no mark of a note behind a number."""
    return _read(tuple(shown), is_cell=False)


def read_cell(shown: Iterable[ShownRun]) -> ReadText:
    """The text of a cell, with its readings where more than one number may be meant."""
    return _read(tuple(shown), is_cell=True)


def _read(shown: Sequence[ShownRun], *, is_cell: bool) -> ReadText:
    pieces = [piece for run in shown if run.text for piece in _without_marks(run)]
    seen = [run for run in pieces if not (run.is_struck or run.is_hidden or _is_tiny(run) or _is_unseen(run))]
    is_white = any(run.text.strip() for run in seen) and all(_is_white(run) for run in seen if run.text.strip())
    if not is_white:
        seen = [run for run in seen if not _is_white(run)]
    usual = _usual_points(seen)
    base = "".join(run.text for run in seen if not (run.is_raised or run.is_beside)).strip()
    has_base = bool(_DIGIT.search(base))
    kept, marks, doubtful, before = [], [], [], ""
    for run in seen:
        # m² is a unit.
        is_unit = before[-1:].isascii() and before[-1:].isalpha()
        is_behind = bool(base) and not is_unit if is_cell else bool(_DIGIT.search(before.rstrip()[-1:]))
        if run.is_raised and is_behind and not run.text.isspace():
            marks.append(run.text.strip())
            continue
        is_small = _is_other_size(run.points, usual) and bool(_DIGIT.search(run.text))
        if run.is_beside or (is_cell and is_small and has_base):
            doubtful.append(run)
            continue
        text = run.text.translate(_SUPERSCRIPTS) if run.is_raised and not is_cell and before.strip() else run.text
        kept.append(Run(text, run.is_bold))
        before += text
    struck = tuple(text for run in pieces if run.is_struck and (text := run.text.strip()))
    gone = (run for run in pieces if run not in seen and not run.is_struck)
    hidden = tuple(text for run in gone if (text := run.text.strip()))
    if is_cell:
        hidden = (*hidden, *_named(_JOINED.findall("".join(run.text for run in kept))))
        kept = [replace(run, text=_JOINTS.sub("", run.text)) for run in kept]
    read = ReadText(_joined(kept), (), struck, hidden, tuple(marks))
    readings = tuple(_readings(read, seen, doubtful, is_white=is_white)) if is_cell else ()
    beside = (
        ()
        if readings
        else tuple(text for run in doubtful if (text := run.text.strip()) and text not in {UNREADABLE, UNKNOWN_DIGITS})
    )
    return replace(read, hidden=(*hidden, *beside), readings=readings)


def _readings(read: ReadText, seen: Sequence[ShownRun], doubtful: Sequence[ShownRun], *, is_white: bool) -> list[str]:
    """What else a cell may say; nothing where no digit is in doubt."""
    text = read.text.strip()
    doubtful = [run for run in doubtful if run.text != UNREADABLE or not _DIGIT.search(text)]
    is_raised = all(run.is_raised for run in seen if run.text.strip())
    if (is_white or is_raised) and _DIGIT.search(text):
        # What nobody sees, or the mark of a note in an empty cell.
        return [text]
    if _UNSEEN.search(text) and len(_DIGIT.findall(text)) > 1:
        # What changes the direction of letters may print a number backwards.
        pieces = [each for each in _UNSEEN.split(text) if _DIGIT.search(each)]
        return list(dict.fromkeys((*pieces, "".join(pieces), "".join(pieces)[::-1])))
    if any(_DIGIT.search(run.text) or run.text in {UNREADABLE, UNKNOWN_DIGITS} for run in doubtful):
        whole = "".join(run.text for run in seen).strip()
        others = [run.text.strip() for run in doubtful]
        return [each for each in dict.fromkeys((text, *others, whole)) if each]
    lost = [each for each in (*read.struck, *read.hidden) if _DIGIT.search(each)]
    return list(dict.fromkeys(lost)) if lost and not _DIGIT.search(text) else []


def _without_marks(run: ShownRun) -> Iterable[ShownRun]:
    """The run cut before and behind the marks of notes that are characters of their own."""
    end = 0
    for mark in _MARKED.finditer(run.text):
        yield replace(run, text=run.text[end : mark.start()])
        yield replace(run, text=mark.group(), is_raised=True)
        end = mark.end()
    yield replace(run, text=run.text[end:])


def _is_tiny(run: ShownRun) -> bool:
    return 0 < run.points <= _MAX_UNSEEN_POINTS


def _is_other_size(points: float, usual: float) -> bool:
    """Whether letters are so much smaller or larger than the others that they are none of the same number."""
    return bool(points) and bool(usual) and min(points, usual) < _MAX_SMALL_SHARE * max(points, usual)


def _is_unseen(run: ShownRun) -> bool:
    """Whether letters have the colour of what is behind them."""
    return bool(run.color and run.ground) and (
        max(abs(a - b) for a, b in zip(_parts(run.color), _parts(run.ground), strict=True)) <= _MAX_UNSEEN_DIFFERENCE
        or (_is_light(run.color) and _is_light(run.ground))
    )


def _is_white(run: ShownRun) -> bool:
    """Whether letters are white, and nobody knows what is behind them."""
    return _is_light(run.color) and not run.ground


def _is_light(color: str) -> bool:
    return bool(color) and min(_parts(color)) >= _MIN_WHITE


def _parts(color: str) -> tuple[int, int, int]:
    """Red, green and blue of a colour."""
    return int(color[:2], 16), int(color[2:4], 16), int(color[4:], 16)


def _usual_points(seen: Sequence[ShownRun]) -> float:
    """The size of most letters that are not raised, the larger one of two."""
    counts: Counter[float] = Counter()
    for run in seen:
        if not run.is_raised:
            counts[run.points] += len(run.text.strip())
    return max(counts, key=lambda points: (counts[points], points), default=0.0)


def _named(joints: Iterable[str]) -> tuple[str, ...]:
    """Characters that nobody sees by their codes, each once."""
    return tuple(dict.fromkeys(f"U+{ord(joint):04X}" for joint in "".join(joints)))


def _joined(runs: Iterable[Run]) -> Runs:
    """Neighbours of one weight as one run."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].bold == run.bold:
            joined[-1] = replace(joined[-1], text=joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    return tuple(joined)
