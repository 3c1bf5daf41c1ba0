"""The cells that count decisions, which rules about one year and about two years need (R45, R53)."""

from gkgen.review.case import Case


def decision_cells(case: Case) -> list[str]:
    """The cells that count decisions, of those that the rule names: licensing, penalties, coercive measures."""
    return [field.path for field in case.fields() if field.name == "decisions"]


def has_no_decisions(case: Case) -> bool:
    """Whether a town or subdistrict states no licence, penalty or coercion."""
    return case.is_grassroots() and all(case.value(path) == 0 for path in decision_cells(case))
