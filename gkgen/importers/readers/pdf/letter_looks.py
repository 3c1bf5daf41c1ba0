"""How the letters of a page are shown: struck through, unseen, raised, printed over one another.

A PDF says none of this of a letter. It follows from rules through its middle, its colour and what is behind it, and
its size and place beside the other letters of its line.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from gkgen import lazy_re as re
from gkgen.importers.readers.pdf.painted_page import PaintedPage, unseen
from gkgen.importers.readers.pdf.strike_marks import MAX_RULE_POINTS, struck_letters
from gkgen.importers.shown_text import ShownRun

Letter = Mapping[str, Any]
# In shares of a letter: how much of two letters that overlap is one place, how far the copies of a letter that is made
# bold by printing it twice stand; how narrow a digit is no digit, how far one stands above or below its line.
_MIN_OVERLAP = 0.5
_SAME_PLACE = 0.3
_MAX_SMALL_SHARE = 0.82
_MIN_RAISED_SHARE = 0.08
_MIN_TOUCH = 0.2
_MIN_WIDTH_SHARE = 0.15
_MIN_SHIFT_SHARE = 0.25
_WHITE = "ffffff"
# The least slope of a line of a watermark, and how much larger than others, and how light, a level one is printed.
_MIN_SLOPE = 0.1
_MIN_LARGE, _MIN_LIGHT = 2.5, 0xA0
_UNMAPPED = re.compile(r"\(cid:\d+\)|[\ue000-\uefff\uf100-\uf8ff]")
UNMAPPED = "\ufffd"
"""Stands for a glyph of which the file does not say which character it is."""


def is_unmapped(text: str) -> bool:
    """Whether a letter is of a font without a map to Unicode; pdfminer gives its number (ISO 32000-1, 9.10.2)."""
    return bool(_UNMAPPED.fullmatch(text))


def looked_at(page: Any, picture: PaintedPage | None = None) -> list[Letter]:
    """The letters of a page of pdfplumber with `gone`, `over`, `color` and `ground` where there is more to say.

    What stands outside of the page is none of it; a letter printed twice at one place is one, and one that is not to be
    seen in the `picture` of the page is hidden. Those of a watermark stand behind all others.
    """
    left, top, right, bottom = page.bbox
    inside = [
        letter
        for letter in page.chars
        if left - 1 <= (letter["x0"] + letter["x1"]) / 2 <= right + 1
        and top - 1 <= (letter["top"] + letter["bottom"]) / 2 <= bottom + 1
    ]
    marked = _watermark(inside)
    inside = [letter for letter in inside if id(letter) not in marked]
    struck = struck_letters(page, inside)
    hidden = frozenset(id(inside[at]) for at in unseen(inside, picture)) if picture else frozenset()
    grounds = [rect for rect in page.rects if rect.get("fill") and rect["height"] > MAX_RULE_POINTS]
    looked = _without_copies([_looked(letter, struck, hidden, grounds) for letter in inside])
    return [*looked, *({**letter, "gone": "watermark"} for letter in marked.values())]


def _watermark(letters: Sequence[Letter]) -> dict[int, Letter]:
    """The letters that run across the page aslant, or are large and light, by their identity; of few among many."""
    sizes = sorted(letter["size"] for letter in letters if letter["text"].strip())
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    found = {id(each): each for each in letters if _is_aslant(each) or _is_large_and_light(each, usual)}
    return found if 2 * len(found) < len(letters) else {}


def _is_aslant(letter: Letter) -> bool:
    across, up = ((letter.get("matrix") or (1, 0))[at] for at in (0, 1))
    return bool(min(abs(across), abs(up)) > _MIN_SLOPE * max(abs(across), abs(up)))


def _is_large_and_light(letter: Letter, usual: float) -> bool:
    color = _hex(letter.get("non_stroking_color"))
    lightest = min(int(color[at : at + 2], 16) for at in (0, 2, 4)) if color else 0
    return bool(_MIN_LIGHT <= lightest < 0xFF and letter["size"] > _MIN_LARGE * usual)


def _looked(letter: Letter, struck: frozenset[int], hidden: frozenset[int], grounds: Sequence[Letter]) -> Letter:
    color = _hex(letter.get("non_stroking_color"))
    more: dict[str, Any] = {}
    if is_unmapped(letter["text"]):
        more["text"] = UNMAPPED
    if id(letter) in hidden or _is_flat(letter):
        more["gone"] = "hidden"
    elif id(letter) in struck:
        more["gone"] = "struck"
    if _is_turned(letter):
        more["over"] = True
    if color == _WHITE:
        behind = [rect for rect in grounds if _covers(rect, letter)]
        more |= {"color": color, "ground": _hex(behind[-1].get("non_stroking_color")) if behind else _WHITE}
    return {**letter, **more} if more else letter


def _is_flat(letter: Letter) -> bool:
    """Whether a digit is squeezed to a stroke."""
    is_digit = letter["text"].isdecimal() and letter.get("upright", True)
    return bool(is_digit and letter["x1"] - letter["x0"] < _MIN_WIDTH_SHARE * letter["size"])


def _is_turned(letter: Letter) -> bool:
    """Whether a letter stands on its head or is seen as in a mirror."""
    across, up, right, down = (letter.get("matrix") or (1, 0, 0, 1))[:4]
    return abs(up) + abs(right) < abs(across) + abs(down) and min(across, down) < 0


def _without_copies(letters: Sequence[Letter]) -> Iterator[Letter]:
    """The letters without those printed again at the same place; of others that overlap all are `over`."""
    seen: dict[tuple[int, int], list[int]] = {}
    kept: list[Letter] = []
    for letter in letters:
        if not letter["text"].strip() or not letter["size"]:
            kept.append(letter)
            continue
        cell = int(letter["x0"] // 20), int(letter["top"] // 20)
        near = [at for x in (-1, 0, 1) for y in (-1, 0, 1) for at in seen.get((cell[0] + x, cell[1] + y), ())]
        others = [at for at in near if _overlap(kept[at], letter) >= _MIN_OVERLAP]
        copies = [at for at in others if _is_copy(kept[at], letter)]
        if copies:
            kept[copies[0]] = {**kept[copies[0]], "copied": True}
            continue
        for at in others:
            kept[at] = {**kept[at], "over": True}
        seen.setdefault(cell, []).append(len(kept))
        kept.append({**letter, "over": True} if others else letter)
    yield from kept


def _overlap(one: Letter, other: Letter) -> float:
    """How much of the narrower of two letters is covered by the other, of its width and of its height."""
    across = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    width = max(min(one["x1"] - one["x0"], other["x1"] - other["x0"]), 0.1)
    height = max(min(one["bottom"] - one["top"], other["bottom"] - other["top"]), 0.1)
    return float(min(across / width, down / height))


def _is_copy(one: Letter, other: Letter) -> bool:
    distance = max(abs(one["x0"] - other["x0"]), abs(one["top"] - other["top"]))
    return bool(one["text"] == other["text"] and distance < _SAME_PLACE * max(other["size"], 1.0))


def _covers(rect: Letter, letter: Letter) -> bool:
    across, down = (letter["x0"] + letter["x1"]) / 2, (letter["top"] + letter["bottom"]) / 2
    return bool(rect["x0"] <= across <= rect["x1"] and rect["top"] <= down <= rect["bottom"])


def _hex(color: Any) -> str:
    """A colour of a PDF as six hexadecimal digits, empty where it is a pattern or none; grey, RGB and CMYK."""
    parts = color if isinstance(color, list | tuple) else (color,)
    if not all(isinstance(part, int | float) for part in parts):
        return ""
    match len(parts):
        case 1:
            parts = (parts[0],) * 3
        case 4:
            parts = tuple((1 - part) * (1 - parts[3]) for part in parts[:3])
        case 3:
            pass
        case _:
            return ""
    return "".join(f"{round(max(0, min(1, part)) * 255):02x}" for part in parts)


def with_raised(lines: Iterable[list[Letter]]) -> list[list[Letter]]:
    """Lines with the small letters that stand above or below their middle marked as raised.

    Such letters may have come as a line of their own, when they are put into the line that they touch.
    """
    found: list[list[Letter]] = []
    for line in lines:
        if found and (whole := _merged(found[-1], line)):
            found[-1] = whole
        else:
            found.append(line)
    return [_marked(line) for line in found]


def _merged(one: list[Letter], other: list[Letter]) -> list[Letter] | None:
    """Two lines as one, where the letters of one are small and touch those of the other."""
    big, small = sorted((one, other), key=_usual, reverse=True)
    if _usual(small) >= _MAX_SMALL_SHARE * _usual(big):
        return None
    size = _usual(big)
    touching = all(
        any(
            min(a["bottom"], b["bottom"]) - max(a["top"], b["top"]) > _MIN_TOUCH * a["size"]
            and b["x0"] - size / 2 <= a["x0"] <= b["x1"] + 4 * size
            for b in big
        )
        for a in small
    )
    return sorted((*big, *small), key=lambda letter: letter["x0"]) if touching else None


def _usual(line: Sequence[Letter]) -> float:
    sizes = Counter(round(letter["size"], 1) for letter in line if letter["text"].strip())
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _marked(line: list[Letter]) -> list[Letter]:
    sizes = [letter["size"] for letter in line]
    if not sizes or min(sizes) >= _MAX_SMALL_SHARE * max(sizes):
        return _with_shifted(line)
    usual = max(sizes)
    middles = [(each["top"] + each["bottom"]) / 2 for each in line if each["size"] >= _MAX_SMALL_SHARE * usual]
    middle = sum(middles) / len(middles)
    return [
        {**letter, "raised": True}
        if letter["size"] < _MAX_SMALL_SHARE * usual
        and abs((letter["top"] + letter["bottom"]) / 2 - middle) > _MIN_RAISED_SHARE * usual
        else letter
        for letter in line
    ]


def _with_shifted(line: list[Letter]) -> list[Letter]:
    """A line with the digits marked that stand above or below the letters beside them, though they are as large."""
    middles = [(letter["top"] + letter["bottom"]) / 2 for letter in line if letter["text"].strip()]
    if not middles or max(middles) - min(middles) <= _MIN_SHIFT_SHARE * line[0]["size"]:
        return line
    return [letter for piece in _near_one_another(line) for letter in _with_shifted_digits(piece)]


def _near_one_another(line: Sequence[Letter]) -> Iterator[list[Letter]]:
    """The letters of a line in pieces with wide gaps between them: what stands in the next cell may be higher."""
    piece: list[Letter] = []
    for letter in line:
        if piece and letter["x0"] - piece[-1]["x1"] > letter["size"]:
            yield piece
            piece = []
        piece.append(letter)
    yield piece


def _with_shifted_digits(piece: list[Letter]) -> Iterator[Letter]:
    middles = sorted((letter["top"] + letter["bottom"]) / 2 for letter in piece if letter["text"].strip())
    middle = middles[len(middles) // 2] if middles else 0.0
    for letter in piece:
        distance = abs((letter["top"] + letter["bottom"]) / 2 - middle)
        is_shifted = letter["text"].isdecimal() and distance > _MIN_SHIFT_SHARE * letter["size"]
        yield {**letter, "over": True} if is_shifted else letter


def shown_runs(pieces: Iterable[tuple[str, Letter]]) -> Iterator[ShownRun]:
    """Letters with their texts as runs, those of one look together."""
    for look, group in groupby(pieces, key=lambda piece: _look(piece[1])):
        gone, raised, over, points, color, ground = look
        text = "".join(text for text, _ in group)
        yield ShownRun(text, False, raised, gone == "struck", gone == "hidden", over, points, color, ground)


def _look(letter: Letter) -> tuple[str, bool, bool, float, str, str]:
    return (
        letter.get("gone", ""),
        bool(letter.get("raised")),
        bool(letter.get("over")),
        round(float(letter["size"]), 1),
        letter.get("color", ""),
        letter.get("ground", ""),
    )


def left_out(letters: Iterable[Letter]) -> Iterator[tuple[str, str]]:
    """Texts that are no text of the page, each with the kind of finding that tells it; a copy is left out once."""
    for kind, group in groupby(letters, key=_kind):
        text = "".join(letter["text"] for letter in group).strip()
        if kind and text:
            yield kind, text


def _kind(letter: Letter) -> str:
    if letter.get("copied"):
        return "I45.copies"
    if is_shown(letter):
        return ""
    return {"struck": "I45.struck", "watermark": "I45.watermark"}.get(letter.get("gone", ""), "I45.hidden")


def is_shown(letter: Letter) -> bool:
    """Whether a letter is one of the text of its line: seen, not struck, of a size that can be read."""
    if letter.get("gone") or 0 < letter["size"] <= 2:
        return False
    return not letter.get("color") or letter["color"] != letter.get("ground")
