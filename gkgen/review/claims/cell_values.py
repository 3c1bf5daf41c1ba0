"""The cells of a report under the short names of `said` in schema.yaml: `new`, `load.natural_person`, `granted / done`.

An expression is a sum or difference of names, or a share of two such; a name stands for the total of its row unless a
column is given. `legal` is all columns of organisations.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from gkgen import lazy_re as re
from gkgen.diagnostics import Term
from gkgen.form import Field
from gkgen.review.case import Case

LAST_YEAR = "last:"
_ATOM = re.compile(r"([+-]?)\s*([a-z_][\w.]*|\d+)")
_RESULTS = ("granted", "partial", "refused", "unable", "not_processed", "other")
_ORGANISATIONS = "legal"


class CellValues:
    """The numbers of one report and, where it is known, of last year's."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._names: dict[str, str] = case.edition.said["names"]
        self._last_whole: bool | None = None
        self._values: dict[tuple[str, bool], float | None] = {}
        new = case.edition.field(self._names["new"])
        self._columns = tuple(leaf.name for leaf in new.leaves() if leaf.name != "total")
        self._organisations = tuple(leaf.name for leaf in new.leaves() if leaf.group)

    def value(self, expression: str, *, last: bool = False) -> float | None:
        """What an expression comes to; None where the form has no such cell or nothing is known of it."""
        key = (expression, last)
        if key not in self._values:
            self._values[key] = self._compute(expression, last)
        return self._values[key]

    def has(self, name: str) -> bool:
        """Whether the form has a cell of that name."""
        return bool(self.paths(name))

    def paths(self, expression: str) -> tuple[str, ...]:
        """The cells that an expression is made of, in its order; none where the form lacks one."""
        found: list[str] = []
        for _, atom in _ATOM.findall(expression.partition("*")[0]):
            if not atom.isdigit():
                paths = self._paths(atom)
                if not paths:
                    return ()
                found += paths
        return tuple(dict.fromkeys(found))

    def siblings(self, name: str) -> tuple[str, ...]:
        """The cells beside one: the same row of other applicants, the other rows of its group, itself among them."""
        head, _, last = name.rpartition(".")
        if last in self._columns:
            return tuple(f"{head}.{column}" for column in self._columns)
        if not head:
            return tuple(each for each in _RESULTS if self.has(each)) if name in _RESULTS else ()
        meant = self._names.get(head, "").split("+")[0].strip()
        path = next(
            (p.strip() for p in self._names.get(meant, meant).split("|") if p.strip() in self._case.edition.paths), ""
        )
        rows = self._case.edition.field(path).children if path else ()
        return tuple(f"{head}.{row.name}" for row in rows if row.name != "total")

    def term(self, expression: str) -> Term:
        """An expression in the words of the form."""
        terms = [self._term(atom) for _, atom in _ATOM.findall(expression.partition("*")[0]) if not atom.isdigit()]
        signs = [sign for sign, atom in _ATOM.findall(expression.partition("*")[0]) if not atom.isdigit()]
        marks = ["" if not place else "－" if sign == "-" else "＋" for place, sign in enumerate(signs)]
        pairs = list(zip(marks, terms, strict=True))
        return Term(
            "".join(m + t.zh for m, t in pairs),
            "".join(m.replace("＋", " + ").replace("－", " - ") + t.en for m, t in pairs),
        )

    def _term(self, atom: str) -> Term:
        paths = self._paths(atom)
        if len(paths) == 1:
            return self._case.term(paths[0])
        name, _, rest = atom.partition(".")
        if name in self._names and "+" in self._names[name]:
            suffix = f".{rest}" if rest else ""
            return self.term("+".join(f"{part.strip()}{suffix}" for part in self._names[name].split("+")))
        parent = paths[0].rpartition(".")[0] if paths else ""
        while parent and not all(path.startswith(f"{parent}.") for path in paths):
            parent = parent.rpartition(".")[0]
        if not parent:
            return Term(atom, atom)
        whole = self._case.term(parent)
        if rest.rpartition(".")[2] == _ORGANISATIONS:
            return Term(f"{whole.zh}·法人或其他组织", f"{whole.en}, organisations")
        return whole

    def _compute(self, expression: str, last: bool) -> float | None:
        if last and expression.endswith("items_change"):
            return self.value(expression.partition("+")[0])  # The form of 2019 tells last year's number itself.
        if last and expression == "done" and self._is_last_whole():
            return self.value("new+in-out", last=True)
        if last and expression.endswith(".in_force") and self._sum(self._paths(expression), last) is None:
            row = expression.partition(".")[0]
            return self.value(f"{row}.in_force-{row}.issued+{row}.repealed")
        if "*" in expression:
            name, _, factor = expression.partition("*")
            value = self.value(name, last=last)
            return None if value is None else value * float(factor)
        if "/" in expression:
            above, below = (self.value(part.strip(), last=last) for part in expression.split("/"))
            return None if above is None or not below else above / below
        total = 0.0
        for sign, atom in _ATOM.findall(expression):
            value = float(atom) if atom.isdigit() else self._sum(self._paths(atom), last)
            if value is None:
                return None
            total += -value if sign == "-" else value
        return total

    def _sum(self, paths: Sequence[str], last: bool) -> float | None:
        values = [self._cell(path, last) for path in paths]
        if last and None in values and self._is_last_whole():
            rows = [path.startswith("requests.") and not path.startswith(self._names["done"]) for path in paths]
            values = [0.0 if v is None and is_row else v for v, is_row in zip(values, rows, strict=True)]
        known = [float(value) for value in values if value is not None]
        return sum(known) if values and len(known) == len(values) else None

    def _is_last_whole(self) -> bool:
        """Whether last year's table on requests adds up as it is given: then what it leaves out is nothing."""
        if self._last_whole is None:
            results = self._case.edition.field(self._names["done"].rpartition(".")[0])
            inside = [leaf.path for row in results.children if row.name != "total" for leaf in row.leaves()]
            names = [self._names[each] for each in ("new", "in", "out")]
            new, carried, out = ([leaf.path for leaf in self._case.edition.field(each).leaves()] for each in names)
            done, come, carried_in, left = (self._known_before(each) for each in (inside, new, carried, out))
            self._last_whole = done > 0 and done + left == come + carried_in
        return self._last_whole

    def _known_before(self, paths: Iterable[str]) -> float:
        values = (self._case.value_before(path) for path in paths if not path.endswith(".total"))
        return sum(float(value) for value in values if value is not None)

    def _cell(self, path: str, last: bool) -> float | None:
        case, fee = self._case, self._names["fee"]
        if not path.startswith(f"{fee}."):
            value = case.value_before(path) if last else case.value(path)
            return None if value is None else float(value)
        if last or (charged := case.flag(f"{fee}.charged")) is None:
            return None
        typed = case.scalar(path) if charged else None
        known = typed.value if typed is not None else None
        if not charged:
            return 0.0
        return float(known) if isinstance(known, int | float | Decimal) else None

    def _paths(self, atom: str) -> list[str]:
        name, _, rest = atom.partition(".")
        meant = self._names.get(name, "")
        if "+" in meant:
            suffix = f".{rest}" if rest else ""
            parts = [self._paths(f"{part.strip()}{suffix}") for part in meant.split("+")]
            return [path for part in parts for path in part] if all(parts) else []
        paths = [path.strip() for path in meant.split("|")]
        path = next((path for path in paths if path in self._case.edition.paths), "")
        return self._leaves(path, rest) if path else []

    def _leaves(self, path: str, rest: str) -> list[str]:
        """The cells of a row, of a group of rows, or of one column of these."""
        *rows, column = rest.split(".") if rest else [""]
        if column and column != _ORGANISATIONS and column not in self._columns and column != "total":
            rows, column = [*rows, column], ""
        for name in rows:
            path = f"{path}.{name}"
        if path not in self._case.edition.paths:
            return []
        columns = self._organisations if column == _ORGANISATIONS else (column or "total",)
        return [leaf for name in columns for leaf in _named(self._case.edition.field(path), name)]


def _named(field: Field, name: str) -> list[str]:
    """The cells of that name of a row, or of all rows of a group; the field itself where it is a number."""
    if not field.children:
        return [field.path] if name == "total" else []
    own = field.child(name)
    if own is not None and not own.children:
        return [own.path]
    return [path for child in field.children if child.children for path in _named(child, name)]
