"""One office from disk to disk: what is read, what is written, what stops it, that nothing is left half done."""

import json
import os
import re
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest

from gkgen.diagnostics import Diagnostic, Status, diagnose
from gkgen.document import Document
from gkgen.errors import EnvironmentFault, TemplateError
from gkgen.pipeline.core.building import BuildOptions, build_file, planned_output
from gkgen.pipeline.core.checking import check_text
from gkgen.pipeline.core.file_checking import check_file
from gkgen.pipeline.core.outcome import Outcome, status_of
from gkgen.pipeline.core.project import Project
from gkgen.resources import TemplateSet
from gkgen.source import MAX_BYTES
from gkgen.writers.formats import OUTPUT_FORMATS
from gkgen.writers.written_file import WrittenFile
from tests.office import office
from tests.pictures.images import encoded

JSON = BuildOptions(formats=("json",))
WARNED = office(总体情况="|\n# 一级标题\n正文。")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An office file in which nothing is wrong."""
    file = tmp_path / "office.yaml"
    file.write_text(office(), encoding="utf-8")
    return file


def written(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir() if item.suffix != ".yaml")


def kinds(outcome: Outcome) -> list[str]:
    return [found.kind for found in outcome.diagnostics]


# What is written


@pytest.mark.parametrize(
    ("formats", "linked"), [(("docx", "html", "json"), ["{}.docx"]), (("html",), []), (("html", "json"), [])]
)
def test_a_page_links_to_the_files_that_are_written_beside_it(
    path: Path, formats: tuple[str, ...], linked: list[str]
) -> None:
    outcome = build_file(path, BuildOptions(path.parent / "out", formats, name="{机关} {年度}#年"))
    (page,) = (Path(each) for each in outcome.outputs if each.endswith(".html"))
    links = re.findall(r'<a href="([^"]+)" download>', page.read_text(encoding="utf-8"))
    assert [unquote(link) for link in links] == [name.format("张庄镇人民政府 2021#年") for name in linked]
    assert all((page.parent / unquote(link)).is_file() for link in links)


def test_a_character_without_glyph_is_told_at_its_line(path: Path) -> None:
    path.write_text(office(引言="|\n第一行。\n第二行有\U00012000字。"), encoding="utf-8")
    outcome = build_file(path, BuildOptions(formats=("pdf",)))
    (found,) = (found for found in outcome.diagnostics if found.kind == "E02.glyph")
    assert found.span is not None
    line = path.read_text(encoding="utf-8").splitlines()[found.span.line - 1]
    assert line[found.span.column - 1] == "\U00012000"
    assert outcome.state == "failed"


def test_an_office_is_written_beside_its_file(path: Path) -> None:
    outcome = build_file(path, BuildOptions(formats=("json", "html")))
    assert (outcome.state, outcome.diagnostics) == ("built", ())
    assert outcome.outputs == (str(path.with_suffix(".json")), str(path.with_suffix(".html")))
    assert written(path.parent) == ["office.html", "office.json"]
    assert json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["office"] == "张庄镇人民政府"
    assert outcome.seconds > 0


def test_an_office_is_written_into_a_folder_under_a_name(path: Path) -> None:
    options = BuildOptions(path.parent / "出", ("json",), "{机关}{年度}")
    outcome = build_file(path, options)
    assert outcome.outputs == (str(path.parent / "出" / "张庄镇人民政府2021.json"),)
    assert planned_output(path, options) == path.parent / "出" / "张庄镇人民政府2021"


@pytest.mark.parametrize("pattern", [None, "{office}", "{机关}{年度}", "{title}", "{标题} {文件名}"])
@pytest.mark.parametrize("own", [{}, {"标题": "'  某镇  报告'"}, {"标题": "|\n  两行\n  标题"}, {"继承": "_区.yaml"}])
def test_the_planned_output_is_the_one_written(pattern: str | None, own: dict[str, str], path: Path) -> None:
    path.with_name("_区.yaml").write_text("标题: 区里的标题\n", encoding="utf-8")
    path.write_text(office(**own), encoding="utf-8")
    options = replace(JSON, name=pattern)
    planned = planned_output(path, options)
    assert planned is not None
    assert build_file(path, options).outputs == (f"{planned}.json",)


def test_an_output_is_planned_without_a_check(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parent of a batch plans every output: a check would cost it as much as all else."""
    options = replace(JSON, name="{office}{year}")
    planned = planned_output(path, options)

    def check(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("gkgen.pipeline.core.file_checking.check_text", check)
    (found,) = check_file(path).diagnostics
    Path(str(dict(found.values)["log"])).unlink()
    assert planned_output(path, options) == planned == path.with_name("张庄镇人民政府2021")


def test_the_stem_may_have_dots(path: Path) -> None:
    dotted = path.with_name("a.2021.yaml")
    path.rename(dotted)
    assert build_file(dotted, JSON).outputs == (str(path.with_name("a.2021.json")),)


def test_the_same_input_gives_the_same_bytes(path: Path) -> None:
    build_file(path, JSON)
    first = path.with_suffix(".json").read_bytes()
    build_file(path, JSON)
    assert path.with_suffix(".json").read_bytes() == first


def test_a_name_that_is_no_text_in_this_system_is_written_nevertheless(path: Path) -> None:
    """A file name in GBK, as old archives have it."""
    odd = path.parent / os.fsdecode(b"\xb5\xa5.yaml")
    path.rename(odd)
    outcome = build_file(odd, JSON)
    assert outcome.state == "built"
    assert planned_output(odd, replace(JSON, name="{stem}")) is not None


@pytest.mark.unreviewed
def test_a_picture_beside_the_file_is_in_the_document(path: Path) -> None:
    (path.parent / "图 1.png").write_bytes(encoded("PNG"))
    checked = check_text(
        office(总体情况="|\n![走势](图 1.png)\n![再来](图 1.png)").encode(), str(path), Project.of(path)
    )
    assert checked.diagnostics == ()
    assert checked.document is not None
    assert [(name, round(picture.width, 2)) for name, picture in checked.document.pictures] == [("图 1.png", 10.58)]


# What stops it


def test_a_faulty_office_writes_nothing_and_leaves_what_was_there(path: Path) -> None:
    build_file(path, JSON)
    before = path.with_suffix(".json").read_bytes()
    path.write_text(office(年度="2018"), encoding="utf-8")
    outcome = build_file(path, JSON)
    assert (outcome.state, outcome.outputs, kinds(outcome)) == ("failed", (), ["R01"])
    assert path.with_suffix(".json").read_bytes() == before
    assert planned_output(path, replace(JSON, name="{office}")) is None


@pytest.mark.unreviewed
@pytest.mark.parametrize(
    ("strict", "state", "status"), [(False, "built", Status.OK), (True, "failed", Status.FINDINGS)]
)
def test_warnings_stop_an_office_only_when_they_should(path: Path, strict: bool, state: str, status: Status) -> None:
    path.write_text(WARNED, encoding="utf-8")
    outcome = build_file(path, replace(JSON, strict=strict))
    assert (outcome.state, kinds(outcome)) == (state, ["N11"])
    assert status_of(outcome.diagnostics, strict=strict) == status
    assert written(path.parent) == ([] if strict else ["office.json"])


@pytest.mark.parametrize(
    ("fault", "kind", "status"),
    [
        (EnvironmentFault("no font"), "O05", Status.ENVIRONMENT),
        (ImportError("no library"), "O05", Status.ENVIRONMENT),
        (OSError("no pango"), "O05", Status.ENVIRONMENT),
        (EnvironmentFault(), "O05", Status.ENVIRONMENT),
        (TemplateError("not a zip"), "T01", Status.ENVIRONMENT),
        (RuntimeError("our own"), "O04", Status.FAULT),
    ],
)
def test_a_writer_that_fails_stops_all_formats(
    path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception, kind: str, status: Status
) -> None:
    def failing(document: Document, looks: TemplateSet, source: str) -> WrittenFile:
        raise fault

    monkeypatch.setitem(OUTPUT_FORMATS, "html", replace(OUTPUT_FORMATS["html"], write=failing))
    outcome = build_file(path, BuildOptions(formats=("json", "html")))
    assert (outcome.state, kinds(outcome)) == ("failed", [kind])
    assert status_of(outcome.diagnostics) is status
    assert written(path.parent) == []


def test_a_finding_of_a_writer_stops_all_formats(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found: Diagnostic = diagnose("V01", str(path), where="表格", expected="1", found="2")
    finding = replace(OUTPUT_FORMATS["html"], write=lambda document, looks, source: WrittenFile(b"", (found,)))
    monkeypatch.setitem(OUTPUT_FORMATS, "html", finding)
    outcome = build_file(path, BuildOptions(formats=("json", "html")))
    assert (outcome.state, outcome.diagnostics) == ("failed", (found,))
    assert status_of(outcome.diagnostics) is Status.MISMATCH
    assert written(path.parent) == []


def test_templates_that_cannot_be_read_are_told(path: Path) -> None:
    own = path.parent / "模板"
    own.mkdir()
    (own / "report.docx").write_bytes(b"no zip")
    outcome = build_file(path, BuildOptions(path.parent / "出", ("docx",), templates=own))
    assert (outcome.state, kinds(outcome)) == ("failed", ["T01"])


def test_a_place_that_cannot_be_written_is_told(path: Path) -> None:
    outcome = build_file(path, replace(JSON, output=path))
    assert (outcome.state, kinds(outcome)) == ("failed", ["O02"])
    assert status_of(outcome.diagnostics) is Status.ENVIRONMENT


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_told(path: Path) -> None:
    path.parent.chmod(0o555)
    try:
        assert kinds(build_file(path, JSON)) == ["O02"]
    finally:
        path.parent.chmod(0o755)


def test_permission_refused_by_the_system_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    outcome = build_file(path, JSON)
    assert kinds(outcome) == ["O02"]
    assert "没有权限" in outcome.diagnostics[0].message()


@pytest.mark.parametrize("job", [check_file, lambda path: build_file(path, JSON)])
def test_a_file_that_cannot_be_read_is_told(job: Callable[[Path], Outcome], tmp_path: Path) -> None:
    outcome = job(tmp_path / "nothing.yaml")
    assert kinds(outcome) == ["O03"]
    assert status_of(outcome.diagnostics) is Status.ENVIRONMENT


@pytest.mark.parametrize("job", [check_file, lambda path: build_file(path, JSON)])
def test_a_fault_of_ours_is_a_finding_with_a_log(
    job: Callable[[Path], Outcome], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object, **options: object) -> None:
        raise ZeroDivisionError("our own")

    monkeypatch.setattr("gkgen.pipeline.core.file_checking.check_text", broken)
    outcome = job(path)
    assert (outcome.state, kinds(outcome)) == ("failed", ["O04"])
    assert status_of(outcome.diagnostics) is Status.FAULT
    log = Path(str(dict(outcome.diagnostics[0].values)["log"]))
    text = log.read_text(encoding="utf-8")
    assert str(path) in text
    assert "ZeroDivisionError" in text
    log.unlink()


# Hostile files


def test_a_large_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "office.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    tracemalloc.start()
    begun = time.perf_counter()
    outcome = check_file(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert kinds(outcome) == ["Y01.size"]
    assert dict(outcome.diagnostics[0].values) == {"size": "50.0"}
    assert time.perf_counter() - begun < 1
    assert peak < 3 * MAX_BYTES


def test_statuses_are_ordered_from_good_to_bad() -> None:
    worst = [
        diagnose("R01.blank", "a"),
        diagnose("O03", "a", reason=""),
        diagnose("V01", "a", where="", expected="", found=""),
    ]
    assert [status_of(worst[:count]) for count in range(4)] == [0, 1, 3, 4]
    assert status_of([*worst, diagnose("O04", "a", reason="", log="")]) == 70
    assert status_of([diagnose("N11", "a", wanted="")]) == 0
    assert status_of([diagnose("N11", "a", wanted="")], strict=True) == 1
    assert status_of([diagnose("E05.subset", "a", advice="")], strict=True) == 0
