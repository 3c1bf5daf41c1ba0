"""The numbers of other reports added up cell by cell, with the adjustments of the author (汇总, 调整)."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from gkgen import checks
from gkgen import lazy_re as re
from gkgen.checks import Number, Numbers, Origin
from gkgen.diagnostics import Diagnostic, Term, diagnose
from gkgen.form import Edition, Field
from gkgen.review import UnitReport
from gkgen.similarity import closest
from gkgen.typed_rows import field_typed
from gkgen.validation import Adjustment, Office, full_term

Amount = int | Decimal
Addends = Mapping[str, Amount]

ADJUSTMENT = Term("调整", "adjustment")
"""How an adjustment is called among the reports of a sum."""
_DOTS = re.compile(r"[.·．。/、>→]")
_NO_REASON = re.compile(r"[\W\d_]*|.|无|没有|属实|正确|已核对|同意|ok", re.IGNORECASE)


def added(office: Office, units: Sequence[UnitReport] | None) -> tuple[Numbers, Addends, tuple[Diagnostic, ...]]:
    """The cells that are sums, what is adjusted, and what is wrong with it; no sums where `units` is None."""
    found: list[Diagnostic] = []
    adjusted = dict(_adjusted(office, found))
    sums: dict[str, Number] = {}
    for table in office.edition.tables:
        for path, span in checks.summed_cells(table, office).items():
            value = _sum(path, units)
            if value is None:
                continue
            value += adjusted.get(path, 0)
            if value < 0 and office.edition.field(path).kind != "change":
                found.append(_negative(path, value, adjusted.get(path, 0), office))
            else:
                sums[path] = Number(value, checks.printed(value), Origin.SUMMED, span)
    return {} if found else sums, adjusted, tuple(found)


def adjustments_of(path: str, office: Office) -> Iterator[tuple[Adjustment, Amount]]:
    """What the author adds to or takes from the sum in a cell; zeros are none."""
    for each in office.adjustments:
        meant, amount = cell_typed(each.cell.text, office.edition), each.amount.value
        if meant and meant.path == path and not isinstance(amount, str | bool | None) and amount:
            yield each, amount


def _sum(path: str, units: Sequence[UnitReport] | None) -> Amount | None:
    """The sum of a cell; None where a report does not say it."""
    if units is None or any(path not in unit.numbers for unit in units):
        return None
    return sum((unit.numbers[path].value for unit in units), start=0)


def _adjusted(office: Office, found: list[Diagnostic]) -> Iterator[tuple[str, Amount]]:
    """The paths that the author says something of, with the sum of what is added to each."""
    totals: dict[str, Amount] = {}
    computed = {
        equation.find for table in office.edition.tables for equation in table.equations if not equation.negative_rule
    }
    for each in office.adjustments:
        field = cell_typed(each.cell.text, office.edition)
        told = _wrong(each, field, computed, office)
        if told or field is None:
            found += [told] if told else []
            continue
        amount = each.amount.value
        totals[field.path] = totals.get(field.path, 0) + (amount if isinstance(amount, int | Decimal) else 0)
    yield from totals.items()


def _wrong(each: Adjustment, field: Field | None, computed: set[str], office: Office) -> Diagnostic | None:
    """What is wrong with an adjustment, if anything is."""
    words, amount = {"cell": each.cell.text.strip()}, each.amount.value
    if field is None:
        near = closest(words["cell"], names_of_cells(office.edition))
        return (
            diagnose("S02.near", each.cell.span, "units.adjustments", **words, near=near)
            if near
            else diagnose("S02", each.cell.span, "units.adjustments", **words)
        )
    if _NO_REASON.fullmatch(each.reason.text.strip()):
        return diagnose("S02.reason", each.reason.span, "units.adjustments", reason=each.reason.text.strip())
    if not amount:
        return None
    if field.children:
        example = name_of(next(field.leaves()).path, office.edition)
        return diagnose("S02.part", each.cell.span, "units.adjustments", **words, example=example)
    if field.path in computed:
        return diagnose("S02.total", each.cell.span, "units.adjustments", **words)
    if isinstance(amount, Decimal) and field.kind != "money":
        return diagnose("S02.whole", each.amount.span, "units.adjustments", **words, value=each.amount.text)
    return None


def _negative(path: str, value: Amount, amount: Amount, office: Office) -> Diagnostic:
    cells = ((each.cell, cell_typed(each.cell.text, office.edition)) for each in office.adjustments)
    place = next(cell.span for cell, field in cells if field and field.path == path)
    term = full_term(office.edition, path)
    return diagnose("S02.negative", place, "units.adjustments", cell=term, sum=value - amount, value=value)


def cell_typed(text: str, edition: Edition) -> Field | None:
    """The cell, row or table that is meant by its keys or English names with dots between them."""
    field: Field | None = edition.root
    for name in _DOTS.split(text.strip()):
        field = field_typed(field, name.strip()) if field else None
    tables = {table.field.path for table in edition.tables}
    return field if field and field.path.partition(".")[0] in tables else None


def name_of(path: str, edition: Edition) -> str:
    """A path in the keys of the file: 主动公开情况.行政规范性文件.现行有效."""
    parts = path.split(".")
    return ".".join(edition.field(".".join(parts[:end])).key for end in range(1, len(parts) + 1))


def names_of_cells(edition: Edition) -> list[str]:
    """The names of all cells, rows and tables, as `name_of` gives them."""
    return [name_of(field.path, edition) for table in edition.tables for field in table.field.walk()]
