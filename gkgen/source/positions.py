"""Places as PyYAML's parsers give them; lines and columns count from 0."""

from dataclasses import dataclass
from typing import Protocol


class Mark(Protocol):
    """A place as either of PyYAML's parsers gives it."""

    @property
    def line(self) -> int:
        """The line."""
        ...

    @property
    def column(self) -> int:
        """The column in code points."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """A mark of our own."""

    line: int
    column: int
