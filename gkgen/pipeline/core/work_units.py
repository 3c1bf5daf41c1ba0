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
class Parcel:
    """An office file with the files that it names, as far as they are known yet, and the version that sent it."""

    path: str
    data: bytes
    options: BuildOptions
    files: Files = field(default_factory=dict)
    version: str = __version__


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was made of a parcel; `missing` are files that it should have held, with the bytes that each may have."""

    made: RenderedOffice
    missing: tuple[tuple[str, int], ...] = ()


def make_parcel(parcel: Parcel, templates: Mapping[str, TemplateSet] | None = None) -> Delivery:
    """Renders a parcel; no file is read or written. `templates` are by edition, instead of the built-in ones."""
    path = Path(parcel.path)
    if parcel.version != __version__:
        found = diagnose("O08", parcel.path, here=parcel.version, there=__version__)
        return Delivery(RenderedOffice(Outcome.failed(path, found)))
    files = FilesInMemory(parcel.files)

    def render() -> RenderedOffice:
        checked = check_text(parcel.data, parcel.path, files, with_sketch=True)
        if files.missing:
            return RenderedOffice(Outcome.failed(path))
        chosen = (templates or {}).get(checked.document.edition) if checked.document else None
        return render_checked(path, checked, parcel.options, chosen)

    made, seconds = guarded(path, render, lambda found: RenderedOffice(Outcome.failed(path, found)))
    # The files alone travel back.
    made = replace(made, outcome=replace(made.outcome, seconds=seconds), document=None)
    return Delivery(made, tuple(files.missing.items()))
