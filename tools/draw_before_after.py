"""Draws four pages of a generated report as an earlier gkgen and this one print them, and page one of the looks.

`python tools/draw_before_after.py CHECKOUT [SEED]`: CHECKOUT is a folder with the earlier gkgen. Needs poppler-utils.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from draw_side_by_side import TABLE_THREE, page_with
from printed_pages import ROOT, labelled, page, save_row

import gkgen

sys.path.append(str(ROOT / "benchmarks"))
from offices import generate

SEED = 39
LONG_NAME = "云溪市高新技术产业开发区行政审批和政务服务管理局"
NUMBER = "发布信息: {文号: 云溪政报〔2026〕3号}\n"
RESOLUTION = 45


def pages(pdf: Path) -> int:
    told = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, check=True, encoding="utf-8").stdout
    return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pages:"))


PLACES: dict[str, Callable[[Path], int]] = {
    "page-one": lambda pdf: 1,
    "table-two": lambda pdf: page_with(pdf, TABLE_THREE) - 1,
    "table-three": lambda pdf: page_with(pdf, TABLE_THREE),
    "last": pages,
}


def main(checkout: str, seed: int = SEED) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        office = folder / "report.yaml"
        text = generate(seed, year=2019 + seed % 6)
        name_line = next(line for line in text.splitlines() if line.startswith("机关:"))
        office.write_text(text.replace(name_line.removeprefix("机关:").strip(), LONG_NAME), encoding="utf-8")
        command = [sys.executable, "-m", "gkgen", "build", str(office), "-f", "pdf", "-o", str(folder / "before")]
        subprocess.run(command, check=True, cwd=folder, env={**os.environ, "PYTHONPATH": checkout}, capture_output=True)
        gkgen.build(office, folder / "after", ("pdf",))
        printed = {"以前": folder / "before" / "report.pdf", "现在": folder / "after" / "report.pdf"}
        for picture, place in PLACES.items():
            row = [labelled(page(pdf, place(pdf), RESOLUTION), label) for label, pdf in printed.items()]
            save_row(row, f"before-after-{picture}.png")
        lines = text.splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith("发布信息")]
        office.write_text("".join([kept[0], NUMBER, *kept[1:]]), encoding="utf-8")
        shown = []
        for label, look in (("自带", None), ("letterhead", "letterhead"), ("modern", "modern")):
            gkgen.build(office, folder / label, ("pdf",), templates=look)
            shown.append(labelled(page(folder / label / "report.pdf", 1, RESOLUTION), label))
        save_row(shown, "looks.png")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
