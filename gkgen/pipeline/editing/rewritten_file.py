"""What became of an office file that was fixed or formatted."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gkgen.diagnostics import Diagnostic
from gkgen.source.repairs import Repair


@dataclass(frozen=True, slots=True)
class RewrittenFile:
    """What became of one file: whether it differs now, the lines that do, why it was left alone.

    The lines are those of `diff -u`; another encoding or other line ends do not show in them. `repairs` says how often
    each repair of `fix` was made.
    """

    source: str
    is_changed: bool = False
    diff: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    repairs: Mapping[Repair, int] = field(default_factory=dict)
