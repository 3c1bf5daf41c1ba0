"""Consistent tables made from their leaf cells, with totals added up here and not by gkgen, and written as YAML."""

import random
from collections.abc import Callable, Mapping

from gkgen.form import Edition, Field

APPLICANTS = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_welfare_org",
    "legal_service_org",
    "other_org",
)
OUTCOMES = ("upheld", "corrected", "other", "pending")
COURTS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")

Cells = dict[str, int]


def result_rows(edition: Edition) -> tuple[str, ...]:
    """The rows of table three below 办理结果, without their total."""
    rows = (field.path for field in edition.field("requests.results").walk() if is_row(field))
    return tuple(row for row in rows if row != "requests.results.total")


def is_row(field: Field) -> bool:
    return bool(field.children) and not field.children[0].children


def leaf_cells(edition: Edition) -> tuple[str, ...]:
    """The cells of table three that are no totals."""
    rows = ("requests.new_received", "requests.carried_in", "requests.carried_out", *result_rows(edition))
    return tuple(f"{row}.{column}" for row in rows for column in APPLICANTS)


def requests(edition: Edition, draw: Callable[[str], int]) -> Cells:
    """All 175 cells (the edition of 2021) of a consistent table three; `draw` gives the number of a leaf cell."""
    cells: Cells = {}
    rows = result_rows(edition)
    for column in APPLICANTS:
        for row in (*rows, "requests.carried_in", "requests.carried_out"):
            cells[f"{row}.{column}"] = draw(f"{row}.{column}")
        done = sum(cells[f"{row}.{column}"] for row in rows)
        cells[f"requests.results.total.{column}"] = done
        needed = done + cells[f"requests.carried_out.{column}"]
        carried_in = min(cells[f"requests.carried_in.{column}"], needed)
        cells[f"requests.carried_in.{column}"] = carried_in
        cells[f"requests.new_received.{column}"] = needed - carried_in
    for row in (
        *rows,
        *(f"requests.{name}" for name in ("new_received", "carried_in", "carried_out", "results.total")),
    ):
        cells[f"{row}.total"] = sum(cells[f"{row}.{column}"] for column in APPLICANTS)
    return cells


def disputes(draw: Callable[[str], int]) -> Cells:
    """All 15 cells of a consistent table four."""
    cells: Cells = {}
    for court in COURTS:
        cells.update({f"disputes.{court}.{outcome}": draw(f"disputes.{court}.{outcome}") for outcome in OUTCOMES})
        cells[f"disputes.{court}.total"] = sum(cells[f"disputes.{court}.{outcome}"] for outcome in OUTCOMES)
    return cells


def seeded(seed: int, most: int = 60) -> Callable[[str], int]:
    """Random numbers, a third of them 0, as reports have."""
    random_numbers = random.Random(seed)
    return lambda _: random_numbers.choice((0, random_numbers.randint(0, most), random_numbers.randint(1, most)))


def written(table: Field, cells: Mapping[str, int], language: str = "zh", rows: str = "mapping") -> str:
    """The cells as entries below the table's key; rows without any of the cells are left out."""
    return "\n".join(_lines(table, cells, language, rows, 0))


def _lines(parent: Field, cells: Mapping[str, int], language: str, rows: str, depth: int) -> list[str]:
    lines: list[str] = []
    for field in parent.children:
        if not any(path.startswith(f"{field.path}.") for path in cells):
            continue
        key = field.key if language == "zh" else field.name
        if is_row(field):
            lines.append(f"{'  ' * depth}{key}: {_row(field, cells, language, rows)}")
        else:
            lines += [f"{'  ' * depth}{key}:", *_lines(field, cells, language, rows, depth + 1)]
    return lines


def _row(row: Field, cells: Mapping[str, int], language: str, rows: str) -> str:
    stated = [cell for cell in row.children if cell.path in cells]
    if rows == "list":
        return f"[{', '.join(str(cells[cell.path]) for cell in stated)}]"
    names = (cell.key if language == "zh" else cell.name for cell in stated)
    return f"{{{', '.join(f'{name}: {cells[cell.path]}' for name, cell in zip(names, stated, strict=True))}}}"
