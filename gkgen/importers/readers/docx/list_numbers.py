"""The numbers that Word prints by itself before paragraphs, as text (ECMA-376, part 1, 17.9)."""

from dataclasses import dataclass, field

from gkgen.numerals import chinese, circled
from gkgen.ooxml import W
from gkgen.ooxml.elements import Element

_BULLET = "·"
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "chineseLegalSimplified",
        "ideographDigital",
        "japaneseCounting",
        "japaneseDigitalTenThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    }
)
_LEVELS = 9
_LARGEST = 99


@dataclass(frozen=True, slots=True)
class _Level:
    """How the numbers of one level look and where they begin."""

    style: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document, counted on with every paragraph; `again` are the numbers at which one begins anew."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    again: dict[tuple[str, int], int] = field(default_factory=dict)

    def next(self, number: str, level: int) -> str:
        """What stands before the next paragraph of a list, empty where the list is unknown."""
        abstract = self.lists.get(number, "")
        levels = self.levels.get(abstract, {})
        own = levels.get(level)
        if own is None or own.style == "none":
            return ""
        if own.style == "bullet":
            return _BULLET
        counts = self.counts.setdefault(abstract, {})
        start = self.again.pop((number, level), None)
        counts[level] = counts.get(level, own.start - 1) + 1 if start is None else start
        for below in range(level + 1, _LEVELS):
            counts.pop(below, None)
        text = own.pattern
        for place in range(level + 1):
            other = levels.get(place)
            if other:
                text = text.replace(f"%{place + 1}", _number(counts.get(place, other.start), other.style))
        return text


def read_numbering(root: Element | None) -> Numbering:
    """The lists that word/numbering.xml describes."""
    numbering = Numbering()
    if root is None:
        return numbering
    for abstract in root.iter(f"{W}abstractNum"):
        levels = {int(level.get(f"{W}ilvl", "0")): _level(level) for level in abstract.iter(f"{W}lvl")}
        numbering.levels[abstract.get(f"{W}abstractNumId", "")] = levels
    for number in root.iter(f"{W}num"):
        abstract_id = number.find(f"{W}abstractNumId")
        if abstract_id is not None:
            numbering.lists[number.get(f"{W}numId", "")] = abstract_id.get(f"{W}val", "")
        for override in number.iter(f"{W}lvlOverride"):
            # The first paragraph of such a list begins anew, whatever the others of its kind have counted (17.9.27).
            start = override.find(f"{W}startOverride")
            value = start.get(f"{W}val", "") if start is not None else ""
            if value.isdecimal() and len(value) < 5:
                level = int(override.get(f"{W}ilvl", "0"))
                numbering.again[number.get(f"{W}numId", ""), level] = int(value)
    return numbering


def _level(level: Element) -> _Level:
    def value(name: str, default: str) -> str:
        node = level.find(f"{W}{name}")
        return default if node is None else node.get(f"{W}val", default)

    start = value("start", "1")
    return _Level(value("numFmt", "decimal"), value("lvlText", ""), int(start) if start.isdecimal() else 1)


def _number(value: int, style: str) -> str:
    if style in _CHINESE and 0 < value <= _LARGEST:
        return chinese(value)
    if style.startswith("decimalEnclosedCircle") and 0 < value <= 20:
        return circled(value)
    if style in {"upperLetter", "lowerLetter"} and 0 < value <= 26:
        return chr((65 if style == "upperLetter" else 97) + value - 1)
    return str(value)
