"""Pages whose text runs upwards, downwards or stands on its head, turned so that it can be read."""

from collections import Counter
from typing import Any

# Letters that are looked at, and the share of them that decides.
_MAX_LETTERS = 400
_MIN_TURNED_SHARE = 0.6


def turned_upright(page: Any) -> Any:
    """A page of pdfplumber, or the same page turned by as many quarters as most of its letters are."""
    letters = [letter for letter in page.chars if letter["text"].strip()][:_MAX_LETTERS]
    turns = Counter(_turn(letter.get("matrix") or (1, 0, 0, 1)) for letter in letters)
    (turn, count), *_ = turns.most_common(1) or [(0, 0)]
    if not turn or count < _MIN_TURNED_SHARE * len(letters):
        return page
    source = page.page_obj
    source.rotate = (source.rotate + turn) % 360
    source.attrs = {**source.attrs, "Rotate": (page.rotation + turn) % 360}
    page.close()
    return type(page)(page.pdf, source, page.page_number, page.initial_doctop)


def _turn(matrix: tuple[float, ...]) -> int:
    """By how many degrees to the right a letter has to be turned to stand upright."""
    across, up, right, down = matrix[:4]
    if abs(up) + abs(right) > abs(across) + abs(down):
        return 90 if up > 0 else 270
    return 180 if across < 0 and down < 0 else 0
