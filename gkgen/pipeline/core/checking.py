"""An office file given as bytes, checked: findings and, when nothing is wrong, a document."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Literal

from gkgen import assembly, checks, pictures, resources
from gkgen.checks import Numbers
from gkgen.diagnostics import Diagnostic, diagnose, has_errors, in_order
from gkgen.document import Document, Picture
from gkgen.editors import unread_rows
from gkgen.errors import SchemaError
from gkgen.form import Field, Form, load_form
from gkgen.narrative import Names, PictureUse
from gkgen.pipeline.core.aggregated_reports import Aggregation, aggregate
from gkgen.pipeline.core.doubtful_tables import doubtful_tables, refused_tables, without_cells, without_tables
from gkgen.pipeline.core.named_files import NamedFiles, load_picture, relocated
from gkgen.pipeline.core.office_reading import Reading, read_office, with_bases
from gkgen.pipeline.core.referenced_reports import previous_report
from gkgen.pipeline.core.waiving import waive
from gkgen.review import RULES, Case, Rule, Sketch, review, rule_set, sketch, verify_cells
from gkgen.source import KnownKeys, Source
from gkgen.typed_rows import spellings
from gkgen.validation import Office

Wanted = Literal["findings", "document", "draft"]


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a check; `document` is None when there are errors, it and `draft` where none was asked for.

    `bases` are the lines of its bases, by name; `numbers` all cells of the tables that can be known, by
    path; `last_year` those of last year's report, where the file names it. `case` is the
    report as the rules of the review see it.
    """

    lines: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    document: Document | None
    draft: Document | None = None
    sketch: Sketch | None = None
    bases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Numbers = field(default_factory=dict)
    last_year: Numbers = field(default_factory=dict)
    case: Case | None = None


# Fields that gkgen itself knows by name; the others it takes as schema.yaml gives them.
_FIELDS_KNOWN_BY_NAME = frozenset(
    {
        "year",
        "template",
        "extends",
        "office",
        "title",
        "kind",
        "metadata.publisher",
        "metadata.created_date",
        "metadata.document_no",
        "contact.department",
        "contact.phone",
        "preface",
        "other_matters.processing_fee.charged",
        "other_matters.processing_fee.cases",
        "other_matters.processing_fee.amount_yuan",
        "signature",
        "figures",
        "checks",
        "previous",
        "units.reports",
        "units.own",
        "units.adjustments.cell",
        "units.adjustments.amount",
        "units.adjustments.reason",
        "waivers.rule",
        "waivers.words",
        "waivers.reason",
    }
)


@cache
def form() -> Form:
    """The form of this gkgen's schema.yaml, read once; SchemaError where it contradicts itself."""
    return verified_form(resources.schema())


def verified_form(data: Mapping[str, Any]) -> Form:
    """The form described by the plain data of schema.yaml; SchemaError where it lacks a field that gkgen reads."""
    loaded = load_form(data)
    for edition in loaded.editions:
        if missing := _FIELDS_KNOWN_BY_NAME - edition.paths:
            raise SchemaError(f"edition {edition.name}: no field {', '.join(sorted(missing))}, which gkgen reads")
    verify_cells(loaded, rule_set.RULES)
    return loaded


@cache
def known_keys() -> KnownKeys:
    """Every key that an office file can have, in both languages, of all editions, with the keys of its value."""
    fields = [field for edition in form().editions for field in edition.root.walk() if field.path]
    everywhere = frozenset(key for field in fields for key in spellings(field))
    root = _keys_below([edition.root for edition in form().editions])
    # Last year's report is named, or its entries are written down.
    reports = {
        key: KnownKeys(root, takes_text=True)
        for field in fields
        if field.kind == "reference"
        for key in (field.key, field.name)
    }
    # Last year's report is written like any, and so are an office's own figures in a sum.
    sums = {
        key: KnownKeys(
            {
                below: KnownKeys(root, takes_text=True) if part.kind == "reference" else root[key].children[below]
                for part in field.children
                for below in spellings(part)
            },
            takes_text=True,
        )
        for field in fields
        if field.kind == "aggregation"
        for key in (field.key, field.name)
    }
    return KnownKeys(root | reports | sums, everywhere=everywhere)


def _keys_below(parents: Iterable[Field]) -> dict[str, KnownKeys]:
    """The keys of the children of one field, as it is in each edition that has it."""
    same: dict[str, list[Field]] = {}
    for child in (child for parent in parents for child in parent.children):
        for key in spellings(child):
            same.setdefault(key, []).append(child)
    # All spellings of a field share one value: a tree for each would grow with their number at every level.
    shared: dict[tuple[int, ...], KnownKeys] = {}
    for fields in same.values():
        place = tuple(map(id, fields))
        if place not in shared:
            shared[place] = KnownKeys(
                _keys_below(fields),
                is_number=fields[0].is_number,
                takes_text=fields[0].kind == "prose_parts",
                has_free_names=fields[0].kind == "parts" and not fields[0].children,
            )
    return {key: shared[tuple(map(id, fields))] for key, fields in same.items()}


def check_text(
    data: bytes,
    name: str,
    files: NamedFiles,
    rules: Iterable[Rule] | None = None,
    *,
    with_sketch: bool = False,
    wanted: Wanted = "document",
) -> Checked:
    """Checks an office file given as bytes; never raises for what an author wrote.

    `rules` are those of the review, all by default; with an empty list only form, sums and references are checked.
    `wanted` is what is made of a report besides its findings: nothing, a document where there are no errors, or a draft
    where there are. `with_sketch` adds a sketch of the text, by which near duplicates in a batch are found.
    """
    reading = read_office(data, name, form(), files, known_keys())
    return check_reading(reading, name, files, rules, with_sketch=with_sketch, wanted=wanted)


def check_source(
    source: Source, files: NamedFiles, rules: Iterable[Rule] | None = None, *, wanted: Wanted = "document"
) -> Checked:
    """As `check_text`, of a file that was read with the keys of `known_keys`."""
    reading = with_bases(source, form(), files, known_keys())
    return check_reading(reading, source.name, files, rules, wanted=wanted)


def check_reading(
    reading: Reading,
    name: str,
    files: NamedFiles,
    rules: Iterable[Rule] | None = None,
    *,
    with_sketch: bool = False,
    wanted: Wanted = "document",
) -> Checked:
    """As `check_text`, of an office file that was read together with its bases."""
    source, office, found = reading.source, reading.office, reading.diagnostics
    if office is None:
        return Checked(source.lines, in_order(found), None)
    unread = tuple(unread_rows(source, office.edition))
    added = aggregate(office, form(), files)
    numbers = checks.solve(office, added.sums)
    judged = without_tables(numbers, doubtful_tables((*found, *unread), office))
    known = assembly.names(office, numbers)
    texts = assembly.draft(office, known)
    ready, broken = _pictures(texts.pictures, files, name)
    sums = checks.check_sums(office, judged)
    used = RULES if rules is None else tuple(rules)
    compared = without_tables(without_cells(judged, sums), refused_tables(found, office))
    case, judgement = _judged(office, compared, texts, files, added, used)
    own = checks.own_checks(office, known)
    found = (*found, *unread, *sums, *own, *texts.diagnostics, *broken, *judgement)
    found = tuple(waive(found, office, texts.passages))
    is_faulty = has_errors(found)
    document = assembly.assemble(office, numbers, texts, ready) if wanted != "findings" and not is_faulty else None
    unfinished = _unfinished(office, numbers, known, ready) if wanted == "draft" and is_faulty else None
    drawn = sketch(case) if with_sketch else None
    last_year = case.previous.numbers if case.previous else {}
    ordered = in_order(found)
    return Checked(source.lines, ordered, document, unfinished, drawn, office.bases, numbers, last_year, case)


def _judged(
    office: Office,
    numbers: Numbers,
    texts: assembly.Draft,
    files: NamedFiles,
    added: Aggregation,
    rules: Iterable[Rule],
) -> tuple[Case, tuple[Diagnostic, ...]]:
    """The report as the rules see it, beside the reports that it names, and what they find."""
    previous, before = previous_report(office, form(), files) if office.has_year else (None, ())
    case = Case(office, numbers, texts.passages, previous, added.units, added.adjusted)
    return case, (*before, *added.diagnostics, *review(case, rules))


def _unfinished(office: Office, numbers: checks.Numbers, known: Names, ready: Mapping[str, Picture]) -> Document:
    """A draft of an office in which something is wrong."""
    texts = assembly.draft(office, known, with_holes=True)
    return assembly.assemble_unfinished(office, numbers, texts, ready)


def _pictures(
    uses: Iterable[PictureUse], files: NamedFiles, office: str
) -> tuple[dict[str, Picture], tuple[Diagnostic, ...]]:
    """Every picture prepared once, however often it is used; its finding is repeated at each of its uses."""
    ready: dict[str, Picture] = {}
    broken: dict[str, Diagnostic] = {}
    found: list[Diagnostic] = []
    for use in uses:
        if use.name not in ready and use.name not in broken:
            # In a base, the name is relative to the base.
            result = _picture(replace(use, name=relocated(use.name, use.span.file, office)), files)
            if isinstance(result, Picture):
                ready[use.name] = result
            else:
                broken[use.name] = result
        if use.name in broken:
            found.append(replace(broken[use.name], span=use.span, path=use.path))
    return ready, tuple(found)


def _picture(use: PictureUse, files: NamedFiles) -> Picture | Diagnostic:
    data = load_picture(use, files)
    if isinstance(data, Diagnostic):
        return data
    try:
        return pictures.prepare(data, use)
    except ModuleNotFoundError:
        # In a browser there is no Pillow.
        return diagnose("N09.library", use.span, use.path, name=use.name)
