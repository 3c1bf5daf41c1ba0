"""What importing is asked for and what comes of it, as values: light to load, for a process that only writes files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gkgen.diagnostics import Diagnostic, Language
from gkgen.importers.reading_account import ReadingAccount

if TYPE_CHECKING:
    from gkgen.importers.side_by_side import SideBySide


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import: the language of keys, and of comments; `is_beside` asks for the original beside the new file."""

    keys: Literal["zh", "en"] = "zh"
    language: Language = "zh"
    is_beside: bool = False


@dataclass(frozen=True, slots=True)
class ConvertedReport:
    """An office file not yet written: its text, its pictures by name, the findings, and what became of the original."""

    text: str
    pictures: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...]
    account: ReadingAccount | None = None
    beside: "SideBySide | None" = None
