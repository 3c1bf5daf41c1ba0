"""An office built from a unit, without its files."""

from dataclasses import replace
from pathlib import Path

from gkgen.pipeline.core.building import BuildOptions, build_file
from gkgen.pipeline.core.named_files import Refusal
from gkgen.pipeline.core.project import Project
from gkgen.pipeline.core.work_units import WorkUnit, render_work_unit
from gkgen.resources import load_template_set
from tests.office import office
from tests.pictures.images import encoded

OPTIONS = BuildOptions(formats=("docx", "json"))
OWN = office(继承="_区.yaml", 上年="_2020.yaml", 总体情况="|\n  第一段。\n\n  ![图](图/a.png)\n")
OLD = office(年度="2020")


def unit(text: str = OWN, **files: bytes | Refusal) -> WorkUnit:
    return WorkUnit("哪里也没有/甲.yaml", text.encode(), OPTIONS, files)


def test_what_is_missing_is_asked_for_until_nothing_is() -> None:
    held = {"_区.yaml": "署名: 某区\n".encode(), "_2020.yaml": OLD.encode(), "图/a.png": encoded("PNG")}
    sent: dict[str, bytes | Refusal] = {}
    for _ in range(4):
        result = render_work_unit(replace(unit(), files=sent))
        if not result.missing:
            break
        assert not result.rendered.files
        sent |= {name: held[name] for name, _ in result.missing}
    assert result.rendered.outcome.state == "built"
    assert set(sent) == set(held)
    assert set(result.rendered.files) == {"docx", "json"}


def test_the_outputs_are_those_of_a_build_beside_the_files(tmp_path: Path) -> None:
    (tmp_path / "甲.yaml").write_text(office(), encoding="utf-8")
    built = build_file(tmp_path / "甲.yaml", replace(OPTIONS, output=tmp_path / "out"))
    rendered = render_work_unit(unit(office())).rendered
    assert built.state == "built"
    for name, data in rendered.files.items():
        assert (tmp_path / "out" / f"{rendered.name}.{name}").read_bytes() == data


def test_a_file_that_was_refused_is_told_where_it_is_named() -> None:
    found = render_work_unit(unit(office(上年="x.yaml"), **{"x.yaml": Refusal.OUTSIDE})).rendered.outcome.diagnostics
    assert [each.kind for each in found] == ["L01.outside"]


def test_a_worker_of_another_version_says_so() -> None:
    outcome = render_work_unit(replace(unit(office()), version="0.0.1")).rendered.outcome
    assert ([each.kind for each in outcome.diagnostics], outcome.state) == (["O08"], "failed")


def test_templates_that_were_sent_are_used() -> None:
    looks = load_template_set("2021")
    own = replace(looks, html=looks.html.replace("<body", '<body data-own="1"'))
    sent = replace(unit(office()), options=BuildOptions(formats=("html",)))
    assert b"data-own" in render_work_unit(sent, {"2021": own}).rendered.files["html"]
    assert b"data-own" not in render_work_unit(sent).rendered.files["html"]


def test_what_a_project_gives_is_what_a_parcel_holds(tmp_path: Path) -> None:
    """The names that a worker asks for are those that the folder of the office knows."""
    (tmp_path / "_区.yaml").write_text("署名: 某区\n", encoding="utf-8")
    (tmp_path / "甲.yaml").write_text(OWN, encoding="utf-8")
    project = Project.of(tmp_path / "甲.yaml")
    missing = dict(render_work_unit(WorkUnit(str(tmp_path / "甲.yaml"), OWN.encode(), OPTIONS)).missing)
    assert set(missing) == {"_区.yaml", "_2020.yaml", "图/a.png"}
    assert project.load("_区.yaml", missing["_区.yaml"]) == "署名: 某区\n".encode()
