"""What Word prints of a document: tracked changes are accepted, notes get their places.

The tree is changed before it is read, so that the reader need not handle any of this.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from gkgen import lazy_re as re
from gkgen.importers.readers.docx.paragraph_styles import Style
from gkgen.ooxml import W, parse, w
from gkgen.ooxml.elements import Element

_GONE = frozenset({f"{W}del", f"{W}moveFrom"})
_DELETED_ROW = f"{W}trPr/{W}del"
_DELETED_CELL = f"{W}tcPr/{W}cellDel"
_DELETED_END = f"{W}pPr/{W}rPr/{W}del"
_REFERENCES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_NO_STYLE = Style("")
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TEXTLESS = (
    f"{_MATH}oMath",
    *(f"{W}{name}" for name in ("sym", "subDoc", "dayLong", "dayShort", "monthLong", "monthShort")),
    *(f"{W}{name}" for name in ("yearLong", "yearShort", "pgNum", "checkBox")),
)
_DRAWN = tuple(f"{W}{name}" for name in ("drawing", "pict", "object", "contentPart"))
_KNOWN_CONTENT = frozenset({"blip", "imagedata", "svgBlip", "txbxContent", "chart", "relIds"})
# Page numbers, alone or in "第 1 页 共 3 页".
_PAGE_NUMBER = re.compile(r"[\W\d第共页page of]*", re.IGNORECASE)

Notes = Mapping[tuple[str, str], Element]


@dataclass(slots=True)
class VisibilityChanges:
    """What was taken out of a document, and the notes that were moved into its text."""

    deleted: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def notes_of(footnotes: Element | None, endnotes: Element | None) -> Notes:
    """The notes of a document by their kind and their key."""
    return {
        (kind, note.get(f"{W}id", "")): note
        for kind, root in (("footnote", footnotes), ("endnote", endnotes))
        if root is not None
        for note in root.iter(f"{W}{kind}")
    }


def resolve_visible_text(body: Element, styles: Mapping[str, Style], notes: Notes) -> VisibilityChanges:
    """Changes the body into what is printed, and says what that took away."""
    seen = VisibilityChanges()
    _accept(body, seen)
    _leave_out_contents(body, styles, seen)
    _place_notes(body, notes, seen)
    seen.unread += _unread(body)
    return seen


def margins(parts: Mapping[str, bytes]) -> list[str]:
    """What stands above and below the pages of a document, page numbers aside."""
    names = [name for name in parts if re.fullmatch(r"word/(header|footer)\d*\.xml", name)]
    lines = ("".join(_texts(paragraph)).strip() for name in names for paragraph in parse(parts[name]).iter(f"{W}p"))
    return list(dict.fromkeys(line for line in lines if not _PAGE_NUMBER.fullmatch(line)))


def comments_of(comments: Element | None) -> list[str]:
    """The comments in a document, which are printed only where somebody asks for it."""
    texts = (
        ("".join(_texts(comment)).strip() for comment in comments.iter(f"{W}comment")) if comments is not None else ()
    )
    return list(filter(None, texts))


def _accept(body: Element, seen: VisibilityChanges) -> None:
    """Takes out what tracked changes have deleted; a paragraph whose end is deleted goes on in the next."""
    for node in list(body.iter(*_GONE, f"{W}tr", f"{W}tc")):
        marked = {f"{W}tr": _DELETED_ROW, f"{W}tc": _DELETED_CELL}.get(str(node.tag))
        parent = node.getparent()
        is_mark = parent is not None and parent.tag in {f"{W}rPr", f"{W}trPr"}
        if parent is None or is_mark or (marked and node.find(marked) is None):
            continue
        _say(node, seen.deleted)
        parent.remove(node)
    for paragraph in list(body.iter(f"{W}p")):
        following = paragraph.getnext()
        if paragraph.find(_DELETED_END) is not None and following is not None and following.tag == f"{W}p":
            content = [child for child in paragraph if child.tag != f"{W}pPr"]
            properties = following.find(f"{W}pPr")
            at = 0 if properties is None else 1
            following[at:at] = content
            _remove(paragraph)


def _leave_out_contents(body: Element, styles: Mapping[str, Style], seen: VisibilityChanges) -> None:
    for mark in list(body.iter(f"{W}pStyle")):
        paragraph = next(mark.iterancestors(f"{W}p"), None)
        if paragraph is not None and styles.get(mark.get(f"{W}val", ""), _NO_STYLE).is_contents:
            _say(paragraph, seen.contents)
            _remove(paragraph)


def _place_notes(body: Element, notes: Notes, seen: VisibilityChanges) -> None:
    """Numbers the notes, and puts each behind the paragraph or the table that refers to it."""
    behind: dict[Element, Element] = {}
    for reference in list(body.iter(*_REFERENCES)):
        note = notes.get((_REFERENCES[str(reference.tag)], reference.get(f"{W}id", "")))
        holder = next(
            (each for each in reference.iterancestors(f"{W}p", f"{W}tbl") if _stands_alone(each)),
            None,
        )
        text = "".join(_texts(note)).strip() if note is not None else ""
        if note is None or holder is None or not text:
            seen.unread.append(etree.QName(reference).localname)
            continue
        number = f"[{len(seen.notes) + 1}]"
        if holder.tag == f"{W}p":
            # In a cell it would make a number unreadable.
            reference.addnext(w("t", text=number))
        runs = [deepcopy(run) for paragraph in note.iter(f"{W}p") for run in paragraph.iter(f"{W}r")]
        made = w("p", w("r", w("t", text=f"{number} ")), *runs)
        behind.get(holder, holder).addnext(made)
        behind[holder] = made
        seen.notes.append(text)


def _unread(body: Element) -> Iterator[str]:
    """Equations, signs, embedded documents, shapes and what Word computes, of which there is no text to take."""
    for node in body.iter(*_TEXTLESS, *_DRAWN):
        if node.tag == f"{W}sym":
            yield f"{node.get(f'{W}font', '')} {node.get(f'{W}char', '')}".strip()
        elif node.tag not in _DRAWN:
            yield "".join(text.text or "" for text in node.iter(f"{_MATH}t")) or etree.QName(node).localname
        elif next(node.iterancestors(*_DRAWN), None) is None and not _has_known_content(node):
            yield etree.QName(node).localname


def _has_known_content(drawing: Element) -> bool:
    """Whether a drawing has a picture or text, which are read, or a chart, which is told as a picture."""
    return any(etree.QName(each).localname in _KNOWN_CONTENT for each in drawing.iter("*"))


def _stands_alone(node: Element) -> bool:
    return next(node.iterancestors(f"{W}p", f"{W}tbl"), None) is None


def _say(node: Element, texts: list[str]) -> None:
    if text := "".join(_texts(node)).strip():
        texts.append(text)


def _texts(node: Element) -> Iterator[str]:
    return (text.text or "" for text in node.iter(f"{W}t", f"{W}delText"))


def _remove(node: Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
