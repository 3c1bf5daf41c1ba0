"""Starter files: they lack nothing but texts, what they show as comments is right, they never overwrite."""

import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gkgen.document import Document
from gkgen.editors import Keys
from gkgen.form import Edition
from gkgen.invisible_characters import find_unseen
from gkgen.pipeline.core.checking import form
from gkgen.pipeline.editing.editor_schema import schema_text
from gkgen.pipeline.editing.starter import Begin, new_file, starter
from tests.office import check, document

EDITIONS = form().editions
KEYS: tuple[Keys, ...] = get_args(Keys)
OFFICE = "张庄镇人民政府"

every_starter = pytest.mark.parametrize(
    ("edition", "keys"), [(edition, keys) for edition in EDITIONS for keys in KEYS], ids=lambda value: str(value)[:2]
)


def made(edition: Edition, keys: Keys) -> str:
    return starter(edition, edition.first_year, OFFICE, keys)


def filled(text: str) -> str:
    """With a sentence in every place that waits for one."""
    found, count = re.subn(r"(?m)^(  \S+: \|\n)$", r"\1    一句话。\n", text)
    assert count == 7
    return found


def as_rows(text: str) -> str:
    """With the rows shown as comments in the place of 全零."""
    lines: list[str] = []
    rows: list[str] = []
    for line in text.splitlines():
        if re.match(r"#   \s*\S+:", line):
            rows.append(line.removeprefix("# "))
        elif line.endswith(": 全零"):
            lines += [line.removesuffix(" 全零"), *rows]
            rows = []
        else:
            lines.append(line)
            rows = [] if not line.startswith("#") else rows
    return "\n".join(lines) + "\n"


@every_starter
def test_a_starter_lacks_nothing_but_its_texts(edition: Edition, keys: Keys) -> None:
    found = check(made(edition, keys)).diagnostics
    assert {d.kind for d in found} == {"N16"}
    assert len(found) == 7


@every_starter
def test_a_starter_with_texts_is_a_report(edition: Edition, keys: Keys) -> None:
    found = document(filled(made(edition, keys)))
    assert (found.edition, found.year, found.office) == (edition.name, edition.first_year, OFFICE)
    assert all(value == 0 for _, value, _ in found.numbers)


@every_starter
def test_the_rows_shown_as_comments_are_every_row_of_the_tables(edition: Edition, keys: Keys) -> None:
    zeros = filled(made(edition, keys))
    rows = as_rows(zeros)
    assert "全零" not in [line.rpartition(": ")[2] for line in rows.splitlines() if not line.startswith("#")]
    assert document(rows) == document(zeros)
    for table in edition.tables:
        for field in table.field.walk():
            if field.children and field.name != "total" and field is not table.field:
                key = field.key if keys == "zh" else field.name
                assert re.search(rf"(?m)^ +{key}:", rows), field.path


def test_both_languages_give_the_same_document() -> None:
    documents: list[Document] = [document(filled(made(EDITIONS[-1], keys))) for keys in KEYS]
    assert documents[0] == documents[1]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp")), min_size=1, max_size=40))
@example("1号")
@example("true")
@example("某局: 分局")
@example("某局 #1")
@example('"引号"\\')
@example("- 项")
@example("2021")
def test_any_name_of_an_office_is_read_back(name: str) -> None:
    if name.strip() and not any(find_unseen(name)) and not re.search(r"[{｛][{｛%]|[}｝%][}｝]", name):
        text = filled(starter(EDITIONS[-1], 2021, name))
        assert document(text).office == name.strip()


def test_a_new_file_is_written_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "新" / "office.yaml"
    assert new_file(path, Begin(2023, OFFICE)) == ()
    first, _, rest = path.read_text(encoding="utf-8").partition("\n")
    assert rest == starter(EDITIONS[-1], 2023, OFFICE)
    assert first == "# yaml-language-server: $schema=.gkgen/office.schema.json"


@pytest.mark.parametrize(("keys", "name"), [("zh", "office.schema.json"), ("en", "office.en.schema.json")])
def test_the_schema_for_editors_lies_at_the_top_of_the_project(keys: Keys, name: str, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    path = tmp_path / "2023" / "街道" / "office.yaml"
    assert new_file(path, Begin(2023, OFFICE, keys)) == ()
    first = path.read_text(encoding="utf-8").split("\n")[0]
    assert first == f"# yaml-language-server: $schema=../../.gkgen/{name}"
    assert (tmp_path / ".gkgen" / name).read_text(encoding="utf-8") == schema_text(keys=keys)


def test_a_schema_of_an_older_gkgen_is_written_anew_and_a_good_one_left_alone(tmp_path: Path) -> None:
    schema = tmp_path / ".gkgen" / "office.schema.json"
    assert new_file(tmp_path / "一.yaml", Begin(2023, OFFICE)) == ()
    written = schema.stat().st_mtime_ns
    assert new_file(tmp_path / "二.yaml", Begin(2023, OFFICE)) == ()
    assert schema.stat().st_mtime_ns == written
    schema.write_text("{}", encoding="utf-8")
    assert new_file(tmp_path / "三.yaml", Begin(2023, OFFICE)) == ()
    assert schema.read_text(encoding="utf-8") == schema_text()


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "office.yaml"
    path.write_bytes(b"mine")
    assert [d.kind for d in new_file(path, Begin(2021, OFFICE))] == ["O06"]
    assert [d.kind for d in new_file(tmp_path, Begin(2021, OFFICE))] == ["O06"]
    assert path.read_bytes() == b"mine"


def test_a_year_without_a_template_makes_no_file(tmp_path: Path) -> None:
    assert [d.kind for d in new_file(tmp_path / "office.yaml", Begin(2018, OFFICE))] == ["R01"]
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (found,) = new_file(tmp_path / "file" / "office.yaml", Begin(2021, OFFICE))
    assert found.kind == "O02"
    assert "office.yaml" in found.message()
