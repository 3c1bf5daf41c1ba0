"""Which pictures an office file may read, and which files of a folder are offices."""

import os
from pathlib import Path

import pytest

from gkgen.diagnostics import Diagnostic, Span
from gkgen.narrative import PictureUse
from gkgen.pictures import MAX_BYTES
from gkgen.pipeline.core.named_files import load_picture
from gkgen.pipeline.core.project import Project, digest, digest_of, find_offices

SPAN = Span("office.yaml", 3, 5, 3, 10)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an office file, a picture beside it, one below it and one outside."""
    inside = tmp_path / "项目" / "街道"
    (inside / "图 片").mkdir(parents=True)
    (inside / "office.yaml").touch()
    (inside / "a.png").write_bytes(b"beside")
    (inside / "图 片" / "b.png").write_bytes(b"below")
    (tmp_path / "项目" / "c.png").write_bytes(b"above")
    return inside


def read(folder: Path, name: str) -> bytes | str:
    found = load_picture(PictureUse(name, SPAN, "overview"), Project.of(folder / "office.yaml"))
    if isinstance(found, Diagnostic):
        assert (found.span, found.path, dict(found.values)) == (SPAN, "overview", {"name": name})
        return found.kind
    return found


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b"beside"),
        ("./a.png", b"beside"),
        ("图 片/b.png", b"below"),
        ("图 片\\b.png", b"below"),
        ("图 片/../a.png", b"beside"),
    ],
)
def test_pictures_inside_the_folder_are_read(name: str, data: bytes, folder: Path) -> None:
    assert read(folder, name) == data


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("没有.png", "N08"),
        ("", "N08"),
        ("图 片", "N08"),
        ("a\0.png", "N08"),
        ("a" * 5000, "N08"),
        ("a.png/x", "N08"),
        ("~/a.png", "N08"),
        ("../c.png", "N07"),
        ("../没有.png", "N07"),
        ("图 片/../../c.png", "N07"),
        ("..\\c.png", "N07"),
        ("/etc/hostname", "N07"),
        ("http://127.0.0.1/a.png", "N07.remote"),
        ("HTTPS://127.0.0.1/a.png", "N07.remote"),
        ("ftp://127.0.0.1/a.png", "N07.remote"),
        ("file:///etc/hostname", "N07.remote"),
        ("data:image/png;base64,AAAA", "N07.remote"),
        ("//127.0.0.1/a.png", "N07.remote"),
        ("\\\\server\\a.png", "N07.remote"),
        ("//[x", "N07.remote"),
        ("http://[x", "N07.remote"),
    ],
)
def test_anything_else_is_a_finding_at_the_place_of_the_picture(name: str, kind: str, folder: Path) -> None:
    assert read(folder, name) == kind


def test_a_link_is_followed_only_inside(folder: Path) -> None:
    (folder / "inside.png").symlink_to("a.png")
    (folder / "outside.png").symlink_to(folder.parent / "c.png")
    (folder / "loop.png").symlink_to("loop.png")
    assert read(folder, "inside.png") == b"beside"
    assert read(folder, "outside.png") == "N07"
    assert read(folder, "loop.png") == "N08"


def test_a_work_tree_is_one_project(folder: Path) -> None:
    (folder.parent / ".git").mkdir()
    assert read(folder, "../c.png") == b"above"
    assert read(folder, "../../x.png") == "N07"


def test_a_picture_too_large_is_not_even_read(folder: Path) -> None:
    with (folder / "a.png").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert read(folder, "a.png") == "N10"


def test_offices_of_a_folder_are_its_yaml_files_in_order(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "区/c.yaml", "_base.yaml", "_公共/d.yaml", ".git/e.yaml", "f.txt", "g.yaml.bak"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "folder.yaml").mkdir()
    found = [path.relative_to(tmp_path).as_posix() for path in find_offices(tmp_path)]
    assert found == ["a.yml", "b.yaml", "区/c.yaml"]


def test_a_file_is_an_office_whatever_it_is_called(tmp_path: Path) -> None:
    assert list(find_offices(tmp_path / "_x.txt")) == [tmp_path / "_x.txt"]


def test_a_project_folder_whose_own_name_begins_with_a_dot_has_offices(tmp_path: Path) -> None:
    (tmp_path / ".区").mkdir()
    (tmp_path / ".区" / "a.yaml").touch()
    assert [path.name for path in find_offices(tmp_path / ".区")] == ["a.yaml"]


def test_a_pattern_means_the_offices_that_fit_it(tmp_path: Path) -> None:
    """Shells of Windows hand patterns over as they are."""
    for name in ("b.yaml", "a.yaml", "a.txt", "_base.yaml", "区/c.yaml", "区/d.yml", "市/e.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    def fitting(pattern: str) -> list[str]:
        return [path.relative_to(tmp_path).as_posix() for path in find_offices(tmp_path / pattern)]

    assert fitting("*.yaml") == ["a.yaml", "b.yaml"]
    assert fitting("*") == ["a.yaml", "b.yaml", "区/c.yaml", "区/d.yml", "市/e.yaml"]
    assert fitting("**/*.yaml") == ["a.yaml", "b.yaml", "区/c.yaml", "市/e.yaml"]
    assert fitting("[区]/?.y*") == ["区/c.yaml", "区/d.yml"]
    assert fitting("x*.yaml") == []


def test_a_file_whose_own_name_looks_like_a_pattern_is_itself(tmp_path: Path) -> None:
    for name in ("[1].yaml", "1.yaml"):
        (tmp_path / name).touch()
    assert [path.name for path in find_offices(tmp_path / "[1].yaml")] == ["[1].yaml"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_what_is_no_regular_file_has_no_digest_and_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a").write_bytes(b"a")
    assert digest_of(tmp_path / "a") == digest(b"a")
    assert [digest_of(path) for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path)] == ["", "", ""]
    assert digest_of(Path("/proc/kmsg")) in {"", digest(b"")}


def test_a_name_that_begins_with_a_dot_is_not_read(tmp_path: Path) -> None:
    for place in (tmp_path / ".git" / "a.png", tmp_path / ".env.png", tmp_path / "b" / "c.png"):
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(b"x")
    (tmp_path / "link.png").symlink_to(".git/a.png")
    wanted = {".git/a.png": "N07.hidden", ".env.png": "N07.hidden", "link.png": "N07.hidden", "./b/c.png": b"x"}
    assert {name: read(tmp_path, name) for name in wanted} == wanted
