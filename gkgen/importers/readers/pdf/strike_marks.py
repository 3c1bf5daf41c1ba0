"""Letters through which something is drawn, or on which an annotation lies."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from gkgen.importers.readers.pdf.painted_page import Box

Letter = Mapping[str, Any]
# In points: a rule that is thicker is a box; in shares of a letter: where in its height a rule strikes it, and how much
# of it lies around the middle that a stroke has to cross.
MAX_RULE_POINTS = 1.6
_STRUCK_FROM, _STRUCK_TO = 0.3, 0.72
_CORE = 0.3
_MAX_STROKES = 400
_POINTS_OF_A_STROKE = 24
_MAX_LIGHT = 0.5
# Annotations that leave a text as it is.
_HARMLESS = frozenset({"Link", "Popup", "Highlight", "Underline", "Squiggly", "Text", "FileAttachment", "PrinterMark"})
_STRIKING = frozenset({"StrikeOut", "Redact"})
# What an annotation says where nobody knows, such as a stamp.
_UNKNOWN_TEXT = "\ufffd"


def struck_letters(page: Any, letters: Sequence[Letter]) -> frozenset[int]:
    """The letters, by identity, through whose middle a rule, a stroke or a bar goes, or that are crossed out."""
    found = set(_under_rules(letters, list(_rules(page))))
    strokes = list(_strokes(page))[:_MAX_STROKES]
    bars = [rect for rect in page.rects if _is_bar(rect)]
    crossed = [box for kind, box, _ in annotations(page) if kind in _STRIKING]
    if strokes or bars or crossed:
        for letter in letters:
            if letter["text"].strip() and _is_crossed(letter, strokes, bars, crossed):
                found.add(id(letter))
    return frozenset(found)


def annotations(page: Any) -> Iterator[tuple[str, Box, str]]:
    """The annotations that change what a page shows: their kind, their place, and what they say."""
    for each in page.annots:
        data = each.get("data") or {}
        kind = str(getattr(data.get("Subtype"), "name", ""))
        if kind and kind not in _HARMLESS:
            said = data.get("V") or each.get("contents") or ""
            text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(getattr(said, "name", said))
            yield kind, (each["x0"], each["top"], each["x1"], each["bottom"]), text.strip()


def letters_of_annotations(page: Any, inside: Box) -> Iterator[Letter]:
    """What annotations print in a table, as a letter that stands over whatever is there."""
    for kind, box, text in annotations(page):
        left, top, right, bottom = box
        across, down = (left + right) / 2, (top + bottom) / 2
        if kind not in _STRIKING and inside[0] <= across <= inside[2] and inside[1] <= down <= inside[3]:
            place = {"x0": left, "x1": right, "top": top, "bottom": bottom}
            yield {"text": text or _UNKNOWN_TEXT, "size": bottom - top, "fontname": "", "over": True, **place}


def _rules(page: Any) -> Iterator[tuple[float, float, float]]:
    """Level rules: their height, and where they begin and end."""
    for line in page.lines:
        if abs(line["top"] - line["bottom"]) <= MAX_RULE_POINTS:
            yield (line["top"] + line["bottom"]) / 2, line["x0"], line["x1"]
    for rect in page.rects:
        if rect["height"] <= MAX_RULE_POINTS:
            yield (rect["top"] + rect["bottom"]) / 2, rect["x0"], rect["x1"]


def _under_rules(letters: Sequence[Letter], rules: Sequence[tuple[float, float, float]]) -> Iterator[int]:
    ordered = sorted((letter["top"], at) for at, letter in enumerate(letters))
    tallest = max((letter["bottom"] - letter["top"] for letter in letters), default=0.0)
    for height, left, right in rules:
        for top, at in ordered[bisect_left(ordered, (height - tallest, -1)) :]:
            letter = letters[at]
            if top > height:
                break
            share = (height - top) / max(letter["bottom"] - top, 0.1)
            middle = (letter["x0"] + letter["x1"]) / 2
            if _STRUCK_FROM <= share <= _STRUCK_TO and left - 0.5 <= middle <= right + 0.5 and letter["text"].strip():
                yield id(letter)


def _strokes(page: Any) -> Iterator[tuple[tuple[float, float], ...]]:
    """Lines that are not level or upright, and curves, as points along them."""
    for line in page.lines:
        if min(abs(line["x1"] - line["x0"]), abs(line["bottom"] - line["top"])) > MAX_RULE_POINTS:
            yield tuple(_along(line["pts"][0], line["pts"][-1]))
    for curve in page.curves:
        points = curve.get("pts") or ()
        if len(points) > 1 and not curve.get("fill"):
            yield tuple(point for one, other in pairwise(points) for point in _along(one, other))


def _along(one: tuple[float, float], other: tuple[float, float]) -> Iterator[tuple[float, float]]:
    for step in range(_POINTS_OF_A_STROKE + 1):
        share = step / _POINTS_OF_A_STROKE
        yield one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _is_bar(rect: Mapping[str, Any]) -> bool:
    """Whether a filled box is dark: a light one is what marks a text, or the ground of a cell."""
    color = rect.get("non_stroking_color")
    parts = [part for part in (color if isinstance(color, list | tuple) else (color,)) if isinstance(part, int | float)]
    if not rect.get("fill") or rect["height"] <= MAX_RULE_POINTS or not parts:
        return False
    # The fourth of CMYK is black.
    return parts[3] > _MAX_LIGHT if len(parts) == 4 else max(parts) < _MAX_LIGHT


def _is_crossed(
    letter: Letter,
    strokes: Sequence[Sequence[tuple[float, float]]],
    bars: Sequence[Mapping[str, Any]],
    crossed: Sequence[Box],
) -> bool:
    height, width = letter["bottom"] - letter["top"], letter["x1"] - letter["x0"]
    left, right = letter["x0"] + _CORE * width, letter["x1"] - _CORE * width
    top, bottom = letter["top"] + _CORE * height, letter["bottom"] - _CORE * height
    across, down = (left + right) / 2, (top + bottom) / 2
    if any(left <= x <= right and top <= y <= bottom for stroke in strokes for x, y in stroke):
        return True
    if any(box[0] <= across <= box[2] and box[1] <= down <= box[3] for box in crossed):
        return True
    edge = height * _CORE / 2
    return any(
        bar["x0"] <= across <= bar["x1"]
        and bar["top"] < bottom
        and bar["bottom"] > top
        and not (bar["top"] <= letter["top"] + edge and bar["bottom"] >= letter["bottom"] - edge)
        for bar in bars
    )
