"""The page of GB/T 9704-2012 in Word's units: twentieths of a point."""

from typing import Final

_POINTS_PER_MM = 72 / 25.4


def mm(length: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(length * _POINTS_PER_MM * 20)


def pt(length: float) -> int:
    """Points in twentieths of a point."""
    return round(length * 20)


PAGE: Final = (mm(210), mm(297))
TOP, BOTTOM, LEFT, RIGHT = mm(37), mm(35), mm(28), mm(26)
WIDTH: Final = PAGE[0] - LEFT - RIGHT
# 22 lines of 28 characters: 225 mm by 22, 156 mm by 28 (GB/T 9704-2012, 5.2.2).
PITCH = pt(28.95)
TRACKING = pt(-0.25)
INDENT = pt(31.5)
# The page number is 7 mm below the type area (GB/T 9704-2012, 7.5).
FOOTER = BOTTOM - mm(7) - pt(14)
