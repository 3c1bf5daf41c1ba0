"""Which rules of the style sheet an element follows, found once for elements in the same place.

WeasyPrint tries the rules on every element of every report. Where no rule looks beside or into an element, its name and
attributes and those of the elements around it say which rules there are for it, and so its styles.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from gkgen import lazy_re as re
from gkgen.weasyprint_cache.patching import Patch, Target, font_configuration

# Signs of rules that look beside or into an element. They stand in other places too, where they do no harm here.
_ASIDE = re.compile(r"[+~]|:(?:nth|first|last|only|empty|has|lang)")
# Values in which they stand: the characters that a font is for (U+20-7E), and sums.
_VALUES = re.compile(r"\bunicode-range\s*:[^;{}]*|\bcalc\([^;{}]*", re.IGNORECASE)
# WeasyPrint's own rules look beside these.
_OWN_WAYS = frozenset({"option", "textarea"})
# Pictures stand in attributes, and no two reports have the same.
_LONGEST = 200
_MAX_PLACES = 5_000


@dataclass(slots=True)
class _Place:
    """An element's place in a page: its styles by pseudo-element, none while unknown, and the places in it.

    The place of a page itself holds what it is named by, and counts the places that were met in it.
    """

    styles: tuple[tuple[str | None, Any], ...] = ()
    below: "dict[Any, _Place]" = field(default_factory=dict)
    held: Any = None
    met: int = 0


_pages: dict[Any, _Place] = {}


@dataclass(slots=True)
class _Finding:
    """The styles being found for one page: known ones are put in their place, elements with others are handed on."""

    styles: Any
    root: Any
    place: _Place
    collector: Any
    unknown: list[tuple[Any, _Place]] = field(default_factory=list)

    def iter_subtree(self) -> Iterator[Any]:
        """Those elements of which nothing is known, in the order of the page."""
        places: dict[Any, _Place | None] = {None: self.place}
        computed = self.styles.get_computed_styles()
        for wrapper in self.root.iter_subtree():
            element = wrapper.etree_element
            around = places.get(wrapper.parent.etree_element if wrapper.parent else None)
            place = places[element] = _inside(around, element)
            if place is None or not place.styles:
                yield wrapper
                if place is not None:
                    self.unknown.append((element, place))
                continue
            for pseudo_type, style in place.styles:
                computed[element, pseudo_type] = style
                if style["anchor"]:
                    self.collector.collect_anchor(style["anchor"])

    def learn(self) -> None:
        """Notes the styles of elements of which nothing was known, where other reports have them as well."""
        found: dict[Any, list[tuple[str | None, Any]]] = {}
        for (element, pseudo_type), style in self.styles.get_computed_styles().items():
            found.setdefault(element, []).append((pseudo_type, style))
        self.place.met += len(self.unknown)
        for element, place in self.unknown:
            if all(getattr(style, "is_kept", False) for _, style in found[element]):
                place.styles = tuple(found[element])


def _inside(around: _Place | None, element: Any) -> _Place | None:
    """The place of an element; none when it is in no place that another report has."""
    if around is None or element.tag in _OWN_WAYS or "style" in element.attrib:
        return None
    if any(len(value) > _LONGEST for value in element.attrib.values()):
        return None
    return around.below.setdefault((element.tag, *element.attrib.items()), _Place())


def looks_aside(css: str) -> bool:
    """Whether rules of a style sheet may look beside or into elements, so that each is to be judged by itself."""
    return bool(_ASIDE.search(_VALUES.sub("", css)))


def _finding(find: Any) -> Any:
    def found(self: Any, html: Any, sheets: Any, hints: bool, fonts: Any, collector: Any) -> None:
        page = _page(sheets)
        if hints or page is None:
            find(self, html, sheets, hints, fonts, collector)
            return
        finding = _Finding(self, html.wrapper_element, page, collector)
        seen = SimpleNamespace(etree_element=html.etree_element, base_url=html.base_url, wrapper_element=finding)
        find(self, seen, sheets, hints, fonts, collector)
        finding.learn()

    return found


def _page(sheets: Any) -> _Place | None:
    """The places of pages with these style sheets; none for a page that brings rules of its own.

    A style sheet whose rules do not look aside has the attribute `is_by_place`.
    """
    if any(origin == "author" and sheet.matcher.order for sheet, origin, _ in sheets):
        return None
    given = tuple(sheet for sheet, origin, _ in sheets if origin != "author")
    if not any(getattr(sheet, "is_by_place", False) for sheet in given):
        return None
    if sum(page.met for page in _pages.values()) >= _MAX_PLACES:
        _pages.clear()
    return _pages.setdefault(tuple(map(id, given)), _Place(held=given))


PATCH = Patch(
    "element places",
    __name__,
    (
        Target(
            "weasyprint.css",
            "StyleFor.__init__",
            _finding,
            lambda self, html, sheets, hints, fonts, *_: fonts is font_configuration(),
            frozenset({"d15b963b59caf3ee", "sha256=d61yh_kNfPr4XrAO"}),
        ),
    ),
)
