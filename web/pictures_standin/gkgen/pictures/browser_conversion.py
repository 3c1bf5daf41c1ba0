"""Pictures that the browser makes: a call asks for them, the worker has them made and calls once more.

What is asked is answered at once where it was made before, so that the second call finds everything.
"""

from dataclasses import dataclass
from hashlib import sha256

MAX_KEPT = 64


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture to be made: of which bytes and kind, as which kind, in which size; 0 pixels are those that it has."""

    data: bytes
    media: str
    made: str
    width: int = 0
    height: int = 0

    @property
    def key(self) -> bytes:
        """The same for the same question."""
        return sha256(f"{self.media} {self.made} {self.width} {self.height} ".encode() + self.data).digest()


_wanted: dict[bytes, Wanted] = {}
_made: dict[bytes, bytes] = {}
_used: set[bytes] = set()


def ask(wanted: Wanted) -> bytes | None:
    """What the browser made; empty where it could not, None where it was not asked before: it is now."""
    key = wanted.key
    if key in _made:
        _used.add(key)
        return _made[key]
    _wanted[key] = wanted
    return None


def begin() -> None:
    """A call begins: what it uses is counted anew."""
    _wanted.clear()
    _used.clear()


def taken() -> list[Wanted]:
    """What the call asked for in vain."""
    found = list(_wanted.values())
    _wanted.clear()
    return found


def keep(wanted: Wanted, data: bytes) -> None:
    """Keeps what the browser made, empty where it could not; the oldest are forgotten first."""
    _made[wanted.key] = data
    while len(_made) > MAX_KEPT:
        del _made[next(iter(_made))]


def used() -> int:
    """How many pictures of the browser the call used."""
    return sum(bool(_made.get(key)) for key in _used)
