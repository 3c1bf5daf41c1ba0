"""The result of a writer."""

from dataclasses import dataclass

from gkgen.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """The content of a finished file, and the findings made while it was written."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...] = ()
