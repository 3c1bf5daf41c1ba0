"""docs/security.md is true to the code: each number of it is a limit of the code."""

from decimal import Decimal

import disk_faults

from gkgen import pictures, source
from gkgen.batch.batch_options import DEFAULT_TIMEOUT
from gkgen.narrative import expressions
from gkgen.pictures import bitmaps, rasterization, svg, svg_complexity, svg_css, svg_rewriting
from gkgen.pipeline.collecting import roster_spreadsheet as sheet
from gkgen.pipeline.core import file_reading, isolation
from gkgen.pipeline.importing import libreoffice
from tests.cli.calls import ROOT
from tests.cli.test_diff import HOSTILE

MB = 1_000_000


def test_the_limits_told_are_those_of_the_code() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    limits = (
        f"| an office file | {source.MAX_BYTES // MB} MB |",
        f"| a published or finished report | {file_reading.MAX_REPORT_BYTES // MB} MB |",
        f"{pictures.MAX_BYTES // MB} MB, {bitmaps.MAX_PIXELS // MB} million pixels, "
        f"{bitmaps.MAX_SIDE_PIXELS:,} on a side",
        f"{svg.MAX_BYTES // MB} MB, {svg_complexity.MAX_ELEMENTS:,} elements, {svg_rewriting.MAX_DEPTH} levels, "
        f"{svg_css.MAX_SELECTORS} selectors, {svg_complexity.MAX_COST:,} labels, "
        f"{rasterization.MAX_DRAWING_SECONDS:g} s to draw on an ordinary machine",
        f"{isolation.TIMEOUT_SECONDS:g} s, {isolation.MAX_MEMORY_BYTES // MB} MB of memory",
        f"| LibreOffice | {libreoffice.TIMEOUT_SECONDS:g} s, {libreoffice.MAX_MEMORY_BYTES // (1000 * MB)} GB; "
        f"an ODT of {libreoffice.MAX_UNPACKED_BYTES // MB} MB unpacked |",
        f"{DEFAULT_TIMEOUT:g} s unless told",
        f"| a roster in a spreadsheet | {source.MAX_BYTES // MB} MB, {sheet.MAX_UNPACKED_BYTES // MB} MB unpacked, "
        f"{sheet.MAX_ROWS:,} rows, {sheet.MAX_COLUMNS} columns, {sheet.MAX_MERGED_CELLS:,} merged cells |",
        f"{Decimal(expressions.MAX_NUMBER).adjusted()} digits, {expressions.MAX_DECIMALS} of them decimals",
    )
    for limit in limits:
        assert limit in page


def test_what_was_tried_is_there_to_be_tried_again() -> None:
    page = " ".join((ROOT / "docs" / "security.md").read_text(encoding="utf-8").split())
    assert f"with {len(disk_faults.FAULTS)} faults of the disk" in page
    assert f"{len(HOSTILE)} settings that Git would run" in page
    chinese = (ROOT / "docs" / "security.zh-CN.md").read_text(encoding="utf-8")
    assert f"{len(disk_faults.FAULTS)} 种毛病" in chinese
    assert f"{len(HOSTILE)} 项 Git 会去运行的设置" in chinese


def test_both_languages_tell_the_same_numbers() -> None:
    pages = [(ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("security.md", "security.zh-CN.md")]
    rows = [[line for line in page.split("\n") if line.startswith("| ")] for page in pages]
    assert len(rows[0]) == len(rows[1]) > 8
