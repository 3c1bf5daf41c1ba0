"""Findings as code review services need them: with paths in the repository and stable fingerprints."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from gkgen.diagnostics import Diagnostic, to_data
from gkgen.pipeline.core.outcome import Outcome
from gkgen.pipeline.core.project import work_tree


def repository_path(file: str) -> str:
    """The path relative to the repository; without one, relative to the working folder."""
    path = Path(file)
    folder = _folder(path.parent.absolute())
    root = work_tree(folder) or Path.cwd()
    # Git stores a symbolic link under its own name.
    path = folder / path.name
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def fingerprinted(outcomes: Iterable[Outcome]) -> Iterator[tuple[Diagnostic, str]]:
    """Each finding with a digest that depends neither on line numbers nor on the language.

    Identical findings of one file are distinguished by their order.
    """
    seen: Counter[str] = Counter()
    for outcome in outcomes:
        for found in outcome.diagnostics:
            data = to_data(found)
            parts = [data["kind"], repository_path(found.file), data["path"], data["values"]]
            # A file name that is not UTF-8 holds lone surrogates.
            words = json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")
            alike = sha256(words).hexdigest()
            seen[alike] += 1
            yield found, sha256(f"{alike} {seen[alike]}".encode()).hexdigest()[:32]


@cache
def _folder(folder: Path) -> Path:
    return folder.resolve()
