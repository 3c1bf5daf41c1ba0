"""Printed pages as pictures, for the pictures in docs/."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
GAP, DESK, EDGE, INK = 16, "#d8dde3", "#9aa3ad", "#1f2d3d"
FONT, SIMPLIFIED_CHINESE = "NotoSansCJK-Regular.ttc", 2  # found in the folders of system fonts


def page(pdf: Path, number: int, resolution: int = 60) -> Image.Image:
    """A page of a PDF with a thin border."""
    stem = pdf.with_name(f"{pdf.stem}-page-{number}")
    chosen = ["-r", str(resolution), "-f", str(number), "-l", str(number)]
    subprocess.run(["pdftoppm", *chosen, "-png", "-singlefile", str(pdf), str(stem)], check=True)
    return ImageOps.expand(Image.open(stem.with_suffix(".png")).convert("RGB"), 1, EDGE)


def labelled(image: Image.Image, words: str) -> Image.Image:
    """A page with a caption above it."""
    height = 34
    sheet = Image.new("RGB", (image.width, image.height + height), DESK)
    sheet.paste(image, (0, height))
    font = ImageFont.truetype(FONT, 18, index=SIMPLIFIED_CHINESE)
    ImageDraw.Draw(sheet).text((image.width // 2, height // 2 - 3), words, INK, font, anchor="mm")
    return sheet


def save_row(pages: Sequence[Image.Image], name: str) -> None:
    """Pages side by side, saved for docs/ with a small palette."""
    width = sum(image.width + GAP for image in pages) + GAP
    sheet = Image.new("RGB", (width, pages[0].height + 2 * GAP), DESK)
    for index, image in enumerate(pages):
        sheet.paste(image, (GAP + index * (pages[0].width + GAP), GAP))
    PICTURES.mkdir(parents=True, exist_ok=True)
    sheet.quantize(64).save(PICTURES / name, optimize=True)
