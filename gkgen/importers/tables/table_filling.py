"""Rows read become the numbers of the form; what is missing, doubtful or contradictory is said and never made up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from gkgen.diagnostics import Term
from gkgen.form import Edition, Equation, Field
from gkgen.importers.match_result import Cells, ImportIssue, issue
from gkgen.importers.parsed_document import Place
from gkgen.importers.tables.cell_numbers import NumberReading, NumberStatus, read_number
from gkgen.importers.tables.table_rows import CellRead, RowRead
from gkgen.importers.tables.table_shapes import RowShape, TableShape, shapes
from gkgen.label_normalization import half_width, normalized
from gkgen.similarity import similarity

# A label so much like one of the form that is missing is taken for it and reported.
_MIN_SIMILARITY = 0.6
_MAX_SHOWN = 60
# One wrong number breaks up to three sums.
_MAX_REPORTED_SUMS = 9
_TOLD = {
    NumberStatus.EMPTY: "I14",
    NumberStatus.STROKE: "I15",
    NumberStatus.SPELT: "I16",
    NumberStatus.UNIT: "I17",
    NumberStatus.UNKNOWN: "I13",
}


@dataclass(frozen=True, slots=True)
class _Read:
    """A cell with the field that it is and what it says."""

    cell: CellRead
    field: Field
    reading: NumberReading


@dataclass(slots=True)
class _Table:
    """A table being filled. `typed` are numbers as authors type them, `unknown` readings of rows and cells without."""

    shape: TableShape
    reading: Mapping[str, Any]
    typed: dict[str, str] = field(default_factory=dict)
    values: dict[str, int | Decimal] = field(default_factory=dict)
    unknown: dict[str, tuple[str, ...]] = field(default_factory=dict)
    issues: list[ImportIssue] = field(default_factory=list)
    seen: dict[str, RowRead] = field(default_factory=dict)
    by_order: list[RowRead] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)

    def add(self, kind: str, path: str, place: Place, **values: str | int | Term) -> None:
        self.issues.append(issue(kind, path, place, **values))

    def row(self, row: RowRead, shape: RowShape) -> None:
        """A row whose label is known."""
        before = self.seen.get(shape.path)
        if before is None:
            self.seen[shape.path] = row
            self.fill(row, shape)
        elif _texts(before) != _texts(row):
            self.forget(shape)
            self.add("I22", shape.path, row.place, row=_term(shape), one=_shown(before), other=_shown(row))

    def forget(self, shape: RowShape) -> None:
        """Nothing is known of this row."""
        for column in shape.fields:
            self.typed.pop(column.path, None)
            self.values.pop(column.path, None)
        self.unknown[shape.path] = ()

    def fill(self, row: RowRead, shape: RowShape) -> None:
        """The numbers of one row, in the cells that the labels above name, else in the order of the form."""
        if len(row.cells) > len(shape.fields):
            row = self.without_blanks(row, shape)
        if len(row.cells) != len(shape.fields):
            self.incomplete(row, shape)
            return
        fields = row.fields()
        if fields is None:
            fields = shape.fields
            self.by_order.append(row)
        readings = [
            _Read(cell, own, read_number(cell.text, own, self.reading, cell.readings))
            for cell, own in zip(row.cells, fields, strict=True)
        ]
        for one in readings:
            self.take(one.field, one.reading)
            self.places[one.field.path] = one.cell.place
        for status, kind in _TOLD.items():
            told = [one for one in readings if one.reading.status is status]
            if told and not _is_harmless(status, told):
                self.tell(kind, shape, row, told)
        for one in readings:
            if one.reading.status is NumberStatus.DOUBTFUL:
                self.doubtful(one, shape)
            elif one.cell.left_out:
                left = "、".join(one.cell.left_out)[:_MAX_SHOWN]
                value = one.reading.typed or "?"
                self.add(
                    "I16.marked",
                    one.field.path,
                    one.cell.place,
                    row=_term(shape),
                    columns=_column(one),
                    text=left,
                    value=value,
                )

    def doubtful(self, one: _Read, shape: RowShape) -> None:
        """A cell that may say one of several numbers."""
        self.add(
            "I13.readings" if one.reading.readings else "I13",
            one.field.path,
            one.cell.place,
            row=_term(shape),
            columns=_column(one),
            text=one.reading.text[:_MAX_SHOWN],
            readings=Term("、".join(one.reading.readings), ", ".join(one.reading.readings)),
        )

    def without_blanks(self, row: RowRead, shape: RowShape) -> RowRead:
        """The row without its blank cells where it has as many others as the form: cells that were not merged."""
        stated = tuple(cell for cell in row.cells if cell.text.strip())
        if len(stated) != len(shape.fields):
            return row
        blank = len(row.cells) - len(stated)
        self.add("I12.blank", shape.path, row.place, row=_term(shape), count=blank)
        return replace(row, cells=stated)

    def take(self, cell: Field, reading: NumberReading) -> None:
        """What one cell says."""
        if reading.value is None:
            self.unknown[cell.path] = reading.readings
        else:
            self.typed[cell.path] = reading.typed
            self.values[cell.path] = reading.value

    def tell(self, kind: str, shape: RowShape, row: RowRead, told: Sequence[_Read]) -> None:
        """One finding for the cells of a row that share a fault."""
        columns = Term("、".join(one.field.key for one in told), ", ".join(one.field.name for one in told))
        texts = "、".join(dict.fromkeys(one.reading.text for one in told))
        typed = "、".join(dict.fromkeys(one.reading.typed for one in told))
        path = told[0].field.path if len(told) == 1 else shape.path
        place = told[0].cell.place if len(told) == 1 else row.place
        self.add(
            kind,
            path,
            place,
            row=_term(shape),
            columns=columns,
            text=texts[:_MAX_SHOWN],
            value=typed[:_MAX_SHOWN],
        )

    def incomplete(self, row: RowRead, shape: RowShape) -> None:
        """Fewer or more numbers than the form has cells: which is which cannot be told."""
        count = sum(1 for cell in row.cells if cell.text.strip())
        self.forget(shape)
        wanted = len(shape.fields)
        self.add("I12", shape.path, row.place, row=_term(shape), count=count, wanted=wanted, text=_shown(row))


def fill_tables(
    edition: Edition, rows: Iterable[RowRead], reading: Mapping[str, Any]
) -> tuple[dict[str, Cells], tuple[ImportIssue, ...]]:
    """The numbers of every statutory table, by the name of the table."""
    read = tuple(rows)
    tables: dict[str, Cells] = {}
    issues: list[ImportIssue] = []
    for shape in shapes(edition):
        own = _guessed([row for row in read if row.table is shape], shape, issues)
        table = _Table(shape, reading)
        for row in own:
            if row.shape is None:
                values = "、".join(cell.text.strip() for cell in row.cells if cell.text.strip())
                table.add("I19", shape.form.field.path, row.place, label=_line(row.label), text=values[:_MAX_SHOWN])
            else:
                table.row(row, row.shape)
        if table.by_order:
            first = table.by_order[0]
            table.add("I20", shape.form.field.path, first.place, row=_line(first.label), count=len(table.by_order))
        _missing(table, own)
        _out_of_order(table, own)
        _sums(table)
        issues += table.issues
        tables[shape.form.field.name] = Cells(table.typed, table.unknown, bool(table.seen), table.places)
    return tables, tuple(issues)


def _guessed(rows: Sequence[RowRead], shape: TableShape, issues: list[ImportIssue]) -> list[RowRead]:
    """The rows, those with a label that the form does not know taken for a missing one that is much like it."""
    known = {row.shape.path for row in rows if row.shape}
    found: list[RowRead] = []
    for row in rows:
        guess = _guess(row, [other for other in shape.rows if other.path not in known]) if row.shape is None else None
        if guess is None:
            found.append(row)
            continue
        known.add(guess.path)
        issues.append(issue("I18", guess.path, row.place, label=_line(row.label), row=_term(guess)))
        found.append(replace(row, shape=guess))
    return found


def _guess(row: RowRead, missing: Sequence[RowShape]) -> RowShape | None:
    word = normalized(row.label)
    ranked = sorted(((similarity(word, shape.label), shape.path) for shape in missing if shape.label), reverse=True)
    if (
        not word
        or not ranked
        or ranked[0][0] < _MIN_SIMILARITY
        or (len(ranked) > 1 and ranked[1][0] > ranked[0][0] - 0.1)
    ):
        return None
    return next(shape for shape in missing if shape.path == ranked[0][1])


def _missing(table: _Table, rows: Sequence[RowRead]) -> None:
    """Rows of the form that the report does not have; without any row, the table itself."""
    path = table.shape.form.field.path
    if not table.seen:
        place = rows[0].place if rows else Place()
        table.unknown[path] = ()
        table.add("I10", path, place, table=table.shape.form.field.heading_term)
        return
    for shape in table.shape.rows:
        if shape.path not in table.seen:
            table.unknown[shape.path] = ()
            nearest = next(iter(table.seen.values())).place
            table.add("I11", shape.path, replace(nearest, row=0, column=0), row=_term(shape))


def _out_of_order(table: _Table, rows: Sequence[RowRead]) -> None:
    """Rows in another order than the form's: read by their labels, and yet a sign of a damaged table."""
    order = [shape.path for shape in table.shape.rows]
    last = -1
    for row in rows:
        if row.shape and order.index(row.shape.path) < last:
            table.add("I21", row.shape.path, row.place, row=_term(row.shape))
            return
        last = order.index(row.shape.path) if row.shape else last


def _sums(table: _Table) -> None:
    """Sums of the form that do not hold; a total that holds is not typed, for gkgen computes it."""
    failed = [equation for equation in table.shape.form.equations if _fails(equation, table.values)]
    for equation in failed[:_MAX_REPORTED_SUMS]:
        row = table.seen.get(equation.find.rpartition(".")[0])
        subject = equation.subject or table.shape.form.field
        left, right = (sum((table.values[path] for path in side), 0) for side in (equation.left, equation.right))
        name = subject.term
        place = row.place if row else Place()
        table.add("I23", equation.find, place, rule=equation.rule, subject=name, left=str(left), right=str(right))
    _leave_out(table)


def _leave_out(table: _Table) -> None:
    """What gkgen computes by itself need not be typed where it comes to the same, nor zeros anywhere else."""
    equations = table.shape.form.equations
    stays = {
        equation.find
        for equation in equations
        if any(path not in table.values for path in (*equation.left, *equation.right)) or _fails(equation, table.values)
    }
    # A row that is computed as a whole is typed as a whole.
    rows = {equation.find.rpartition(".")[0] for equation in equations if equation.whole_row and equation.find in stays}
    stays |= {path for path in table.values if path.rpartition(".")[0] in rows}
    computed = table.shape.form.computed
    table.typed = {
        path: typed
        for path, typed in table.typed.items()
        if path in stays or (path not in computed and table.values[path] != 0)
    }


def _fails(equation: Equation, values: Mapping[str, int | Decimal]) -> bool:
    if any(path not in values for path in (*equation.left, *equation.right)):
        return False
    return sum((values[path] for path in equation.left), 0) != sum((values[path] for path in equation.right), 0)


def _is_harmless(status: NumberStatus, told: Sequence[_Read]) -> bool:
    """Spaces around a number are nothing to speak of."""
    return status is NumberStatus.SPELT and all(one.reading.typed == one.cell.text.strip() for one in told)


def _texts(row: RowRead) -> tuple[str, ...]:
    return tuple(half_width(cell.text).strip() for cell in row.cells)


def _column(one: _Read) -> Term:
    return Term(one.field.key, one.field.name)


def _term(shape: RowShape) -> Term:
    return Term(shape.name, shape.path.rpartition(".")[2])


def _shown(row: RowRead) -> str:
    return "、".join(cell.text.strip() or "空" for cell in row.cells)[:_MAX_SHOWN]


def _line(text: str) -> str:
    return " ".join(text.split())[:_MAX_SHOWN]
