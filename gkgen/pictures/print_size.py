"""How large a picture is printed: as large as it says, made smaller where it would not fit, never larger."""

MILLIMETRES_PER_INCH = 25.4
SCREEN_DPI = 96.0
"""Dots per inch of a picture that does not say."""

_MAX_WIDTH_MM, _MAX_HEIGHT_MM = 156.0, 140.0
"""The width of the text (GB/T 9704-2012, 5.1), and a height that leaves room for the caption."""
_MIN_MM = 0.01
_PRINT_DPI = 300.0
_MAX_OVERSAMPLING = 1.5
_SQUARE_TOLERANCE = 0.01

Size = tuple[float, float]


def printed_size(natural: Size) -> Size:
    """Width and height on paper in millimetres of a picture that is naturally that large."""
    scale = min(1.0, _MAX_WIDTH_MM / natural[0], _MAX_HEIGHT_MM / natural[1])
    return max(natural[0] * scale, _MIN_MM), max(natural[1] * scale, _MIN_MM)


def print_pixels(size: Size) -> tuple[int, int]:
    """The pixels that a good printer can show on that size in millimetres."""
    return _pixels(size[0]), _pixels(size[1])


def kept_pixels(pixels: tuple[int, int], size: Size) -> tuple[int, int]:
    """The pixels that are kept of a picture of that printed size: all, unless far too many, or no squares."""
    wanted = print_pixels(size)
    if any(have > _MAX_OVERSAMPLING * want for have, want in zip(pixels, wanted, strict=True)):
        return wanted
    height = max(1, round(pixels[0] * size[1] / size[0]))
    is_square = abs(height - pixels[1]) <= max(1, _SQUARE_TOLERANCE * height)
    return pixels if is_square else (pixels[0], min(height, max(wanted[1], pixels[1])))


def _pixels(length: float) -> int:
    return max(1, round(length / MILLIMETRES_PER_INCH * _PRINT_DPI))
