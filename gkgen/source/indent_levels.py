"""How far entries are indented, and how far a line is meant to be that begins with tabs or full-width spaces."""

from dataclasses import dataclass, field

from gkgen import lazy_re as re

_LEVEL = re.compile(r" *(?:- +)*")
_ENTRY_LINE = re.compile(r"(?:- +)*[^\s:：#'\"{\[][^:：]{0,40}[:：]|- ")
_OPEN = re.compile(r"[:：-] *(?:#.*)?$")


@dataclass(slots=True)
class IndentLevels:
    """The indents at which another entry can stand, in columns, after the lines so far.

    `unit` is what a level takes in this file, `is_open` whether the last entry waits for entries of its own, `odd` the
    level that lines with a certain run of tabs and full-width spaces were given.
    """

    levels: list[int] = field(default_factory=list)
    unit: int = 2
    has_unit: bool = False
    is_open: bool = False
    odd: dict[str, int] = field(default_factory=dict)

    def meant(self, typed: str, text: str) -> int:
        """How far a line is meant to be indented.

        The same run of spaces means the same level again. Behind an entry that is open it is one level deeper, however
        many full-width spaces were typed for it; behind one that is complete only as far as another entry is. A tab is
        as wide as a level.
        """
        width = len(typed.expandtabs(self.unit).replace("\u3000", "  "))
        if not _ENTRY_LINE.match(text, len(typed)):
            return width
        known = self.odd.get(typed)
        if known is not None and known in self.levels:
            return known
        if self.is_open and self.levels:
            level = self.levels[-1] + self.unit
        else:
            levels = [level for level in self.levels if level] or self.levels
            level = min(levels, key=lambda each: (abs(each - width), -each)) if levels else width
        self.odd[typed] = level
        return level

    def note(self, text: str) -> None:
        """Remembers how far a line of entries is indented."""
        entry = _LEVEL.match(text)
        indent = len(text) - len(text.lstrip(" "))
        if not entry or not _ENTRY_LINE.match(text, indent):
            return
        if self.is_open and not self.has_unit and entry.end() > (self.levels or [0])[-1]:
            self.unit, self.has_unit = entry.end() - (self.levels or [0])[-1], True
        self.levels = [level for level in self.levels if level < indent]
        self.levels += sorted({indent, entry.end()})
        self.is_open = bool(_OPEN.search(text))
