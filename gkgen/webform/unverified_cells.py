"""待核对 opened up: the first number typed into a row or table that waits for the original leaves the rest waiting.

Importing writes 待核对 for a whole row or table where it is sure of none of its numbers.
"""

from gkgen.editors import Parents, values_by_path, with_value
from gkgen.form import Edition
from gkgen.source import Source, read
from gkgen.validation import UNVERIFIED

_MARKS = frozenset(UNVERIFIED.values())


def waiting(source: Source, parents: Parents) -> dict[str, list[str]]:
    """What waits, by path, with the numbers that it may be, if those are known."""
    found: dict[str, list[str]] = {}
    for path, scalar, _ in values_by_path(source.root, parents) if source.root else ():
        *names, last = path.split(".")
        if scalar.text in _MARKS:
            found[path] = []
        elif len(names) > 1 and names[-1] in _MARKS and last.isdigit():
            found.setdefault(".".join(names[:-1]), []).append(scalar.text)
    return found


def opened_up(source: Source, parents: Parents, edition: Edition, path: str) -> Source:
    """The file with a place for a cell: of the row, group or table that it is in and that waits, all else waits alone.

    What gkgen computes waits for nobody. Raises EditError where the file has no place for the cell.
    """
    names = path.split(".")
    above = [".".join(names[:end]) for end in range(1, len(names))]
    marked = waiting(source, parents)
    first = next((place for place, each in enumerate(above) if each in marked), None)
    if first is None:
        return source
    computed = frozenset(each for table in edition.tables for each in table.computed)
    opened = _with(source, parents, above[first], None)
    for each in above[first:]:
        for sibling in edition.field(each).children:
            is_on_the_way = f"{path}.".startswith(f"{sibling.path}.")
            if not is_on_the_way and not all(leaf.path in computed for leaf in sibling.leaves()):
                opened = _with(opened, parents, sibling.path, UNVERIFIED["zh"])
    return opened


def _with(source: Source, parents: Parents, path: str, value: str | None) -> Source:
    return read(with_value(source, parents, path, value).encode("utf-8", "surrogatepass"), source.name)
