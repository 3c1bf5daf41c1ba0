"""Pages whose text does not stand upright are turned; single digits that do not are doubtful."""

from typing import Any

import pikepdf
import pytest

from tests.importers.readers.pdf.drawn_tables import cell, digits


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_is_shown_on_its_side_reads_as_upright(degrees: int) -> None:
    def turn(pdf: pikepdf.Pdf, made: Any) -> None:
        made.Rotate = degrees

    found = cell(digits("49"), turn)
    assert (found.text, found.readings) == ("49", ())


@pytest.mark.parametrize("matrix", ["-1 0 0 1", "-1 0 0 -1"])
def test_digits_in_a_mirror_or_on_their_head_are_doubtful(matrix: str) -> None:
    assert cell(f"BT /F 12 Tf {matrix} 280 637 Tm (49) Tj ET").readings
