"""The names of `re`, with a `compile` whose patterns are compiled at first use: most runs use few of them.

Import it as `re`. What the other functions compile is kept by `re` itself.
"""

from re import (
    ASCII,
    DOTALL,
    IGNORECASE,
    MULTILINE,
    VERBOSE,
    Match,
    Pattern,
    error,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import AnyStr, cast

from gkgen.compiled_patterns import compiled

__all__ = [
    "ASCII",
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "VERBOSE",
    "Match",
    "Pattern",
    "compile",
    "error",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]

_METHODS = ("findall", "finditer", "fullmatch", "groupindex", "groups", "match", "search", "split", "sub", "subn")


class LazyPattern:
    """Stands in for a `re.Pattern`; its slots are empty until one is read, then all hold the pattern's own methods."""

    __slots__ = ("flags_given", "pattern", *_METHODS)

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self.flags_given = flags

    def __getattr__(self, name: str) -> object:
        """Only asked for an empty slot or a name that there is not."""
        if name not in _METHODS:
            raise AttributeError(name)
        found = compiled(self.pattern, self.flags_given)
        for each in _METHODS:
            setattr(self, each, getattr(found, each))
        return getattr(found, name)

    def __reduce__(self) -> tuple[object, tuple[str | bytes, int]]:
        """Copied and sent to other processes as what was written."""
        return compile, (self.pattern, self.flags_given)


def compile(pattern: AnyStr, flags: int = 0) -> Pattern[AnyStr]:  # noqa: A001 - the name is that of `re`
    """`re.compile`, at the first use of the pattern; raises `re.error` then, too."""
    return cast("Pattern[AnyStr]", LazyPattern(pattern, flags))
