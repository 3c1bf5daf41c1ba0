"""What stands before the numbers of an office: its name, kind, year, state and file."""

from collections import Counter
from pathlib import Path

from gkgen.diagnostics import Language, Severity, Term
from gkgen.invisible_characters import visible
from gkgen.pipeline.core.outcome import Outcome
from gkgen.reporters.explanation_report import SEVERITIES

OFFICE_HEADS = (
    Term("机关", "office"),
    Term("机关类型", "kind"),
    Term("年度", "year"),
    Term("状态", "state"),
    Term("文件", "file"),
)
_READY = Term("没有问题", "ready")


def office_texts(outcome: Outcome, language: Language) -> tuple[str, ...]:
    """The texts below OFFICE_HEADS; an office whose file says no name goes by the name of the file."""
    reported = outcome.reported
    name = reported.office if reported and reported.office else Path(outcome.source).stem
    year = str(reported.year) if reported and reported.year else ""
    kind = reported.kind if reported else ""
    return tuple(visible(text) for text in (name, kind, year, _state(outcome, language), outcome.source))


def _state(outcome: Outcome, language: Language) -> str:
    counts = Counter(found.severity for found in outcome.diagnostics)
    told = [f"{counts[each]} {SEVERITIES[each].text(language)}" for each in SEVERITIES if counts[each]]
    needed = [each for each in (Severity.ERROR, Severity.WARNING) if counts[each]]
    return ("，" if language == "zh" else ", ").join(told) if needed else _READY.text(language)
