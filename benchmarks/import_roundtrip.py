"""How many reports survive the round trip through Word, web page and PDF.

Run: python benchmarks/import_roundtrip.py --count 200

All examples and generated reports of both editions are written in each format, imported, and compared with their
source; a new finding counts as a difference. The times of reading and matching are printed.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import offices  # noqa: E402 - the checkout is found first

from gkgen.document import Document  # noqa: E402
from gkgen.importers.readers.format_detection import read_document  # noqa: E402
from gkgen.pipeline.core.checking import check_text  # noqa: E402
from gkgen.pipeline.core.project import Project  # noqa: E402
from gkgen.pipeline.importing.conversion import convert  # noqa: E402
from gkgen.pipeline.importing.converted_report import ImportOptions  # noqa: E402
from gkgen.resources import load_template_set  # noqa: E402
from gkgen.writers.formats import OUTPUT_FORMATS  # noqa: E402
from tests.acceptance.same import differences  # noqa: E402

FORMATS = ("docx", "html", "pdf")


@dataclass(slots=True)
class Tally:
    """The result of one format: reports that came back, differences of the others, seconds of each."""

    same: int = 0
    others: list[tuple[str, list[str]]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @property
    def reports(self) -> int:
        return self.same + len(self.others)


def measure(count: int, folder: Path) -> dict[str, Tally]:
    """All examples and `count` generated reports, in every format."""
    tallies = {suffix: Tally() for suffix in FORMATS}
    for path in _sources(count, folder):
        checked = check_text(path.read_bytes(), str(path), Project.of(path))
        wanted, known = checked.document, {found.kind for found in checked.diagnostics}
        assert wanted is not None, known
        looks = load_template_set(wanted.edition)
        for suffix, tally in tallies.items():
            data = OUTPUT_FORMATS[suffix].write(wanted, looks, path.name).data
            begun = time.perf_counter()
            found, kinds = _imported(data, f"{path.stem}.{suffix}", folder / "back")
            tally.seconds.append(time.perf_counter() - begun)
            unlike = [*(kind for kind in kinds if kind not in known), *(differences(wanted, found) if found else ())]
            if unlike:
                tally.others.append((path.stem, unlike))
            else:
                tally.same += 1
    return tallies


def _sources(count: int, folder: Path) -> Iterator[Path]:
    yield from sorted((ROOT / "examples").glob("*.yaml"))
    for seed in range(count):
        path = folder / f"generated-{seed:03}.yaml"
        year = offices.YEARS[seed % len(offices.YEARS)]
        path.write_text(offices.generate(seed, year, offices.PAGES[seed % len(offices.PAGES)]), encoding="utf-8")
        yield path


def _imported(data: bytes, name: str, folder: Path) -> tuple[Document | None, list[str]]:
    """The document of the imported office file, and the kinds of its findings."""
    target = folder / "office.yaml"
    converted = convert(read_document(data, name), str(target), ImportOptions())
    for picture, content in converted.pictures.items():
        (folder / picture).parent.mkdir(parents=True, exist_ok=True)
        (folder / picture).write_bytes(content)
    checked = check_text(converted.text.encode("utf-8"), str(target), Project.of(target))
    for picture in converted.pictures:
        (folder / picture).unlink()
    kinds = [found.kind for found in (*converted.diagnostics, *checked.diagnostics)]
    return checked.document, kinds if checked.document else [*kinds, "no document"]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="made-up reports beside the examples")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        tallies = measure(given.count, Path(folder))
    for suffix, tally in tallies.items():
        slowest = max(tally.seconds)
        print(f"{suffix}: {tally.same} of {tally.reports}, {median(tally.seconds):.2f} s each, slowest {slowest:.2f} s")
        for name, unlike in tally.others:
            print(f"  {name}: {'; '.join(unlike)[:400]}")
    return 1 if any(tally.others for tally in tallies.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
