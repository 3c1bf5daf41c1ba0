"""Work units for machines without a shared disk: an office file with the files that it names, rendered to bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from gkgen._version import __version__
from gkgen.diagnostics import diagnose
from gkgen.pipeline.core.building import BuildOptions, RenderedOffice, render_checked
from gkgen.pipeline.core.checking import check_text
from gkgen.pipeline.core.guarded_job import guarded
from gkgen.pipeline.core.named_files import FilesInMemory, Refusal
from gkgen.pipeline.core.outcome import Outcome
from gkgen.resources import TemplateSet

Files = Mapping[str, bytes | Refusal]


@dataclass(frozen=True, slots=True)
class WorkUnit:
    """An office file with the files that it names, as far as known, and the version of gkgen that sent it."""

    path: str
    data: bytes
    options: BuildOptions
    files: Files = field(default_factory=dict)
    version: str = __version__


@dataclass(frozen=True, slots=True)
class WorkResult:
    """The files of a work unit; `missing` are names of files that it lacked, with the limit of each in bytes."""

    rendered: RenderedOffice
    missing: tuple[tuple[str, int], ...] = ()


def render_work_unit(unit: WorkUnit, templates: Mapping[str, TemplateSet] | None = None) -> WorkResult:
    """Renders a work unit without reading or writing files; `templates`, by edition, replace the built-in ones."""
    path = Path(unit.path)
    if unit.version != __version__:
        found = diagnose("O08", unit.path, here=unit.version, there=__version__)
        return WorkResult(RenderedOffice(Outcome.failed(path, found)))
    files = FilesInMemory(unit.files)

    def render() -> RenderedOffice:
        checked = check_text(unit.data, unit.path, files, with_sketch=True)
        if files.missing:
            return RenderedOffice(Outcome.failed(path))
        chosen = (templates or {}).get(checked.document.edition) if checked.document else None
        return render_checked(path, checked, unit.options, chosen)

    rendered, seconds = guarded(path, render, lambda found: RenderedOffice(Outcome.failed(path, found)))
    # Only the files are sent back.
    rendered = replace(rendered, outcome=replace(rendered.outcome, seconds=seconds), document=None)
    return WorkResult(rendered, tuple(files.missing.items()))
