"""One process without others: while the disk takes in an office, the next is computed."""

import gc
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from gkgen.pipeline import BuildOptions, Outcome
from gkgen.pipeline.building import make_file, put_file


def build_alone(paths: Iterable[Path], options: BuildOptions) -> Generator[Outcome, None, None]:
    """The outcome of every office once its files stand; at most one is computed ahead.

    What is there after the first office, modules and templates, garbage is not looked for in until the last.
    """
    is_ours = not gc.get_freeze_count()
    writing: Future[Outcome] | None = None
    with ThreadPoolExecutor(1) as writer:
        try:
            for path in paths:
                begun = writer.submit(put_file, make_file(path, options), options)
                if writing:
                    yield writing.result()
                elif is_ours:
                    gc.freeze()
                writing = begun
            if writing:
                yield writing.result()
        finally:
            if is_ours:
                gc.unfreeze()
