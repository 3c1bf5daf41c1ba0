"""What PDFium paints of a page: whether letters can be seen, whatever makes them so.

Colour, clipping, layers that are off, transparency, a text mode that paints nothing, and what covers a letter all end
in the same: where it stands nothing differs from what is around.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points, from the upper left corner."""

# Pixels a point, and the most pixels of a page.
_SCALE = 1.5
_MAX_PIXELS = 4_000_000
# The least difference between the darkest and the lightest pixel of a letter, and of a drawing that may be a digit, of
# 255.
_MIN_CONTRAST = 20
_MIN_DRAWN_CONTRAST = 90
# A font is painted where most of its letters are; one that this machine lacks and the file does not hold is not.
_MIN_PAINTED_SHARE = 0.5
_STANDARD_FONTS = ("Helvetica", "Times", "Courier", "Symbol", "ZapfDingbats")
_SUBSET_PREFIX = 6
# Points around letters and inside the edges of a cell that belong to them, the latter at most that share of its side:
# pdfplumber moves rules that are nearer than 3 points to one another onto one.
_AROUND_LETTER, _INSIDE_EDGE, _MAX_EDGE_SHARE = 1.5, 4.5, 0.25
_AROUND_MARK = 0.25


@dataclass(frozen=True, slots=True)
class PaintedPage:
    """The grey levels of a page, `stride` bytes a row; `left` and `top` are the corner of the picture, in points."""

    pixels: bytes
    width: int
    height: int
    stride: int
    scale: float
    left: float
    top: float

    def is_painted(self, box: Box, contrast: int) -> bool:
        """Whether the pixels in a box differ by so much of 255."""
        low, high = 255, 0
        for part in self._rows(box):
            darkest, lightest = _levels(part)
            low, high = min(low, darkest), max(high, lightest)
            if high - low >= contrast:
                return True
        return False

    def _rows(self, box: Box) -> Iterator[bytes]:
        """The pixels of each row in a box, beginning in its middle, where a letter has most of its strokes."""
        left, right = (round((edge - self.left) * self.scale) for edge in (box[0], box[2]))
        top, bottom = (round((edge - self.top) * self.scale) for edge in (box[1], box[3]))
        left, right = max(0, left), min(self.width, max(right, left + 1))
        rows = range(max(0, top), min(self.height, max(bottom, top + 1)))
        if left < right:
            middle = len(rows) // 2
            for row in (*rows[middle:], *rows[:middle]):
                yield self.pixels[row * self.stride + left : row * self.stride + right]

    def has_drawing(self, box: Box, letters: Sequence[Mapping[str, Any]]) -> bool:
        """Whether something is drawn inside a cell that is none of its letters."""
        across, down = (min(_INSIDE_EDGE, _MAX_EDGE_SHARE * (box[at + 2] - box[at])) for at in (0, 1))
        left, top, right, bottom = box[0] + across, box[1] + down, box[2] - across, box[3] - down
        taken = sorted((letter["x0"] - _AROUND_LETTER, letter["x1"] + _AROUND_LETTER) for letter in letters)
        ends = [left, *(end for _, end in taken)]
        starts = [*(start for start, _ in taken), right]
        # A gap begins where all letters before it have ended.
        free = zip(accumulate(ends, max), starts, strict=True)
        gaps = (self._rows((one, top, other, bottom)) for one, other in free if other - one > 1)
        darkest, lightest = _levels(b"".join(chain.from_iterable(gaps)))
        return lightest - darkest > _MIN_DRAWN_CONTRAST


def _levels(pixels: bytes) -> tuple[int, int]:
    """The darkest and the lightest of some pixels, most of which are of one level."""
    # What is left without the level of the first is little, and soon looked through.
    levels = (*pixels[:1], *set(pixels.translate(None, pixels[:1])))
    return min(levels, default=0), max(levels, default=0)


def painted(source: Any, page: Any) -> PaintedPage | None:
    """A page of pdfplumber as PDFium paints it; None where it cannot be said where on the picture its letters are.

    `source` is the same page in pypdfium2.
    """
    import pypdfium2

    if page.rotation and tuple(page.cropbox) != tuple(page.mediabox):
        return None
    left, top = max(page.cropbox[0], page.mediabox[0]), max(page.cropbox[1], page.mediabox[1])
    try:
        width, height = source.get_size()
        scale = min(_SCALE, (_MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
        turned = (page.rotation - source.get_rotation()) % 360
        bitmap = source.render(scale=scale, rotation=turned, grayscale=True, may_draw_forms=False)
        pixels = bytes(bitmap.buffer)
        made = PaintedPage(pixels, bitmap.width, bitmap.height, bitmap.stride, scale, left, top)
        bitmap.close()
    except (pypdfium2.PdfiumError, ValueError):
        return None
    return made if len(pixels) >= made.stride * made.height and made.stride < 2 * made.width + 8 else None


def unseen(letters: Sequence[Mapping[str, Any]], page: PaintedPage) -> frozenset[int]:
    """The places of letters that are not painted, among all letters of a page."""
    dark: dict[str, list[int]] = {}
    counts: dict[str, int] = {}
    for at, letter in enumerate(letters):
        if not letter["text"].strip() or letter["x1"] <= letter["x0"]:
            continue
        font = letter.get("fontname", "")
        counts[font] = counts.get(font, 0) + 1
        # Marks such as _ stand below the place of a letter.
        around = 0.0 if letter["text"].isalnum() else _AROUND_MARK * letter["size"]
        box = (letter["x0"], letter["top"] - around, letter["x1"], letter["bottom"] + around)
        if not page.is_painted(box, _MIN_CONTRAST):
            dark.setdefault(font, []).append(at)
    return frozenset(
        at
        for font, places in dark.items()
        if _is_at_hand(font) or len(places) <= (1 - _MIN_PAINTED_SHARE) * counts[font]
        for at in places
    )


def _is_at_hand(font: str) -> bool:
    """Whether a font is in the file, or one that every program has."""
    return font[_SUBSET_PREFIX : _SUBSET_PREFIX + 1] == "+" or font.startswith(_STANDARD_FONTS)
