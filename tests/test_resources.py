"""Which template counts: the edition's own before the shared one, the user's before the built-in."""

from pathlib import Path

import pytest

from gkgen import resources
from gkgen.errors import TemplateError
from gkgen.pipeline.core.building import BuildOptions, build_file
from gkgen.resources import load_template_set
from tests.office import office


def written(folder: Path, **files: bytes) -> Path:
    """A folder of templates; a__b stands for a/b."""
    for name, data in files.items():
        path = folder / name.replace("__", "/report.").replace("shared", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def test_schema_and_templates_are_where_gkgen_is() -> None:
    assert resources.schema_path().is_file()
    for edition in ("2019", "2021"):
        looks = load_template_set(edition)
        assert looks.edition == edition
        assert looks.docx.startswith(b"PK")
        assert "<html" in looks.html
        assert "@page" in looks.css


def test_each_edition_has_its_own_word_template_and_shares_the_rest() -> None:
    one, two = load_template_set("2019"), load_template_set("2021")
    assert one.docx != two.docx
    assert (one.html, one.css) == (two.html, two.css)


def test_a_file_of_the_users_stands_in_for_the_built_in_one_and_no_other(tmp_path: Path) -> None:
    folder = written(tmp_path, shared__css=b"body {}")
    built_in, looks = load_template_set("2021"), load_template_set("2021", folder)
    assert looks.css == "body {}"
    assert (looks.docx, looks.html) == (built_in.docx, built_in.html)


def test_the_editions_own_file_counts_more_than_the_shared_one(tmp_path: Path) -> None:
    folder = written(tmp_path, shared__css=b"shared", **{"2021__css": b"own"})
    assert load_template_set("2021", folder).css == "own"
    assert load_template_set("2019", folder).css == "shared"


def test_a_byte_order_mark_is_no_part_of_a_template(tmp_path: Path) -> None:
    folder = written(tmp_path, shared__css=b"\xef\xbb\xbfbody {}", shared__html=b"\xef\xbb\xbf<!doctype html>")
    looks = load_template_set("2021", folder)
    assert (looks.css, looks.html) == ("body {}", "<!doctype html>")


def test_rules_of_ones_own_are_added_to_the_style_sheet(tmp_path: Path) -> None:
    (tmp_path / "look.css").write_bytes(b"h1 { color: red; }")
    assert load_template_set("2021", tmp_path).css == f"{load_template_set('2021').css}\nh1 {{ color: red; }}"


def test_a_bare_name_is_a_folder_that_is_there_before_it_is_a_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert resources.templates_folder(Path("letterhead")) == resources.look_folder("letterhead")
    assert resources.templates_folder(Path("./own/letterhead")) == Path("own/letterhead")
    assert resources.templates_folder(Path("mine")) == Path("mine")
    Path("letterhead").mkdir()
    assert resources.templates_folder(Path("letterhead")) == resources.look_folder("letterhead"), (
        "it holds no templates"
    )
    Path("letterhead/look.css").write_text("")
    assert resources.templates_folder(Path("letterhead")) == Path("letterhead")


def test_an_edition_without_templates_has_none() -> None:
    with pytest.raises(TemplateError, match=r"2031/report\.docx"):
        load_template_set("2031")


@pytest.mark.parametrize("name", ["shared__html", "shared__css"])
def test_a_template_in_another_encoding_is_a_finding_and_not_a_fault(name: str, tmp_path: Path) -> None:
    folder = written(tmp_path / "own", **{name: "机关".encode("gbk")})
    path = tmp_path / "office.yaml"
    path.write_text(office(), encoding="utf-8")
    outcome = build_file(path, BuildOptions(None, ("html",), templates=folder))
    assert [diagnostic.kind for diagnostic in outcome.diagnostics] == ["T01"]
    assert "UTF-8" in outcome.diagnostics[0].message()


@pytest.mark.parametrize("html", [b"{{ document.nothing }}", b"{% for x %}", b"{{ ''.__class__.__mro__ }}"])
def test_a_template_that_does_not_work_is_a_finding_and_writes_nothing(html: bytes, tmp_path: Path) -> None:
    folder = written(tmp_path / "own", shared__html=html)
    path = tmp_path / "office.yaml"
    path.write_text(office(), encoding="utf-8")
    outcome = build_file(path, BuildOptions(tmp_path / "out", ("html",), templates=folder))
    assert [diagnostic.kind for diagnostic in outcome.diagnostics] == ["T01"]
    assert not (tmp_path / "out").exists()


def test_the_schema_is_the_same_compiled_and_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    compiled = resources.schema()
    edited = tmp_path / "schema.yaml"
    edited.write_bytes(resources.schema_path().read_bytes() + "\nphrases_of_mine: {甲: 乙}\n".encode())
    monkeypatch.setattr(resources, "schema_path", lambda: edited)
    read = dict(resources.schema())
    assert read.pop("phrases_of_mine") == {"甲": "乙"}
    assert read == compiled
    assert len(compiled) > 5
