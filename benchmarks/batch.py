"""Measures batches: against plain scripts and other tools, by number of offices, by memory.

    python benchmarks/batch.py rivals [OFFICES]    ratios of rates, all measured in this run
    python benchmarks/batch.py scale [OFFICES...]  time for an office by their number, memory of a worker
    python benchmarks/batch.py steady [OFFICES]    processor time for an office and memory along a long run
    python benchmarks/batch.py again [OFFICES]     nothing changed, one changed
    python benchmarks/batch.py check [OFFICES]     checking, against check-jsonschema
    python benchmarks/batch.py cluster [OFFICES]   one and two Dask workers

Machines differ, and so does their load from minute to minute: only ratios within one run are meaningful. Offices are
generated, each of them different. Rivals get the data that they would compute from the YAML for free (see rivals/).
"""

import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import offices  # noqa: E402 - the checkout is found first

from gkgen.pipeline.core.checking import check_text  # noqa: E402
from gkgen.pipeline.core.named_files import FilesInMemory  # noqa: E402
from gkgen.pipeline.editing.editor_schema import schema_text  # noqa: E402

YEARS, PAGES = (2019, 2020, 2021, 2022, 2024), (1, 2, 1, 3)
RIVALS = ROOT / "benchmarks" / "rivals"
PYTHON = sys.executable
GKGEN = (PYTHON, "-m", "gkgen")


@dataclass(frozen=True, slots=True)
class Measurement:
    """The measurement of a command: seconds, processor seconds, peak memory in MB of it or of a child."""

    seconds: float
    worked: float
    memory: float

    def __add__(self, other: "Measurement") -> "Measurement":
        """The sum of two that ran one after the other."""
        return Measurement(self.seconds + other.seconds, self.worked + other.worked, max(self.memory, other.memory))


def run(command: Sequence[str | Path], statuses: Sequence[int] = (0,)) -> Measurement:
    """Runs a command and measures it; raises RuntimeError when it fails."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([str(part) for part in command], stdout=said, stderr=said, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in statuses:
            said.seek(0)
            raise RuntimeError(f"{command}: {process.returncode}: {said.read()[-2000:].decode(errors='replace')}")
    return Measurement(time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


@contextmanager
def generated(count: int) -> Iterator[Path]:
    """A folder with generated offices in its folder `in`."""
    with tempfile.TemporaryDirectory(prefix="gkgen-bench-") as name:
        folder = Path(name)
        (folder / "in").mkdir()
        for seed in range(count):
            text = offices.generate(seed, YEARS[seed % len(YEARS)], PAGES[seed % len(PAGES)])
            (folder / "in" / f"{seed:05}.yaml").write_text(text, encoding="utf-8")
        yield folder


def build(folder: Path, *options: str, out: str = "out") -> Measurement:
    """Runs gkgen over the folder."""
    return run([*GKGEN, "build", folder / "in", "-o", folder / out, *options])


def rivals(count: int) -> None:
    """The same offices with every tool; each row is printed as soon as it is measured."""
    with generated(count) as folder:
        _prepare(folder / "in")
        plain, typesetter = RIVALS / "plain.py", RIVALS / "typesetter.py"
        source = folder / "in"
        both: dict[str, Callable[[], Measurement]] = {
            "gkgen, Word and PDF, 2 processes": lambda: build(folder, "-j", "2", "--force"),
            "gkgen, Word and PDF, 1 process": lambda: build(folder, "-j", "1", "--force"),
            "(a) docxtpl + WeasyPrint": lambda: run([PYTHON, plain, source, folder / "a", "docx,pdf"]),
            "(b) docxtpl + LibreOffice, one call each": lambda: _office_suite(folder, plain, at_once=1),
            "(b) docxtpl + LibreOffice, one call for 100": lambda: _office_suite(folder, plain, at_once=100),
            "(c) Typst, PDF alone, no tags": lambda: run([PYTHON, typesetter, source, folder / "c"]),
            "(c) Typst, PDF/A-3a and PDF/UA-1": lambda: run([PYTHON, typesetter, source, folder / "c", "a-3a,ua-1"]),
        }
        word: dict[str, Callable[[], Measurement]] = {
            "gkgen, Word alone, 1 process": lambda: build(folder, "-j", "1", "--force", "-f", "docx", out="w"),
            "docxtpl, Word alone": lambda: run([PYTHON, plain, source, folder / "d", "docx"]),
            "(d) pandoc, Word alone": lambda: _pandoc(folder),
        }
        print(f"{count} offices")
        for rows in (both, word):
            _tell(rows, count)


def _tell(rows: Mapping[str, Callable[[], Measurement]], count: int) -> None:
    """Prints a row: the rate, and the ratios of its seconds and processor seconds to those of the first row."""
    first: Measurement | None = None
    for name, measured in rows.items():
        each = measured()
        first = first or each
        times, worked = each.seconds / first.seconds, each.worked / first.worked
        numbers = f"{count / each.seconds:8.2f} offices/s  {times:6.2f} x  processors {worked:6.2f} x"
        print(f"  {name:45} {numbers}  {each.memory:5.0f} MB", flush=True)


def scale(counts: Sequence[int]) -> None:
    """Time per office, and memory, by the number of offices."""
    for count in counts:
        with generated(count) as folder:
            each = build(folder, "-j", "2")
            print(f"  {count:6} offices  {1000 * each.seconds / count:7.0f} ms each  {each.memory:5.0f} MB", flush=True)
            print(f"         unchanged {build(folder, '-j', '2').seconds:.2f} s", flush=True)


def steady(count: int) -> None:
    """Processor time for an office between marks of one run, and the memory of the processes at each mark.

    By the clock another program on the machine would be measured as well.
    """
    marks = [mark for mark in (10, 100, 300, 1000, 2000, 3000, 5000, 7500, 10_000, 20_000) if mark < count]
    with generated(count) as folder:
        command = [*GKGEN, "build", folder / "in", "-o", folder / "out", "-j", "2"]
        process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT)
        assert process.stdout
        last, worked, told = 0, 0.0, 0
        for told, _ in enumerate(_pairs(process.stdout), 1):
            if told in marks:
                now, memories = _family(process.pid)
                each = 1000 * (now - worked) / (told - last)
                sizes = ", ".join(f"{memory:.0f}" for memory in memories)
                print(f"  {last:6}-{told:6} {each:7.1f} ms of processor each; MB: {sizes}", flush=True)
                last, worked = told, now
        _, status, usage = os.wait4(process.pid, 0)
        each = 1000 * (usage.ru_utime + usage.ru_stime - worked) / (told - last)
        print(f"  {last:6}-{told:6} {each:7.1f} ms of processor each; exit {os.waitstatus_to_exitcode(status)}")


def _pairs(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines that name a PDF: one for each office."""
    return (line for line in lines if line.rstrip().endswith(b".pdf"))


def _family(pid: int) -> tuple[float, list[float]]:
    """Processor seconds of a process with its children, and the memory of each in MB (proc(5): Linux)."""
    seconds, memories = 0.0, []
    # Each thread has the processes that it started.
    threads = Path(f"/proc/{pid}/task").iterdir()
    children = [child for each in threads for child in (each / "children").read_text(encoding="ascii").split()]
    for each in (str(pid), *children):
        # Behind the name, which is in brackets; the times of ended children are its own as well.
        fields = Path(f"/proc/{each}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        seconds += sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
        memories.append(int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 1024**2)
    return seconds, memories


def again(count: int) -> None:
    """A batch in which nothing changed, and one in which a single office changed."""
    with generated(count) as folder:
        options = ("-j", "2", "-f", "docx")
        print(f"{count} offices: first {build(folder, *options).seconds:.1f} s", flush=True)
        print(f"  unchanged {build(folder, *options).seconds:.2f} s")
        changed = folder / "in" / "00000.yaml"
        changed.write_text(changed.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
        print(f"  one changed {build(folder, *options).seconds:.2f} s")


def check(count: int) -> None:
    """The same files checked by gkgen and, only against the schema, by check-jsonschema."""
    with generated(count) as folder:
        (folder / "schema.json").write_text(schema_text(), encoding="utf-8")
        paths = sorted((folder / "in").glob("*.yaml"))
        other = run([PYTHON, "-m", "check_jsonschema", "--schemafile", folder / "schema.json", *paths])
        for jobs in ("1", "2"):
            own = run([*GKGEN, "check", folder / "in", "-j", jobs])
            ratio = other.seconds / own.seconds
            times = f"gkgen -j {jobs} {own.seconds:.1f} s, check-jsonschema {other.seconds:.1f} s"
            print(f"  {count} files: {times}: {ratio:.2f} x", flush=True)


def cluster(count: int) -> None:
    """One and two Dask workers of one thread, on this machine."""
    with generated(count) as folder:
        seconds = []
        for workers in (1, 2):
            with machines(workers) as (address, _):
                each = build(folder, "--force", "--scheduler", address, out=f"out{workers}")
                seconds.append(each.seconds)
                print(f"  {count} offices, {workers} workers: {each.seconds:.1f} s", flush=True)
        print(f"  two are {seconds[0] / seconds[1]:.2f} times one")


def _prepare(folder: Path) -> None:
    """Writes the data that rivals get for free."""
    for path in folder.glob("*.yaml"):
        document = check_text(path.read_bytes(), path.name, FilesInMemory()).document
        assert document
        path.with_suffix(".pickle").write_bytes(pickle.dumps(document))


def _office_suite(folder: Path, plain: Path, *, at_once: int) -> Measurement:
    """Word by docxtpl, PDF by LibreOffice; called for 500 files at once it silently skips some."""
    out = folder / f"b{at_once}"
    begun = run([PYTHON, plain, folder / "in", out, "docx"])
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    (out / "report.docx").unlink()
    paths = sorted(out.glob("*.docx"))
    calls = [paths[start : start + at_once] for start in range(0, len(paths), at_once)]
    printed = [run([*command, "--outdir", out, *call]) for call in calls]
    made = len(list(out.glob("*.pdf")))
    if made < len(paths):
        print(f"  LibreOffice left out {len(paths) - made} of {len(paths)}")
    return sum(printed, begun)


def _pandoc(folder: Path) -> Measurement:
    """Word from the web page, one call for each office, as its manual shows."""
    build(folder, "-j", "2", "-f", "html", out="html")
    (folder / "e").mkdir()
    pages = sorted((folder / "html").glob("*.html"))
    runs = [run(["pandoc", page, "-o", folder / "e" / f"{page.stem}.docx"]) for page in pages]
    return sum(runs[1:], runs[0])


@contextmanager
def machines(workers: int) -> Iterator[tuple[str, "list[subprocess.Popen[bytes]]"]]:
    """A scheduler and `workers` workers, each a process with one thread: its address, and the processes."""
    address = "tcp://127.0.0.1:18790"
    dask = [PYTHON, "-m", "dask"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    commands = [[*dask, "scheduler", "--host", "127.0.0.1", "--port", "18790", "--no-dashboard"]]
    commands += [[*dask, "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]] * workers
    processes = [subprocess.Popen(command, **quiet) for command in commands]
    try:
        time.sleep(6)
        yield address, processes
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()


def main() -> None:
    """Reads the command line."""
    verbs = {"rivals": 100, "steady": 10_000, "again": 1000, "check": 1000, "cluster": 200}
    verb, *given = sys.argv[1:] or ["rivals"]
    counts = [int(each) for each in given]
    if shutil.which("soffice") is None and verb == "rivals":
        sys.exit("LibreOffice is missing")
    if verb == "scale":
        scale(counts or (10, 100, 1000))
    else:
        globals()[verb](counts[0] if counts else verbs[verb])


if __name__ == "__main__":
    main()
