"""The statutory grids, typed cell by cell in forms/*.txt independently of schema.yaml."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "forms"
EDITIONS = tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))
_CELL = re.compile(r"(?P<text>.*?)(?: \{(?:cs=(?P<columns>\d+))? ?(?:rs=(?P<rows>\d+))?\})?")


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell of the form: its label, or # where a number stands."""

    text: str
    row_span: int
    col_span: int

    @property
    def is_number(self) -> bool:
        return self.text.startswith("#")


Grid = tuple[tuple[FormCell, ...], ...]


@cache
def grids(edition: str) -> dict[str, Grid]:
    """The tables of an edition by name."""
    found: dict[str, list[tuple[FormCell, ...]]] = {}
    for line in (FOLDER / f"{edition}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = rows = []
        elif (line and not line.startswith("# ")) or line.startswith("# |"):
            rows.append(tuple(_cell(text) for text in line.split(" | ")))
    return {name: tuple(lines) for name, lines in found.items()}


def _cell(text: str) -> FormCell:
    match = _CELL.fullmatch(text)
    assert match is not None
    return FormCell(match["text"], int(match["rows"] or 1), int(match["columns"] or 1))
