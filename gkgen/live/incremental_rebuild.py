"""Reports built anew at every save: only those that would come out otherwise, and nothing ends it but its user."""

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
    """What one save led to: an outcome for each office that it concerned, and how many seconds that took.

    One without outcomes says why files cannot be watched, and are looked at now and then: `trouble`.
    """

    outcomes: tuple[Outcome, ...]
    seconds: float
    trouble: str = ""


@dataclass(slots=True)
class _Owners:
    """Which office has which outputs, so that a second of the same name does not replace them."""

    options: BuildOptions
    offices: dict[str, Path] = field(default_factory=dict)

    def learn(self, outcome: Outcome) -> None:
        if outcome.outputs:
            self.offices[_folded(Path(outcome.outputs[0]).with_suffix(""))] = Path(outcome.source)

    def with_rivals(self, changed: tuple[Path, ...]) -> list[Path]:
        """The offices to build, each behind the one that has the outputs which it would write."""
        if self.options.output is None and self.options.name is None:
            return list(changed)
        found: list[Path] = []
        for path in changed:
            planned = planned_output(path, self.options)
            rival = self.offices.get(_folded(planned)) if planned else None
            found += (rival, path) if rival and rival != path and rival.exists() else (path,)
        return list(dict.fromkeys(found))


def rebuild(sources: WatchedFiles, options: BuildOptions, how: BatchOptions, stop: Event) -> Iterator[Round]:
    """Builds all offices, then at every save those that it concerns, until `stop` is set."""
    owners = _Owners(options)
    yield (first := _build(sources.changed(), sources, owners, how))
    _warm_up(first.outcomes, options)
    for changed in wait(sources, stop):
        if not changed:
            yield Round((), 0.0, sources.trouble)
            continue
        # A tenth of the time goes into garbage, which can wait until the author has the report.
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
    """Loads what a build needs while nobody waits: all that was built before, other processes may have built."""
    source = next((Path(outcome.source) for outcome in outcomes if outcome.ok), None)
    if source and "pdf" in options.formats and "weasyprint" not in sys.modules:
        with TemporaryDirectory(prefix="gkgen-") as folder:
            build_file(source, replace(options, output=Path(folder)))
    gc.collect()
    gc.freeze()


def _folded(path: Path) -> str:
    """As file systems compare names that do not tell capitals from small letters."""
    return str(path).casefold()
