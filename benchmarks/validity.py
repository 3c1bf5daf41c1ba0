"""Validates many reports as PDF/A-3a and PDF/UA-1 with veraPDF: `python benchmarks/validity.py [COUNT]`

COUNT generated reports of both editions (150 unless given) are built as PDF and judged by both profiles; every violated
rule is printed. The exit status is 1 when there is one. Needs what `tools/setup dev` installs.
"""

import argparse
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from offices import generate

import gkgen
from tests.acceptance.validators import pdf_violations

COUNT = 150
FILES_A_CALL = 25
FLAVOURS = ("3a", "ua1")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, nargs="?", default=COUNT)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as folder:
        sources, built = Path(folder, "sources"), Path(folder, "built")
        sources.mkdir()
        for seed in range(count):
            (sources / f"{seed:04}.yaml").write_text(generate(seed, year=2019 + seed % 6), encoding="utf-8")
        list(gkgen.build_all([sources], built, ("pdf",)))
        files = sorted(built.glob("*.pdf"))
        assert len(files) == count
        # A JVM starts slowly and then validates on one core.
        with ThreadPoolExecutor(2) as pool:
            parts = [files[start : start + FILES_A_CALL] for start in range(0, count, FILES_A_CALL)]
            judged = list(pool.map(lambda part: pdf_violations(part, *FLAVOURS), parts))
    violations = {key: found for part in judged for key, found in part.items() if found}
    for (flavour, name), found in violations.items():
        print(f"{flavour} {name}: {'; '.join(found)}")
    old = sum(seed % 6 < 2 for seed in range(count))
    print(f"{count} reports, {old} of the 2019 form; {2 * count} judgements, {len(violations)} with a violation")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
