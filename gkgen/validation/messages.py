"""Cerberus' errors as findings in an author's words, by code and path, never by Cerberus' own text."""

from typing import Any

from cerberus import errors

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, Span, Term, diagnose
from gkgen.form import Edition, Field, Form
from gkgen.similarity import closest
from gkgen.source import Node, ScalarNode
from gkgen.typed_rows import field_typed, resembled
from gkgen.validation.filed_entries import Filed, key_span
from gkgen.validation.value_messages import (
    choices,
    full_term,
    no_entries,
    no_number,
    no_row,
    out_of_range,
    shown_value,
    wrong_date,
    wrong_form,
    wrong_year,
)

# 自然人-5: a key and its number with something else between them.
_NUMBERED = re.compile(r"(?P<word>\w*[^\W\d])[\W_]*(?P<number>\d+(?:\.\d+)?)\W*")


def explain(error: Any, filed: Filed, edition: Edition, form: Form, name: str) -> Diagnostic:
    """The finding for one error of Cerberus."""
    *parents, last = error.document_path
    place = ".".join(map(str, parents))
    # The form has one field for all entries of a list: waivers.rule for waivers.0.rule.
    parent_path = ".".join(part for part in parents if isinstance(part, str))
    path = f"{parent_path}.{last}".lstrip(".")
    match error.code:
        case errors.UNKNOWN_FIELD.code:
            return _unknown(
                parent_path, last, key_span(filed, f"{place}.{last}".lstrip("."), name), filed, edition, form
            )
        case errors.REQUIRED_FIELD.code:
            entry = filed.nodes.get(place) if place != parent_path else None
            return _missing(edition.field(path), entry.span if entry else key_span(filed, parent_path, name))
        case _:
            pass
    node = filed.nodes.get(f"{place}.{last}".lstrip("."))
    span = node.span if node is not None else key_span(filed, path, name)
    field = _field(edition, path)
    if field is None:
        parent = edition.field(parent_path)
        return _entry(error, parent, span) if parent.kind == "list" else _figure(str(last), path, node, span)
    return _value(error, field, node, span, edition)


def _entry(error: Any, field: Field, span: Span) -> Diagnostic:
    """An entry of a list, such as one of the author's checks; it is filed under the list."""
    if error.code in {errors.BAD_TYPE.code, errors.NOT_NULLABLE.code}:
        if field.children:
            return diagnose("F04.parts", span, field.path, field=field.term, choices=choices(field.children))
        return diagnose("F04.text", span, field.path, field=field.term)
    if error.code == errors.MAX_LENGTH.code:
        return diagnose("F07", span, field.path, field=field.term, given=len(error.value), limit=error.constraint)
    return diagnose("F10", span, field.path, field=field.term)


def _figure(name: str, path: str, node: Node | None, span: Span) -> Diagnostic:
    """A number of the author's own."""
    is_blank = isinstance(node, ScalarNode) and node.value is None
    return diagnose("R04" if is_blank else "F04.number", span, path, field=name)


def _field(edition: Edition, path: str) -> Field | None:
    try:
        return edition.field(path)
    except KeyError:
        return None


def _missing(field: Field, span: Span) -> Diagnostic:
    return diagnose("F02.table" if field.kind == "parts" else "F02", span, field.path, field=field.term)


def _unknown(parent_path: str, key: str, span: Span, filed: Filed, edition: Edition, form: Form) -> Diagnostic:
    """A key that the form does not know here: of the other edition, misspelt, or of nobody."""
    path = f"{parent_path}.{key}".lstrip(".")
    parent = edition.field(parent_path) if parent_path else edition.root
    for other in form.editions:
        elsewhere = _counterpart(parent, other, edition) if other is not edition else None
        if elsewhere and any(key in {child.key, child.name} for child in elsewhere.children):
            year = _year(filed, edition)
            return diagnose("R02", span, path, key=key, other=other.name, edition=edition.name, year=year)
    if joined := _joined(parent, key):
        names = Term("、".join(child.key for child in joined), ", ".join(child.name for child in joined))
        return diagnose("F01.joined", span, path, key=key, names=names)
    if (numbered := _NUMBERED.fullmatch(key)) and (child := field_typed(parent, numbered["word"])):
        return diagnose("F01.number", span, path, key=key, near=child.key, wanted=numbered["number"])
    known = {child.key: child for child in parent.children} | {child.name: child for child in parent.children}
    meant = resembled(parent, key)
    near = meant.key if meant else closest(key, known)
    home = _home(key, edition)
    if home:
        return diagnose("F01.elsewhere", span, path, key=key, home=full_term(edition, home.path), home_path=home.path)
    if near:
        return diagnose("F01.near", span, path, key=key, near=near)
    free = [child for child in parent.children if child.path not in filed.keys]
    return diagnose("F01", span, path, key=key, choices=choices(free or parent.children))


def _joined(parent: Field, key: str) -> tuple[Field, ...]:
    """The fields of 行政许可、行政处罚, which somebody put into one line."""
    parts = [part.strip() for part in re.split("[、，,/／;；和与及+＋]", key)]
    fields = tuple(child for part in parts if (child := field_typed(parent, part)))
    return fields if len(fields) == len(parts) > 1 else ()


def _counterpart(field: Field, other: Edition, edition: Edition) -> Field | None:
    """The same field in another edition, where it may have another English name but has the same key."""
    found: Field | None = other.root
    path = ""
    for name in field.path.split(".") if field.path else ():
        path = f"{path}.{name}".lstrip(".")
        key = edition.field(path).key
        found = next((child for child in found.children if child.key == key), None) if found else None
    return found


def _year(filed: Filed, edition: Edition) -> int:
    """The year of the report, or a year of the edition that was taken because the file gives none."""
    scalar = filed.scalars.get("year")
    stated = scalar.value if scalar is not None and isinstance(scalar.value, int) else None
    return stated if stated is not None and edition.serves(stated) else edition.first_year


def _home(key: str, edition: Edition) -> Field | None:
    """What the field of that key belongs under, where the key is right, its place is wrong, and there is one place."""
    homes = [
        field
        for field in edition.root.walk()
        if field.path and any(key in {child.key, child.name} for child in field.children)
    ]
    return homes[0] if len(homes) == 1 else None


def _value(error: Any, field: Field, node: Node | None, span: Span, edition: Edition) -> Diagnostic:
    path, name = field.path, full_term(edition, field.path)
    shown = shown_value(node)
    if field.path == "year":
        return wrong_year(node, span, shown)
    if error.code in {errors.MIN_VALUE.code, errors.MAX_VALUE.code} and field.is_number:
        return out_of_range(field, span, name, shown, is_small=error.code == errors.MIN_VALUE.code)
    if error.code in {errors.BAD_TYPE.code, errors.NOT_NULLABLE.code}:
        return _wrong_type(field, node, span, name, shown)
    if error.code == errors.UNALLOWED_VALUE.code:
        return diagnose("F06", span, path, field=name, value=shown, choices="、".join(field.allowed))
    if error.code == errors.MAX_LENGTH.code:
        return diagnose("F07", span, path, field=name, given=len(error.value), limit=error.constraint)
    if error.code == errors.CUSTOM.code:
        return wrong_date(span, path, shown) if "date" in str(error.info) else diagnose("F10", span, path, field=name)
    return wrong_form(field, span, name, shown)


def _wrong_type(field: Field, node: Node | None, span: Span, name: Term, shown: str) -> Diagnostic:
    path = field.path
    is_blank = isinstance(node, ScalarNode) and (node.value is None or not node.text.strip())
    if field.is_number:
        return no_number(field, node, span, name, shown)
    if field.kind == "adjustment":
        return diagnose("F04.number", span, path, field=name)
    if field.kind == "row" or (field.children and all(child.is_number for child in field.children)):
        return diagnose("R04", span, path, field=name) if is_blank else no_row(field, node, span, name)
    if field.kind == "parts":
        return no_entries(field, node, span, name)
    if field.kind == "flag":
        return diagnose("F09", span, path, field=name)
    if field.kind == "list":
        return diagnose("F04.list", span, path, field=name)
    return diagnose("F02.blank" if is_blank else "F04.text", span, path, field=name)
