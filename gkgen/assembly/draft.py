"""The texts of a report: every prose field read, in the order of the report, pictures still by name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.document import Block, Heading, Paragraph, Run
from gkgen.form import Field
from gkgen.narrative import BRACES, Names, Passage, PictureUse, Prose, compose, number_headings
from gkgen.validation import Office

_EMPTY = Prose((), (), ())
_TOP_LEVEL = 2
_PROSE_KINDS = frozenset({"prose", "prose_parts"})


@dataclass(frozen=True, slots=True)
class Draft:
    """The prose of a report: blocks before the first section and of each prose section by its name.

    `passages` are the words of the author in it, in their order.
    """

    preface: tuple[Block, ...]
    sections: tuple[tuple[str, tuple[Block, ...]], ...]
    pictures: tuple[PictureUse, ...]
    diagnostics: tuple[Diagnostic, ...]
    passages: tuple[Passage, ...]


def draft(office: Office, names: Names, *, with_holes: bool = False) -> Draft:
    """The texts of an office with their references filled in and their headings numbered.

    `with_holes` marks the texts that are still to be written, and prints what cannot be read as it was typed.
    """
    edition = office.edition
    preface = _join(_prose(office, names, "preface"), _contact(office))
    prose_fields = [field for field in edition.sections() if not edition.table(field.name)]
    sections = _section_with_holes if with_holes else _section
    parts = [(field, sections(office, names, field)) for field in prose_fields]
    prose = (preface, *(part for _, part in parts))
    return Draft(
        preface=number_headings(preface.blocks),
        sections=tuple((field.name, number_headings(part.blocks)) for field, part in parts),
        pictures=tuple(use for part in prose for use in part.pictures),
        diagnostics=(
            *(finding for part in prose for finding in part.diagnostics),
            *_missing(office, parts),
            *_misplaced(office),
        ),
        passages=tuple(passage for part in prose for passage in part.passages),
    )


def _missing(office: Office, parts: Sequence[tuple[Field, Prose]]) -> Iterator[Diagnostic]:
    """Texts that were begun and left empty."""
    for section, prose in parts:
        fields = (section, *section.children)
        empty = [field for field in fields if field.path in office.scalars and not office.text(field.path)]
        is_blank = not prose.blocks and not prose.diagnostics
        if not empty and is_blank and section.path in office.stated and office.passed(section.path):
            empty = [section]
        yield from (diagnose("N16", office.place(field), field.path, field=field.key) for field in empty)


def _misplaced(office: Office) -> Iterator[Diagnostic]:
    """References in fields that have none, such as an address: they would be printed as they stand."""
    edition = office.edition
    for path, scalar in office.scalars.items():
        found = BRACES.search(scalar.text)
        if found and path in edition.paths and edition.field(path).kind not in _PROSE_KINDS:
            yield diagnose("N02.field", scalar.span, path, text=found.group())


def _join(*parts: Prose) -> Prose:
    return Prose(
        tuple(block for part in parts for block in part.blocks),
        tuple(use for part in parts for use in part.pictures),
        tuple(finding for part in parts for finding in part.diagnostics),
        tuple(passage for part in parts for passage in part.passages),
    )


def _paragraph(text: str) -> Prose:
    return Prose((Paragraph((Run(text),)),), (), ())


def _prose(office: Office, names: Names, path: str, top_level: int = _TOP_LEVEL) -> Prose:
    scalar = office.scalars.get(path)
    return compose(scalar, office.lines_of(scalar.span), names, path, top_level) if scalar else _EMPTY


def _section(office: Office, names: Names, field: Field) -> Prose:
    """A section written as one text, or part by part; a part with a label gets it as its heading."""
    return _join(_prose(office, names, field.path), *_parts(office, names, field))


def _section_with_holes(office: Office, names: Names, field: Field) -> Prose:
    """A section of a draft."""
    whole = _prose(office, names, field.path)
    is_divided = any(part.path in office.stated for part in field.children)
    found = [whole] if whole.blocks else [_typed(office, field)] if office.text(field.path) else []
    for part in field.children if is_divided and not found else ():
        if part.kind == "parts":
            found.append(_fee(office, part))
            continue
        text = _prose(office, names, part.path, _TOP_LEVEL + 1 if part.label else _TOP_LEVEL)
        if part.label:
            found.append(Prose((Heading(_TOP_LEVEL, (Run(part.label),)),), (), ()))
        found.append(text if text.blocks else _typed(office, part))
    return _join(*found) if found else _typed(office, field)


def _typed(office: Office, field: Field) -> Prose:
    """A text as it was typed, line by line, or that it is still to be written."""
    lines = [line.strip() for line in office.text(field.path).splitlines() if line.strip()]
    words = field.label or field.heading or field.key
    shown = [(Run(line),) for line in lines] or [(Run(f"【待填：{words}】", bold=True),)]
    return Prose(tuple(Paragraph(runs) for runs in shown), (), ())


def _parts(office: Office, names: Names, field: Field) -> Iterator[Prose]:
    for part in field.children:
        if part.kind == "parts":
            yield _fee(office, part)
            continue
        text = _prose(office, names, part.path, _TOP_LEVEL + 1 if part.label else _TOP_LEVEL)
        if part.label and text.blocks:
            yield Prose((Heading(_TOP_LEVEL, (Run(part.label),)),), (), ())
        yield text


def _fee(office: Office, field: Field) -> Prose:
    """What section six says of the 信息处理费, as the template of 2021 asks."""
    charged = office.flag(f"{field.path}.charged")
    if charged is None:
        return _EMPTY
    phrases = office.edition.phrases
    if not charged:
        return _paragraph(phrases["fee_none"])
    cases, amount = office.text(f"{field.path}.cases"), office.text(f"{field.path}.amount_yuan")
    phrase = phrases["fee_charged_cases"] if cases else phrases["fee_charged"]
    return _paragraph(phrase.format(cases=cases, amount=amount or "0"))


def _contact(office: Office) -> Prose:
    """The sentence that says whom to ask."""
    contact = office.edition.root.child("contact")
    if contact is None or contact.path not in office.stated:
        return _EMPTY
    phrases = office.edition.phrases
    details = [
        phrases["detail"].format(label=field.key, value=office.text(field.path))
        for field in contact.children
        if field.name != "department" and office.text(field.path)
    ]
    if not details:
        return _EMPTY
    return _paragraph(
        phrases["contact"].format(
            office=office.text("office"),
            department=office.text(f"{contact.path}.department"),
            details="，".join(details),
        )
    )
