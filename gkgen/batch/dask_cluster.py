"""An executor on other machines, through Dask: no shared disk, and a lost worker is replaced by another.

An office is sent with the files that it names. Only the worker finds out which these are; those that were missing are
sent with the second try, and at once for later offices of the same folder.
"""

import logging
import threading
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from gkgen.diagnostics import Diagnostic
from gkgen.errors import EnvironmentFault
from gkgen.form import Form
from gkgen.pipeline.core.building import BuildOptions, RenderedOffice, write_files
from gkgen.pipeline.core.checking import form
from gkgen.pipeline.core.file_reading import read_office_file
from gkgen.pipeline.core.named_files import LISTING, Refusal
from gkgen.pipeline.core.outcome import Outcome
from gkgen.pipeline.core.project import Project
from gkgen.pipeline.core.work_units import WorkResult, WorkUnit, render_work_unit
from gkgen.resources import TemplateSet, load_template_set

# How often an office is sent again: each base may name another, pictures come last.
MAX_ROUNDS = 12
# The reports that one office sums up are not sent with all others of its folder.
MAX_COMMON_FILES = 20
# To wait for the scheduler, and for its first worker.
CONNECT_TIMEOUT_SECONDS = 15
# How many are submitted for each thread of the workers.
OFFICES_PER_THREAD = 4


@dataclass(slots=True)
class _Sending:
    """An office under way: its project, its work unit, and the future that the batch waits for."""

    project: Project
    unit: WorkUnit
    result: "Future[Outcome]"
    rounds: int = 0


@dataclass(slots=True)
class Cluster:
    """The workers of a scheduler.

    `timeout` is in seconds for each office; `named` are the files that offices of a folder name, with size limits.
    """

    executor: Executor
    options: BuildOptions
    timeout: float
    templates: Any
    ahead: int
    named: dict[Path, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    def submit(self, path: Path) -> "Future[Outcome]":
        """The outcome to come; its files are written here."""
        result: Future[Outcome] = Future()
        data = read_office_file(path)
        if isinstance(data, Diagnostic):
            result.set_result(Outcome.failed(path, data))
            return result
        project = Project.of(path)
        project.note(path, data)
        # The output folder does not exist on the workers.
        sent = replace(self.options, output=None, templates=None)
        sending = _Sending(project, WorkUnit(str(path), data, sent), result)
        self._send(sending, dict(self.named[project.folder]))
        return result

    def flush(self) -> None:
        """Nothing waits for further offices here."""

    def _send(self, sending: _Sending, wanted: dict[str, int]) -> None:
        files = {**sending.unit.files, **{name: _content(sending.project, name, most) for name, most in wanted.items()}}
        sending.unit = replace(sending.unit, files=files)
        sending.rounds += 1
        future = self.executor.submit(_on_worker, sending.unit, self.templates, self.timeout)
        future.add_done_callback(lambda done: self._received(done, sending))

    def _received(self, done: "Future[WorkResult]", sending: _Sending) -> None:
        """Called in a thread of the Dask client."""
        try:
            result = done.result()
            if result.missing and sending.rounds < MAX_ROUNDS:
                missing = dict(result.missing)
                if len(missing) < MAX_COMMON_FILES:
                    self.named[sending.project.folder].update(missing)
                self._send(sending, missing)
                return
            (outcome,) = write_files([_as_asked(result.rendered, sending.unit.path, self.options)], self.options)
            sending.result.set_result(replace(outcome, inputs=sending.project.inputs))
        except BaseException as fault:  # noqa: BLE001 - reported as a finding about this office
            with suppress(Exception):
                sending.result.set_exception(fault)


@contextmanager
def cluster(address: str, options: BuildOptions, timeout: float) -> Iterator[Cluster]:
    """The workers of the scheduler at an address such as tcp://host:8786.

    Raises EnvironmentFault when Dask is not installed or no scheduler or worker answers, TemplateError when templates
    cannot be read.
    """
    try:
        from distributed import Client
    except ImportError as fault:
        raise EnvironmentFault("--scheduler: pip install 'gkgen[dask]'") from fault
    try:
        client = Client(address, timeout=CONNECT_TIMEOUT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as fault:
        raise EnvironmentFault(f"--scheduler {address}: {fault}") from fault
    # Dask logs every lost worker; its offices are done by others.
    log = logging.getLogger("distributed.client")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        client.wait_for_workers(1, timeout=CONNECT_TIMEOUT_SECONDS)
        threads = sum(client.nthreads().values())
        # Own templates are sent to every worker once, not with every office.
        own = client.scatter(_template_sets(options, form()), broadcast=True) if options.templates else None
        yield Cluster(
            client.get_executor(pure=False, retries=2), options, timeout, own, max(16, OFFICES_PER_THREAD * threads)
        )
    except TimeoutError as fault:
        raise EnvironmentFault(f"--scheduler {address}: no worker") from fault
    finally:
        client.close()
        log.setLevel(level)


def _as_asked(rendered: RenderedOffice, source: str, options: BuildOptions) -> RenderedOffice:
    """What came from a worker, as that of the file that was sent: where files go is not its to say."""
    files = {name: data for name, data in rendered.files.items() if name in options.formats}
    return replace(rendered, outcome=replace(rendered.outcome, source=source), files=files)


def _content(project: Project, name: str, most: int) -> bytes | Refusal:
    """A file, or the names of the office files in a folder, one a line."""
    if most == LISTING:
        return "\n".join(project.find(name)).encode("utf-8", "surrogateescape")
    return project.load(name, most)


def _template_sets(options: BuildOptions, known: Form) -> dict[str, TemplateSet]:
    return {edition.name: load_template_set(edition.name, options.templates) for edition in known.editions}


def _on_worker(unit: WorkUnit, templates: dict[str, TemplateSet] | None, timeout: float) -> WorkResult:
    """Renders a work unit in a thread, which is abandoned after the timeout, because Dask cannot end a task."""
    done: Future[WorkResult] = Future()

    def work() -> None:
        try:
            done.set_result(render_work_unit(unit, templates))
        except BaseException as fault:  # noqa: BLE001 - raised below
            done.set_exception(fault)

    threading.Thread(target=work, daemon=True).start()
    return done.result(timeout)
