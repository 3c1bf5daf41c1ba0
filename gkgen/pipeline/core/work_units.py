"""An office to be built where its files are not: sent with what it names, given back as bytes."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from gkgen._version import __version__
from gkgen.diagnostics import diagnose
from gkgen.pipeline.core.building import BuildOptions, Made, make
from gkgen.pipeline.core.checking import check_text
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

    made: Made
    missing: tuple[tuple[str, int], ...] = ()


def make_parcel(parcel: Parcel, looks: Mapping[str, TemplateSet] | None = None) -> Delivery:
    """Makes a parcel into its outputs; no file is read or written. `looks` are templates by edition."""
    begun, path = time.perf_counter(), Path(parcel.path)
    if parcel.version != __version__:
        found = diagnose("O08", parcel.path, here=parcel.version, there=__version__)
        return Delivery(Made(Outcome(parcel.path, "failed", (), 0.0, (found,), ())))
    files = FilesInMemory(parcel.files)
    checked = check_text(parcel.data, parcel.path, files)
    if files.missing:
        return Delivery(Made(Outcome(parcel.path, "failed", (), 0.0, (), ())), tuple(files.missing.items()))
    chosen = (looks or {}).get(checked.document.edition) if checked.document else None
    made = make(path, checked, parcel.options, chosen)
    return Delivery(replace(made, outcome=replace(made.outcome, seconds=time.perf_counter() - begun)))
