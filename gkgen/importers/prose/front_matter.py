"""What stands before the first section beside its title: page metadata, whom to ask, the preface."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from gkgen import lazy_re as re
from gkgen.document import Run
from gkgen.form import Edition, Field
from gkgen.importers.parsed_document import GridBlock, Part, SourceBlock, TextBlock
from gkgen.importers.prose.report_title import BULLETS, Title
from gkgen.label_normalization import half_width, normalized
from gkgen.typed_rows import MARKS_OF_NOTHING, document_no_meant

DOCUMENT_NO = "metadata.document_no"
_MIN_DETAILS = 2
_SENTENCE_END = re.compile("[。！？]")
_DETAIL = re.compile(r"[\s•·●◆■*\-—]*(?P<label>[^::：\s]{2,20})\s*[::：]\s*(?P<value>.*)")
_DATE = re.compile(r"((?:19|20)\d\d)\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*日?(?:\s+[\d:]+)?")


@dataclass(slots=True)
class FrontMatter:
    """Blocks before the first section sorted by what they are: values by path, and what is left, the preface."""

    texts: dict[str, str] = field(default_factory=dict)
    rest: list[SourceBlock] = field(default_factory=list)
    dropped: list[TextBlock] = field(default_factory=list)


def sort_opening(
    blocks: Sequence[SourceBlock], title: Title | None, edition: Edition, above: Sequence[SourceBlock] = ()
) -> FrontMatter:
    """Metadata, what repeats the title, and the preface; `above` stands over the title and is none of the report."""
    opening = FrontMatter()
    metadata = edition.root.child("metadata")
    fields = metadata.children if metadata else ()
    name = normalized("".join(title.lines)) if title else ""
    for block in _told(above, fields, opening):
        if not isinstance(block, TextBlock) or _SENTENCE_END.search(block.text):
            opening.rest.append(block)
        elif number := document_no_meant(block.text):
            opening.texts.setdefault(DOCUMENT_NO, number)
        elif block.part is Part.LETTERHEAD:
            continue  # the name of the office, which the title has as well
        elif not _take_details(block.text, fields, opening):
            opening.dropped.append(block)
    for block in _told(blocks, fields, opening):
        if not isinstance(block, TextBlock) or block.part is Part.PARAGRAPH:
            opening.rest.append(block)
        elif name and normalized(block.text.lstrip(BULLETS)) == name:
            opening.dropped.append(block)
        elif not _take_details(block.text, fields, opening):
            opening.rest.append(block)
    return opening


def _told(blocks: Sequence[SourceBlock], fields: Sequence[Field], opening: FrontMatter) -> Iterator[SourceBlock]:
    """The blocks without tables, and pairs of lines, that give label and value of page metadata without a colon."""
    waiting = list(blocks)
    while waiting:
        block = waiting.pop(0)
        if isinstance(block, GridBlock) and _take_table(block, fields, opening):
            continue
        value = waiting[0] if waiting else None
        if isinstance(block, TextBlock) and isinstance(value, TextBlock) and _is_pair(block, value, fields):
            take_detail(block.text, value.text, fields, opening.texts)
            waiting.pop(0)
        else:
            yield block


def _is_pair(label: TextBlock, value: TextBlock, fields: Sequence[Field]) -> bool:
    is_free = label.part is not Part.PARAGRAPH and value.part is not Part.PARAGRAPH
    return is_free and _named(label.text, fields) is not None and _named(value.text, fields) is None


def _take_table(grid: GridBlock, fields: Sequence[Field], opening: FrontMatter) -> bool:
    """Whether a table consists of labels, each with its value behind it, of which some are those of metadata."""
    rows = [[" ".join(cell.text.split()) for cell in row] for row in grid.rows]
    pairs = [pair for row in rows for pair in zip(row[::2], row[1::2], strict=False)]
    known = [label for label, _ in pairs if _named(label.rstrip(":："), fields)]
    if any(len(row) % 2 for row in rows) or len(known) < _MIN_DETAILS:
        return False
    for label, value in pairs:
        if not take_detail(label.rstrip(":："), value, fields, opening.texts) and label and value:
            words = (Run(f"{label}：{value}"),)
            opening.dropped.append(TextBlock(words, grid.place))
    return True


def _take_details(text: str, fields: Sequence[Field], opening: FrontMatter) -> bool:
    """Whether a line consists of labels, each with its value behind it, of which the first is one of metadata."""
    match = _DETAIL.fullmatch(text)
    if not match:
        return False
    starts = [at for at in _labels(text, fields) if at > match.start("value")]
    cuts = [match.start("value"), *starts, len(text)]
    if not take_detail(match["label"], text[cuts[0] : cuts[1]].strip(" \t\u3000|｜"), fields, opening.texts):
        return False
    for start, end in pairwise(cuts[1:]):
        label, _, value = text[start:end].replace(":", "：").partition("：")
        take_detail(label, value.strip(" \t\u3000|｜"), fields, opening.texts)
    return True


def _labels(text: str, fields: Sequence[Field]) -> list[int]:
    """Where labels of metadata stand in a line, whatever is between them."""
    names = sorted({name for own in fields for name in (own.key, *own.also)}, key=len, reverse=True)
    pattern = "|".join(rf"{re.escape(name)}\s*[::：]" for name in names)
    return [found.start() for found in re.finditer(pattern, text)] if names else []


def take_detail(label: str, value: str, fields: Sequence[Field], texts: dict[str, str]) -> bool:
    """Whether a label is that of page metadata; its value is kept, a date as authors type it."""
    known = _named(label, fields)
    if known is None:
        return False
    typed = as_date(value) if known.kind == "date" else " ".join(value.split())
    if known.path == DOCUMENT_NO:
        number = document_no_meant(typed)
        if number is None and typed not in MARKS_OF_NOTHING:
            return False
        typed = number or ""
    if typed:
        texts.setdefault(known.path, typed)
    return True


def _named(label: str, fields: Sequence[Field]) -> Field | None:
    return next((own for own in fields if label.strip() == own.name or normalized(label) in _names(own)), None)


def _names(own: Field) -> frozenset[str]:
    return frozenset(normalized(name) for name in (own.key, *own.also))


def as_date(text: str) -> str:
    """A date as authors type it, empty for what is none."""
    match = _DATE.fullmatch(half_width(text).strip())
    if not match:
        return ""
    try:
        return date(*map(int, match.groups())).isoformat()
    except ValueError:
        return ""


def find_contact(blocks: Sequence[SourceBlock], edition: Edition, office: str) -> tuple[dict[str, str], bool]:
    """Whom to ask, by path, and whether the last paragraph says just that, in the words that gkgen would use."""
    contact = edition.root.child("contact")
    if contact is None:
        return {}, False
    last = blocks[-1] if blocks else None
    if isinstance(last, TextBlock):
        exact = _exact_contact(last.text, edition, contact, office)
        if exact:
            return exact, True
    for block in blocks:
        if isinstance(block, TextBlock) and re.search(edition.reading.get("contact", r"(?!)"), half_width(block.text)):
            return _details(half_width(block.text), edition, contact), False
    return {}, False


def _exact_contact(text: str, edition: Edition, contact: Field, office: str) -> dict[str, str]:
    """The details of a sentence that gkgen wrote, empty for any other."""
    marks = {"office": "\0", "department": "\1", "details": "\2"}
    pattern = re.escape(edition.phrases["contact"].format(**marks))
    pattern = pattern.replace("\0", re.escape(office)).replace("\1", "(?P<department>.*?)")
    match = re.fullmatch(pattern.replace("\2", "(?P<details>.+)"), text)
    if not match:
        return {}
    texts = {"contact.department": match["department"]} if match["department"] else {}
    keys = "|".join(re.escape(own.key) for own in contact.children)
    parts = re.split(rf"，(?=(?:{keys})：)", match["details"])
    for part in parts:
        key, _, value = part.partition("：")
        own = next((own for own in contact.children if own.key == key), None)
        if own is None or not value:
            return {}
        texts[own.path] = value
    return texts


def _details(text: str, edition: Edition, contact: Field) -> dict[str, str]:
    """What a sentence of other words says of address, telephone and the like."""
    found: dict[str, str] = {}
    patterns = edition.reading.get("contact_details", {})
    for own in contact.children:
        match = re.search(rf"(?:{patterns[own.name]})\s*[::为]\s*([^,;。)]+)", text) if own.name in patterns else None
        value = match.group(1).strip() if match else ""
        if value and (own.name != "phone" or any(letter.isdecimal() for letter in value)):
            found[own.path] = value
    return found
