"""The cache of reports that are summed up: the same result with and without it, whatever has changed or broken."""

from pathlib import Path

import pytest

from gkgen import disk_cache
from gkgen.form import Form
from gkgen.pipeline.core import aggregated_reports
from gkgen.pipeline.core.checking import Checked, check_text
from gkgen.pipeline.core.named_files import NamedFiles
from gkgen.pipeline.core.office_reading import Reading, read_office
from gkgen.pipeline.core.project import Project
from gkgen.pipeline.core.unit_cache import MIN_CACHED_REPORTS
from tests.office import office

COUNT = MIN_CACHED_REPORTS
REQUESTS = "本年新收: {自然人: %d}\n办理结果:\n  予以公开: {自然人: %d}\n"


@pytest.fixture
def district(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A county of so many towns, each with a base, and a cache of its own."""
    monkeypatch.setenv("GKGEN_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "区"
    (folder / "镇").mkdir(parents=True)
    (folder / "镇" / "_共.yaml").write_text("年度: 2021\n", encoding="utf-8")
    for number in range(COUNT):
        town(folder, number)
    summed = office(机关="某区人民政府", 汇总="[镇]", 依申请公开情况="汇总", 主动公开情况="行政处罚: 1\n")
    (folder / "区.yaml").write_text(summed, encoding="utf-8")
    return folder


def town(folder: Path, number: int, requests: int = 1) -> None:
    text = office(
        年度=None, 继承="_共.yaml", 机关=f"第{number}镇人民政府", 依申请公开情况=REQUESTS % (requests, requests)
    )
    (folder / "镇" / f"{number}.yaml").write_text(text, encoding="utf-8")


def check(folder: Path) -> tuple[Checked, int, tuple[tuple[str, str], ...]]:
    """What a check gives, how many reports were parsed for it besides its own, and its inputs."""
    parsed: list[str] = []

    def counted(data: bytes, name: str, form: Form, files: NamedFiles) -> Reading:
        parsed.append(name)
        return read_office(data, name, form, files)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(aggregated_reports, "read_office", counted)
        path = folder / "区.yaml"
        project = Project.of(path)
        checked = check_text(path.read_bytes(), str(path), project)
    return checked, len(parsed), project.inputs


def test_a_second_run_parses_nothing_and_gives_the_same(district: Path) -> None:
    first, second = check(district), check(district)
    assert (first[1], second[1]) == (COUNT, 0)
    assert first[0].numbers == second[0].numbers
    assert first[0].diagnostics == second[0].diagnostics
    assert sorted(first[2]) == sorted(second[2])
    assert [each.kind for each in first[0].diagnostics] == ["R91"]


def test_what_has_changed_is_parsed_again(district: Path) -> None:
    check(district)
    town(district, 3, 100)
    changed = check(district)
    assert changed[1] == 1
    assert changed[0].numbers["requests.new_received.total"].value == COUNT + 99
    (district / "镇" / "_共.yaml").write_text("年度: 2021\n联系方式: {电话: 0371-1234567}\n", encoding="utf-8")
    assert check(district)[1] == COUNT


def test_a_cache_that_was_damaged_is_as_good_as_none(district: Path) -> None:
    first = check(district)
    (kept,) = (district.parent / "cache").iterdir()
    kept.write_bytes(kept.read_bytes().replace(b'"numbers":{', b'"numbers":{"x":[],'))
    assert check(district)[0].numbers == first[0].numbers


@pytest.mark.parametrize("wrong", [b"", b"{", b"[]", b"1", b"\xff", b'{"x": []}'])
def test_what_is_no_cache_is_as_good_as_none(district: Path, wrong: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    first = check(district)
    monkeypatch.setattr(disk_cache, "load", lambda name, key: wrong)
    assert check(district)[0].numbers == first[0].numbers


def test_a_report_of_which_the_entry_is_wrong_is_read_anew(district: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = check(district)
    load = disk_cache.load

    def spoilt(name: str, key: bytes) -> bytes:
        kept = load(name, key)
        assert kept
        return kept.replace(b'"numbers":{', b'"numbers":{"x":[],')

    monkeypatch.setattr(disk_cache, "load", spoilt)
    again = check(district)
    assert again[0].numbers == first[0].numbers
    assert again[1] == COUNT


def test_a_folder_that_cannot_be_written_costs_only_time(district: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (district.parent / "file").write_bytes(b"")
    monkeypatch.setenv("GKGEN_CACHE", str(district.parent / "file" / "x"))
    assert check(district)[1] == check(district)[1] == COUNT
