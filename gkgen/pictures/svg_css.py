"""The style sheets of a drawing, read so that they can become attributes, which all programs understand alike.

Selectors are names, classes and identifiers, below one another. Rules for other selectors, for media and for fonts are
left out: a page that is printed has no mouse, and the text of drawings is set in the fonts of the report.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from gkgen import lazy_re as re
from gkgen.pictures.picture_error import PictureError

Element = etree._Element

MAX_RULES = 500
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_AT_RULE = re.compile(r"@[\w-]+[^{};]*+(?:;|\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\})")
_RULE = re.compile(r"([^{}]++)\{([^{}]*+)\}")
_SELECTOR = re.compile(r"(?:(?:[\w-]++|\*)(?:[.#][\w-]++)*+|(?:[.#][\w-]++)++)(?:\s*+>\s*+|\s++|\Z)")
_SIMPLE = re.compile(r"([.#]?)([\w-]+)")
_FONT = re.compile(r"\s*(?P<words>(?:[a-zA-Z]+\s+|\d00\s+)*)(?P<size>[\d.]+(?:px|pt|pc|mm|cm|in|em|ex|%))", re.ASCII)
_IMPORT = re.compile(r"@import\s*(?:url\()?\s*[\"']?([^\"');\s]*)", re.IGNORECASE)
_ADDRESS = re.compile(r"url\(\s*[\"']?\s*(?!#|data:)([^\"')]*)", re.IGNORECASE)
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

    def fits(self, element: Element) -> bool:
        return (
            self.name in {"*", str(element.tag).rpartition("}")[2]}
            and self.identifiers <= {element.get("id", "")}
            and self.classes <= set(element.get("class", "").split())
        )


@dataclass(frozen=True, slots=True)
class CssRule:
    """Declarations for the elements that a selector names; `weight` tells which of two rules prevails."""

    compounds: tuple[_CompoundSelector, ...]
    specificity: tuple[int, int, int]
    declarations: Declarations

    def fits(self, element: Element) -> bool:
        """Whether the rule is for the element."""
        return self.compounds[-1].fits(element) and _fits_above(element, self.compounds[:-1])


def _fits_above(element: Element, compounds: tuple[_CompoundSelector, ...]) -> bool:
    if not compounds:
        return True
    *rest, last = compounds
    for parent in element.iterancestors():
        if last.fits(parent) and _fits_above(parent, tuple(rest)):
            return True
        if last.is_child:
            return False
    return False


def rules(sheet: str) -> Iterator[CssRule]:
    """The rules of a style sheet; raises Refused when it asks for a file, or is endless."""
    for found in _IMPORT.finditer(sheet):
        raise PictureError("N18.link", address=found[1][:MAX_QUOTED_CHARACTERS])
    reject_external_references(sheet)
    bare = _AT_RULE.sub("", _COMMENT.sub("", sheet))
    for count, (selectors, text) in enumerate(_RULE.findall(bare)):
        if count == MAX_RULES:
            raise PictureError("N18.large")
        for selector in selectors.split(","):
            compounds = _compounds(selector.strip())
            if compounds:
                yield CssRule(compounds, _specificity(compounds), declarations(text))


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
