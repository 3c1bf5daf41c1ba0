"""The numbers of many offices as a workbook: a sheet a table, a row an office, sums as formulas, findings as comments.

Names and texts are written as texts, whatever they begin with, so that none is a formula. Formulas are made here from
the addresses of cells alone, with their results, for programs that do not compute.
"""

import datetime
import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gkgen.diagnostics import Diagnostic, Language, Severity, Term
from gkgen.form import Edition, TableForm
from gkgen.invisible_characters import visible
from gkgen.pipeline.core.outcome import Amounts, Outcome, ReportedNumbers
from gkgen.reporters.number_tables.columns import CellColumn, cell_columns, column_of, editions_in, head_cells
from gkgen.reporters.number_tables.findings_sheet import MAX_TEXT_CHARACTERS, write_findings
from gkgen.reporters.number_tables.formulas import RowSum, areas, plain_sheets, unseen_parts
from gkgen.reporters.number_tables.offices import OFFICE_HEADS, office_texts
from gkgen.terminal_width import cells

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MAX_COMMENT_CHARACTERS = 2_000
_FIRST = len(OFFICE_HEADS)
_TOTAL = Term("合计", "total")
_TOTAL_WITHOUT_SUMS = Term("合计（不含汇总的机关）", "total, without offices that sum up others")
_MAX_FORMULA_CHARACTERS = 8_000
_COMPARED = Term("（比上年）", " (change)")
_A3 = 8
_PRINT_PERCENT = 60
_CELL_CHARACTERS = 9
_LINE_POINTS = 15
_MARKED = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_FORMATS: Mapping[str, Mapping[str, Any]] = {
    "head": {
        "bold": True,
        "border": 1,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
        "bg_color": "#EEF2F6",
    },
    "text": {"valign": "top"},
    "wrapped": {"valign": "top", "text_wrap": True},
    "number": {"align": "right"},
    "total": {"bold": True, "top": 1},
    "change": {"align": "right", "num_format": "+0.######;-0.######;0"},
    "error": {"align": "right", "bg_color": "#F8C9C4"},
    "warning": {"align": "right", "bg_color": "#FCE8B2"},
}


def workbook(outcomes: Sequence[Outcome], language: Language) -> bytes:
    """The workbook (xlsx). Reports of two editions of the form get sheets of their own."""
    from xlsxwriter import Workbook

    data = io.BytesIO()
    # The same reports give the same bytes.
    book = Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime.datetime(2000, 1, 1)})
    formats = {name: book.add_format(dict(looks)) for name, looks in _FORMATS.items()}
    editions = editions_in(outcomes)
    for edition in editions:
        reports = [each for each in outcomes if each.reported is None or each.reported.edition == edition.name]
        for table in edition.tables:
            name = table.field.term.text(language)
            name = f"{edition.name} {name}" if len(editions) > 1 else name
            _Sheet(book, formats, language, edition, table, reports, name).write()
    write_findings(book, formats, outcomes, language)
    book.close()
    return data.getvalue()


@dataclass(slots=True)
class _Places:
    """Where the numbers of a sheet stand: the first row below the head, the columns of the cells by path."""

    top: int
    columns: Mapping[str, int]


@dataclass
class _Sheet:
    """The sheet of one table, and that of its changes where the year before is known of any report."""

    book: "Workbook"
    formats: Mapping[str, Any]
    language: Language
    edition: Edition
    table: TableForm
    outcomes: Sequence[Outcome]
    name: str
    comments: dict[tuple[int, int], list[Diagnostic]] = field(default_factory=dict)

    @cached_property
    def columns(self) -> tuple[CellColumn, ...]:
        return cell_columns(self.table)

    @cached_property
    def places(self) -> _Places:
        depth = len(self.columns[0].head)
        return _Places(depth, {each.path: _FIRST + place for place, each in enumerate(self.columns)})

    def write(self) -> None:
        sheet = self._begin(self.name)
        for row, outcome in enumerate(self.outcomes, start=self.places.top):
            self._write_office(sheet, row, outcome)
            self._write_numbers(sheet, row, outcome)
        self._write_totals(sheet)
        before = [outcome.reported.last_year for outcome in self.outcomes if outcome.reported]
        if any(path in numbers for numbers in before for path in self.places.columns):
            self._write_changes(self._begin(f"{self.name}{_COMPARED.text(self.language)}"))

    def _begin(self, name: str) -> "Worksheet":
        """A sheet with its head; the head and the names of the offices stay in sight, and on each printed page."""
        sheet = self.book.add_worksheet(name, plain_sheets())
        top = self.places.top
        for place, term in enumerate(OFFICE_HEADS):
            _merge(sheet, (0, place, top - 1, place), term.text(self.language), self.formats["head"])
        heights = [_LINE_POINTS] * top
        for cell in head_cells(self.columns):
            end = cell.row + cell.row_span - 1
            area = (cell.row, _FIRST + cell.column, end, _FIRST + cell.column + cell.col_span - 1)
            _merge(sheet, area, cell.text, self.formats["head"])
            lines = -(-cells(cell.text) // (cell.col_span * _CELL_CHARACTERS - 1))
            heights[end] = max(heights[end], _LINE_POINTS * (lines - cell.row_span + 1))
        for row, height in enumerate(heights):
            sheet.set_row(row, height)
        last = _FIRST + len(self.columns) - 1
        for place, width in enumerate((28, 12, 7, 16, 24)):
            sheet.set_column(place, place, width)
        sheet.set_column(_FIRST, last, _CELL_CHARACTERS)
        sheet.freeze_panes(top, 1)
        sheet.autofilter(top - 1, 0, top - 1 + len(self.outcomes), last)
        sheet.set_landscape()
        sheet.set_paper(_A3)
        sheet.set_print_scale(_PRINT_PERCENT)
        sheet.repeat_rows(0, top - 1)
        sheet.repeat_columns(0)
        return sheet

    def _write_office(self, sheet: "Worksheet", row: int, outcome: Outcome) -> None:
        for place, text in enumerate(office_texts(outcome, self.language)):
            sheet.write_string(row, place, text[:MAX_TEXT_CHARACTERS], self.formats["text"])

    def _write_numbers(self, sheet: "Worksheet", row: int, outcome: Outcome) -> None:
        marks = self._marks(outcome)
        numbers: Amounts = outcome.reported.numbers if outcome.reported else {}
        plain = self.formats["number"]
        for path, column in self.places.columns.items():
            found = marks.get(column)
            looks = self.formats[_worst(found)] if found else plain
            told = _comment(found, self.language) if found else ""
            if path in numbers and outcome.reported:
                formula = self._write_number(sheet, (row, column), path, outcome.reported, looks)
                if path in outcome.reported.parts:
                    told = "\n".join(filter(None, (told, unseen_parts(path, outcome.reported, formula, self.language))))
            elif found:
                sheet.write_blank(row, column, None, looks)
            if told:
                told = told[:MAX_COMMENT_CHARACTERS]
                sheet.write_comment(row, column, told, {"x_scale": 3, "y_scale": 1.5})

    def _write_number(
        self, sheet: "Worksheet", at: tuple[int, int], path: str, reported: ReportedNumbers, looks: object
    ) -> str:
        """A number; a sum that the report fulfils as a formula: over its row, or over the rows of other reports."""
        numbers = reported.numbers
        formula = self._row_sum(at[0], path, numbers) or self._report_sum(at[1], path, reported)
        if formula:
            sheet.write_formula(*at, formula, looks, _printed(numbers[path]))
        else:
            sheet.write_number(*at, float(numbers[path]), looks)
        return formula

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The row of each report by its file."""
        return {os.path.normpath(each.source): row for row, each in enumerate(self.outcomes, start=self.places.top)}

    @cached_property
    def counted_elsewhere(self) -> tuple[int, ...]:
        """The rows of reports that sum up others of this sheet: what they say stands in those rows already."""
        return tuple(
            row
            for row, each in enumerate(self.outcomes, start=self.places.top)
            if each.reported and any(os.path.normpath(unit) in self.rows for unit in each.reported.units)
        )

    @cached_property
    def numbers_at(self) -> Mapping[int, Amounts]:
        """What each report counts, by its row."""
        rows = enumerate(self.outcomes, start=self.places.top)
        return {row: each.reported.numbers for row, each in rows if each.reported}

    def _report_sum(self, column: int, path: str, reported: ReportedNumbers) -> str:
        """A sum of reports as a formula over their rows, with what is added besides; empty where one is not here."""
        if path not in reported.summed:
            return ""
        rows = sorted(self.rows.get(os.path.normpath(unit), -1) for unit in reported.units)
        if not all(row in self.numbers_at and path in self.numbers_at[row] for row in rows):
            return ""
        rest = Decimal(reported.numbers[path]) - sum((self.numbers_at[row][path] for row in rows), Decimal(0))
        formula = f"={'+'.join(areas(rows, column))}{f'{rest.normalize():+f}' if rest else ''}"
        return formula if rows and len(formula) <= _MAX_FORMULA_CHARACTERS else ""

    @cached_property
    def sums_in_rows(self) -> Mapping[str, RowSum]:
        """The cells that the form computes from others of their row, by path."""
        sums: dict[str, RowSum] = {}
        for each in self.table.equations:
            sums.setdefault(each.find, RowSum.of(each, each.find, self.places.columns))
        return sums

    def _row_sum(self, row: int, path: str, numbers: Amounts) -> str:
        known = self.sums_in_rows.get(path)
        return known.formula(row) if known and known.fits(path, numbers) else ""

    def _write_totals(self, sheet: "Worksheet") -> None:
        from xlsxwriter.utility import xl_rowcol_to_cell

        top, end = self.places.top, self.places.top + len(self.outcomes)
        twice = self.counted_elsewhere
        words = _TOTAL_WITHOUT_SUMS if twice else _TOTAL
        sheet.write_string(end, 0, words.text(self.language), self.formats["total"])
        counted = (each for row, each in enumerate(self.outcomes, start=top) if row not in twice)
        reports = [outcome.reported.numbers for outcome in counted if outcome.reported]
        for path, column in self.places.columns.items():
            first, last = xl_rowcol_to_cell(top, column), xl_rowcol_to_cell(end - 1, column)
            value = sum((numbers.get(path, 0) for numbers in reports), Decimal(0))
            less = "".join(f"-{area}" for area in areas(twice, column))
            sheet.write_formula(end, column, f"=SUM({first}:{last}){less}", self.formats["total"], _printed(value))

    def _write_changes(self, sheet: "Worksheet") -> None:
        """This year's number less that of the year before, where both are known."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        for row, outcome in enumerate(self.outcomes, start=self.places.top):
            self._write_office(sheet, row, outcome)
            reported = outcome.reported
            if reported is None:
                continue
            for path, column in self.places.columns.items():
                if path in reported.last_year and path in reported.numbers:
                    before, now = reported.last_year[path], reported.numbers[path]
                    formula = f"='{self.name}'!{xl_rowcol_to_cell(row, column)}-{_printed(before)}"
                    sheet.write_formula(row, column, formula, self.formats["change"], _printed(now - before))

    def _marks(self, outcome: Outcome) -> dict[int, list[Diagnostic]]:
        """The errors and warnings about cells of this table, by column."""
        marks: dict[int, list[Diagnostic]] = {}
        inside = f"{self.table.field.path}."
        for found in outcome.diagnostics:
            if found.severity in _MARKED and f"{found.path}.".startswith(inside):
                place = column_of(found.path, self.columns)
                if place is not None:
                    marks.setdefault(_FIRST + place, []).append(found)
        return marks


def _worst(found: Sequence[Diagnostic]) -> str:
    """How a cell with these findings is marked."""
    return next(looks for severity, looks in _MARKED.items() if any(each.severity is severity for each in found))


def _merge(sheet: "Worksheet", area: tuple[int, int, int, int], text: str, looks: object) -> None:
    """A text over an area, which need not be more than one cell."""
    if area[0] == area[2] and area[1] == area[3]:
        sheet.write_string(area[0], area[1], text, looks)
    else:
        sheet.merge_range(*area, "", looks)
        sheet.write_string(area[0], area[1], text, looks)


def _comment(found: Sequence[Diagnostic], language: Language) -> str:
    lines = (f"{each.code} {each.message(language)}" for each in found)
    return visible("\n".join(lines).replace("\n", "⏎")).replace("⏎", "\n")


def _printed(value: int | Decimal) -> float | int:
    return int(value) if value == int(value) else float(value)
