"""Published reports read from files, each by a process with limits: nobody knows who made them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.importers.original import Original
from gkgen.importers.readers.opening import CONVERTED, MAX_SIZE, Format, read_original, sniff
from gkgen.pipeline.apart import MEMORY, TIMEOUT, running_apart
from gkgen.pipeline.converting import to_docx

Reader = Callable[[bytes, str], Original]


def load_original(path: Path, read: Reader = read_original) -> Original:
    """The report in a file, or why it cannot be read; raises OSError when the file cannot be opened."""
    name = str(path)
    with path.open("rb") as file:
        data = file.read(MAX_SIZE + 1)
    if len(data) > MAX_SIZE:
        size, limit = str(round(path.stat().st_size / 1e6)), MAX_SIZE // 1_000_000
        return _refused(name, sniff(data, name), diagnose("I42", name, size=size, limit=limit))
    found = sniff(data, name)
    if found in CONVERTED:
        converted = to_docx(data, name, found.value)
        if isinstance(converted, Diagnostic):
            return _refused(name, found, converted)
        data = converted
    return read(data, name)


def _refused(name: str, found: Format, diagnostic: Diagnostic) -> Original:
    return Original(name, found.value, (), diagnostics=(diagnostic,))


@contextmanager
def reading_apart(timeout: float = TIMEOUT, memory: int = MEMORY) -> Iterator[Reader]:
    """A reader that works in a process of its own."""
    with running_apart(timeout, memory) as run:

        def read(data: bytes, name: str) -> Original:
            found = run(read_original, data, name)
            return _refused(name, sniff(data, name), found) if isinstance(found, Diagnostic) else found

        yield read
