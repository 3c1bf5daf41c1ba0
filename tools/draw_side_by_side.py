"""Draws an example's first page and table three as Word and PDF print them: `python tools/draw_side_by_side.py`.

LibreOffice prints the Word file, in the fonts that the PDF was set with. Needs LibreOffice and poppler-utils.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from printed_pages import ROOT, labelled, page, save_row

import gkgen

sys.path.append(str(ROOT / "benchmarks"))
from parity import print_word

EXAMPLE = ROOT / "examples" / "xinjianlu.yaml"
TABLE_THREE = "申请人情况"
RESOLUTION = 75


def page_with(pdf: Path, words: str) -> int:
    """The number of the first page with these words."""
    text = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, check=True).stdout.decode("utf-8")
    return next(number for number, page in enumerate(text.split("\f"), start=1) if words in page)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        gkgen.build(EXAMPLE, folder / "built", ("docx", "pdf"))
        print_word([folder / "built" / f"{EXAMPLE.stem}.docx"], folder)
        printed = {
            "Word（由 LibreOffice 打印）": folder / f"{EXAMPLE.stem}.pdf",
            "PDF": folder / "built" / f"{EXAMPLE.stem}.pdf",
        }
        for picture, words in (("page1.png", ""), ("table3.png", TABLE_THREE)):
            save_row(
                [labelled(page(pdf, page_with(pdf, words), RESOLUTION), label) for label, pdf in printed.items()],
                picture,
            )


if __name__ == "__main__":
    main()
