"""The files that an office file names, given in memory."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkgen import pictures
from gkgen.diagnostics import Diagnostic, Span
from gkgen.narrative import PictureUse
from gkgen.pipeline.core.named_files import FilesInMemory, RebasedFiles, Refusal, load_picture, relocated

USE = PictureUse("a.png", Span("office.yaml", 3, 5, 3, 10), "overview")
folders = st.lists(st.sampled_from(["甲", "乙"]), max_size=3).map("/".join)


@pytest.mark.parametrize(
    ("files", "limit", "loaded", "missing"),
    [
        ({}, 9, Refusal.MISSING, {"a.png": 9}),
        ({"b.png": b""}, 9, Refusal.MISSING, {"a.png": 9}),
        ({"a.png": b""}, 0, b"", {}),
        ({"a.png": b"123"}, 3, b"123", {}),
        ({"a.png": b"123"}, 2, Refusal.LARGE, {}),
        ({"a.png": Refusal.OUTSIDE}, 9, Refusal.OUTSIDE, {}),
    ],
)
def test_a_file_is_loaded_refused_or_noted_as_missing(
    files: dict[str, bytes | Refusal], limit: int, loaded: bytes | Refusal, missing: dict[str, int]
) -> None:
    given = FilesInMemory(files)
    assert (given.load("a.png", limit), given.missing) == (loaded, missing)


@pytest.mark.parametrize(
    ("refusal", "kind"),
    [
        (Refusal.REMOTE, "N07.remote"),
        (Refusal.OUTSIDE, "N07"),
        (Refusal.MISSING, "N08"),
        (Refusal.LARGE, "N10"),
    ],
)
def test_a_picture_that_is_refused_is_a_finding_where_it_is_used(refusal: Refusal, kind: str) -> None:
    found = load_picture(USE, FilesInMemory({"a.png": refusal}))
    assert isinstance(found, Diagnostic)
    assert (found.kind, found.span, found.path, dict(found.values)) == (kind, USE.span, "overview", {"name": "a.png"})


@pytest.mark.parametrize(("size", "is_loaded"), [(pictures.MAX_BYTES, True), (pictures.MAX_BYTES + 1, False)])
def test_a_picture_may_have_so_many_bytes(size: int, is_loaded: bool) -> None:
    assert isinstance(load_picture(USE, FilesInMemory({"a.png": bytes(size)})), bytes) is is_loaded


@given(folders, folders)
def test_a_name_leads_from_the_office_where_it_led_from_the_other_file(office: str, other: str) -> None:
    seen = relocated("图/a.png", str(PurePosixPath(other, "_区.yaml")), str(PurePosixPath(office, "甲.yaml")))
    parts: list[str] = []
    for part in PurePosixPath(office, seen).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    assert parts == [*PurePosixPath(other).parts, "图", "a.png"]


def test_files_of_another_file_are_those_of_the_office_by_other_names() -> None:
    files = FilesInMemory({"../_区/a.png": b"1"})
    assert RebasedFiles(files, "街道/甲.yaml", "_区/_区.yaml").load("a.png", 9) == b"1"
    assert RebasedFiles(files, "街道/甲.yaml", "街道/甲.yaml").load("../_区/a.png", 9) == b"1"
