"""Web pages as trees, parsed as browsers parse them (the WHATWG HTML standard); only this module uses the parser.

The parser is Python alone, so that a page reads the same wherever gkgen runs.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from gkgen import lazy_re as re

MAX_DEPTH = 256
"""Elements inside one another; a page of a website has some 30."""
MAX_TAGS = 200_000
MAX_CHARACTERS = 3_000_000
"""Of a page without the pictures inside it; the parser reads some 500,000 a second."""
# The parser compares each attribute with all others of its tag, and each element with all that are open.
_LONG_TAG = re.compile(r"<[a-z][^<>]{50000}", re.IGNORECASE)
_TAGS = re.compile(r"<(/?)(div|span|font|table|b|i|u|a|ul|ol|blockquote|center|section|strong|em)\b", re.IGNORECASE)
_MAX_UNCLOSED_TAGS = 1_500


DEFAULT_POINTS = 12.0
"""The size of letters of which a page says nothing."""


@dataclass(frozen=True, slots=True)
class ElementLook:
    """How an element is shown: `points` is the size of its letters, `color` and `ground` are six hexadecimal digits.

    `added` is text that a style sheet prints before or behind its own; `is_placed` says that it does not stand in the
    line where it is written, or not in that order, `is_reversed` that its letters run from right to left.
    """

    is_hidden: bool = False
    is_invisible: bool = False
    is_struck: bool = False
    is_raised: bool = False
    is_bold: bool = False
    points: float = DEFAULT_POINTS
    color: str = ""
    ground: str = ""
    added: tuple[str, ...] = ()
    is_placed: bool = False
    is_reversed: bool = False


NO_LOOK = ElementLook()


class PageElement:
    """An element of a page; `text` stands before its first child, `tail` behind its end. Compared by identity.

    `look` is how it is shown, `source` the same element for libraries that want one of ElementTree.
    """

    __slots__ = ("attributes", "children", "look", "parent", "source", "tag", "tail", "text")

    def __init__(
        self, tag: str, attributes: dict[str, str], parent: "PageElement | None" = None, source: Any = None
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.text = ""
        self.tail = ""
        self.children: list[PageElement] = []
        self.look = NO_LOOK
        self.source = source

    def __iter__(self) -> Iterator["PageElement"]:
        return iter(self.children)

    def get(self, name: str) -> str | None:
        """The value of an attribute, None where there is none."""
        return self.attributes.get(name)

    def iter(self, *tags: str) -> Iterator["PageElement"]:
        """The element and all inside it in the order of the page; of these tags, where some are named."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            if not tags or element.tag in tags:
                yield element
            waiting.extend(reversed(element.children))

    def descendants(self, *tags: str) -> Iterator["PageElement"]:
        """All inside the element, without itself."""
        return (element for element in self.iter(*tags) if element is not self)

    def ancestors(self) -> Iterator["PageElement"]:
        """The elements around this one, the innermost first."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def first(self, tag: str) -> "PageElement | None":
        """The first element of that tag inside this one."""
        return next(self.descendants(tag), None)

    def all_text(self) -> str:
        """All text inside, whether it is shown or not."""
        return "".join(text for text in self._texts())

    def _texts(self) -> Iterator[str]:
        waiting: list[PageElement | str] = [*reversed(self.children), self.text]
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                yield node
            else:
                waiting += [node.tail, *reversed(node.children), node.text]

    def walk(self, enters: Callable[["PageElement"], bool]) -> Iterator[tuple[bool, "PageElement"]]:
        """Where elements begin (True) and end (False), this one too; of those that `enters` refuses nothing."""
        waiting: list[tuple[bool, PageElement]] = [(True, self)]
        while waiting:
            begins, element = waiting.pop()
            if not begins:
                yield False, element
            elif enters(element):
                yield True, element
                waiting.append((False, element))
                waiting.extend((True, child) for child in reversed(element.children))


def parse_page(text: str) -> PageElement:
    """The page; raises ValueError for what is too much to be one."""
    from tinyhtml5 import parse

    opened = sum(-1 if tag[1] else 1 for tag in _TAGS.finditer(text))
    if text.count("<") > MAX_TAGS or opened > _MAX_UNCLOSED_TAGS or _LONG_TAG.search(text):
        raise ValueError("too many tags")
    if not text.strip():
        raise ValueError("empty")
    # A short text could be taken for the name of a file.
    return _copied(parse(f"{text}{' ' * max(0, 256 - len(text))}", namespace_html_elements=False))


def _copied(root: Any) -> PageElement:
    """The parser's tree with parents; comments are none of it, what stands behind them is."""
    made = PageElement("html", dict(root.attrib), source=root)
    waiting: list[tuple[Any, PageElement, int]] = [(root, made, 0)]
    while waiting:
        node, own, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise ValueError(f"more than {MAX_DEPTH} elements in one another")
        own.text = node.text or ""
        for child in node:
            if isinstance(child.tag, str):
                element = PageElement(child.tag.rpartition("}")[2], dict(child.attrib), own, child)
                element.tail = child.tail or ""
                own.children.append(element)
                waiting.append((child, element, depth + 1))
            elif own.children:
                own.children[-1].tail += child.tail or ""
            else:
                own.text += child.tail or ""
    return made
