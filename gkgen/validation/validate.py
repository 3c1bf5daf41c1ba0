"""From a source to an Office: the edition chosen, every field validated, all findings with their places."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import reduce
from typing import TypeGuard

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, Severity, Span, Term, diagnose, in_order
from gkgen.form import Edition, Form
from gkgen.source import MappingNode, Node, ScalarNode, Source
from gkgen.typed_rows import year_meant
from gkgen.validation.exact_types import is_certainly_valid
from gkgen.validation.filed_entries import Filed
from gkgen.validation.inheritance import inherit
from gkgen.validation.normalization import file_entries
from gkgen.validation.office import Adjustment, Office, Waiver

_NAME = re.compile(r"[^\W\d]\w*")
# Words of the language of references; a figure of that name could never be referred to.
RESERVED_NAMES = frozenset(
    {"and", "else", "if", "in", "is", "not", "or", "true", "false", "none", "True", "False", "None", "self"}
)


def validate(source: Source, form: Form, bases: Sequence[Source] = ()) -> tuple[Office | None, tuple[Diagnostic, ...]]:
    """The office and what is wrong with its form; no office when the file could not be read at all.

    What the file does not say is taken from its bases, the nearest first.
    """
    if source.root is None:
        return None, ()
    files = [(each.root, each.lines) for each in (source, *bases) if each.root]
    edition, chosen = _choose([root for root, _ in files], form)
    filed = reduce(inherit, (file_entries(root, edition, lines) for root, lines in files))
    office, found = _office(filed, source.name, source.lines, edition, form, chosen)
    return replace(office, bases={base.name: base.lines for base in bases}), found


def validate_part(
    entries: MappingNode, office: Office, path: str, edition: Edition, form: Form
) -> tuple[Office, tuple[Diagnostic, ...]]:
    """Entries of an edition's form inside an office file, such as last year's: anything may be left out of them."""
    part, found = _office(file_entries(entries, edition, office.lines), office.name, office.lines, edition, form, ())
    part = replace(part, bases=office.bases)
    return part, tuple(replace(each, path=f"{path}.{each.path}") for each in found if each.code != "F02")


def _office(
    filed: Filed, name: str, lines: tuple[str, ...], edition: Edition, form: Form, chosen: tuple[Diagnostic, ...]
) -> tuple[Office, tuple[Diagnostic, ...]]:
    told = () if is_certainly_valid(edition, filed.data) else _refused(filed, edition, form, name)
    found = [
        *chosen,
        *filed.found,
        *_without_echoes(told, edition),
        *_figure_names(filed, edition),
        *_unverified(filed, edition),
    ]
    rejected = frozenset(diagnostic.path for diagnostic in found if diagnostic.path and _is_error(diagnostic))
    office = Office(
        name=name,
        edition=edition,
        lines=lines,
        scalars={path: node for path, node in filed.scalars.items() if path not in rejected},
        stated={
            **{path: node.span for path, node in filed.nodes.items()},
            **{path: key.span for path, key in filed.keys.items()},
        },
        rejected=rejected,
        figures=_figures(filed, rejected),
        checks=_texts(filed, "checks"),
        previous=_reference(filed, "previous"),
        units=_texts(filed, "units.reports"),
        own_part=_reference(filed, "units.own"),
        adjustments=_adjustments(filed),
        summed=filed.summed,
        waivers=_waivers(filed),
        year_meant=year if (year := _year_meant(filed.scalars.get("year"))) and edition.serves(year) else None,
    )
    return office, tuple(found)


def _refused(filed: Filed, edition: Edition, form: Form, name: str) -> list[Diagnostic]:
    """What Cerberus refuses, in an author's words."""
    from gkgen.validation.cerberus_rules import violations
    from gkgen.validation.messages import explain

    return [explain(error, filed, edition, form, name) for error in violations(edition, filed.data)]


def _unverified(filed: Filed, edition: Edition) -> Iterator[Diagnostic]:
    """What importing could not read with certainty and nobody has looked at since."""
    from gkgen.validation.value_messages import full_term

    for path, each in filed.unverified.items():
        readings = Term(" 或 ".join(each.readings), " or ".join(each.readings))
        kind = "F12.readings" if each.readings else "F12"
        first = each.readings[0] if each.readings else "1"
        field = edition.field(path)
        yield diagnose(
            kind, each.span, path, field=full_term(edition, path), key=field.key, readings=readings, first=first
        )


def _without_echoes(told: Sequence[Diagnostic], edition: Edition) -> Iterator[Diagnostic]:
    """What is missing, without that of which the misspelt name, or entries at another place, were found.

    Anything else that is missing is told at the first name beside it that the form does not know: that is where it was
    meant, rather than the top of the file.
    """
    # What stands at another place is not missing.
    astray = [str(dict(each.values)["home_path"]) for each in told if each.kind == "F01.elsewhere"]
    meant = {
        (diagnostic.path.removesuffix(str(values["key"])), str(values["near"]))
        for diagnostic in told
        if diagnostic.kind == "F01.near" and (values := dict(diagnostic.values))
    }
    unknown: dict[str, Span] = {}
    for finding in in_order(told):
        if finding.kind in {"F01", "F01.near"} and finding.span:
            unknown.setdefault(finding.path.rpartition(".")[0], finding.span)
    for finding in told:
        field = edition.field(finding.path) if finding.code == "F02" else None
        names = {(field.path.removesuffix(field.name), name) for name in (field.key, field.name)} if field else set()
        is_astray = field is not None and any(f"{home}.".startswith(f"{field.path}.") for home in astray)
        if not (names & meant or is_astray):
            span = unknown.get(finding.path.rpartition(".")[0]) if field else None
            yield replace(finding, span=span, file=span.file) if span else finding


def _is_error(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity is Severity.ERROR


def _choose(roots: Sequence[MappingNode], form: Form) -> tuple[Edition, tuple[Diagnostic, ...]]:
    """The edition of the report year (R01); a `template` that names another is an error (R02)."""
    year, template = _entry(roots, form, "year"), _entry(roots, form, "template")
    edition, found = form.latest, []
    meant = _year_meant(year)
    if year and meant is not None:
        serving = form.edition_of(meant)
        if serving:
            edition = serving
        elif isinstance(year.value, int) and 1000 <= meant <= 9999:
            found.append(diagnose("R01", year.span, "year", year=meant, first=form.editions[0].first_year))
        if template and serving and template.text != edition.name:
            found.append(
                diagnose(
                    "R02.template",
                    template.span,
                    "template",
                    year=meant,
                    edition=edition.name,
                    template=template.text,
                )
            )
    elif template and (named := form.edition(template.text)):
        edition = named
    return edition, tuple(found)


def _year_meant(year: ScalarNode | None) -> int | None:
    """The year, also where it is refused: 2025年, '2025'."""
    if year is None or isinstance(year.value, bool):
        return None
    if isinstance(year.value, int):
        return year.value
    meant = year_meant(year.text)
    return int(meant) if meant else None


def _entry(roots: Sequence[MappingNode], form: Form, name: str) -> ScalarNode | None:
    field = form.latest.field(name)
    for entry in (entry for root in roots for entry in root.entries):
        if (
            entry.key.text in {field.name, field.key}
            and isinstance(entry.value, ScalarNode)
            and entry.value.value is not None
        ):
            return entry.value
    return None


def _figures(filed: Filed, rejected: frozenset[str]) -> dict[str, ScalarNode]:
    prefix = "figures."
    return {
        path.removeprefix(prefix): node
        for path, node in filed.scalars.items()
        if path.startswith(prefix) and path not in rejected
    }


def is_figure_name(name: str, edition: Edition) -> bool:
    """Whether a figure of the author's own may have that name."""
    is_taken = any(name in {field.key, field.name} for field in edition.root.children)
    is_word = _NAME.fullmatch(name) is not None and name.isidentifier()
    return is_word and name not in RESERVED_NAMES and not is_taken


def _figure_names(filed: Filed, edition: Edition) -> list[Diagnostic]:
    """Names of figures must be usable in references and must not hide a field of the form."""
    taken = {name for field in edition.root.children for name in (field.key, field.name)}
    found = []
    for path, key in filed.keys.items():
        parent, _, name = path.partition(".")
        if parent != "figures" or not name:
            continue
        if name in taken:
            found.append(diagnose("F11", key.span, path, name=name))
        elif not is_figure_name(name, edition):
            found.append(diagnose("F11.name", key.span, path, name=name))
    return found


def _texts(filed: Filed, path: str) -> tuple[ScalarNode, ...]:
    """The texts of a list; an entry that is none was refused by Cerberus."""
    items = getattr(filed.nodes.get(path), "items", ())
    return tuple(item for item in items if _is_text(item))


def _reference(filed: Filed, path: str) -> ScalarNode | MappingNode | None:
    """The name of another file, or entries in place of one."""
    node = filed.nodes.get(path)
    return node if isinstance(node, MappingNode) or _is_text(node) else None


def _adjustments(filed: Filed) -> tuple[Adjustment, ...]:
    """The entries of the list that are whole; one that is not has been refused."""
    count = len(getattr(filed.nodes.get("units.adjustments"), "items", ()))
    names = ("cell", "amount", "reason")
    entries = ([filed.scalars.get(f"units.adjustments.{index}.{name}") for name in names] for index in range(count))
    return tuple(
        Adjustment(cell, amount, reason)
        for cell, amount, reason in entries
        if _is_text(cell) and _is_text(reason) and amount and isinstance(amount.value, int | Decimal)
    )


def _waivers(filed: Filed) -> tuple[Waiver, ...]:
    """The entries of the list that have both a rule and a reason."""
    count = len(getattr(filed.nodes.get("waivers"), "items", ()))
    names = ("rule", "reason", "words")
    entries = ([filed.scalars.get(f"waivers.{index}.{name}") for name in names] for index in range(count))
    return tuple(
        Waiver(rule, reason, words if _is_text(words) else None)
        for rule, reason, words in entries
        if _is_text(rule) and _is_text(reason)
    )


def _is_text(node: Node | None) -> TypeGuard[ScalarNode]:
    return (
        isinstance(node, ScalarNode)
        and isinstance(node.value, str)
        and bool(node.text.strip())
        and "\n" not in node.text.strip("\n")
    )
