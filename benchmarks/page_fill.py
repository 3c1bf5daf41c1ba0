"""How full the pages of many reports are, as a histogram: `python benchmarks/page_fill.py [COUNT] [--word]`

COUNT generated reports of both editions (200 unless given) are built as PDF, or with --word as Word and set by
LibreOffice. Counted are the pages up to the one that the third section begins; a page that is filled to less than
MIN_FILL looks as if something were missing, and the exit status is 1 when there is one. Needs pdftotext.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from offices import generate

import gkgen

COUNT = 200
MIN_FILL = 1 / 3
POINTS_PER_MM = 72 / 25.4
TOP, BOTTOM = 37 * POINTS_PER_MM, 262 * POINTS_PER_MM
"""Of the type area, in points from the top of the page (GB/T 9704-2012, 5.2.1)."""
_WORD = re.compile(r'yMax="([\d.]+)">(.*?)</word>')
_THIRD_TABLE = "本列数据的勾稽关系"


def fills(path: Path) -> Iterator[float]:
    """The part of its type area that each page before the third table fills, from 0 to 1."""
    command = ["pdftotext", "-bbox", str(path), "-"]
    seen = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    for page in seen.split("<page ")[1:]:
        words = [(float(bottom), text) for bottom, text in _WORD.findall(page)]
        if _THIRD_TABLE in "".join(text for _, text in words):
            return
        # The number of the page stands 7 mm below the type area.
        lowest = max((bottom for bottom, _ in words if bottom < BOTTOM + 4 * POINTS_PER_MM), default=TOP)
        yield (lowest - TOP) / (BOTTOM - TOP)
    raise AssertionError(f"{path}: no third table")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, nargs="?", default=COUNT)
    parser.add_argument("--word", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sources, built = Path(folder, "sources"), Path(folder, "built")
        sources.mkdir()
        for seed in range(options.count):
            (sources / f"{seed:04}.yaml").write_text(generate(seed, year=2019 + seed % 6), encoding="utf-8")
        list(gkgen.build_all([sources], built, ("docx",) if options.word else ("pdf",)))
        if options.word:
            command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
            subprocess.run([*command, "--outdir", built, *built.glob("*.docx")], check=True, capture_output=True)
        pages = {path.stem: list(fills(path)) for path in sorted(built.glob("*.pdf"))}
    assert len(pages) == options.count
    histogram = Counter(min(int(fill * 10), 9) for each in pages.values() for fill in each)
    last = Counter(min(int(each[-1] * 10), 9) for each in pages.values() if each)
    print("filled to   pages   of them the last before the third section")
    for tenth in range(10):
        print(f"{tenth * 10:3}-{tenth * 10 + 10:3} %  {histogram[tenth]:6}  {last[tenth]:6}")
    empty = {name: min(each) for name, each in pages.items() if each and min(each) < MIN_FILL}
    print(f"{len(empty)} of {len(pages)} reports have a page filled to less than a third", *sorted(empty))
    return 1 if empty else 0


if __name__ == "__main__":
    raise SystemExit(main())
