"""How much work a drawing makes: what it repeats by reference is counted as often as it is drawn."""

import re
from dataclasses import dataclass, field

from gkgen.pictures.picture_error import Refused
from gkgen.pictures.svg_css import Element
from gkgen.pictures.svg_vocabulary import HREF

MAX_ELEMENTS = 10_000
MAX_COSTLY = 1_000
MAX_DEPTH = 60
# Each is drawn on a sheet of its own first, or cut into a great many strokes.
_COSTLY = {"opacity": 1, "clip-path": 1, "mask": 1, "stroke-dasharray": 5}
_REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')\s]+)")
_NUMBER = re.compile(r"[\d.]+")


@dataclass(frozen=True, slots=True)
class _Weight:
    """Elements drawn, costly ones among them, and how deep they are nested."""

    elements: int
    costly: int
    depth: int


def weigh(root: Element) -> None:
    """Raises Refused when the drawing is too much work, or contains itself."""
    by_name: dict[str, Element] = {}
    for element in root.iter():
        by_name.setdefault(element.get("id", ""), element)
    by_name.pop("", None)
    whole = _Scales(by_name).weight(root, 0)
    if whole.elements > MAX_ELEMENTS or whole.costly > MAX_COSTLY or whole.depth > MAX_DEPTH:
        raise Refused("N18.large")


@dataclass(slots=True)
class _Scales:
    by_name: dict[str, Element]
    known: dict[Element, _Weight] = field(default_factory=dict)
    open: set[Element] = field(default_factory=set)

    def weight(self, element: Element, depth: int) -> _Weight:
        if element in self.known:
            return self.known[element]
        if element in self.open or depth > MAX_DEPTH:
            raise Refused("N18.large")
        self.open.add(element)
        parts = [(self.weight(child, depth + 1), 1) for child in element]
        for target, times in self._references(element):
            parts.append((self.weight(target, depth + 1), times))
        self.open.discard(element)
        self.known[element] = found = _Weight(
            1 + sum(part.elements * times for part, times in parts),
            _own_cost(element) + sum(part.costly * times for part, times in parts),
            1 + max((part.depth for part, _ in parts), default=0),
        )
        return found

    def _references(self, element: Element) -> list[tuple[Element, int]]:
        """What the element shows beside itself, and how often."""
        found = []
        for name, value in ((str(name), str(value)) for name, value in element.items()):
            for target in [value.removeprefix("#")] if name == HREF else _REFERENCE.findall(value):
                if target in self.by_name:
                    found.append((self.by_name[target], _corners(element) if "marker" in name else 1))
        return found


def _own_cost(element: Element) -> int:
    return sum(cost for name, cost in _COSTLY.items() if element.get(name, "none") not in {"none", "1"})


def _corners(element: Element) -> int:
    """The most places where a line may have a marker."""
    return 1 + len(_NUMBER.findall(element.get("d", "") + element.get("points", "")))
