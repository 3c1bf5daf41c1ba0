"""Who has reported, as a workbook that is sorted, filtered and printed."""

import datetime
import io
from collections import Counter

from gkgen.diagnostics import Language
from gkgen.pipeline.collecting.reporting_status import DistrictStatus, State
from gkgen.reporters.number_tables.findings_sheet import MAX_TEXT_CHARACTERS
from gkgen.reporters.status_report import HEADS, STATES, table_row

_COLOURS = {State.MISSING: "#F8C9C4", State.RETURNED: "#FCE8B2", State.CHANGED: "#DCE9F9", State.REPORTED: "#DDF1E0"}
_WIDTHS = (10, 34, 12, 12, 8, 12, 16, 28, 12, 30, 6, 6, 70)
_A4 = 9


def status_workbook(status: DistrictStatus, language: Language) -> bytes:
    """The workbook (xlsx): a row an office, the states coloured; names are texts, whatever they begin with."""
    from xlsxwriter import Workbook

    data = io.BytesIO()
    book = Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    # The same reports give the same bytes.
    book.set_properties({"created": datetime.datetime(2000, 1, 1)})
    head = book.add_format({"bold": True, "border": 1, "align": "center", "text_wrap": True, "bg_color": "#EEF2F6"})
    text = book.add_format({"valign": "top", "text_wrap": True})
    colours = {state: book.add_format({"valign": "top", "bg_color": colour}) for state, colour in _COLOURS.items()}
    sheet = book.add_worksheet("报送情况" if language == "zh" else "status")
    for place, (term, width) in enumerate(zip(HEADS, _WIDTHS, strict=True)):
        sheet.write_string(0, place, term.text(language), head)
        sheet.set_column(place, place, width)
    for row, each in enumerate(status.offices, start=1):
        for place, value in enumerate(table_row(each, language)):
            looks = colours[each.state] if place == 0 and each.entry else text
            if isinstance(value, int):
                sheet.write_number(row, place, value, looks)
            else:
                sheet.write_string(row, place, value[:MAX_TEXT_CHARACTERS], looks)
    counts = Counter(each.state for each in status.offices if each.entry)
    end = len(status.offices) + 2
    for place, (state, name) in enumerate(STATES.items()):
        sheet.write_string(end + place, 0, name.text(language), colours[state])
        words = f"=COUNTIF(A$2:A${max(2, end - 1)},A{end + place + 1})"
        sheet.write_formula(end + place, 1, words, text, counts[state])
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(status.offices), len(HEADS) - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return data.getvalue()
