"""The sums of the form (R10-R13, R30-R32) and its floors (R07), each shown as the sum that it is."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from gkgen.checks.computed_cells import Number, Numbers, Origin, difference, fails, total
from gkgen.checks.culprit import Remedy, remedies
from gkgen.diagnostics import Addend, Diagnostic, Span, Term, diagnose_sum
from gkgen.form import Edition, Equation, Field, Floor, TableForm
from gkgen.validation import Office

Side = Literal["left", "right"]


def check_sums(office: Office, numbers: Numbers) -> tuple[Diagnostic, ...]:
    """What does not add up. Only equations all of whose cells are known are tried."""
    return tuple(finding for table in office.edition.tables for finding in _check_table(table, office, numbers))


def _check_table(table: TableForm, office: Office, numbers: Numbers) -> Iterator[Diagnostic]:
    lonely = [equation for equation in _row_sums(table) if _is_total_alone(equation, numbers)]
    for equation in lonely:
        yield _total_alone(equation, office, numbers)
    # What stands in that row nobody knows, so nothing that it is part of is judged.
    unknown = {path for equation in lonely for path in (*equation.left, *equation.right)}
    if unknown:
        numbers = {path: number for path, number in numbers.items() if path not in unknown}
    failing = [equation for equation in table.equations if fails(equation, numbers)]
    known = remedies(table, numbers, failing) if failing else ()
    for equation in failing:
        yield _finding(equation, office, numbers, known)
    for floor in table.floors:
        yield from _floor(floor, office, numbers)


def _finding(equation: Equation, office: Office, numbers: Numbers, known: tuple[Remedy, ...]) -> Diagnostic:
    fields = dict(equation.terms)
    number = numbers[equation.find]
    is_negative = number.origin is Origin.COMPUTED
    shown_right = tuple(path for path in equation.right if not (is_negative and path == equation.find))
    subject = equation.subject
    values: dict[str, str | int | Term] = {
        "subject": Term(f"{subject.key}：", f"{subject.name}: ") if subject else Term("", ""),
        "left": _sum_text(equation.left, fields, numbers),
        "right": _sum_text(shown_right, fields, numbers),
        "difference": str(abs(difference(equation, numbers))),
        "value": str(number.value),
        "remedy": _remedy_text(known, office),
    }
    kind = equation.negative_rule if is_negative else equation.rule
    return diagnose_sum(
        f"{kind}.remedy" if known else kind,
        _place(equation, office, numbers),
        equation.find,
        (*_addends("left", equation.left, fields, numbers), *_addends("right", equation.right, fields, numbers)),
        **values,
    )


def _is_total_alone(equation: Equation, numbers: Numbers) -> bool:
    """Whether a total was typed, and none of what it adds up, so that nobody knows which of them it means."""
    found = numbers.get(equation.find)
    if found is None or found.origin is not Origin.TYPED or not found.value:
        return False
    if not all(path in numbers for path in (*equation.left, *equation.right)):
        return False
    return all(numbers[path].origin is Origin.LEFT_OUT for path in equation.right)


@cache
def _row_sums(table: TableForm) -> tuple[Equation, ...]:
    """The equations within one row."""
    cells = ((each, (*each.left, *each.right)) for each in table.equations)
    return tuple(each for each, paths in cells if len({path.rpartition(".")[0] for path in paths}) == 1)


def _total_alone(equation: Equation, office: Office, numbers: Numbers) -> Diagnostic:
    fields, number, subject = dict(equation.terms), numbers[equation.find], equation.subject
    first = fields[equation.right[0]]
    return diagnose_sum(
        f"{equation.rule}.total",
        number.span or office.place(office.edition.field(equation.find)),
        equation.find,
        (),
        subject=Term(f"{subject.key}：", f"{subject.name}: ") if subject else Term("", ""),
        value=str(number.value),
        example=Term(f"{{{first.key}: {number.value}}}", f"{{{first.name}: {number.value}}}"),
    )


def _remedy_text(known: tuple[Remedy, ...], office: Office) -> Term:
    """`第 41 行“予以公开·自然人”由 2 改为 3`, several joined by 或."""
    zh, en = [], []
    for remedy in known:
        cell = cell_term(office.edition, remedy.path)
        line = (remedy.span or office.place(office.edition.field(remedy.path))).line
        zh.append(f"第 {line} 行“{cell.zh}”由 {remedy.before} 改为 {remedy.after}")
        en.append(f"'{cell.en}' in line {line} from {remedy.before} to {remedy.after}")
    return Term("，或者".join(zh), ", or ".join(en))


def _sum_text(paths: tuple[str, ...], fields: Mapping[str, Field], numbers: Numbers) -> Term:
    """`本年新收 3 + 上年结转 0 = 3`; in a long sum the zeros are left out."""
    shown = [path for path in paths if numbers[path].value] if len(paths) > 3 else list(paths)
    value = total(paths, numbers)
    texts = []
    for names in ([fields[path].key for path in shown], [fields[path].name for path in shown]):
        parts = [f"{name} {numbers[path].value}" for name, path in zip(names, shown, strict=True)]
        texts.append(parts[0] if len(parts) == 1 else f"{' + '.join(parts) or 0} = {value}")
    if len(paths) > 1 and not shown:
        return Term("各项之和 = 0", "sum = 0")
    if len(paths) > 1 and len(shown) == 1:
        return Term(f"各项之和 = {value}（{texts[0]}）", f"sum = {value} ({texts[1]})")
    return Term(texts[0], texts[1])


def _addends(side: Side, paths: tuple[str, ...], fields: Mapping[str, Field], numbers: Numbers) -> Iterator[Addend]:
    for path in paths:
        field, number = fields[path], numbers[path]
        yield Addend(side, field.term, path, number.value, number.span)


def _place(equation: Equation, office: Office, numbers: Numbers) -> Span:
    """The number that should be the sum, else the first typed number of the equation, else the nearest key."""
    typed = (numbers[path].span for path in (equation.find, *equation.left, *equation.right))
    found = next((span for span in typed if span is not None), None)
    return found or office.place(office.edition.field(equation.find))


def cell_term(edition: Edition, path: str) -> Term:
    """A cell by row and column."""
    parent = edition.field(path.rpartition(".")[0])
    cell = edition.field(path)
    return Term(f"{parent.key}·{cell.key}", f"{parent.name}.{cell.name}")


def _floor(floor: Floor, office: Office, numbers: Numbers) -> Iterator[Diagnostic]:
    known: list[Number] = [numbers[path] for path in floor.terms if path in numbers]
    if len(known) < len(floor.terms):
        return
    value = sum((number.value for number in known), 0)
    if value >= 0:
        return
    fields = {path: office.edition.field(path) for path in floor.terms}
    text = _sum_text(floor.terms, fields, numbers)
    terms = Term(text.zh.rpartition(" = ")[0], text.en.rpartition(" = ")[0])
    span = next((number.span for number in reversed(known) if number.span), None) or office.place(floor.subject)
    yield diagnose_sum(
        floor.rule,
        span,
        floor.terms[-1],
        _addends("left", floor.terms, fields, numbers),
        row=floor.subject.term,
        terms=terms,
        total=str(value),
    )
