"""A drawing written anew: known elements with known attributes, styles turned into attributes, nothing else."""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from gkgen import lazy_re as re
from gkgen.pictures.bitmaps import embeddable_bitmap
from gkgen.pictures.picture_error import PictureError
from gkgen.pictures.svg_css import (
    MAX_QUOTED_CHARACTERS,
    Element,
    StyledElement,
    StyleSheet,
    declarations,
    reject_external_references,
)
from gkgen.pictures.svg_vocabulary import (
    ATTRIBUTES,
    HREF,
    INVISIBLE_ELEMENTS,
    PROPERTIES,
    SVG,
    TEXT_ELEMENTS,
    UNIFORM_ELEMENTS,
    VARYING_ELEMENTS,
    XHTML,
    XLINK,
    XML_SPACE,
    support_of,
)

MAX_ELEMENTS = 10_000
MAX_DEPTH = 60
MAX_ATTRIBUTES = 200
"""Of one element."""
MAX_TEXT_CHARACTERS = 20_000
_DATA = re.compile(r"data:image/(?:png|jpe?g);base64,", re.IGNORECASE)
_EMPTY = f'<svg xmlns="{SVG}" xmlns:xlink="{XLINK}"/>'
# Each is decoded.
_MAX_PICTURES = 20


@dataclass(slots=True)
class Rewriter:
    """Rewrites one drawing."""

    sheet: StyleSheet
    elements: int = 0
    characters: int = 0
    pictures: int = 0

    def rewritten(self, source: Element) -> Element:
        """The whole drawing from its root; raises Refused."""
        root = etree.fromstring(_EMPTY)
        self._fill(root, source, "svg", None)
        return root

    def _fill(self, made: Element, source: Element, tag: str, parent: StyledElement | None, depth: int = 0) -> None:
        self.elements += 1
        # lxml takes time by the square of the attributes to list them.
        if self.elements > MAX_ELEMENTS or depth > MAX_DEPTH or len(source.attrib) > MAX_ATTRIBUTES:
            raise PictureError("N18.large")
        element = StyledElement.of(source, parent)
        self._attributes(made, source, tag, element)
        if tag in TEXT_ELEMENTS:
            made.text = self._text(source.text)
        for child in source:
            inner = self._add(made, child, tag, element, depth)
            if tag in TEXT_ELEMENTS:
                self._add_tail(made, inner, self._text(child.tail))

    def _add(
        self, parent: Element, source: Element, parent_tag: str, above: StyledElement, depth: int
    ) -> Element | None:
        """The child in its new form, if it has one."""
        tag = _tag(source, parent_tag)
        if tag is None:
            return None
        made = etree.SubElement(parent, f"{{{SVG}}}{tag}")
        self._fill(made, source, tag, above, depth + 1)
        return made

    def _add_tail(self, parent: Element, last: Element | None, text: str) -> None:
        """Text behind a child, which may have gone."""
        before = last if last is not None or len(parent) == 0 else parent[-1]
        if before is None:
            parent.text = (parent.text or "") + text
        else:
            before.tail = (before.tail or "") + text

    def _text(self, text: str | None) -> str:
        self.characters += len(text or "")
        if self.characters > MAX_TEXT_CHARACTERS:
            raise PictureError("N18.large")
        return text or ""

    def _attributes(self, made: Element, source: Element, tag: str, element: StyledElement) -> None:
        for name, value in source.items():
            self._attribute(made, tag, str(name), str(value))
        for name, value in self._styles(source, element):
            if support_of(PROPERTIES, name, value):
                made.set(name, value)

    def _attribute(self, made: Element, tag: str, name: str, value: str) -> None:
        if name.lower().startswith("on"):
            raise PictureError("N18.element", element=name)
        if name in {HREF, "href"}:
            made.set(HREF, self._target(tag, value))
        elif name == XML_SPACE and value == "preserve":
            made.set(name, value)
        elif name != "style":
            reject_external_references(value)
            if support_of(ATTRIBUTES, name, value):
                made.set(name, value)

    def _styles(self, source: Element, element: StyledElement) -> Iterator[tuple[str, str]]:
        """What style sheets and the style attribute say, what prevails last."""
        own = source.get("style", "")
        reject_external_references(own)
        fitting = sorted(self.sheet.fitting(element), key=lambda rule: rule.specificity)
        said = [*(declaration for rule in fitting for declaration in rule.declarations), *declarations(own)]
        for wanted in (False, True):
            yield from ((name, value) for name, value, is_important in said if is_important is wanted)

    def _target(self, tag: str, address: str) -> str:
        """The target of a reference: inside the drawing, or an embedded picture."""
        bare = address.strip()
        if bare.startswith("#"):
            return bare
        found = _DATA.match(bare) if tag == "image" else None
        if found is None:
            raise PictureError("N18.link", address=bare[:MAX_QUOTED_CHARACTERS])
        self.pictures += 1
        if self.pictures > _MAX_PICTURES:
            raise PictureError("N18.large")
        try:
            data, media = embeddable_bitmap(b64decode(bare[found.end() :]))
        except ValueError:
            raise PictureError("N09") from None
        return f"data:{media};base64,{b64encode(data).decode('ascii')}"


def _tag(source: Element, parent: str) -> str | None:
    """The name that an element gets; None for what is not drawn. Raises Refused for what is no drawing."""
    if not isinstance(source.tag, str):
        return None
    space, _, name = source.tag.removeprefix("{").rpartition("}")
    if space not in {"", SVG}:
        if space == XHTML:
            raise PictureError("N18.element", element=name)
        return None
    if name in INVISIBLE_ELEMENTS:
        return None
    if name == "a":
        return "tspan" if parent in TEXT_ELEMENTS else "g"
    if name in UNIFORM_ELEMENTS or name in VARYING_ELEMENTS:
        return name
    raise PictureError("N18.element", element=f"<{name[:MAX_QUOTED_CHARACTERS]}>")
