"""A report as it was read becomes the values of an office file: everything found by label, nothing made up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from gkgen import lazy_re as re
from gkgen.document import Block, Paragraph, Run
from gkgen.form import Edition, Form
from gkgen.importers.match_result import ImportIssue, MatchedReport, issue
from gkgen.importers.parsed_document import GridBlock, ImageBlock, LooseTable, ParsedDocument, SourceBlock, TextBlock
from gkgen.importers.prose.front_matter import DOCUMENT_NO, find_contact, sort_opening, take_detail
from gkgen.importers.prose.prose_blocks import to_blocks
from gkgen.importers.prose.report_language import is_traditional, with_simplified_labels
from gkgen.importers.prose.report_title import Title, find_title
from gkgen.importers.prose.report_years import other_years
from gkgen.importers.prose.section_headings import candidates, choose
from gkgen.importers.prose.sections import SectionBlocks, cut, cut_headings_loose, missing
from gkgen.importers.prose.signature import fee, sign
from gkgen.importers.prose.text_cleaning import NOWHERE, clean, without_page_numbers
from gkgen.importers.readers.excerpts import shortened
from gkgen.importers.tables.borderless_tables import as_grid, read_loose_tables, table_in, with_tables
from gkgen.importers.tables.linearized_tables import stretches
from gkgen.importers.tables.ruled_tables import read_rows, table_of
from gkgen.importers.tables.table_filling import fill_tables
from gkgen.importers.tables.table_remnants import is_of_labels, is_remnant
from gkgen.importers.tables.table_rows import RowRead
from gkgen.importers.tables.table_shapes import TableShape, shapes
from gkgen.label_normalization import half_width, normalized


@dataclass(slots=True)
class _Report:
    """A report being matched: values by path, and the issues that a person has to check."""

    edition: Edition
    year: int
    title: Title | None
    texts: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    prose: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    issues: list[ImportIssue] = field(default_factory=list)


def match(original: ParsedDocument, form: Form) -> MatchedReport:
    """What the report says, in the fields of the edition of its year."""
    reading = form.latest.reading
    issues: list[ImportIssue] = []
    if not original.is_own and is_traditional(original.blocks):
        issues.append(issue("I37.traditional", "", NOWHERE))
        original = replace(original, blocks=with_simplified_labels(original.blocks))
    blocks = with_tables(original, form)
    if not original.is_own:
        blocks, cleaned = clean(blocks, reading)
        blocks, numbers = without_page_numbers(blocks)
        issues += [*cleaned, *numbers]
    title = find_title(blocks, reading)
    edition, year = _edition(blocks, title, form, issues)
    if title and title.year and not original.is_own:
        issues += other_years(blocks[title.end :], title.year, original.name, reading)
    report = _Report(edition, year, title, issues=issues)
    rows, rest = _tables(blocks, edition, title, issues)
    tables, found = fill_tables(edition, rows, reading)
    issues += found
    if not original.is_own:
        rest, split = cut_headings_loose(rest, edition)
        issues += split
    parts = cut(rest, edition)
    issues += parts.issues
    _details(original, report)
    _opening(parts, report, is_mail=original.kind == "eml")
    _sections(parts, report)
    _names(report)
    pictures = tuple(block for block in blocks if isinstance(block, ImageBlock))
    return MatchedReport(
        edition, year, report.texts, report.prose, tables, report.notes, pictures, issues=tuple(issues)
    )


def _edition(
    blocks: Sequence[SourceBlock], title: Title | None, form: Form, issues: list[ImportIssue]
) -> tuple[Edition, int]:
    """The edition of the year that title or text name; where neither does, that of the labels."""
    reading = form.latest.reading
    year = title.year if title else 0
    words = {normalized(text) for block in blocks for text in _texts(block)}
    counts = {edition.name: _own_words(edition, form) & words for edition in form.editions}
    if not year:
        period = re.compile(reading.get("period", r"(?!)"))
        text = "".join("".join(half_width(block.text).split()) for block in blocks if isinstance(block, TextBlock))
        found = period.search(text)
        year = int(found["year"]) if found else 0
        if year:
            issues.append(issue("I37.year", "year", NOWHERE, year=year))
    labelled = max(form.editions, key=lambda edition: len(counts[edition.name]))
    edition = form.edition_of(year) if year else None
    if edition is None:
        edition = labelled
        issues.append(issue("I37.unknown", "year", NOWHERE, year=str(year or "?"), first=edition.first_year))
        year = year if edition.serves(year) else edition.first_year
    elif len(counts[labelled.name]) > len(counts[edition.name]) + 2:
        issues.append(issue("I24", "year", NOWHERE, year=year, edition=edition.name, other=labelled.name))
    return edition, year


def _texts(block: SourceBlock) -> Iterator[str]:
    match block:
        case TextBlock():
            yield block.text
        case GridBlock():
            yield from (cell.text for row in block.rows for cell in row)
        case LooseTable():
            yield from (fragment.text for fragment in block.fragments)
        case ImageBlock():
            pass


def _own_words(edition: Edition, form: Form) -> frozenset[str]:
    """The labels of an edition that no other has."""
    others = [
        word for other in form.editions if other is not edition for shape in shapes(other) for word in shape.words
    ]
    return frozenset(word for shape in shapes(edition) for word in shape.words).difference(others)


def _tables(
    blocks: Sequence[SourceBlock], edition: Edition, title: Title | None, issues: list[ImportIssue]
) -> tuple[list[RowRead], list[SourceBlock]]:
    """The rows of all statutory tables, and the blocks that are none of them."""
    reading = edition.reading
    headings = {candidate.at for candidate in choose(candidates(blocks, edition), edition)}
    marks = {id(block) for at, block in enumerate(blocks) if at in headings or (title and at < title.end)}
    found = {
        stretch.start: stretch for stretch in stretches(blocks, edition, reading, lambda block: id(block) in marks)
    }
    rows: list[RowRead] = []
    rest: list[SourceBlock] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if at in found:
            rows += found[at].rows
            at = found[at].end
            continue
        table = _table_of(block, edition)
        if table:
            while rest and id(rest[-1]) not in marks and _is_label(rest[-1], table):
                # What stands over the first columns of the form, and outside of the table in this report.
                rest.pop()
            if isinstance(block, LooseTable):
                read, left = read_loose_tables(block, table, reading)
                rows += read
                issues += left
            elif isinstance(block, GridBlock):
                rows += read_rows(block, table, reading)
        else:
            rest.append(as_grid(block) if isinstance(block, LooseTable) else block)
        at += 1
    return rows, _without_remnants(rest, edition, issues)


def _without_remnants(rest: Sequence[SourceBlock], edition: Edition, issues: list[ImportIssue]) -> list[SourceBlock]:
    """The blocks without lines below the heading of a table that are its labels and numbers and no text."""
    heads = {id(rest[each.at]): each.section.name for each in choose(candidates(rest, edition), edition)}
    known = {shape.form.field.name: shape for shape in shapes(edition)}
    kept: list[SourceBlock] = []
    found: dict[str, list[TextBlock]] = {}
    section = ""
    for block in rest:
        section = heads.get(id(block), section)
        table = known.get(section) if id(block) not in heads else None
        if table and isinstance(block, TextBlock) and is_remnant(block.text, table):
            found.setdefault(section, []).append(block)
        else:
            kept.append(block)
    for name, lines in found.items():
        issues.append(issue("I32.table", name, lines[0].place, text=shortened([line.text for line in lines])))
    return kept


def _is_label(block: SourceBlock, table: TableShape) -> bool:
    """Whether a text is nothing but labels of a table."""
    return isinstance(block, TextBlock) and is_of_labels(block.text, table.words)


def _table_of(block: SourceBlock, edition: Edition) -> TableShape | None:
    """The statutory table that a block is, if it is one."""
    match block:
        case GridBlock():
            return table_of(block, edition)
        case LooseTable(fragments=fragments):
            return table_in(fragments, edition)
        case _:
            return None


def _details(original: ParsedDocument, report: _Report) -> None:
    """Page metadata that stand outside of the text."""
    metadata = report.edition.root.child("metadata")
    for label, value in original.details:
        own = next((child for child in report.edition.root.children if label in {child.name, child.key}), None)
        if own and not own.children and own.kind in {"text", "prose"}:
            report.texts.setdefault(own.path, value)
        elif metadata:
            take_detail(label, value, metadata.children, report.texts)


def _opening(parts: SectionBlocks, report: _Report, *, is_mail: bool) -> None:
    """What stands before the first section."""
    before, title, texts = list(parts.opening), report.title, report.texts
    above: list[SourceBlock] = []
    if title:
        start = next((at for at, block in enumerate(before) if block.place == title.place), 0)
        above, before = before[:start], before[start + title.end - title.start :]
    if is_mail:
        # Whatever a mail says above the title is said to somebody.
        report.issues += [
            issue("I32", "", each.place, text=each.text[:40]) for each in above if isinstance(each, TextBlock)
        ]
        above = []
    opening = sort_opening(before, title, report.edition, above)
    for path, value in opening.texts.items():
        # The number that is printed may have been changed since the file was written.
        texts[path] = value if path == DOCUMENT_NO else texts.get(path, value)
    report.issues += [issue("I32", "", block.place, text=block.text[:40]) for block in opening.dropped]
    office = texts.get("office") or (title.office if title else "")
    contact, is_exact = find_contact(opening.rest, report.edition, office)
    if is_exact:
        texts.update(contact)
        opening.rest.pop()
    else:
        report.notes.update(contact)
    report.prose["preface"] = to_blocks(opening.rest)


def _sections(parts: SectionBlocks, report: _Report) -> None:
    """The texts of the prose sections; what signs the report stands behind the last of them."""
    edition = report.edition
    for own in missing(parts, edition):
        report.prose[own.name] = (Paragraph((Run(edition.phrases["import_missing"]),)),)
        report.issues.append(issue("I34", own.path, NOWHERE, heading=own.heading_term))
    for name, blocks in parts.prose.items():
        if blocks:
            own = edition.field(name)
            is_last = own is edition.sections()[-1]
            made = to_blocks(sign(blocks, report.texts) if is_last else blocks)
            report.prose[name] = fee(made, own, edition, report.texts)


def _names(report: _Report) -> None:
    """Office and title; a title of the statutory form is not typed."""
    title, texts = report.title, report.texts
    office = title.office if title and title.office else ""
    if not texts.get("office"):
        texts["office"] = office or texts.get("metadata.publisher", "")
        if not office:
            kind = "I37.office" if texts["office"] else "I37.none"
            report.issues.append(issue(kind, "office", NOWHERE, office=texts["office"]))
    if not title:
        report.issues.append(issue("I37.title", "title", NOWHERE))
        return
    words = {"office": texts["office"], "year": report.year}
    standard = tuple(line.format(**words) for line in report.edition.phrases["title"])
    if "".join("".join(title.lines).split()) != "".join(standard):
        texts["title"] = "\n".join(title.lines)
