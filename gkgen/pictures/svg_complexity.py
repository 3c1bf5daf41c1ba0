"""How much work a drawing makes: what it repeats by reference is counted as often as it is drawn."""

from dataclasses import dataclass, field

from gkgen import lazy_re as re
from gkgen.pictures.picture_error import PictureError
from gkgen.pictures.svg_css import Element
from gkgen.pictures.svg_rewriting import MAX_DEPTH
from gkgen.pictures.svg_vocabulary import HREF

MAX_ELEMENTS = 10_000
MAX_COST = 1_000
MAX_PAIRS_OF_POINTS = 4_000_000_000
"""Within each outline: resvg sorts the edges of one in quadratic time, 60,000 of them in two seconds."""
# Each is drawn on a sheet of its own first, or cut into a great many strokes.
_COSTS = {"opacity": 1, "clip-path": 1, "mask": 1, "stroke-dasharray": 5}
# A font is looked for and laid out for each, however short.
_COSTLY_ELEMENTS = frozenset({"text", "tspan"})
_REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')\s]+)")
_NUMBER = re.compile(r"[\d.]+")


@dataclass(frozen=True, slots=True)
class _Complexity:
    """Elements drawn, costly ones among them, pairs of points within outlines, and how deep they are nested."""

    elements: int
    cost: int
    pairs: int
    depth: int


def check_complexity(root: Element) -> None:
    """Raises Refused when the drawing is too much work, or contains itself."""
    by_name: dict[str, Element] = {}
    for element in root.iter():
        by_name.setdefault(element.get("id", ""), element)
    by_name.pop("", None)
    whole = _ComplexityCounter(by_name).complexity_of(root, 0)
    is_large = whole.elements > MAX_ELEMENTS or whole.cost > MAX_COST or whole.pairs > MAX_PAIRS_OF_POINTS
    if is_large or whole.depth > MAX_DEPTH:
        raise PictureError("N18.large")


@dataclass(slots=True)
class _ComplexityCounter:
    by_name: dict[str, Element]
    cached: dict[Element, _Complexity] = field(default_factory=dict)
    on_path: set[Element] = field(default_factory=set)

    def complexity_of(self, element: Element, depth: int) -> _Complexity:
        if element in self.cached:
            return self.cached[element]
        if element in self.on_path or depth > MAX_DEPTH:
            raise PictureError("N18.large")
        self.on_path.add(element)
        parts = [(self.complexity_of(child, depth + 1), 1) for child in element]
        for target, times in self._references(element):
            parts.append((self.complexity_of(target, depth + 1), times))
        self.on_path.discard(element)
        self.cached[element] = found = _Complexity(
            1 + sum(part.elements * times for part, times in parts),
            _cost(element) + sum(part.cost * times for part, times in parts),
            (_numbers(element) // 2) ** 2 + sum(part.pairs * times for part, times in parts),
            1 + max((part.depth for part, _ in parts), default=0),
        )
        return found

    def _references(self, element: Element) -> list[tuple[Element, int]]:
        """What the element shows beside itself, and how often."""
        found = []
        for name, value in ((str(name), str(value)) for name, value in element.items()):
            for target in [value.removeprefix("#")] if name == HREF else _REFERENCE.findall(value):
                if target in self.by_name:
                    found.append((self.by_name[target], _max_markers(element) if "marker" in name else 1))
        return found


def _cost(element: Element) -> int:
    is_costly = str(element.tag).rpartition("}")[2] in _COSTLY_ELEMENTS
    return is_costly + sum(cost for name, cost in _COSTS.items() if element.get(name, "none") not in {"none", "1"})


def _max_markers(element: Element) -> int:
    """The most places where a line may have a marker."""
    return 1 + _numbers(element)


def _numbers(element: Element) -> int:
    """How many numbers an outline has, two for each point."""
    return len(_NUMBER.findall(element.get("d", "") + " " + element.get("points", "")))
