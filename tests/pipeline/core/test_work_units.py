"""An office built from a parcel, without its files."""

from dataclasses import replace
from pathlib import Path

from gkgen.pipeline.core.building import BuildOptions, build_file
from gkgen.pipeline.core.named_files import Refusal
from gkgen.pipeline.core.project import Project
from gkgen.pipeline.core.work_units import Parcel, make_parcel
from gkgen.resources import load_template_set
from tests.office import office
from tests.pictures.images import encoded

OPTIONS = BuildOptions(formats=("docx", "json"))
OWN = office(继承="_区.yaml", 上年="_2020.yaml", 总体情况="|\n  第一段。\n\n  ![图](图/a.png)\n")
OLD = office(年度="2020")


def parcel(text: str = OWN, **files: bytes | Refusal) -> Parcel:
    return Parcel("哪里也没有/甲.yaml", text.encode(), OPTIONS, files)


def test_what_is_missing_is_asked_for_until_nothing_is() -> None:
    held = {"_区.yaml": "署名: 某区\n".encode(), "_2020.yaml": OLD.encode(), "图/a.png": encoded("PNG")}
    sent: dict[str, bytes | Refusal] = {}
    for _ in range(4):
        delivery = make_parcel(replace(parcel(), files=sent))
        if not delivery.missing:
            break
        assert not delivery.made.files
        sent |= {name: held[name] for name, _ in delivery.missing}
    assert delivery.made.outcome.state == "built"
    assert set(sent) == set(held)
    assert set(delivery.made.files) == {"docx", "json"}


def test_the_outputs_are_those_of_a_build_beside_the_files(tmp_path: Path) -> None:
    (tmp_path / "甲.yaml").write_text(office(), encoding="utf-8")
    built = build_file(tmp_path / "甲.yaml", replace(OPTIONS, output=tmp_path / "out"))
    made = make_parcel(parcel(office())).made
    assert built.state == "built"
    for name, data in made.files.items():
        assert (tmp_path / "out" / f"{made.name}.{name}").read_bytes() == data


def test_a_file_that_was_refused_is_told_where_it_is_named() -> None:
    found = make_parcel(parcel(office(上年="x.yaml"), **{"x.yaml": Refusal.OUTSIDE})).made.outcome.diagnostics
    assert [each.kind for each in found] == ["L01.outside"]


def test_a_worker_of_another_version_says_so() -> None:
    outcome = make_parcel(replace(parcel(office()), version="0.0.1")).made.outcome
    assert ([each.kind for each in outcome.diagnostics], outcome.state) == (["O08"], "failed")


def test_templates_that_were_sent_are_used() -> None:
    looks = load_template_set("2021")
    own = replace(looks, html=looks.html.replace("<body", '<body data-own="1"'))
    sent = replace(parcel(office()), options=BuildOptions(formats=("html",)))
    assert b"data-own" in make_parcel(sent, {"2021": own}).made.files["html"]
    assert b"data-own" not in make_parcel(sent).made.files["html"]


def test_what_a_project_gives_is_what_a_parcel_holds(tmp_path: Path) -> None:
    """The names that a worker asks for are those that the folder of the office knows."""
    (tmp_path / "_区.yaml").write_text("署名: 某区\n", encoding="utf-8")
    (tmp_path / "甲.yaml").write_text(OWN, encoding="utf-8")
    project = Project.of(tmp_path / "甲.yaml")
    missing = dict(make_parcel(Parcel(str(tmp_path / "甲.yaml"), OWN.encode(), OPTIONS)).missing)
    assert set(missing) == {"_区.yaml", "_2020.yaml", "图/a.png"}
    assert project.load("_区.yaml", missing["_区.yaml"]) == "署名: 某区\n".encode()
