"""The catalogue of findings, and that every place which makes a finding gives it the words that its messages need."""

import ast
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from pkgutil import get_data
from string import Formatter

import pytest

import gkgen
from gkgen.diagnostics import (
    CATALOGUE,
    Diagnostic,
    Kind,
    Severity,
    Span,
    Status,
    Term,
    catalogue,
    diagnose,
    has_errors,
    in_order,
)
from gkgen.errors import SchemaError

PACKAGE = Path(gkgen.__file__).parent


def words_of(pattern: str) -> set[str]:
    """The {names} of a format string, without conversions and attributes."""
    return {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}


def patterns(kind: Kind) -> tuple[str, str, str, str]:
    return kind.zh, kind.en, kind.hint_zh, kind.hint_en


def diagnoses() -> Iterator[tuple[str, str, set[str], bool]]:
    """Each call in gkgen that makes a finding of a kind named in place: where, kind, words, whether ** gives more."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="diagnose" | "diagnose_sum"), args=[ast.Constant(value=str(kind)), *_]):
                    words = {keyword.arg for keyword in node.keywords if keyword.arg}
                    more = any(keyword.arg is None for keyword in node.keywords)
                    yield f"{path.relative_to(PACKAGE)}:{node.lineno}", kind, words, more
                case _:
                    pass


def test_the_catalogue_holds_kinds_by_their_names_and_no_other() -> None:
    assert len(CATALOGUE) == len(list(CATALOGUE)) > 300
    assert {kind.name for kind in CATALOGUE.values()} == set(CATALOGUE)
    assert "X99" not in CATALOGUE
    with pytest.raises(KeyError):
        CATALOGUE["X99"]


@pytest.mark.parametrize("kind", CATALOGUE.values(), ids=lambda kind: kind.name)
def test_both_languages_use_the_same_words(kind: Kind) -> None:
    zh, en, hint_zh, hint_en = patterns(kind)
    assert words_of(zh) == words_of(en)
    assert bool(hint_zh) == bool(hint_en)


@pytest.mark.parametrize("kind", CATALOGUE.values(), ids=lambda kind: kind.name)
def test_a_message_is_one_line_and_tells_no_python(kind: Kind) -> None:
    for text in patterns(kind):
        assert "\n" not in text
        assert not re.search(r"Traceback|<class|NoneType|\bstr\b|\bint\b|\bdict\b", text)
    assert re.search("[一-龥]", kind.zh)
    assert kind.hint_zh in {"", "{advice}"} or kind.name == "N05" or re.search("[一-龥]", kind.hint_zh)


@pytest.mark.parametrize("kind", CATALOGUE.values(), ids=lambda kind: kind.name)
def test_a_code_is_a_letter_and_two_digits_and_errors_have_a_status(kind: Kind) -> None:
    assert re.fullmatch(r"[A-Z]\d\d(\.[a-z_]+)?", kind.name)
    assert kind.status in {Status.FINDINGS, Status.USAGE, Status.ENVIRONMENT, Status.MISMATCH, Status.FAULT}


def test_every_finding_made_is_in_the_catalogue_and_has_all_its_words() -> None:
    seen = list(diagnoses())
    assert len(seen) > 60
    assert [(place, kind) for place, kind, _, _ in seen if kind not in CATALOGUE] == []
    lacking = [
        (place, kind, missing)
        for place, kind, words, more in seen
        if not more and (missing := set().union(*map(words_of, patterns(CATALOGUE[kind]))) - words)
    ]
    assert lacking == []


def test_every_kind_of_the_catalogue_is_used_somewhere() -> None:
    """By its whole name, or where the variant is put behind the code, by both."""
    sources = [path for path in sorted(PACKAGE.rglob("*.py")) if path.parent.name != "diagnostics"]
    assert len(sources) > 50
    texts = [path.read_text(encoding="utf-8") for path in (*sources, PACKAGE.parent / "schema.yaml")]
    named = set(re.findall(r"[\w.]+", " ".join(texts)))
    parts = set(re.findall(r"\w+", " ".join(texts)))
    assert [name for name in CATALOGUE if name not in named and not parts.issuperset(name.split("."))] == []


def test_a_kind_that_is_not_in_the_catalogue_is_a_wrong_call() -> None:
    with pytest.raises(KeyError, match="X99"):
        diagnose("X99", "office.yaml")


def test_a_finding_speaks_both_languages_with_terms_in_each() -> None:
    found = diagnose("N16", "office.yaml", "overview", field=Term("总体情况", "overview"))
    assert found.message() == "“总体情况”没有文字"
    assert found.message("en") == "'overview' has no text"
    assert found.hint("en").startswith("write something")


@pytest.mark.parametrize("name", ["{x}", "{0}", "{name}", "%s", "{{ 年度 }}", "}{", "\\n"])
def test_what_an_author_typed_is_never_taken_for_a_pattern(name: str) -> None:
    assert diagnose("N08", "office.yaml", name=name).message() == f"找不到图片“{name}”"


def test_a_message_stays_one_line_whatever_was_typed() -> None:
    assert diagnose("N08", "office.yaml", name="一\n二").message() == "找不到图片“一 二”"


def test_code_severity_and_status_are_those_of_the_kind() -> None:
    found = diagnose("O04.killed", "office.yaml", reason="x")
    assert (found.code, found.severity, found.status) == ("O04", Severity.ERROR, Status.FAULT)
    assert (found.file, found.span, found.path) == ("office.yaml", None, "")


def test_a_finding_at_a_place_is_in_the_file_of_that_place() -> None:
    span = Span("a.yaml", 3, 4, 3, 9)
    found = diagnose("N15", span, "overview")
    assert (found.file, found.span, found.path) == ("a.yaml", span, "overview")


def at(line: int, column: int, kind: str = "N15", file: str = "a.yaml") -> Diagnostic:
    return diagnose(kind, Span(file, line, column, line, column + 1))


def test_findings_are_sorted_by_place_and_not_repeated() -> None:
    whole = diagnose("N15", "a.yaml")
    mixed = [at(10, 1), at(9, 12), at(9, 2), whole, at(9, 2, "N14"), at(9, 2), at(1, 1, file="b.yaml")]
    assert in_order(mixed) == (
        whole,
        at(9, 2, "N14"),
        at(9, 2),
        at(9, 12),
        at(10, 1),
        at(1, 1, file="b.yaml"),
    )


def test_only_errors_stop_an_office() -> None:
    warning = diagnose("N13", "a.yaml")
    assert warning.severity is Severity.WARNING
    assert not has_errors([])
    assert not has_errors([warning])
    assert has_errors([warning, diagnose("N15", "a.yaml")])


def test_money_is_shown_as_it_was_written() -> None:
    found = diagnose("N08", "a.yaml", name=Decimal("1186.10"))
    assert found.message() == "找不到图片“1186.10”"


def test_rules_that_changed_since_they_were_compiled_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def changed(package: str, name: str) -> bytes | None:
        data = get_data(package, name)
        return data and data + b"# changed\n" if name == "rules/claims.yaml" else data

    before = catalogue.rule_scope("R60")
    assert before.cells
    monkeypatch.setattr("pkgutil.get_data", changed)
    catalogue._compiled.cache_clear()
    with pytest.raises(SchemaError, match=r"claims\.yaml has changed"):
        catalogue.rule_scope("R60")
    monkeypatch.undo()
    catalogue._compiled.cache_clear()
    assert catalogue.rule_scope("R60") == before
