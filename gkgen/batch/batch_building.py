"""A batch built: unchanged offices are skipped, the others handed to an executor, the results recorded."""

import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from gkgen.batch.batch_headers import BatchHeaders
from gkgen.batch.batch_options import DEFAULTS, BatchOptions
from gkgen.batch.build_manifest import Digests, Manifest, ManifestEntry
from gkgen.batch.fingerprint import fingerprint
from gkgen.batch.near_duplicates import NearDuplicates
from gkgen.batch.scheduling import Workers, run
from gkgen.batch.serial import serial
from gkgen.batch.worker_processes import MAX_JOBS_PER_PROCESS, MAX_JOBS_PER_PROCESS_WITH_PDF, default_workers, processes
from gkgen.diagnostics import diagnose
from gkgen.errors import TemplateError
from gkgen.pipeline.core.atomic_write import left_by_dead_processes
from gkgen.pipeline.core.building import BuildOptions, build_file, planned_output, remove_drafts
from gkgen.pipeline.core.outcome import Outcome

# How often manifests are saved: what a killed run had built by then is not built again.
SAVE_INTERVAL_SECONDS = 5.0


@dataclass(slots=True)
class _Manifests:
    """The manifests of all output folders; a single file built beside itself has none."""

    options: BuildOptions
    shared: str
    manifests: dict[Path, Manifest] = field(default_factory=dict)
    saved: float = field(default_factory=time.monotonic)

    def of(self, path: Path) -> Manifest:
        folder = self.options.output or path.parent
        if folder not in self.manifests:
            self.manifests[folder] = Manifest.of(folder)
        return self.manifests[folder]

    def record(self, path: Path, outcome: Outcome) -> None:
        if outcome.state == "built":
            self.of(path).record(path, self.shared, outcome)
        if time.monotonic() - self.saved > SAVE_INTERVAL_SECONDS:
            self.save()

    def save(self) -> None:
        """Saves all; a manifest that cannot be written only costs time in the next run."""
        for manifest in self.manifests.values():
            with suppress(OSError):
                manifest.save()
        self.saved = time.monotonic()


def build_all(
    paths: Sequence[Path],
    options: BuildOptions,
    how: BatchOptions = DEFAULTS,
) -> Iterator[Outcome]:
    """Builds every file; of two that would be written under one name the second is refused.

    What was built before from the same inputs is not built again, except for a single file built beside itself.
    """
    if len(paths) > 1:
        # A draft among finished reports would be handed in with them.
        options = replace(options, draft=False)
    if options.output is None and len(paths) == 1 and not how.scheduler:
        _remove_stale_files(paths[0].parent)
        yield from _build(paths, options, how)
        return
    duplicates, headers = NearDuplicates(), BatchHeaders.of(paths)
    manifests = _Manifests(options, _fingerprint(options))
    current = {} if how.force or not manifests.shared else dict(_current(paths, manifests))
    conflicts = _name_conflicts(paths, options, current) if len(paths) > 1 else {}
    waiting = [path for path in paths if path not in conflicts and path not in current]
    for folder in {options.output or path.parent for path in waiting}:
        _remove_stale_files(folder)
    try:
        with closing(_build(waiting, options, how)) as results:
            for path in paths:
                if path in conflicts:
                    outcome = conflicts[path]
                elif path in current:
                    outcome = _unchanged(path, current[path])
                    remove_drafts(map(Path, outcome.outputs))
                else:
                    outcome = next(results)
                    manifests.record(path, outcome)
                yield headers.judged(duplicates.judged(outcome))
    finally:
        manifests.save()


def _build(paths: Sequence[Path], options: BuildOptions, how: BatchOptions) -> Generator[Outcome, None, None]:
    with _workers(len(paths), options, how) as workers:
        yield from run(paths, workers)


def _workers(count: int, options: BuildOptions, how: BatchOptions) -> AbstractContextManager[Workers]:
    """The executor for so many offices: a cluster, processes, or this process where more would not help."""
    if how.scheduler is not None and count:
        # Dask takes a second to import.
        from gkgen.batch.dask_cluster import cluster

        return cluster(how.scheduler, options, how.timeout)
    if count <= 1 or how.workers == 1:
        return serial(options, how.timeout)
    max_jobs = MAX_JOBS_PER_PROCESS_WITH_PDF if "pdf" in options.formats else MAX_JOBS_PER_PROCESS
    job = partial(build_file, options=options)
    return processes(job, how.workers or default_workers(count), how.timeout, max_jobs)


def _fingerprint(options: BuildOptions) -> str:
    """Empty when templates cannot be read, which is reported for each office."""
    try:
        return fingerprint(options)
    except (TemplateError, OSError):
        return ""


def _current(paths: Sequence[Path], manifests: _Manifests) -> Iterator[tuple[Path, ManifestEntry]]:
    digests = Digests()
    for path in paths:
        entry = manifests.of(path).entry(path)
        if entry and entry.is_current(manifests.shared, digests):
            yield path, entry.called(str(path))


def _unchanged(path: Path, entry: ManifestEntry) -> Outcome:
    outputs = tuple(str(output.path) for output in entry.outputs)
    return Outcome(
        str(path),
        "unchanged",
        outputs,
        0.0,
        entry.diagnostics,
        _lines(path, entry),
        entry.inputs,
        entry.sketch,
        summary=entry.summary,
    )


def _lines(path: Path, entry: ManifestEntry) -> tuple[str, ...]:
    """The lines of the file, when there is a finding to show in them."""
    if not entry.diagnostics:
        return ()
    return tuple(path.read_text(encoding="utf-8-sig", errors="replace").split("\n"))


def _name_conflicts(
    paths: Sequence[Path], options: BuildOptions, current: Mapping[Path, ManifestEntry]
) -> dict[Path, Outcome]:
    """The failed outcomes of files whose outputs would replace those of an earlier file (O01)."""
    owners: dict[str, Path] = {}
    conflicts: dict[Path, Outcome] = {}
    for path in paths:
        entry = current.get(path)
        output = entry.outputs[0].path.with_suffix("") if entry else planned_output(path, options)
        # File names are case-insensitive on Windows and macOS.
        owner = owners.setdefault(str(output).casefold(), path) if output else path
        if output and owner != path:
            finding = diagnose("O01", str(path), other=str(owner), name=output.name)
            conflicts[path] = Outcome.failed(path, finding)
    return conflicts


def _remove_stale_files(folder: Path) -> None:
    """Removes the temporary files of killed processes."""
    for path in left_by_dead_processes(folder):
        with suppress(OSError):
            path.unlink()
