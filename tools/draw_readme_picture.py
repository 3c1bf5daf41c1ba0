"""Draws docs/pictures/pages.png, three pages of an example as they print: `python tools/draw_readme_picture.py`."""

import tempfile
from pathlib import Path

from printed_pages import ROOT, page, save_row

import gkgen

EXAMPLE = ROOT / "examples" / "gaoxin.yaml"
PAGES = (1, 2, 5)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        outcome = gkgen.build(EXAMPLE, folder, ("pdf",))
        save_row([page(Path(outcome.outputs[0]), number) for number in PAGES], "pages.png")


if __name__ == "__main__":
    main()
