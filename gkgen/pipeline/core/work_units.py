"""An office to be built where its files are not: sent with what it names, given back as bytes."""

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
    """An office file with the files that it names, as far as they are known yet, and the version that sent it."""

    path: str
    data: bytes
    options: BuildOptions
    files: Files = field(default_factory=dict)
    version: str = __version__


@dataclass(frozen=True, slots=True)
class WorkResult:
    """What was rendered of a unit; `missing` are files that it should have held, with the bytes that each may have."""

    rendered: RenderedOffice
    missing: tuple[tuple[str, int], ...] = ()


def render_work_unit(unit: WorkUnit, templates: Mapping[str, TemplateSet] | None = None) -> WorkResult:
    """Renders a unit; no file is read or written. `templates` are by edition, instead of the built-in ones."""
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
    # The files alone travel back.
    rendered = replace(rendered, outcome=replace(rendered.outcome, seconds=seconds), document=None)
    return WorkResult(rendered, tuple(files.missing.items()))
