"""The tag tree of the finished PDF: what goes on over a page or a line is one element of it, not one for each part.

WeasyPrint makes an element for each box, and parts boxes at the ends of pages and lines.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

_UNJOINED = frozenset({"/Table", "/Figure"})
"""A table has its head on each of its pages, and an element of a table no more than one (ISO 32000-1, 14.8.4.3.4)."""


def join_parted(pdf: Any, pages: Sequence[Any]) -> None:
    """Make one element of the parts of each: sections, lists and paragraphs over pages, links over lines."""
    joining = _Joining(pdf)
    for (_, before), (page, behind) in pairwise(zip(pdf.page_references, pages, strict=True)):
        joining.join_pages(before, behind, page)
    joining.join_links()
    joining.tell_parent_tree()


class _Joining:
    """Elements being joined; `joined` has for each that is gone the one that it became part of, by reference."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.root = self.object(pdf.catalog["StructTreeRoot"])
        self.joined: dict[bytes, bytes] = {}

    def object(self, reference: bytes) -> Any:
        return self.pdf.objects[int(reference.split()[0])]

    def join_pages(self, before: Any, behind: Any, page: bytes) -> None:
        """The elements that end a page and begin the next, which has this reference, where they are parts of one."""
        (document,) = (self.object(kid) for kid in self.root["K"])
        kids = document["K"]
        at = next((index for index, kid in enumerate(kids) if self.object(kid)["Pg"] == page), 0)
        if at and self._join(kids[at - 1], kids[at], _edge(_body(before), -1), _edge(_body(behind), 0)):
            del kids[at]

    def _join(self, left: bytes, right: bytes, last: Any, first: Any) -> bool:
        """Join two elements and those that end the one and begin the other, where their boxes are of one element."""
        one, other = self.object(left), self.object(right)
        is_parted = getattr(last, "element", None) is getattr(first, "element", self)
        if not is_parted or one["S"] != other["S"] or one["S"] in _UNJOINED or not (one["K"] and other["K"]):
            return False
        kids = list(other["K"])
        inner = (one["K"][-1], kids[0])
        # The body of an item is an element of its own, and no box.
        boxes = (last, first) if one["S"] == "/LI" else (_edge(last, -1), _edge(first, 0))
        if all(isinstance(kid, bytes) for kid in inner) and self._join(*inner, *boxes):
            kids = kids[1:]
        self._take(left, right, kids)
        return True

    def _take(self, left: bytes, right: bytes, kids: Sequence[Any]) -> None:
        """Give an element what another one held, which is empty then."""
        one, other = self.object(left), self.object(right)
        for kid in kids:
            if isinstance(kid, bytes) and "P" in self.object(kid):
                self.object(kid)["P"] = one.reference
        one["K"] += [self._marked(kid, other["Pg"]) if other["Pg"] != one["Pg"] else kid for kid in kids]
        self.joined[right] = left
        other.clear()

    def _marked(self, kid: Any, page: bytes) -> Any:
        """Content as an element of another page names it: with its page (ISO 32000-1, 14.7.4.2)."""
        from pydyf import Dictionary

        return Dictionary({"Type": "/MCR", "Pg": page, "MCID": kid}) if isinstance(kid, int) else kid

    def join_links(self) -> None:
        """Links that follow each other and lead to the same address: one that was parted."""
        parents = {each["P"]: None for each in self.pdf.objects if isinstance(each, dict) and each.get("S") == "/Link"}
        for parent in parents:
            kids = self.object(parent)["K"]
            for left, right in list(pairwise(kids))[::-1]:
                target = self._target(left)
                if target is not None and target == self._target(right):
                    self._take(left, right, self.object(right)["K"])
                    kids.remove(right)

    def _target(self, kid: Any) -> Any:
        """The address that an element leads to; None for any other element."""
        link = self.object(kid) if isinstance(kid, bytes) else {}
        annotations = (self.object(each) for each in link.get("K", ()) if isinstance(each, bytes))
        targets = (self.object(each["Obj"]).get("A") for each in annotations if "Obj" in each)
        found = next(targets, None) if link.get("S") == "/Link" else None
        return found["URI"].string if found is not None else None

    def tell_parent_tree(self) -> None:
        """Let the marked content and the annotations name the elements that are left (ISO 32000-1, 14.7.4.4)."""
        numbers = self.object(self.root["ParentTree"])["Nums"]
        for index in range(1, len(numbers), 2):
            found = numbers[index]
            if isinstance(found, bytes):
                numbers[index] = self._now(found)
            else:
                found[:] = map(self._now, found)

    def _now(self, reference: bytes) -> bytes:
        while reference in self.joined:
            reference = self.joined[reference]
        return reference


def _body(page: Any) -> Any:
    """The box of a page that holds what the page says."""
    box = page._page_box
    for tag in ("html", "body"):
        box = next((child for child in box.children if child.element_tag == tag), box)
    return box


def _edge(box: Any, at: int) -> Any:
    """The box that begins or ends another one; none where that holds lines."""
    children: list[Any] = list(_blocks(box))
    return children[at] if children else None


def _blocks(box: Any) -> Iterator[Any]:
    return (child for child in getattr(box, "children", ()) if type(child).__name__ != "LineBox")
