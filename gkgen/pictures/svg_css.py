"""The style sheets of a drawing, read so that they can become attributes, which all programs understand alike.

Selectors are names, classes and identifiers, below one another. Rules for other selectors, for media and for fonts are
left out: a page that is printed has no mouse, and the text of drawings is set in the fonts of the report.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter

from lxml import etree

from gkgen import lazy_re as re
from gkgen.pictures.picture_error import PictureError

Element = etree._Element

MAX_SELECTORS = 500
"""In all style sheets of a drawing, and declarations in one rule."""
MAX_COMPOUNDS = 20
"""In one selector."""
MAX_STYLE_WORK = 500_000
"""Elements that were compared with a part of a selector, and declarations that were applied."""
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_AT_RULE = re.compile(r"@[\w-]++[^{};@]*+(?:;|\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\})")
_SELECTOR = re.compile(r"(?:(?:[\w-]++|\*)(?:[.#][\w-]++)*+|(?:[.#][\w-]++)++)(?:\s*+>\s*+|\s++|\Z)")
_SIMPLE = re.compile(r"([.#]?)([\w-]+)")
_FONT = re.compile(r"\s*(?P<words>(?:[a-zA-Z]+\s+|\d00\s+)*)(?P<size>[\d.]+(?:px|pt|pc|mm|cm|in|em|ex|%))", re.ASCII)
_IMPORT = re.compile(r"@import\s*(?:url\()?\s*[\"']?([^\"');\s]*)", re.IGNORECASE)
_ADDRESS = re.compile(r"url\(\s*+[\"']?\s*+(?!#|data:)([^\"')]*)", re.IGNORECASE)
MAX_QUOTED_CHARACTERS = 60
"""Characters of an author's own words in a finding."""


Declarations = tuple[tuple[str, str, bool], ...]
"""Property, value, whether it is important."""


@dataclass(frozen=True, slots=True)
class _CompoundSelector:
    """One element of a selector; `is_child` tells whether the next one is its direct child."""

    name: str
    identifiers: frozenset[str]
    classes: frozenset[str]
    is_child: bool


@dataclass(frozen=True, slots=True, eq=False)
class CssRule:
    """Declarations for the elements that a selector names; `weight` tells which of two rules prevails."""

    compounds: tuple[_CompoundSelector, ...]
    specificity: tuple[int, int, int]
    declarations: Declarations


@dataclass(slots=True, eq=False)
class StyledElement:
    """An element as selectors see it, and what is known of it: which beginnings of which rules end at it or above."""

    name: str
    identifier: str
    classes: frozenset[str]
    parent: "StyledElement | None"
    known: dict[tuple[CssRule, int, bool], bool] = field(default_factory=dict)

    @classmethod
    def of(cls, element: Element, parent: "StyledElement | None") -> "StyledElement":
        """The element below another one that is known."""
        name = str(element.tag).rpartition("}")[2]
        return cls(name, element.get("id", ""), frozenset(element.get("class", "").split()), parent)


@dataclass(slots=True)
class StyleSheet:
    """The rules of a drawing. Each pair of an element and a part of a selector is looked at once."""

    rules: tuple[CssRule, ...]
    work: int = 0
    by_key: dict[str, list[tuple[int, CssRule]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, rule in enumerate(self.rules):
            self.by_key.setdefault(_key(rule.compounds[-1]), []).append((number, rule))

    def fitting(self, element: StyledElement) -> list[CssRule]:
        """The rules for an element; raises PictureError when all of it is too much work."""
        keys = ("*", element.name, f"#{element.identifier}", *(f".{name}" for name in element.classes))
        candidates = sorted((each for key in keys for each in self.by_key.get(key, ())), key=itemgetter(0))
        found = [rule for _, rule in candidates if self._fits(element, rule, len(rule.compounds) - 1)]
        self._count(sum(len(rule.declarations) for rule in found))
        return found

    def _fits(self, element: StyledElement, rule: CssRule, last: int) -> bool:
        """Whether the selector up to that part ends at the element."""
        self._count(1)
        part = rule.compounds[last]
        if not (
            part.name in {"*", element.name}
            and part.identifiers <= {element.identifier}
            and part.classes <= element.classes
        ):
            return False
        return last == 0 or self._fits_above(element.parent, rule, last - 1)

    def _fits_above(self, element: StyledElement | None, rule: CssRule, last: int) -> bool:
        """Whether the selector up to that part ends at the element, or above it where that is enough."""
        if element is None:
            return False
        key = (rule, last, rule.compounds[last].is_child)
        if key not in element.known:
            fits = self._fits(element, rule, last)
            element.known[key] = fits or (not key[2] and self._fits_above(element.parent, rule, last))
        return element.known[key]

    def _count(self, work: int) -> None:
        self.work += work
        if self.work > MAX_STYLE_WORK:
            raise PictureError("N18.large")


def _key(part: _CompoundSelector) -> str:
    """By which an element is found to which the part may fit."""
    if part.identifiers:
        return f"#{min(part.identifiers)}"
    return f".{min(part.classes)}" if part.classes else part.name


def rules(sheet: str) -> Iterator[CssRule]:
    """The rules of a style sheet; raises PictureError when it asks for a file, or is endless."""
    for found in _IMPORT.finditer(sheet):
        raise PictureError("N18.link", address=found[1][:MAX_QUOTED_CHARACTERS])
    reject_external_references(sheet)
    selectors = 0
    for block in _AT_RULE.sub("", _COMMENT.sub("", sheet)).split("}")[:-1]:
        head, brace, text = block.rpartition("{")
        for selector in head.rpartition("{")[2].split(",") if brace else ():
            selectors += 1
            compounds = _compounds(selector.strip())
            said = declarations(text)
            if max(selectors, len(said), len(compounds) * MAX_SELECTORS // MAX_COMPOUNDS) > MAX_SELECTORS:
                raise PictureError("N18.large")
            if compounds:
                yield CssRule(compounds, _specificity(compounds), said)


@lru_cache(maxsize=1024)
def declarations(text: str) -> Declarations:
    """What a rule or a style attribute says."""
    return tuple(_declarations(text))


def reject_external_references(text: str) -> None:
    """Raises Refused when a value names something outside the drawing."""
    found = _ADDRESS.search(text)
    if found:
        raise PictureError("N18.link", address=found[1].strip()[:MAX_QUOTED_CHARACTERS])


def _declarations(text: str) -> Iterator[tuple[str, str, bool]]:
    for declaration in _COMMENT.sub("", text).split(";"):
        name, _, value = declaration.partition(":")
        value, _, important = value.partition("!")
        known = name.strip().lower()
        for single, said in _font(value) if known == "font" else ((known, value.strip()),):
            yield single, said, important.strip().lower() == "important"


def _font(value: str) -> Iterator[tuple[str, str]]:
    """Size, weight and style of a font that is named in one; its family is the report's."""
    found = _FONT.match(value)
    if found:
        yield "font-size", found["size"]
        for word in found["words"].split():
            if word in {"italic", "oblique"}:
                yield "font-style", word
            elif word in {"bold", "bolder", "lighter"} or word.isdigit():
                yield "font-weight", word


def _compounds(selector: str) -> tuple[_CompoundSelector, ...]:
    """The selector from its outermost element inwards; nothing when it is of another kind."""
    found, place = [], 0
    while place < len(selector):
        match = _SELECTOR.match(selector, place)
        if match is None:
            return ()
        names: dict[str, list[str]] = {"": [], ".": [], "#": []}
        for mark, name in _SIMPLE.findall(match[0]):
            names[mark].append(name)
        name = names[""][0] if names[""] else "*"
        found.append(_CompoundSelector(name, frozenset(names["#"]), frozenset(names["."]), ">" in match[0]))
        place = match.end()
    return tuple(found)


def _specificity(compounds: tuple[_CompoundSelector, ...]) -> tuple[int, int, int]:
    """How particular a selector is (CSS 2.1, 6.4.3)."""
    return (
        sum(len(part.identifiers) for part in compounds),
        sum(len(part.classes) for part in compounds),
        sum(part.name != "*" for part in compounds),
    )
