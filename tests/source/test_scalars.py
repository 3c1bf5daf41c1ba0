"""Scalars follow YAML 1.2, as the author sees them, and not the guesses of YAML 1.1."""

from decimal import Decimal

import pytest

from gkgen.source import MappingNode, ScalarNode, plain, read
from gkgen.source.nodes import Atom
from tests.office import document, kinds, office, read_office

# Each is read as something else by PyYAML's own loaders, which are not to be used.
TEXTS = (
    "0632", "0371", "010", "08632", "06328626577", "00", "012.5", "00.5", "-01", "12:30", "1:30:00",
    "2021-01-26", "2021-02-30", "2021-01-26 10:00:00", "no", "No", "off", "on", "yes",
    "YES", "y", "1_000", "1e3", "1.5e3", "0x1F", "0o17", "0b1",
    ".5", "5.", ".inf", ".nan", "+.inf", "=", "<<", "TRUE", "NULL", "Null", "１２", "三", "1,234", "12 30", "9" * 19,
)  # fmt: skip


def value(text: str) -> Atom:
    source = read(f"甲: {text}\n".encode(), "office.yaml")
    assert source.diagnostics == ()
    assert source.root is not None
    scalar = source.root.entries[0].value
    assert isinstance(scalar, ScalarNode)
    assert scalar.text == text.strip("'\"")
    return scalar.value


@pytest.mark.parametrize("text", TEXTS)
def test_what_only_looks_like_a_number_a_date_or_a_boolean_stays_text(text: str) -> None:
    """Guard: our own resolver of scalars; YAML 1.1 reads 0632 as 410, no as false, 12:30 as 750."""
    assert value(text) == text
    assert isinstance(value(text), str)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("0", 0), ("7", 7), ("-3", -3), ("+3", 3), ("999999999", 999999999), ("12.50", Decimal("12.50")),
        ("-0.1", Decimal("-0.1")), ("true", True), ("False", False), ("~", None), ("null", None), ("", None),
    ],
)  # fmt: skip
def test_numbers_booleans_and_blanks_are_read(text: str, wanted: Atom) -> None:
    assert value(text) == wanted
    assert type(value(text)) is type(wanted)


def test_amounts_are_exact_decimals() -> None:
    """Guard: Decimal and not float, which cannot hold 0.1."""
    assert value("0.1") == Decimal("0.1")
    assert str(value("12.50")) == "12.50"


@pytest.mark.parametrize("text", ["'7'", '"7"', "'true'", '"~"'])
def test_what_is_quoted_is_text(text: str) -> None:
    assert value(text) == text[1:-1]


def test_a_number_in_a_block_is_text() -> None:
    source = read("甲: |\n  7\n".encode(), "office.yaml")
    assert source.root is not None
    assert plain(source.root) == {"甲": "7\n"}


@pytest.mark.parametrize("key", ["no", "0632", "12:30", "yes", "~"])
def test_keys_are_text_as_they_were_typed(key: str) -> None:
    source = read(f"{key}: 1\n".encode(), "office.yaml")
    assert isinstance(source.root, MappingNode)
    assert [entry.key.text for entry in source.root.entries] == [key]


@pytest.mark.parametrize("code", ["0632", "010", "0371"])
def test_an_area_code_reaches_the_page_with_its_zero(code: str) -> None:
    """Guard: without our own resolver of scalars 电话: 0632 is printed as 410."""
    made = document(office(联系方式=f"{{电话: {code}, 邮编: 010020}}"))
    words = "".join(run.text for block in made.preface for run in getattr(block, "runs", ()))
    assert f"电话：{code}" in words
    assert "邮编：010020" in words


@pytest.mark.parametrize("flag", ["true", "True", "yes", "on", "false", "no", "off"])
def test_a_boolean_is_no_count(flag: str) -> None:
    """Guard: our own mapping of types; Cerberus takes True for an integer, and Word prints it."""
    assert kinds(office(依申请公开情况=f"上年结转: {{自然人: {flag}}}")) in (["R05"], ["R05.flag"])


@pytest.mark.parametrize("name", ["no", "on", "2021-02-30", "12:30", "1e3", "0632", "~甲"])
def test_text_fields_keep_what_was_typed(name: str) -> None:
    found, _, diagnostics = read_office(office(联系方式=f"{{科室: {name}}}"))
    assert diagnostics == ()
    assert found.text("contact.department") == name
