"""Draws docs/pictures/pages.png, three pages of an example as they print: `python tools/draw_readme_picture.py`."""

import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageOps

import gkgen

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "gaoxin.yaml"
PAGES = (1, 2, 5)
GAP, PAPER, DESK = 16, "white", "#d8dde3"


def page(pdf: Path, number: int) -> Image.Image:
    stem = pdf.with_name(f"page-{number}")
    command = ["pdftoppm", "-r", "60", "-png", "-singlefile", "-f", str(number), "-l", str(number), str(pdf), str(stem)]
    subprocess.run(command, check=True)
    return ImageOps.expand(Image.open(stem.with_suffix(".png")).convert("RGB"), 1, "#9aa3ad")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        outcome = gkgen.build(EXAMPLE, folder, ("pdf",))
        pages = [page(Path(outcome.outputs[0]), number) for number in PAGES]
    width = sum(image.width + GAP for image in pages) + GAP
    sheet = Image.new("RGB", (width, pages[0].height + 2 * GAP), DESK)
    for index, image in enumerate(pages):
        sheet.paste(image, (GAP + index * (image.width + GAP), GAP))
    target = ROOT / "docs" / "pictures" / "pages.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    sheet.quantize(64).save(target, optimize=True)


if __name__ == "__main__":
    main()
