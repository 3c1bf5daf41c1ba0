"""Values that are not what the form wants, in an author's words: what was typed, and what to type in its place."""

import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, Span, Term, diagnose
from gkgen.form import Edition, Field
from gkgen.source import MappingNode, Node, ScalarNode, SequenceNode, value_of
from gkgen.typed_rows import (
    MARKS_OF_NOTHING,
    date_meant,
    digits_for_letters,
    document_no_meant,
    number_beside_words,
    number_for,
    number_meant,
    year_meant,
    yuan_in_wan,
)
from gkgen.validation.normalization import ALL_ZERO, NO_FEE, NOTHING

DOCUMENT_NO = "metadata.document_no"
_SEPARATED = re.compile(r"[+-]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_RULE_OF = {"count": "R05", "money": "R06", "change": "R07", "integer": "R05"}
_SHOWN = 40
# More digits than a number may have.
_MANY_DIGITS = 10


def full_term(edition: Edition, path: str) -> Term:
    """The field qualified by its parent, as 本年新收的自然人."""
    names, english, found = [], [], edition.root
    for name in path.split("."):
        child = found.child(name)
        if child is None:
            names.append(name)
            english.append(name)
            break
        names.append(child.key)
        english.append(child.name)
        found = child
    return Term("·".join(names[-2:]), ".".join(english[-2:]))


def choices(fields: Iterable[Field]) -> Term:
    """The keys that may be typed."""
    known = tuple(fields)
    return Term("、".join(field.key for field in known), ", ".join(field.name for field in known))


def wrong_date(span: Span, path: str, shown: str) -> Diagnostic:
    """What is no date, or one that is not written as the form has it."""
    wanted = date_meant(shown)
    if wanted:
        return diagnose("F08.written", span, path, value=shown, wanted=wanted)
    return diagnose("F08.date", span, path, value=shown)


def wrong_form(field: Field, span: Span, name: Term, shown: str) -> Diagnostic:
    """What does not have the form that its field prescribes."""
    if field.path != DOCUMENT_NO:
        return diagnose("F08", span, field.path, field=name, value=shown)
    if wanted := document_no_meant(shown):
        return diagnose("F08.numbered", span, field.path, value=shown, wanted=wanted)
    return diagnose("F08.number", span, field.path, value=shown)


def wrong_year(node: Node | None, span: Span, shown: str) -> Diagnostic:
    """What is no year, or one with something beside it."""
    if isinstance(node, ScalarNode) and node.value is None:
        return diagnose("R01.blank", span, "year")
    if (wanted := year_meant(shown)) and not is_quoted_number(node):
        return diagnose("R01.unit", span, "year", value=shown, wanted=wanted)
    return diagnose("R01.quoted" if is_quoted_number(node) else "R01.form", span, "year", value=shown)


def is_quoted_number(node: Node | None) -> bool:
    """Whether the text would be a number but for its quotation marks."""
    return (
        isinstance(node, ScalarNode) and isinstance(node.value, str) and not isinstance(value_of(node.text), str | None)
    )


def shown_value(node: Node | None) -> str:
    """The value as it was typed, shortened."""
    match node:
        case ScalarNode():
            text = node.text.strip().replace("\n", " ")
            return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        case MappingNode():
            return "{…}"
        case SequenceNode():
            return "[…]"
        case None:
            return ""


def no_row(field: Field, node: Node | None, span: Span, name: Term) -> Diagnostic:
    """What was written where a row belongs; the example has the author's own number."""
    text = node.text.strip() if isinstance(node, ScalarNode) else ""
    if text in NOTHING:
        return diagnose("F04.nothing", span, field.path, field=name, value=text, wanted=ALL_ZERO)
    number = number_meant(text) or "1"
    example = Term(f"{{{field.children[0].key}: {number}}}", f"{{{field.children[0].name}: {number}}}")
    return diagnose("F04.row", span, field.path, field=name, example=example)


def no_entries(field: Field, node: Node | None, span: Span, name: Term) -> Diagnostic:
    """What was written where entries belong."""
    text = node.text.strip() if isinstance(node, ScalarNode) else ""
    is_table = any(child.children for child in field.children)
    if is_table and text in NOTHING:
        return diagnose("F04.nothing", span, field.path, field=name, value=text, wanted=ALL_ZERO)
    flag = next((child for child in field.children if child.kind == "flag"), None)
    if flag and text in NOTHING | NO_FEE:
        no = Term(f"{{{flag.key}: 否}}", f"{{{flag.name}: false}}")
        return diagnose("F04.flag", span, field.path, field=name, value=text, wanted=no)
    known = choices(field.children) if field.children else Term("名称: 数", "name: number")
    return diagnose("F04.table" if is_table else "F04.parts", span, field.path, field=name, choices=known)


def out_of_range(field: Field, span: Span, name: Term, shown: str, *, is_small: bool) -> Diagnostic:
    """A number below or above what is possible."""
    rule = _RULE_OF[field.kind]
    if is_small and rule != "R07":
        wanted = shown.lstrip("-－−")
        return diagnose(f"{rule}.negative", span, field.path, field=name, value=shown, wanted=wanted)
    return diagnose(f"{rule}.large", span, field.path, field=name, value=shown)


def no_number(field: Field, node: Node | None, span: Span, name: Term, shown: str) -> Diagnostic:
    """What was written where a number belongs: blank, a mark, full-width digits, separators, true, decimals, words."""
    path = field.path
    if not isinstance(node, ScalarNode):
        return diagnose("F04.number", span, path, field=name)
    text = node.text.strip()
    if not text or node.value is None:
        return diagnose("R04", span, path, field=name)
    if text in MARKS_OF_NOTHING:
        return diagnose("R04.mark", span, path, field=name, value=text)
    return _other_number(field, node, span, name, shown)


def _other_number(field: Field, node: ScalarNode, span: Span, name: Term, shown: str) -> Diagnostic:
    """What can be told to be a number, but is not typed as one."""
    rule, path, text = _RULE_OF[field.kind], field.path, node.text.strip()
    if is_quoted_number(node):
        return diagnose("R05.quoted", span, path, field=name, value=shown)
    half = unicodedata.normalize("NFKC", text)
    if rule != "R07" and half != text and _NUMBER.fullmatch(half):
        return diagnose(f"{rule}.fullwidth", span, path, field=name, value=shown, wanted=half)
    if rule != "R07" and _SEPARATED.fullmatch(text):
        return diagnose(f"{rule}.separator", span, path, field=name, value=shown, wanted=re.sub("[,，]", "", half))
    if wanted := _meant(field, text):
        letters = "".join(dict.fromkeys(re.sub(r"[^A-Za-z]", "", text))) if digits_for_letters(text) else ""
        kind = f"{rule}.letters" if letters else f"{rule}.meant"
        more = {"letters": letters} if letters else {}
        return diagnose(kind, span, path, field=name, value=shown, wanted=wanted, **more)
    if rule == "R06" and "万元" in field.counts and (wanted := yuan_in_wan(text)):
        return diagnose("R06.unit", span, path, field=name, value=shown, wanted=wanted)
    if (wanted := number_beside_words(text)) and wanted != text:
        is_negative = rule == "R07" and text[0] in "(（"
        return diagnose(
            "R07.brackets" if is_negative else f"{rule}.beside", span, path, field=name, value=shown, wanted=wanted
        )
    if rule == "R07":
        return diagnose("R07.form", span, path, field=name, value=shown)
    if len(text) >= _MANY_DIGITS and text.isdecimal():
        return diagnose(f"{rule}.large", span, path, field=name, value=shown)
    variant = {bool: ".flag", Decimal: ".decimal"}.get(type(node.value), "")
    return diagnose(f"{rule}{variant}", span, path, field=name, value=shown)


def _meant(field: Field, text: str) -> str | None:
    """The number that was meant by words, a unit or zeros in front."""
    meant = number_for(field, text)
    return meant if meant != text and (field.kind == "money" or "." not in str(meant)) else None
