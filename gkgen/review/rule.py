"""A rule of the review, and the fields of the form that it reads."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from gkgen.diagnostics import Diagnostic, rule_scope
from gkgen.errors import SchemaError
from gkgen.form import Edition, Form
from gkgen.review.case import Case

FIRST_YEAR, LAST_YEAR = 2019, 9999


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule, or several that are judged together: their codes, the function, the report years they are for.

    `cells` are the dotted paths of the fields that the function reads; a path includes all fields below it, `*`
    matches any one name, and ` until 2020` or ` from 2021` after a path limits it to those report years. The function
    cannot read any other field, and schema.yaml is refused when an edition lacks one of them (SchemaError).
    """

    codes: tuple[str, ...]
    check: Callable[[Case], Iterable[Diagnostic]]
    cells: tuple[str, ...] = ()
    first_year: int = FIRST_YEAR
    last_year: int = LAST_YEAR

    def applies(self, year: int) -> bool:
        """Whether reports of that year are judged by it."""
        return self.first_year <= year <= self.last_year


def rule(check: Callable[[Case], Iterable[Diagnostic]], *codes: str) -> Rule:
    """A rule, or several that one function judges, with the years and the fields that gkgen/rules gives their codes.

    Raises SchemaError where codes that are judged together are for different years.
    """
    scopes = [rule_scope(code) for code in codes]
    (first_year, last_year), *others = dict.fromkeys((scope.first_year, scope.last_year) for scope in scopes)
    if others:
        raise SchemaError(f"{', '.join(codes)} are judged together, but their years differ")
    cells = tuple(dict.fromkeys(cell for scope in scopes for cell in scope.cells))
    return Rule(codes, check, cells, first_year or FIRST_YEAR, last_year or LAST_YEAR)


def cells_in(rule: Rule, edition: Edition) -> tuple[str, ...] | None:
    """The paths that a rule reads in reports of an edition; None where the edition is said to be without one.

    Raises SchemaError when the edition, within the years of the rule, lacks a field that the rule names.
    """
    return _cells_in(rule.codes, rule.cells, (rule.first_year, rule.last_year), edition)


# Kept by what a rule says and not by the rule: one that keeps the claims of a report is made anew for each.
@cache
def _cells_in(
    codes: tuple[str, ...], cells: tuple[str, ...], years: tuple[int, int], edition: Edition
) -> tuple[str, ...] | None:
    found: list[str] = []
    for cell in cells:
        path, first_year, last_year = _parsed(cell)
        if edition.without and any(_is_within(path, lacking) for lacking in edition.without):
            return None
        paths = _matching(path, edition)
        if not paths and _overlap((first_year, last_year), years, edition):
            raise SchemaError(f"edition {edition.name}: no field {path}, which {', '.join(codes)} reads")
        found += paths or [path]
    return tuple(found)


def verify_cells(form: Form, rules: Iterable[Rule]) -> None:
    """Raise SchemaError, with all that is wrong, where a rule names a field that an edition of its years lacks."""
    problems: list[str] = []
    for edition in form.editions:
        names = edition.said.get("names", {}).values()
        said = {path.strip() for text in names for path in text.split("|")}
        problems += [
            f"edition {edition.name}: no field {path}, which `said` names"
            for path in sorted(said)
            if "+" not in path and _has_lost(edition, path, form)
        ]
        for rule in rules:
            try:
                cells_in(rule, edition)
            except SchemaError as problem:
                problems.append(str(problem))
        for lacking in edition.without:
            if lacking in edition.paths:
                problems.append(f"edition {edition.name}: without {lacking}, which it has")
            elif lacking not in said and not any(
                _is_within(_parsed(cell)[0], lacking) for rule in rules for cell in rule.cells
            ):
                problems.append(f"edition {edition.name}: without {lacking}, which no rule reads")
    if problems:
        raise SchemaError("\n".join(problems))


def _has_lost(edition: Edition, path: str, form: Form) -> bool:
    """Whether a later edition lacks a cell that all before it have, and does not say so: texts would not be judged."""
    before = form.editions[: form.editions.index(edition)]
    is_gone = path in edition.paths or any(_is_within(path, gone) for gone in edition.without)
    return len(before) > 1 and not is_gone and all(path in each.paths for each in before)


def _overlap(years: tuple[int, int], others: tuple[int, int], edition: Edition) -> bool:
    first = max(years[0], others[0], edition.first_year)
    return first <= min(years[1], others[1], edition.last_year or LAST_YEAR)


@cache
def _parsed(cell: str) -> tuple[str, int, int]:
    """A path with the first and the last report year in which there is such a field."""
    path, word, year = (*cell.split(" "), "", "")[:3]
    return path, int(year) if word == "from" else FIRST_YEAR, int(year) if word == "until" else LAST_YEAR


def _matching(path: str, edition: Edition) -> list[str]:
    """The path itself, or those that match a `*` in it, as far as the edition has such fields."""
    group, star, name = path.partition(".*")
    if star and group in edition.paths:
        paths = [f"{field.path}{name}" for field in edition.field(group).children]
    else:
        paths = [path]
    return [path for path in paths if path in edition.paths]


def _is_within(path: str, other: str) -> bool:
    return path == other or path.startswith(f"{other}.")
