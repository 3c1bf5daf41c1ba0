"""Incremental rebuilding at every save, until the user ends it: only reports of which an input changed."""

import gc
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

from gkgen.batch import BatchOptions, build_all
from gkgen.live.file_watcher import WatchedFiles, wait
from gkgen.pipeline.core.building import BuildOptions, build_file, planned_output
from gkgen.pipeline.core.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Round:
    """The outcomes of one save, one for each office concerned, and the seconds that it took.

    A round without outcomes announces that files are polled; `trouble` says why they cannot be watched.
    """

    outcomes: tuple[Outcome, ...]
    seconds: float
    trouble: str = ""


@dataclass(slots=True)
class _Owners:
    """Which office owns which outputs, so that a second office of the same name does not replace them."""

    options: BuildOptions
    offices: dict[str, Path] = field(default_factory=dict)

    def learn(self, outcome: Outcome) -> None:
        if outcome.outputs:
            self.offices[_folded(Path(outcome.outputs[0]).with_suffix(""))] = Path(outcome.source)

    def with_rivals(self, changed: tuple[Path, ...]) -> list[Path]:
        """The offices to build, each after the owner of the outputs that it would write."""
        if self.options.output is None and self.options.name is None:
            return list(changed)
        found: list[Path] = []
        for path in changed:
            planned = planned_output(path, self.options)
            rival = self.offices.get(_folded(planned)) if planned else None
            found += (rival, path) if rival and rival != path and rival.exists() else (path,)
        return list(dict.fromkeys(found))


def rebuild(sources: WatchedFiles, options: BuildOptions, how: BatchOptions, stop: Event) -> Iterator[Round]:
    """Builds all offices, then at every save those of which an input changed, until `stop` is set."""
    owners = _Owners(options)
    yield (first := _build(sources.changed(), sources, owners, how))
    _warm_up(first.outcomes, options)
    for changed in wait(sources, stop):
        if not changed:
            yield Round((), 0.0, sources.trouble)
            continue
        # Garbage collection takes a tenth of the time, and can wait until the report is written.
        gc.disable()
        try:
            yield _build(changed, sources, owners, how)
        finally:
            gc.enable()
            gc.collect()


def _build(changed: tuple[Path, ...], sources: WatchedFiles, owners: _Owners, how: BatchOptions) -> Round:
    begun = time.perf_counter()
    outcomes = []
    for outcome in build_all(owners.with_rivals(changed), owners.options, how):
        sources.learn(outcome)
        owners.learn(outcome)
        if Path(outcome.source) in changed:
            outcomes.append(outcome)
    return Round(tuple(outcomes), time.perf_counter() - begun)


def _warm_up(outcomes: tuple[Outcome, ...], options: BuildOptions) -> None:
    """Loads the libraries of a build while nobody waits; the first build may have been done by other processes."""
    source = next((Path(outcome.source) for outcome in outcomes if outcome.ok), None)
    if source and "pdf" in options.formats and "weasyprint" not in sys.modules:
        with TemporaryDirectory(prefix="gkgen-") as folder:
            build_file(source, replace(options, output=Path(folder)))
    gc.collect()
    gc.freeze()


def _folded(path: Path) -> str:
    """A path for case-insensitive comparison, as on Windows and macOS."""
    return str(path).casefold()
