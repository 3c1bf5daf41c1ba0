"""Links of a Word file: w:hyperlink with its relation, and fields (ECMA-376, 17.16.22 and 17.16.5.25)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from gkgen import lazy_re as re
from gkgen.ooxml.elements import NAMESPACES, Element, W, parse

HYPERLINK: Final = f"{NAMESPACES['r']}/hyperlink"
"""The type of the relation to an address."""
RELATIONS: Final = "word/_rels/document.xml.rels"
_KEY = f"{{{NAMESPACES['r']}}}id"
_FIELD = re.compile(r'\s*HYPERLINK\s+"([^"]*)"', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadLink:
    """A link: its text, and the address that it leads to."""

    text: str
    target: str


def link_targets(relations: bytes | None) -> dict[str, str]:
    """The addresses outside the file by the identifiers of their relations; raises XMLSyntaxError or ValueError."""
    if relations is None or HYPERLINK.encode() not in relations:
        return {}
    return {each.get("Id", ""): each.get("Target", "") for each in parse(relations) if each.get("Type") == HYPERLINK}


def read_links(node: Element, targets: Mapping[str, str]) -> Iterator[ReadLink]:
    """The links inside an element in their order; links to a place in the same file are none."""
    for link in node.iter(f"{W}hyperlink", f"{W}fldSimple"):
        found = _FIELD.match(link.get(f"{W}instr", ""))
        if target := found[1] if found else targets.get(link.get(_KEY, ""), ""):
            yield ReadLink("".join(text.text or "" for text in link.iter(f"{W}t")), target)
    if next(node.iter(f"{W}instrText"), None) is not None:
        yield from _fields(node)


@dataclass(slots=True)
class _OpenField:
    """A field that has begun: what it does, and after its separator what it shows."""

    instruction: str = ""
    shown: str = ""
    is_shown: bool = False


@dataclass(slots=True)
class _Fields:
    """The fields that are open, the innermost last."""

    open: list[_OpenField] = field(default_factory=list)

    def turn(self, kind: str) -> _OpenField | None:
        """A w:fldChar; the field that it ends."""
        if kind == "begin":
            self.open.append(_OpenField())
        elif self.open and kind == "separate":
            self.open[-1].is_shown = True
        elif self.open and kind == "end":
            return self.open.pop()
        return None


def _fields(node: Element) -> Iterator[ReadLink]:
    """The links that are fields of several runs (17.16.18)."""
    fields = _Fields()
    for each in node.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        if each.tag == f"{W}fldChar":
            ended = fields.turn(each.get(f"{W}fldCharType", ""))
            if ended and (found := _FIELD.match(ended.instruction)):
                yield ReadLink(ended.shown, found[1])
        elif each.tag == f"{W}instrText":
            if fields.open:
                fields.open[-1].instruction += each.text or ""
        else:
            for one in fields.open:
                one.shown += (each.text or "") if one.is_shown else ""
