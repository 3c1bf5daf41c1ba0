"""What import makes of carriers that others made: cells right, cells confessed, cells wrong in silence.

Run: python benchmarks/import_carriers.py --reports 20 --mutations 2000

Each report is carried in every carrier and layout of carriers.py. A cell is confessed where the office file says 待核对
for it, for its row or its table; told where it is wrong and a finding names it or its row; else wrong in silence.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import carriers  # noqa: E402 - the checkout is found first
import offices  # noqa: E402
from carriers import CARRIERS, LAYOUTS, Report, Slot  # noqa: E402
from mutations import MUTATIONS, mutated  # noqa: E402

from gkgen.diagnostics import CATALOGUE, Severity  # noqa: E402
from gkgen.document import Document, Table, plain  # noqa: E402
from gkgen.importers.match_result import MatchedReport  # noqa: E402
from gkgen.importers.matching import match  # noqa: E402
from gkgen.importers.readers.format_detection import read_document  # noqa: E402
from gkgen.pipeline.core.checking import check_text, form  # noqa: E402
from gkgen.pipeline.core.named_files import FilesInMemory  # noqa: E402

_NUMERALS = "一二三四五六"


def report_of(seed: int) -> tuple[Report, dict[str, str]]:
    """A made-up report as plain values, and its numbers by path."""
    text = offices.generate(seed, 2021 + seed % 4, 1)
    found = check_text(text.encode(), "x.yaml", FilesInMemory())
    assert found.document is not None, [each.message() for each in found.diagnostics]
    return plainly(found.document)


def plainly(document: Document) -> tuple[Report, dict[str, str]]:
    """A document as plain values."""
    parts: list[tuple[str, object]] = []
    for number, section in enumerate(document.sections):
        body = section.body
        if isinstance(body, Table):
            grid = tuple(
                tuple(
                    Slot(cell.text, cell.row_span, cell.col_span, f"{section.name}.{cell.field}" if cell.field else "")
                    for cell in row
                )
                for row in body.rows
            )
            parts.append((f"{_NUMERALS[number]}、{section.heading}", grid))
        else:
            lines = tuple(text for block in body if (text := plain(getattr(block, "runs", ()))))
            parts.append((f"{_NUMERALS[number]}、{section.heading}", lines or ("无。",)))
    numbers = {path: text for path, _, text in document.numbers}
    return Report("".join(document.title), tuple(parts)), numbers  # type: ignore[arg-type]


def judged(found: MatchedReport, truth: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What became of each number: its path, and right, confessed, told or silent."""
    loud = [each.path for each in found.issues if CATALOGUE[each.kind].severity is not Severity.NOTE]
    for table in found.edition.tables:
        name = table.field.name
        cells = found.tables[name]
        for path, wanted in truth.items():
            if not path.startswith(f"{name}."):
                continue
            value = cells.typed.get(path, "0")
            around = {path, path.rpartition(".")[0], name}
            if around & cells.unknown.keys() or any(path.startswith(f"{each}.") for each in cells.unknown):
                yield path, "confessed"
            elif value == wanted or (path in table.computed and path not in cells.typed):
                yield path, "right"
            else:
                yield path, "told" if {path, path.rpartition(".")[0]} & set(loud) else "silent"


def matched(data: bytes, name: str) -> MatchedReport | None:
    original = read_document(data, name)
    return match(original, form()) if original.blocks else None


def measure(reports: int, only: Sequence[str]) -> int:
    """Prints a line for each carrier and layout; the number of cells wrong in silence."""
    silent = 0
    for carrier in only:
        for layout in LAYOUTS:
            counts: Counter[str] = Counter()
            begun, examples = time.perf_counter(), []
            for seed in range(reports):
                report, truth = report_of(seed)
                found = matched(*carriers.carry(report, carrier, layout))
                results = list(judged(found, truth)) if found else [("", "confessed")] * len(truth)
                counts.update(result for _, result in results)
                examples += [f"{seed} {path}" for path, result in results if result == "silent"]
                office = found.texts.get("office", "") if found else ""
                counts["wrong names"] += bool(found) and not report.title.startswith(office or "?")
            silent += counts["silent"]
            seconds = (time.perf_counter() - begun) / max(reports, 1)
            shown = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()) if count)
            print(f"{carrier:5} {layout:18} {shown}; {seconds:.2f} s each {' '.join(examples[:3])}", flush=True)
    return silent


def mutate(count: int, kinds: Sequence[str]) -> int:
    """Prints what became of the mutated cells; the number of those wrong in silence."""
    silent = 0
    totals: dict[str, Counter[str]] = {}
    base = [report_of(seed) for seed in range(8)]
    for number in range(count):
        rng = random.Random(number)
        name = list(MUTATIONS)[number % len(MUTATIONS)]
        carrier = kinds[number // len(MUTATIONS) % len(kinds)]
        report, truth = base[number % len(base)]
        changed, path = mutated(report, name, rng)
        found = matched(*carriers.carry(changed, carrier, "plain"))
        results = dict(judged(found, truth)) if found else {path: "confessed"}
        others = [each for each, result in results.items() if result == "silent" and each != path]
        result = "silent" if others else results[path]
        totals.setdefault(f"{carrier} {name}", Counter())[result] += 1
        if result == "silent":
            silent += 1
            cells = found.tables if found else {}
            value = {key: text for each in cells.values() for key, text in each.typed.items()}.get(path)
            print(f"  {number} {carrier} {name}: {path} {truth[path]} became {value} {others[:2]}", flush=True)
    for name, counts in sorted(totals.items()):
        print(f"{name:24} {dict(counts)}")
    return silent


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=20, help="for each carrier and layout")
    parser.add_argument("--mutations", type=int, default=2000)
    parser.add_argument("--carriers", default=",".join(CARRIERS))
    parser.add_argument("--mutated", default="html,docx", help="carriers of mutations")
    given = parser.parse_args(arguments)
    silent = measure(given.reports, given.carriers.split(",")) if given.reports else 0
    silent += mutate(given.mutations, given.mutated.split(",")) if given.mutations else 0
    print(f"{silent} wrong in silence")
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main())
