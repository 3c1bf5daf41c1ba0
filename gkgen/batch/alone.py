"""One process without others: while the disk takes in an office, the next is computed."""

from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from gkgen.pipeline import BuildOptions, Outcome
from gkgen.pipeline.building import make_file, put_file


def build_alone(paths: Iterable[Path], options: BuildOptions) -> Generator[Outcome, None, None]:
    """The outcome of every office once its files stand; at most one is computed ahead."""
    with ThreadPoolExecutor(1) as writer:
        writing: Future[Outcome] | None = None
        for path in paths:
            begun = writer.submit(put_file, make_file(path, options), options)
            if writing:
                yield writing.result()
            writing = begun
        if writing:
            yield writing.result()
