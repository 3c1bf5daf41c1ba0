"""The last sheet of the workbook: all findings of all reports, to be filtered by office and sent back."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gkgen.diagnostics import Language, Term
from gkgen.invisible_characters import visible
from gkgen.pipeline.core.outcome import Outcome
from gkgen.reporters.explanation_report import HINT, SEVERITIES
from gkgen.reporters.number_tables.offices import office_texts

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MAX_TEXT_CHARACTERS = 32_767
"""The most that a cell of a workbook holds (ECMA-376, as Excel limits it)."""
_FINDINGS = Term("要处理的", "findings")
_FINDING_HEADS = (
    Term("机关", "office"),
    Term("文件", "file"),
    Term("行", "line"),
    Term("程度", "severity"),
    Term("代号", "code"),
    Term("问题", "finding"),
    HINT,
)


def write_findings(
    book: "Workbook", formats: Mapping[str, Any], outcomes: Sequence[Outcome], language: Language
) -> None:
    """All findings of all reports on a sheet, for whoever sends them back."""
    sheet = book.add_worksheet(_FINDINGS.text(language))
    for place, (term, width) in enumerate(zip(_FINDING_HEADS, (28, 24, 6, 8, 8, 70, 50), strict=True)):
        sheet.write_string(0, place, term.text(language), formats["head"])
        sheet.set_column(place, place, width)
    row = 0
    for outcome in outcomes:
        name, *_ = office_texts(outcome, language)
        for found in outcome.diagnostics:
            row += 1
            texts = (name, visible(found.file), "", SEVERITIES[found.severity].text(language), found.code)
            for place, text in enumerate((*texts, found.message(language), found.hint(language))):
                sheet.write_string(row, place, visible(text)[:MAX_TEXT_CHARACTERS], formats["wrapped"])
            if found.span:
                sheet.write_number(row, 2, found.span.line, formats["text"])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, row, len(_FINDING_HEADS) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
