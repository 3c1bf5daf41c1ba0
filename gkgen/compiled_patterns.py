"""Regular expressions compiled once for all processes: to compile them takes a third of a short run.

A compiled pattern follows from its text, its flags and the version of Python alone. It is kept in CPython's own form,
which CPython validates when it takes it back; where anything about that is another, patterns are compiled as usual.
"""

import atexit
import marshal
import re
import sys
from array import array
from functools import cache
from typing import Any

from gkgen import disk_cache

_NAME = "patterns"
_CODE_TYPE = "I"

MAX_PATTERNS = 3_000
MIN_NEW_PATTERNS = 12
"""The patterns that are worth writing all of them to disk again."""

_Key = tuple[str | bytes, int]
_Parts = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, code, number of groups, their names by number and the reverse: what `_sre.compile` takes."""

_new: dict[_Key, _Parts] = {}


def compiled(pattern: str | bytes, flags: int) -> re.Pattern[Any]:
    """As `re.compile`; raises `re.error` like it."""
    key = pattern, int(flags)
    parts = _known().get(key) or _new.get(key)
    try:
        if parts is None:
            parts = _new[key] = _compiled(*key)
        return _pattern(pattern, parts)
    except re.error:
        raise
    except Exception:  # noqa: BLE001 - private names of another Python
        return re.compile(pattern, flags)


@cache
def _known() -> dict[_Key, _Parts]:
    """What earlier processes compiled."""
    atexit.register(_keep)
    data = disk_cache.load(_NAME, _version(), is_of_program=False)
    known: dict[_Key, _Parts] = marshal.loads(data) if data else {}  # noqa: S302 - a digest proves that it was kept
    return known


def _keep() -> None:
    """At the end of a process, if it compiled many that were not known."""
    known = _known()
    if len(_new) >= MIN_NEW_PATTERNS and len(known) + len(_new) <= MAX_PATTERNS:
        disk_cache.keep(_NAME, _version(), marshal.dumps(known | _new), is_of_program=False)


def _version() -> bytes:
    return f"{sys.version} {sys.implementation.cache_tag} {sys.byteorder}".encode()


def _compiled(pattern: str | bytes, flags: int) -> _Parts:
    """As `re._compiler.compile` does it."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern, flags)
    code = array(_CODE_TYPE, _compiler._code(parsed, flags))
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    return flags | state.flags, code.tobytes(), state.groups - 1, dict(state.groupdict), tuple(names)


def _pattern(pattern: str | bytes, parts: _Parts) -> re.Pattern[Any]:
    import _sre  # type: ignore[import-not-found]

    flags, code, groups, numbers, names = parts
    words = array(_CODE_TYPE, code).tolist()
    found: re.Pattern[Any] = _sre.compile(pattern, flags, words, groups, numbers, names)
    return found
