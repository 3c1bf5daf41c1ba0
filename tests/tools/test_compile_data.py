"""The rules compiled: what is committed is what the YAML says, and an entry that is wrong is named with its line."""

import re
import shutil
from pathlib import Path

import compile_data
import pytest
from check_compiled import stale
from compile_data import COMPILED, ROOT, RulesError, compiled_rules, compiled_schema, dumped

from gkgen.errors import SchemaError

GOOD = """\
R01:
  title: {zh: 题, en: title}
  severity: error
  years: {first: 2021}
  cells: [office]
  message: {zh: '{name}错', en: '{name} wrong'}
  variants:
    more: {severity: note, status: environment, fixable: true, message: {zh: 多, en: more}, hint: {zh: 少, en: less}}
"""


def written(folder: Path, text: str, name: str = "form.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_what_is_committed_is_what_the_rules_say() -> None:
    files = {**compiled_rules(), **compiled_schema()}
    assert len(files["catalogue.json"]["kinds"]) > 300
    assert files.keys() == {path.name for path in COMPILED.iterdir()}
    for name, content in files.items():
        assert (COMPILED / name).read_text(encoding="utf-8") == dumped(content), "run python tools/compile_data.py"


def test_an_entry_becomes_kinds_a_scope_and_an_explanation(tmp_path: Path) -> None:
    files = compiled_rules(written(tmp_path, GOOD))
    assert files["catalogue.json"]["kinds"] == {
        "R01": ["error", "FINDINGS", "{name}错", "{name} wrong", "", "", False, False, False],
        "R01.more": ["note", "ENVIRONMENT", "多", "more", "少", "less", False, True, False],
    }
    assert files["catalogue.json"]["rules"] == {"R01": [2021, None, ["office"]]}
    assert files["explanations.json"] == {"R01": {"family": "form", "title": {"zh": "题", "en": "title"}}}


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("R01:", "r1:", "form.yaml:1: r1 is no code"),
        ("severity: error", "severity: bad", "R01 has no severity"),
        ("en: '{name} wrong'", "en: wrong", "R01: the messages in both languages have other values"),
        ("en: more", "fr: plus", "R01.more: message has to be there in zh and in en"),
        ("hint: {zh: 少, en: less}", "hint: {zh: 少}", "R01.more: hint has to be there in zh and in en"),
        ("status: environment", "status: rain", "R01.more has no status"),
        ("fixable: true", "fixable: maybe", "R01.more: fixable is true or false"),
        ("    more:", "    More:", "R01.More is no name of a variant"),
        ("first: 2021", "from: 2021", "R01: years has first, last or both"),
        ("first: 2021", "first: soon", "R01: a year is a number"),
        ("first: 2021", "first: 2022, last: 2020", "R01: years of no report"),
        ("en: more}", "en: '{more'}", "R01.more: braces that do not close"),
        ("cells: [office]", "wrong: 3", "R01: wrong is no text"),
        (GOOD[GOOD.index("    more:") :], "    more: 3\n", "R01.more has no fields"),
        ("  severity: error", "  severity: error\n  severity: note", "form.yaml:4: "),
        ("cells: [office]", "cells: office", "R01: cells is a list"),
        ("  title: {zh: 题, en: title}", "  titel: {zh: 题, en: title}", "R01 has unknown fields: titel"),
        ("  severity: error\n", "  severity: error\n  told_by: [R02]\n", "R01 has to have messages, or told_by"),
    ],
)
def test_an_entry_that_is_wrong_is_named(before: str, after: str, problem: str, tmp_path: Path) -> None:
    assert before in GOOD
    with pytest.raises(RulesError) as told:
        compiled_rules(written(tmp_path, GOOD.replace(before, after)))
    assert problem in str(told.value)


def test_a_code_stands_in_one_file_alone(tmp_path: Path) -> None:
    written(tmp_path, GOOD, "claims.yaml")
    with pytest.raises(RulesError, match=r"form.yaml:1: R01 is defined twice"):
        compiled_rules(written(tmp_path, GOOD))


def test_who_tells_a_rule_has_to_be_there(tmp_path: Path) -> None:
    text = "R03:\n  title: {zh: 题, en: title}\n  told_by: [R99]\n"
    with pytest.raises(RulesError, match="R03: told_by R99"):
        compiled_rules(written(tmp_path, text))


def test_a_wheel_is_not_built_of_stale_data(tmp_path: Path) -> None:
    assert stale(ROOT) == []
    shutil.copytree(ROOT / "gkgen" / "rules", tmp_path / "gkgen" / "rules")
    shutil.copytree(COMPILED, tmp_path / "gkgen" / "compiled")
    shutil.copy(ROOT / "schema.yaml", tmp_path)
    assert stale(tmp_path) == []
    (tmp_path / "gkgen" / "rules" / "claims.yaml").unlink()
    (tmp_path / "schema.yaml").write_bytes(b"# other\n")
    (tmp_path / "gkgen" / "rules" / "new.yaml").write_bytes(b"R99: {}\n")
    assert stale(tmp_path) == ["claims.yaml", "new.yaml", "schema.yaml"]


def test_a_pattern_of_an_office_kind_that_means_nothing_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path, "office_kinds:\n  部门: {name: '(', publish_by: 01-31}\n", "schema.yaml")
    with pytest.raises(RulesError, match=r"schema\.yaml: office_kinds: 部门: name: "):
        compiled_schema(folder / "schema.yaml")


@pytest.mark.parametrize("broken", ["R01:\n\tx: {\n", "R01: {title: [\n", "R01: 1\nR01: 2\n"])
def test_yaml_that_is_wrong_is_named_where_what_was_compiled_is_of_other_rules(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The words of the findings about it are in the rules themselves, which have changed since."""

    def changed(*_: object) -> None:
        raise SchemaError("changed since")

    monkeypatch.setattr(compile_data, "read", changed)
    monkeypatch.setattr(compile_data, "compiled_rules", lambda: compiled_rules(written(tmp_path, broken)))
    with pytest.raises(SystemExit) as ended:
        compile_data.main()
    assert re.match(r"form\.yaml:[1-4]: \w", str(ended.value.code))
