"""Fields of a Word file: what they do is not shown, and some show what only Word can compute (ECMA-376, 17.16)."""

from dataclasses import dataclass, field

# They show what Word finds when it sets the page, whatever result the file keeps of them (17.16.5).
_PLACES = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME"})
_SIGNS = frozenset({"EQ", "SYMBOL", "ADVANCE", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM"})


@dataclass(slots=True)
class Field:
    """A field that has begun: what it does, and whether what it shows has begun."""

    instruction: str = ""
    is_shown: bool = False

    @property
    def is_computed(self) -> bool:
        """Whether Word computes what it shows."""
        return self.instruction.strip().partition(" ")[0].upper() in _PLACES | _SIGNS


@dataclass(slots=True)
class OpenFields:
    """The fields that are open, the innermost last; `unknown` are those of which the file does not say what they show.

    Between its beginning and its result a field holds what it does (17.16.18).
    """

    open: list[Field] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def is_shown(self) -> bool:
        """Whether text at this place is shown."""
        return all(each.is_shown for each in self.open)

    def instruct(self, text: str) -> None:
        """More of what the innermost field does."""
        if self.open:
            self.open[-1].instruction += text

    def turn(self, kind: str, *, in_cell: bool) -> bool:
        """A w:fldChar; whether it ends a field of which nobody knows what it shows."""
        if kind == "begin":
            self.open.append(Field())
        elif kind == "separate" and self.open:
            self.open[-1].is_shown = True
        elif kind == "end" and self.open:
            return self.end(self.open.pop(), in_cell=in_cell)
        return False

    def end(self, ended: Field, *, in_cell: bool) -> bool:
        """Whether nobody knows what a field shows; between texts the result that the file keeps is as good."""
        if not ended.is_computed or (ended.is_shown and not in_cell):
            return False
        self.unknown.append(ended.instruction.strip())
        return True
