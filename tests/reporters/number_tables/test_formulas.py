"""Formulas of the workbook: rows that follow each other are one area, a sum that a report does not fulfil is none."""

from decimal import Decimal

import pytest

from gkgen.pipeline.core.checking import form
from gkgen.reporters.number_tables.columns import cell_columns
from gkgen.reporters.number_tables.formulas import RowSum, areas, plain_sheets


@pytest.mark.parametrize(
    ("rows", "wanted"), [([], []), ([4], ["C5"]), ([4, 5, 6], ["SUM(C5:C7)"]), ([1, 4, 5], ["C2", "SUM(C5:C6)"])]
)
def test_rows_become_as_few_areas_as_can_be(rows: list[int], wanted: list[str]) -> None:
    assert list(areas(rows, 2)) == wanted


def test_each_sum_of_the_form_is_solved_for_its_cell() -> None:
    seen = 0
    for table in form().latest.tables:
        columns = {each.path: at for at, each in enumerate(cell_columns(table))}
        for equation in table.equations:
            found = RowSum.of(equation, equation.find, columns)
            numbers = {path: Decimal("0.1") for path in columns}
            numbers[equation.find] = Decimal("0.1") * (len(found.added) - len(found.taken))
            assert found.fits(equation.find, numbers)
            assert not found.fits(equation.find, {**numbers, equation.find: Decimal(99)})
            assert not found.fits(equation.find, {equation.find: 1})
            formula = found.formula(9)
            assert (formula[0], formula.count("10")) == ("=", len(found.added) + len(found.taken))
            seen += 1
    assert seen > 20


def test_xlsxwriter_still_asks_for_the_formula_where_it_is_shortened() -> None:
    from xlsxwriter.worksheet import Worksheet

    assert "_prepare_formula" in vars(Worksheet)
    assert plain_sheets()()._prepare_formula("=A1+SUM(B1:B2)") == "A1+SUM(B1:B2)"
