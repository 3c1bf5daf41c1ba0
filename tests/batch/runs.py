"""Small batches for tests: office files of given names, and the outcomes of building them in this process."""

from collections.abc import Sequence
from pathlib import Path

from gkgen.batch import BatchOptions, build_all
from gkgen.pipeline.core.building import BuildOptions
from gkgen.pipeline.core.outcome import Outcome
from tests.office import office

JSON = ("json",)


def written(folder: Path, *names: str) -> list[Path]:
    """Office files of these names, each with an office of its own."""
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text(office(机关=f"{name[0]}局"), encoding="utf-8")
    return [folder / name for name in names]


def outcomes(paths: Sequence[Path], options: BuildOptions, *, force: bool = False) -> list[Outcome]:
    return list(build_all(paths, options, BatchOptions(1, force=force)))


def states(paths: Sequence[Path], options: BuildOptions, *, force: bool = False) -> list[str]:
    return [outcome.state for outcome in outcomes(paths, options, force=force)]
