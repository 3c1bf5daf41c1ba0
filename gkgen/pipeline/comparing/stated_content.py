"""The content of an office file, for comparing: every fact under its label, every text as it prints.

A file with wrong sums has content, too; only one that cannot be read as an office file has none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from gkgen import assembly, checks
from gkgen.checks import Numbers
from gkgen.checks.computed_cells import Origin
from gkgen.comparison import Content, Fact, Part
from gkgen.diagnostics import Diagnostic, Severity, Term
from gkgen.document import Block, Figure, Heading, ListItem, Paragraph, Runs, SmallTable
from gkgen.form import Field
from gkgen.narrative import PictureUse
from gkgen.pipeline.core.aggregated_reports import solved
from gkgen.pipeline.core.checking import form, known_keys
from gkgen.pipeline.core.named_files import NamedFiles, load_picture, relocated
from gkgen.pipeline.core.office_reading import read_office
from gkgen.pipeline.core.project import digest
from gkgen.source import MappingNode, Node, ScalarNode, SequenceNode
from gkgen.validation import Office

_HEAD = Term("基本信息", "about the report")
_PICTURES = Term("图片", "pictures")
_LOST = Term("读不出来", "not to be had")
_DIGITS = 12
PROSE = frozenset({"prose", "prose_parts"})


def read_content(data: bytes, name: str, files: NamedFiles, display_name: str) -> Content | tuple[Diagnostic, ...]:
    """The content of an office file, or why it cannot be read; bases are relative to `name`."""
    reading = read_office(data, name, form(), files, known_keys())
    office = reading.office
    if office is None:
        return reading.diagnostics
    numbers = solved(office, form(), files)
    texts = assembly.draft(office, assembly.names(office, numbers))
    sums = checks.check_sums(office, numbers)
    faults = [each for each in (*reading.diagnostics, *sums, *texts.diagnostics) if each.severity is Severity.ERROR]
    facts = (*_facts(office, numbers), *_pictures(texts.pictures, files, name))
    sections = (("preface", texts.preface), *texts.sections)
    parts = tuple(
        Part(path, office.edition.field(path).heading_term, tuple(lines(blocks))) for path, blocks in sections
    )
    return Content(display_name, facts, parts, len(faults))


def _facts(office: Office, numbers: Numbers) -> Iterator[Fact]:
    """In the order of the form: names and dates, the cells of the tables, the author's own figures and checks."""
    edition = office.edition
    for field in edition.root.children:
        if table := edition.table(field.name):
            group = field.heading_term
            for leaf in table.field.leaves():
                if number := numbers.get(leaf.path):
                    is_computed = number.origin in {Origin.COMPUTED, Origin.SUMMED}
                    yield Fact(leaf.path, group, field.trail_to(leaf), number.text, number.value, is_computed)
        else:
            yield from plain_facts(office, field)


def plain_facts(office: Office, field: Field) -> Iterator[Fact]:
    """The facts of a field that is no table, without its prose."""
    group = field.heading_term
    match field.name:
        case "figures":
            for name, scalar in office.figures.items():
                value = scalar.value if not isinstance(scalar.value, str | bool) else None
                yield Fact(f"figures.{name}", group, Term(name, name), scalar.text, value)
        case "checks" | "units":
            texts = office.checks if field.name == "checks" else office.units
            for text in dict.fromkeys(scalar.text.strip() for scalar in texts):
                yield Fact(f"{field.name}.{text}", group, group, text)
            if field.name == "units":
                yield from _sum_facts(office, group)
        case "waivers":
            for waiver in office.waivers:
                rule, reason = waiver.rule.text.strip(), waiver.reason.text.strip()
                words = waiver.words.text.strip() if waiver.words else ""
                name = f"{rule} “{words}”" if words else rule
                yield Fact(f"waivers.{name}.{reason}", group, Term(name, name), reason)
        case "previous":
            yield from _stated(office.previous, field.name, group, ())
        case _:
            for leaf in field.leaves():
                if leaf.kind not in PROSE and leaf.path in office.scalars:
                    text = "".join(line.strip() for line in office.text(leaf.path).splitlines())
                    yield Fact(leaf.path, group if field.children else _HEAD, field.trail_to(leaf), text)


def _sum_facts(office: Office, group: Term) -> Iterator[Fact]:
    """What an office file says of a sum besides the reports: its own figures, what it adjusts and why."""
    yield from _stated(office.own_part, "units.own", group, (office.edition.field("units.own").key,))
    for each in office.adjustments:
        cell = each.cell.text.strip()
        text = f"{each.amount.text.strip()} {each.reason.text.strip()}"
        yield Fact(f"units.adjustments.{cell}.{text}", group, Term(cell, cell), text)


def _stated(node: Node | None, path: str, group: Term, above: tuple[str, ...]) -> Iterator[Fact]:
    """Entries about another report, as they were typed."""
    match node:
        case MappingNode(entries=entries):
            for entry in entries:
                key = entry.key.text
                yield from _stated(entry.value, f"{path}.{key}", group, (*above, key))
        case ScalarNode() | SequenceNode():
            texts = [each.text for each in getattr(node, "items", (node,)) if isinstance(each, ScalarNode)]
            label = "·".join(above)
            yield Fact(path, group, Term(label, label) if label else group, "，".join(texts).strip())
        case None:
            return


def _pictures(uses: Iterable[PictureUse], files: NamedFiles, office: str) -> Iterator[Fact]:
    """Each picture by its size and digest, so that another picture of the same name is a difference."""
    for name, use in {use.name: use for use in uses}.items():
        data = load_picture(replace(use, name=relocated(use.name, use.span.file, office)), files)
        text = _LOST.zh if isinstance(data, Diagnostic) else f"{len(data)} B, {digest(data)[:_DIGITS]}"
        yield Fact(f"pictures.{name}", _PICTURES, Term(name, name), text)


def lines(blocks: Sequence[Block]) -> Iterator[str]:
    """Texts line by line as Markdown, with numbered headings and values filled in."""
    for block in blocks:
        match block:
            case Heading(level=level, runs=runs):
                yield f"{'#' * level} {_marked(runs)}"
            case Paragraph(runs=runs):
                yield _marked(runs)
            case ListItem(marker=marker, depth=depth, runs=runs):
                yield f"{'  ' * depth}{marker} {_marked(runs)}"
            case Figure(name=name, caption=caption):
                yield f"![{caption}]({name})"
            case SmallTable(rows=rows):
                yield from (f"| {' | '.join(map(_marked, row))} |" for row in rows)


def _marked(runs: Runs) -> str:
    return "".join(f"**{run.text}**" if run.bold else run.text for run in runs)
