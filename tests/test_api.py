"""The Python interface: what an author wrote never raises, a wrong call does at once."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import gkgen
from tests.office import office

ROOT = Path(__file__).parent.parent


def picture(width: int = 4, height: int = 3) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (0, 0, 255)).save(out, format="PNG")
    return out.getvalue()


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "办公室.yaml"
    path.write_text(office(), encoding="utf-8")
    return path


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "坏.yaml"
    path.write_text(office(引言="共{{ 没有 }}条"), encoding="utf-8")
    return path


def kinds(result: gkgen.Outcome | gkgen.Rendered) -> list[str]:
    return [diagnostic.kind for diagnostic in result.diagnostics]


# Collecting


def test_who_of_a_roster_has_reported(good: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="roster"):
        gkgen.status([tmp_path])
    roster = tmp_path / "名册.yaml"
    roster.write_text("年度: 2021\n期限: 2022-01-20\n机关: [张庄镇人民政府, 民政局]\n", encoding="utf-8")
    told = gkgen.status([tmp_path], day=date(2022, 1, 25))
    assert isinstance(told, gkgen.DistrictStatus)
    states = [(each.office, each.state, each.days_late) for each in told.offices]
    assert states == [("张庄镇人民政府", gkgen.State.REPORTED, 0), ("民政局", gkgen.State.MISSING, 5)]
    assert gkgen.status([], roster, date(2022, 1, 25)).offices[0].state is gkgen.State.MISSING


def test_where_a_number_comes_from(good: Path) -> None:
    (found,) = gkgen.trace(good, "requests.new_received.total").traces
    assert isinstance(found, gkgen.Trace)
    assert (found.value, len(found.parts)) == (0, 6)


# Comparing


def test_two_files_are_compared(good: Path, tmp_path: Path) -> None:
    other = tmp_path / "别.yaml"
    other.write_text(office(机关="别的机关"), encoding="utf-8")
    compared = gkgen.diff(good, other)
    assert isinstance(compared, gkgen.Compared)
    assert compared.comparison is not None
    assert [(fact.path, fact.after) for fact in compared.comparison.facts] == [("office", "别的机关")]
    assert gkgen.diff(good, good).is_equal
    assert [found.kind for found in gkgen.diff(good, tmp_path / "无.yaml").diagnostics] == ["O03"]


def test_a_finished_file_is_verified(good: Path, tmp_path: Path) -> None:
    gkgen.build(good, formats=("docx",))
    assert gkgen.verify(good, good.with_suffix(".docx")).is_equal
    with pytest.raises(ValueError, match=r"no reader for \.txt"):
        gkgen.verify(good, tmp_path / "a.txt")


# What is public


def test_every_public_name_can_be_imported() -> None:
    assert len(gkgen.__all__) >= 15
    assert [name for name in gkgen.__all__ if getattr(gkgen, name, None) is None] == []
    assert set(gkgen._HOMES["gkgen.api"]) < set(gkgen.__all__)
    assert {name for names in gkgen._HOMES.values() for name in names} | {"__version__"} == set(gkgen.__all__)


def test_other_names_are_no_attributes() -> None:
    with pytest.raises(AttributeError, match="rendered"):
        gkgen.rendered  # type: ignore[attr-defined]  # noqa: B018 - looked up for its exception


def test_importing_gkgen_imports_no_library() -> None:
    script = "import sys, gkgen; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "gkgen" in done.stdout.split()
    assert not set(done.stdout.split()) & {"yaml", "cerberus", "jinja2", "click", "docx", "weasyprint", "PIL"}


def test_type_checkers_are_told_that_gkgen_has_types() -> None:
    assert files("gkgen").joinpath("py.typed").is_file()


# render


def test_text_becomes_files_without_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = gkgen.render(office(), ("json", "html"))
    assert kinds(result) == []
    assert list(result.files) == ["json", "html"]
    assert json.loads(result.files["json"])["office"] == "张庄镇人民政府"
    assert "张庄镇人民政府" in result.files["html"].decode("utf-8")
    assert result.document is not None
    assert list(tmp_path.iterdir()) == []


def test_text_and_its_bytes_give_the_same() -> None:
    assert gkgen.render(office(), ("json",)) == gkgen.render(office().encode("utf-8"), ("json",))


def test_a_format_asked_for_twice_is_made_once() -> None:
    assert list(gkgen.render(office(), ("json", "json")).files) == ["json"]


def test_no_format_is_a_check() -> None:
    result = gkgen.render(office(), ())
    assert (result.files, kinds(result)) == ({}, [])
    assert result.document is not None


@pytest.mark.unreviewed
def test_pictures_are_handed_over_by_the_names_of_the_text() -> None:
    text = office(总体情况="|\n![走势](图片/走势 图.png)")
    result = gkgen.render(text, ("html",), files={"图片/走势 图.png": picture()})
    assert kinds(result) == []
    assert b"data:image/png;base64," in result.files["html"]
    assert result.document is not None
    ((name, made),) = result.document.pictures
    assert (name, round(made.width, 2), round(made.height, 2)) == ("图片/走势 图.png", 1.06, 0.79)


@pytest.mark.unreviewed
@pytest.mark.parametrize(
    ("pictures", "kind"),
    [({}, "N08"), ({"别的.png": picture()}, "N08"), ({"图.png": b"GIF89a"}, "N09"), ({"图.png": b""}, "N09")],
)
def test_a_picture_that_is_missing_or_none_is_a_finding(pictures: dict[str, bytes], kind: str) -> None:
    result = gkgen.render(office(总体情况="|\n![图](图.png)"), ("html",), files=pictures)
    assert kinds(result) == [kind]
    assert result.files == {}


@pytest.mark.unreviewed
def test_no_picture_is_read_from_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "图.png").write_bytes(picture())
    assert kinds(gkgen.render(office(总体情况="|\n![图](图.png)"), ("html",))) == ["N08"]


def test_findings_carry_the_name_that_was_given() -> None:
    result = gkgen.render(office(引言="{{ 没有 }}".join("''")), ("json",), name="某处.yaml")
    assert [diagnostic.file for diagnostic in result.diagnostics] == ["某处.yaml"]
    assert result.files == {}
    assert result.document is None


@pytest.mark.unreviewed
def test_warnings_do_not_stop_a_report() -> None:
    result = gkgen.render(office(总体情况="|\n![](图.png)"), ("json",), files={"图.png": picture()})
    assert kinds(result) == ["N13"]
    assert list(result.files) == ["json"]


def test_templates_that_are_missing_are_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    from gkgen import resources
    from gkgen.errors import TemplateError

    def missing(*arguments: object) -> None:
        raise TemplateError("no templates")

    monkeypatch.setattr(resources, "load_template_set", missing)
    result = gkgen.render(office(), ("json",))
    assert kinds(result) == ["T01"]
    assert result.files == {}


@pytest.mark.parametrize(
    "source",
    [
        "",
        "\x00",
        "- a",
        "年度: 2021",
        "年度: {a: b}",
        "? a",
        "%YAML 9.9\n---\na",
        "{" * 100,
        "\ud800",
        b"\xff\xfe\x00",
        b"\x89PNG",
    ],
)
def test_what_is_no_office_file_is_found_to_be_none(source: str | bytes) -> None:
    result = gkgen.render(source, ("json",))
    assert result.diagnostics
    assert result.files == {}


@given(st.one_of(st.text(), st.binary()))
def test_anything_at_all_gives_findings_and_no_exception(source: str | bytes) -> None:
    result = gkgen.render(source, ("json",))
    assert result.diagnostics
    assert all(diagnostic.message("zh") and diagnostic.message("en") for diagnostic in result.diagnostics)


KEYS = {
    "自然人",
    "总计",
    "行政复议",
    "结果维持",
    "本年新收",
    "办理结果",
    "件数",
    "规章",
    "natural_person",
    "正文",
    "收取",
}
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 10**15), st.floats(), st.text(max_size=8), st.just("全零")),
    lambda inner: st.one_of(
        st.lists(inner, max_size=7),
        st.dictionaries(st.sampled_from(sorted(KEYS)) | st.text(max_size=4), inner, max_size=4),
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "年度",
                "机关",
                "引言",
                "总体情况",
                "主动公开情况",
                "依申请公开情况",
                "复议诉讼情况",
                "数据",
                "核对",
                "发布信息",
                "联系方式",
                "问题及改进",
                "其他事项",
                "标题",
                "模板",
            ]
        ),
        VALUES,
        max_size=5,
    )
)
def test_values_of_any_shape_give_findings_and_no_exception(changes: dict[str, Any]) -> None:
    written = {key: json.dumps(value, ensure_ascii=False, allow_nan=True) for key, value in changes.items()}
    result = gkgen.render(office(**written), ("json", "html"))
    assert bool(result.files) != any(diagnostic.severity == "error" for diagnostic in result.diagnostics)


# Files


def test_check_reads_one_file_and_writes_none(good: Path, faulty: Path) -> None:
    assert (gkgen.check(good).ok, kinds(gkgen.check(good))) == (True, [])
    assert (gkgen.check(str(faulty)).ok, kinds(gkgen.check(str(faulty)))) == (False, ["N01"])
    assert sorted(path.name for path in good.parent.iterdir()) == sorted([good.name, faulty.name])


def test_build_writes_beside_the_file_or_into_a_folder(good: Path, tmp_path: Path) -> None:
    assert gkgen.build(good, formats=("json",)).outputs == (str(tmp_path / "办公室.json"),)
    outcome = gkgen.build(str(good), str(tmp_path / "新 文件夹" / "里面"), ("json", "html"), name="{office}-{year}")
    assert outcome.state == "built"
    assert [Path(path).name for path in outcome.outputs] == ["张庄镇人民政府-2021.json", "张庄镇人民政府-2021.html"]
    assert all(Path(path).is_file() for path in outcome.outputs)


@pytest.mark.unreviewed
def test_strict_counts_warnings(tmp_path: Path) -> None:
    path = tmp_path / "office.yaml"
    path.write_text(office(总体情况="|\n# 标题\n正文"), encoding="utf-8")
    assert kinds(gkgen.build(path, formats=("json",), strict=True)) == ["N11"]
    assert [item.name for item in tmp_path.iterdir()] == ["office.yaml"]
    assert gkgen.build(path, formats=("json",)).state == "built"


@pytest.mark.parametrize("name", ["没有.yaml", ".", "a\x00b"])
def test_a_file_that_cannot_be_read_is_a_finding(name: str, tmp_path: Path) -> None:
    for outcome in (gkgen.check(tmp_path / name), gkgen.build(tmp_path / name, formats=("json",))):
        assert kinds(outcome) == ["O03"]
        assert not outcome.ok


def test_templates_that_are_not_there_are_a_finding(good: Path, tmp_path: Path) -> None:
    (tmp_path / "own" / "2021").mkdir(parents=True)
    (tmp_path / "own" / "2021" / "report.docx").write_bytes(b"no Word file")
    outcome = gkgen.build(good, tmp_path / "out", ("docx",), templates=tmp_path / "own")
    assert kinds(outcome) == ["T01"]
    assert not (tmp_path / "out").exists()


def test_folders_are_searched_and_no_file_is_taken_twice(good: Path, faulty: Path, tmp_path: Path) -> None:
    (tmp_path / "_共用.yaml").write_text("年度: 2021\n", encoding="utf-8")
    (tmp_path / "下级").mkdir()
    (tmp_path / "下级" / "三.yml").write_text(office(), encoding="utf-8")
    outcomes = list(gkgen.check_all([good, tmp_path, str(good)]))
    assert [Path(outcome.source).name for outcome in outcomes] == [good.name, "三.yml", faulty.name]
    assert [outcome.ok for outcome in outcomes] == [True, True, False]


def test_all_are_built_and_one_failure_stops_no_other(good: Path, faulty: Path, tmp_path: Path) -> None:
    outcomes = list(gkgen.build_all([faulty, good], tmp_path / "out", ("json",), workers=1))
    assert [outcome.state for outcome in outcomes] == ["failed", "built"]
    assert [path.name for path in (tmp_path / "out").glob("[!.]*")] == ["办公室.json"]


def test_new_writes_a_starter_and_never_over_another(tmp_path: Path) -> None:
    path = tmp_path / "新.yaml"
    assert gkgen.new(path, 2021, "某局") == ()
    before = path.read_bytes()
    assert [diagnostic.kind for diagnostic in gkgen.new(str(path), 2021, "别的局")] == ["O06"]
    assert path.read_bytes() == before
    assert [diagnostic.kind for diagnostic in gkgen.new(tmp_path / "早.yaml", 2005, "某局")] == ["R01"]
    assert {item.name for item in tmp_path.iterdir()} == {"新.yaml", ".gkgen"}
    assert (tmp_path / ".gkgen" / "office.schema.json").read_text(encoding="utf-8") == gkgen.schema()


def test_the_schema_of_a_year_is_given(tmp_path: Path) -> None:
    assert gkgen.schema(2021) == gkgen.schema(2025) != gkgen.schema(2020) != gkgen.schema()
    assert gkgen.schema(keys="en") != gkgen.schema()
    with pytest.raises(KeyError):
        gkgen.schema(2018)


def test_a_text_is_put_into_its_one_form() -> None:
    assert gkgen.format_text("署名:  某局\n引言: 文\n") == ("引言: 文\n\n署名: 某局\n".encode(), ())
    assert gkgen.format_text("署名: 某局\n", "en") == ("signature: 某局\n".encode(), ())
    text, found = gkgen.format_text("署名：某局\n")
    assert text is None
    assert [each.kind for each in found] == ["Y10"]


# Wrong calls

WRONG: dict[str, Callable[[], object]] = {
    "render": lambda: gkgen.render(office(), ("doc",)),  # type: ignore[arg-type]
    "build": lambda: gkgen.build("office.yaml", formats=("json", "PDF")),  # type: ignore[arg-type]
    "build_all": lambda: gkgen.build_all(["office.yaml"], formats=("",)),  # type: ignore[arg-type]
    "name": lambda: gkgen.build("office.yaml", name="{机关}{月}"),
    "names": lambda: gkgen.build_all(["office.yaml"], name="{}"),
}


@pytest.mark.parametrize("call", WRONG.values(), ids=list(WRONG))
def test_an_unknown_format_or_word_is_a_wrong_call_told_at_once(call: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="no "):
        call()


# Importing, fixing, formatting, explaining, examining


def test_a_published_report_becomes_an_office_file(good: Path, tmp_path: Path) -> None:
    (published,) = gkgen.build(good, tmp_path, ("html",)).outputs
    outcome = gkgen.import_report(published, tmp_path / "转.yaml")
    assert (outcome.state, outcome.outputs) == ("imported", (str(tmp_path / "转.yaml"),))
    assert gkgen.check(tmp_path / "转.yaml").ok
    assert kinds(gkgen.import_report(published, tmp_path / "转.yaml")) == ["O06"]
    copy = Path(published).rename(tmp_path / "网页.html")
    english = gkgen.import_report(copy, keys="en")
    assert english.source == str(tmp_path / "网页.yaml")
    assert "year: 2021" in Path(english.source).read_text(encoding="utf-8")


def test_a_file_is_fixed_or_only_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "局.yaml"
    path.write_text(office(年度="２０２１"), encoding="utf-8")
    before = path.read_bytes()
    planned = gkgen.fix(path, write=False)
    assert path.read_bytes() == before
    assert planned.repairs
    assert gkgen.fix(path).diff == planned.diff
    assert "年度: 2021" in path.read_text(encoding="utf-8")
    assert not gkgen.fix(path).repairs
    assert [found.code for found in gkgen.fix(tmp_path / "无.yaml").diagnostics] == ["O03"]


def test_a_file_is_formatted_or_only_looked_at(good: Path) -> None:
    good.write_text(good.read_text(encoding="utf-8").replace(": ", ":   "), encoding="utf-8")
    before = good.read_bytes()
    planned = gkgen.format_file(good, write=False)
    assert (planned.is_changed, good.read_bytes()) == (True, before)
    assert gkgen.format_file(good).diff == planned.diff
    assert not gkgen.format_file(good).is_changed
    assert gkgen.format_file(good, "en").is_changed
    assert good.read_text(encoding="utf-8").startswith("year: 2021")


def test_a_code_is_explained() -> None:
    assert gkgen.explain("r40") is gkgen.explain("R40")
    assert gkgen.explain("R40").source.text("zh")
    with pytest.raises(KeyError):
        gkgen.explain("R00")


def test_the_machine_is_examined() -> None:
    health = gkgen.doctor()
    assert [trial.format for trial in health.trials] == ["docx", "pdf"]
    assert all(trial.is_made for trial in health.trials)
