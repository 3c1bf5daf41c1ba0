"""The JSON Schema says what Cerberus says: of every file of the tests, and of files made up for the purpose."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from gkgen.diagnostics import CATALOGUE, Diagnostic, has_errors
from gkgen.editors import Keys, Wanted, office_schema
from gkgen.form import Edition, Field
from gkgen.pipeline.core.checking import check_text, form, known_keys
from gkgen.pipeline.core.named_files import FilesInMemory, NamedFiles
from gkgen.pipeline.core.project import Project
from gkgen.pipeline.editing.editor_schema import schema_text
from gkgen.source import plain, read
from tests.office import MINIMAL

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "tests").rglob("*.yaml"), *(ROOT / "examples").glob("*.yaml")])
EDITIONS = form().editions
SCHEMA = office_schema(form(), Wanted())
VALIDATOR = Draft7Validator(SCHEMA)
# R07 is about two numbers together, items and their change, as sums are: no schema can add.
FORMS = {name for name in CATALOGUE if name.startswith(("F", "R01", "R02", "R04", "R05", "R06", "R07."))}


def root_of(data: bytes) -> Any:
    """What stands in a file, None where YAML itself is at fault, of which no schema says anything."""
    source = read(data, "office.yaml", known_keys())
    return plain(source.root) if source.root and not source.diagnostics else None


def faults(data: bytes, files: NamedFiles | None = None, name: str = "office.yaml") -> list[Diagnostic]:
    """What is wrong with the form of a file."""
    found = check_text(data, name, files or FilesInMemory(), rules=()).diagnostics
    return [each for each in found if each.kind in FORMS and has_errors([each])]


def told(validator: Draft7Validator, root: Any) -> list[str]:
    return [f"{list(error.absolute_path)}: {error.message}" for error in validator.iter_errors(root)]


def test_the_schema_is_one() -> None:
    for edition in (None, *EDITIONS):
        for is_base in (False, True):
            Draft7Validator.check_schema(office_schema(form(), Wanted(edition, "en", "en", is_base)))


def test_the_file_in_the_project_is_the_schema_of_all_editions() -> None:
    """Written by `gkgen schema -o office.schema.json`."""
    assert (ROOT / "office.schema.json").read_text(encoding="utf-8") == schema_text()


def test_every_file_of_the_tests_is_judged_alike() -> None:
    seen = {True: 0, False: 0}
    for path in FILES:
        root = root_of(path.read_bytes())
        if root is None:
            continue
        found = faults(path.read_bytes(), Project.of(path), str(path))
        problems = told(VALIDATOR, root)
        assert bool(found) == bool(problems), (path.name, [each.message("en") for each in found], problems)
        seen[bool(found)] += 1
    assert seen[False] > 200
    assert seen[True] > 30


# What no JSON Schema can say of values that YAML has read: how many digits a number was typed with.
NEVER = {("postcode", value) for value in ("0", "1", "2021", "2019", "2018")}
# What can stand where something else belongs, as YAML.
SCALARS = ["0", "1", "-1", "2.5", "12.50", "0.0", "1000000000", "true", "否", "全零", "'3'", "null", "文", "''", "' '"]
SCALARS += [
    "2021",
    "2019",
    "2018",
    "01",
    "2021-02-29",
    "2020-02-29",
    "2020-2-1",
    "276023",
    "'276023'",
    "a@b.cn",
    "部门",
]
SHAPES = ["[]", "{}", "[1]", "[1, 2]", "[0, 0, 0]", "[0, 0, 0, 0, 0, 0]", "[文]", "{没有: 1}", "{其他: 1}", "{总计: 0}"]
SHAPES += [
    "|-\n    一行\n    两行",
    "[{规则: R40, 理由: 文}]",
    "[{规则: R40}]",
    "{网站: 3}",
    "{年度: 3}",
    "{1a: 3}",
    "{收取: 是}",
]
VALUES = st.sampled_from([*SCALARS, *SHAPES])
ALL = [(edition, field) for edition in EDITIONS for field in edition.root.walk() if field.path]


def nested(field: Field, edition: Edition, value: str, keys: Keys) -> tuple[str, str]:
    """A top-level key, and the value below it that holds `value` at the place of the field."""
    names, at = [], edition.root
    for part in field.path.split("."):
        at = at.child(part) or at
        names.append(at.key if keys == "zh" else at.name)
    return names[0], "".join(f"{{{name}: " for name in names[1:]) + value + "}" * (len(names) - 1)


def written(edition: Edition, entries: list[tuple[str, str]]) -> bytes:
    """A file of an edition with these entries on top of the least that a report must have."""
    known = {child.name: child.key for child in edition.root.children}
    least = {**MINIMAL, "年度": str(edition.first_year)}
    stated = {known.get(key, key) for key, _ in entries}
    rest = {key: value for key, value in least.items() if key not in stated}
    return "".join(f"{key}: {value}\n" for key, value in [*rest.items(), *entries]).encode()


@given(st.integers(0, len(ALL) - 1), VALUES, st.sampled_from(["zh", "en"]))
def test_any_value_in_any_place_is_judged_alike(place: int, value: str, keys: Keys) -> None:
    edition, field = ALL[place]
    if ("\n" in value and "." in field.path) or field.name == "extends" or (field.name, value) in NEVER:
        return
    data = written(edition, [nested(field, edition, value, keys)])
    root = root_of(data)
    if root is not None:
        found, problems = faults(data), told(VALIDATOR, root)
        assert bool(found) == bool(problems), (data.decode(), [each.message("en") for each in found], problems)


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
@pytest.mark.parametrize("value", ["0", "全零", "7", "[0]", "[1, 2, 3, 4, 5, 6]", "'0'", "null", "2.50"])
def test_every_part_of_every_table_takes_the_same_short_forms(edition: Edition, value: str) -> None:
    seen = 0
    for table in edition.tables:
        for field in table.field.walk():
            data = written(edition, [nested(field, edition, value, "zh")])
            found, problems = faults(data), told(VALIDATOR, root_of(data))
            assert bool(found) == bool(problems), (data.decode(), [each.message("en") for each in found], problems)
            seen += 1
    assert seen > 150


@pytest.mark.parametrize(
    ("text", "is_good"),
    [
        ("继承: _base.yaml\n机关: 某局\n", True),
        ("extends: _base.yaml\n", True),
        ("继承:\n机关: 某局\n", False),
        ("机关: 某局\n", False),
        ("继承: _base.yaml\n主动公开情况: {规范性文件: 全零}\n", True),
        ("继承: _base.yaml\n主动公开情况: {行政规范性文件: 全零}\n", True),
        ("继承: _base.yaml\n年度: 2021\n主动公开情况: {规范性文件: 全零}\n", False),
        ("继承: _base.yaml\n模板: 2019\n主动公开情况: {规范性文件: 全零}\n", True),
        ("继承: _base.yaml\n模板: '2019'\n主动公开情况: {行政规范性文件: 全零}\n", False),
    ],
)
def test_what_a_base_may_give_need_not_stand_in_the_file(text: str, is_good: bool) -> None:
    assert (told(VALIDATOR, root_of(text.encode())) == []) is is_good


def test_a_base_may_leave_out_everything_and_make_no_mistake() -> None:
    base = Draft7Validator(office_schema(form(), Wanted(is_base=True)))
    assert told(base, root_of("联系方式: {电话: 0632-6611000}\n".encode())) == []
    assert told(base, root_of("联系方式: {电话号码: 0632-6611000}\n".encode())) != []
    assert told(base, root_of("其他事项: {信息处理费: {件数: 1}}\n".encode())) == []


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_the_schema_of_one_edition_takes_its_years_and_no_others(edition: Edition) -> None:
    validator = Draft7Validator(office_schema(form(), Wanted(edition)))
    years = range(2017, 2026)
    good = [year for year in years if not told(validator, root_of(written(edition, [("年度", str(year))])))]
    assert good == [year for year in years if edition.serves(year)] != []


@pytest.mark.parametrize(
    ("year", "entry", "is_good"),
    [
        ("2021", "{主动公开情况: {规范性文件: 全零}}", True),
        ("2021", "{主动公开情况: {行政规范性文件: 全零}}", False),
        ("2022", "{主动公开情况: {行政规范性文件: 全零}}", True),
        ("2022", "{主动公开情况: {规范性文件: 全零}}", False),
        ("2020", "{主动公开情况: {规范性文件: 全零}}", True),
        ("2022", "去年.yaml", True),
        ("2022", "[去年.yaml]", False),
    ],
)
def test_last_years_numbers_follow_the_form_of_last_year(year: str, entry: str, is_good: bool) -> None:
    edition = form().edition_of(int(year))
    assert edition
    data = written(edition, [("年度", year), ("上年", entry)])
    assert (told(VALIDATOR, root_of(data)) == []) is is_good
    assert (faults(data) == []) is is_good


def test_every_field_is_shown_by_its_title_its_label_and_what_it_counts() -> None:
    shown = {
        (each.get("title"), line)
        for each in SCHEMA["definitions"].values()
        for line in each.get("description", "").split("\n")
    }
    seen = 0
    for _, field in ALL:
        assert field.key in {title for title, _ in shown}, field.path
        for line in (field.heading or f"{field.group} {field.label}".strip(), field.counts):
            if line and line != field.key:
                assert (field.key, line) in shown, (field.path, line)
                seen += 1
    assert seen > 400


def test_words_of_gkgen_are_in_the_language_that_was_asked_for() -> None:
    def messages(language: Any) -> str:
        return json.dumps(office_schema(form(), Wanted(language=language)), ensure_ascii=False)

    assert "缺少“机关”" in messages("zh")
    assert "'office' is missing" in messages("en")
    assert "缺少" not in messages("en")
