"""Files that are no reports, made by others to break readers: what import, verify and textconv make of them.

Run: python benchmarks/foreign_files.py ../shared/corpus

Each file is read in a process of its own. A failure is a traceback, more than 10 s of processor time or 500 MB, a
report that builds, or a number in a table that was never there. Failures are grouped by signature; those of KNOWN may
become fewer, never more, and one that no longer happens has to be taken out.
"""

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from gkgen.diagnostics import Diagnostic, has_errors  # noqa: E402 - the checkout is found first
from gkgen.importers.readers.format_detection import import_suffixes  # noqa: E402
from gkgen.pipeline.comparing.rendered_file import RENDERED_FORMATS, suffix_of  # noqa: E402
from gkgen.pipeline.comparing.text_conversion import text_lines  # noqa: E402
from gkgen.pipeline.comparing.verifying import verify_file  # noqa: E402
from gkgen.pipeline.core.checking import check_text  # noqa: E402
from gkgen.pipeline.core.project import Project  # noqa: E402
from gkgen.pipeline.importing.conversion import convert  # noqa: E402
from gkgen.pipeline.importing.converted_report import ImportOptions  # noqa: E402
from gkgen.pipeline.importing.report_loading import ReportBytes, read_report  # noqa: E402

MAX_SECONDS = 10.0
MAX_MEGABYTES = 500
_PATIENCE_SECONDS = 120
KNOWN: dict[str, int] = {}
"""How many files fail with each signature."""
OFFICE = ROOT / "examples" / "xinjianlu.yaml"


@dataclass(frozen=True)
class Result:
    """What became of a file: signatures of its failures, findings that refused it, seconds, megabytes."""

    failures: tuple[str, ...]
    refused: tuple[str, ...] = ()
    seconds: float = 0.0
    megabytes: int = 0


def examine(path: Path) -> Result:
    """A file by import, verify and textconv, in this process; raises whatever they raise."""
    failures = []
    original = read_report(ReportBytes(path.read_bytes()), path)
    refused = tuple(sorted({each.kind for each in original.diagnostics if has_errors((each,))}))
    if not refused:
        target = Path(tempfile.gettempdir()) / "foreign.yaml"
        converted = convert(original, str(target), ImportOptions())
        checked = check_text(converted.text.encode(), str(target), Project.of(target))
        if not has_errors(checked.diagnostics):
            failures.append("builds")
        if checked.document and any(text.strip("0.") for _, _, text in checked.document.numbers):
            failures.append("numbers of its own")
    if suffix_of(path.name) in RENDERED_FORMATS:
        if verify_file(OFFICE, path).is_equal:
            failures.append("equals a report")
        lines = text_lines(path.read_bytes(), path.name)
        if not isinstance(lines, Diagnostic) and not lines and not refused:
            failures.append("textconv says nothing")
    return Result(tuple(failures), refused)


def _examined(path: Path, pipe: Connection) -> None:
    begun = time.process_time()
    try:
        found = examine(path)
    except BaseException as fault:  # noqa: BLE001 - whatever it is, it is what this benchmark looks for
        last = traceback.extract_tb(fault.__traceback__)[-1]
        found = Result((f"{type(fault).__name__} in {Path(last.filename).name}:{last.name}",))
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    pipe.send(Result(found.failures, found.refused, time.process_time() - begun, megabytes))


def in_a_process(path: Path) -> Result:
    """A file examined in a child of this process, which has loaded what is slow to load."""
    own, other = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.get_context("fork").Process(target=_examined, args=(path, other))
    child.start()
    other.close()
    try:
        found: Result = own.recv() if own.poll(_PATIENCE_SECONDS) else Result(("no end",))
    except EOFError:
        found = Result(("died",))
    child.kill()
    child.join()
    limits = (("too slow", found.seconds > MAX_SECONDS), ("too much memory", found.megabytes > MAX_MEGABYTES))
    return Result(
        (*found.failures, *(name for name, is_so in limits if is_so)), found.refused, found.seconds, found.megabytes
    )


def measure(folder: Path) -> tuple[int, dict[str, list[str]]]:
    """How many files there are, and those that fail by signature; prints what the others end with."""
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix[1:] in set(import_suffixes()) - {"md", "txt"}]
    results = {str(path.relative_to(folder)): in_a_process(path) for path in paths}
    refused = Counter(", ".join(each.refused) or "read" for each in results.values())
    for name, count in refused.most_common():
        print(f"{count:4} {name}")
    for name, each in sorted(results.items(), key=lambda pair: -pair[1].seconds)[:3]:
        print(f"slow: {name} {each.seconds:.1f} s")
    for name, each in sorted(results.items(), key=lambda pair: -pair[1].megabytes)[:3]:
        print(f"large: {name} {each.megabytes} MB")
    failures: dict[str, list[str]] = {}
    for name, each in results.items():
        for signature in each.failures:
            failures.setdefault(signature, []).append(name)
    return len(paths), failures


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args(arguments)
    count, failures = measure(given.folder)
    for signature, names in failures.items():
        print(f"failure: {signature}: {len(names)}, such as {', '.join(names[:3])}")
    now = {signature: len(names) for signature, names in failures.items()}
    print(f"{count} files, {sum(now.values())} failures")
    return 0 if count and now == KNOWN else 1


if __name__ == "__main__":
    sys.exit(main())
