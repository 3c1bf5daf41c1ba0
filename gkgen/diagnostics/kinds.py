"""A kind of finding: its severity, its exit status, and its message in both languages."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Severity(StrEnum):
    """How bad a finding is; only errors stop an office from being built."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Status(IntEnum):
    """The exit statuses of the command line."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    ENVIRONMENT = 3
    MISMATCH = 4
    FAULT = 70
    INTERRUPTED = 130
    TERMINATED = 143


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding. `name` is the code, with a variant behind a dot where one code has several messages.

    The messages are format strings; their {names} are the values that a diagnostic of this kind carries. Warnings can
    be waived; an error only where it `is_overridable`. `gkgen fix` repairs what `is_fixable` wherever it is found. A
    finding about a stretch of the text `is_waived_by_words`: its waiver names them, and is for no other words.
    """

    name: str
    severity: Severity
    zh: str
    en: str
    hint_zh: str
    hint_en: str
    status: Status
    is_overridable: bool
    is_fixable: bool
    is_waived_by_words: bool
