"""A number in words: what it is, what it is the sum of, what last year's report had."""

from collections.abc import Iterator

from gkgen.checks import Numbers, Origin
from gkgen.diagnostics import Language
from gkgen.form import Edition, Equation, Field
from gkgen.language_server.analysis import Analysis
from gkgen.language_server.markdown_text import escaped
from gkgen.pipeline.core.report_sums import ADJUSTMENT, adjustments_of
from gkgen.webform.form_description import place_of

MAX_ADDENDS = 40
"""Addends of a sum that are shown; of the others, how many there are."""


def lines_about(path: str, analysis: Analysis, language: Language) -> Iterator[str]:
    """What there is to say of the number of a cell."""
    numbers = analysis.checked.numbers
    number = numbers.get(path)
    if number is None:
        yield "还没有数" if language == "zh" else "no number yet"
        return
    value = f"**{number.text}**"
    match number.origin:
        case Origin.LEFT_OUT:
            yield f"{value}（没有写，就是零）" if language == "zh" else f"{value} (left out, so zero)"
        case Origin.COMPUTED:
            yield f"{value}（自动算出）" if language == "zh" else f"{value} (computed)"
        case Origin.SUMMED:
            yield f"{value}（由各份报告相加）" if language == "zh" else f"{value} (added up from other reports)"
        case Origin.TYPED:
            yield value
    yield from _sums(path, analysis.edition, numbers, language)
    if number.origin is Origin.SUMMED or _adds_up_sums(path, analysis):
        yield from _units(path, analysis, language)
    before = analysis.checked.last_year.get(path)
    if before is not None:
        yield f"上年 {before.text}" if language == "zh" else f"last year {before.text}"


def cells_of_row(row: Field, analysis: Analysis, language: Language) -> str:
    """The numbers of a row that are not zero, in a line; empty for a row of zeros."""
    numbers = analysis.checked.numbers
    found = [(cell, numbers[cell.path]) for cell in row.children if cell.path in numbers]
    return ("，" if language == "zh" else ", ").join(
        f"{name_of(cell, language)} {number.text}" for cell, number in found if number.value
    )


def name_of(field: Field, language: Language) -> str:
    """What a field is called: by the form in Chinese, by its key in English."""
    return field.label or field.key if language == "zh" else field.name


def place_words(path: str, edition: Edition, language: Language) -> str:
    """Where a field stands in the printed report."""
    return " · ".join(place_of(edition, path, language))


def _sums(path: str, edition: Edition, numbers: Numbers, language: Language) -> Iterator[str]:
    """The equations of the form that give a cell, written out."""
    for table in edition.tables:
        for equation in table.equations:
            if equation.find == path and all(each in numbers for each in (*equation.left, *equation.right)):
                sides = (_side(equation, side, numbers, language) for side in (equation.left, equation.right))
                yield " = ".join(sides)


def _side(equation: Equation, paths: tuple[str, ...], numbers: Numbers, language: Language) -> str:
    """One side of a sum; of many addends those that are not zero."""
    shown = [path for path in paths if numbers[path].value] or list(paths[:1])
    named = dict(equation.terms)
    words = [f"{name_of(named[path], language) if path in named else path} {numbers[path].text}" for path in shown]
    return " + ".join(words)


def _adds_up_sums(path: str, analysis: Analysis) -> bool:
    """Whether a total is computed from cells that are sums of other reports."""
    numbers = analysis.checked.numbers
    row = path.rpartition(".")[0]
    is_computed = numbers[path].origin is Origin.COMPUTED
    return is_computed and any(
        each.startswith(f"{row}.") and number.origin is Origin.SUMMED for each, number in numbers.items()
    )


def _units(path: str, analysis: Analysis, language: Language) -> Iterator[str]:
    """What each report adds to a sum, and what was adjusted."""
    case = analysis.checked.case
    if case is None:
        return
    added = [(unit.display_name.text(language), number) for unit, number in case.unit_numbers(path) if number.value]
    yield from (f"- {escaped(name)} {number.text}" for name, number in added[:MAX_ADDENDS])
    if len(added) > MAX_ADDENDS:
        more = len(added) - MAX_ADDENDS
        yield f"- 另有 {more} 份" if language == "zh" else f"- {more} more"
    for each, amount in adjustments_of(path, case.office):
        yield f"- {ADJUSTMENT.text(language)} {amount:+} {escaped(each.reason.text.strip())}"
