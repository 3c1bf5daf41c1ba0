"""What takes long to make at each start, kept on disk from one process to the next.

An entry follows from its key alone, which holds gkgen's own sources where it depends on them, so it is never stale. It
carries a digest, so one that is damaged is made anew. The folder belongs to the user and can be written by nobody else:
it is trusted as the bytecode of Python is. Where there is no such folder nothing is kept, and all works as before.
"""

import os
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

SWITCH = "GKGEN_CACHE"
"""The environment variable that names another folder, or says `off`."""

MAX_ENTRIES = 64
MAX_ENTRY_BYTES = 10_000_000
_DIGEST_BYTES = 32
_WRITABLE_BY_OTHERS = 0o022


def load(name: str, key: bytes, *, is_of_program: bool = True) -> bytes | None:
    """The entry of a name and key; None where there is none that can be trusted.

    `is_of_program` says that what is kept depends on gkgen's sources, beside its key.
    """
    key = (program() if is_of_program else b"") + key
    folder = _folder()
    if folder is None or not _is_private(folder):
        return None
    try:
        with (folder / _file_name(name, key)).open("rb") as file:
            found = file.read(MAX_ENTRY_BYTES)
    except OSError:
        return None
    data = found[_DIGEST_BYTES:]
    return data if _digest(name, key, data) == found[:_DIGEST_BYTES] else None


def keep(name: str, key: bytes, data: bytes, *, is_of_program: bool = True) -> None:
    """Keep an entry, if that is possible; a reader sees all of it or nothing."""
    from tempfile import NamedTemporaryFile

    key = (program() if is_of_program else b"") + key
    folder = _folder()
    if folder is None or len(data) + _DIGEST_BYTES > MAX_ENTRY_BYTES:
        return
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_private(folder):
            return
        with NamedTemporaryFile(dir=folder, prefix=".", delete=False) as file:
            try:
                file.write(_digest(name, key, data) + data)
                file.close()
                Path(file.name).replace(folder / _file_name(name, key))
            except OSError:
                Path(file.name).unlink(missing_ok=True)
        _remove_oldest(folder)


@cache
def program() -> bytes:
    """What most keys begin with: the interpreter, and gkgen's sources, which in a checkout change without a version.

    Modules that stand there compiled, without sources, count as those; what Python itself compiled does not.
    """
    package = Path(__file__).parent
    seen = [(sys.version, sys.implementation.cache_tag)]
    for folder, _, names in os.walk(package):
        if folder.endswith("__pycache__"):
            continue
        for name in names:
            if name.endswith((".py", ".pyc")):
                found = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - a path object for each takes longer
                seen.append((f"{folder}/{name}", f"{found.st_size} {found.st_mtime_ns}"))
    return repr(sorted(seen, key=str)).encode("utf-8", "surrogatepass")


def _folder() -> Path | None:
    if sys.platform == "emscripten":
        # In a browser there is no disk that lasts, and no user.
        return None
    wanted = os.environ.get(SWITCH, "")
    if wanted:
        return None if wanted.casefold() == "off" else Path(wanted)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
        return Path(base) / "gkgen" / "cache" if base else None
    with suppress(RuntimeError):
        home = Path.home()
        if sys.platform == "darwin":
            return home / "Library" / "Caches" / "gkgen"
        return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "gkgen"
    return None


def _is_private(folder: Path) -> bool:
    """Whether the folder is the user's own and nobody else may write to it; on Windows the profile's rights hold."""
    try:
        found = folder.stat()
    except OSError:
        return False
    if sys.platform == "win32":
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & _WRITABLE_BY_OTHERS


def _file_name(name: str, key: bytes) -> str:
    return f"{name}-{sha256(key).hexdigest()[:32]}"


def _digest(name: str, key: bytes, data: bytes) -> bytes:
    found = sha256()
    for part in (name.encode(), key, data):
        found.update(b"%d:" % len(part) + part)
    return found.digest()


def _remove_oldest(folder: Path) -> None:
    entries = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)
    for path in entries[:-MAX_ENTRIES]:
        path.unlink(missing_ok=True)
