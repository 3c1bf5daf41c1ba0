"""Bases (继承): what is taken over, what wins, where findings about it stand."""

from pathlib import Path

import pytest

from gkgen.checks import solve
from gkgen.cli.main import run
from gkgen.diagnostics import Diagnostic
from gkgen.pipeline.core.building import BuildOptions, build_file
from gkgen.pipeline.core.checking import Checked, check_text, form
from gkgen.pipeline.core.file_checking import check_file
from gkgen.pipeline.core.office_reading import read_office
from gkgen.pipeline.core.outcome import Outcome
from gkgen.pipeline.core.project import Project
from tests.office import office


def checked(folder: Path, own: str, **bases: str) -> Checked:
    """The office file among the files that it may name; one name with __ in it lies in a folder."""
    for name, text in bases.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    path = folder / "甲.yaml"
    path.write_text(own, encoding="utf-8")
    return check_text(path.read_bytes(), str(path), Project.of(path))


def text_of(found: Checked) -> str:
    assert found.document is not None, [each.message("en") for each in found.diagnostics]
    return str(found.document)


def kinds(found: tuple[Diagnostic, ...]) -> list[str]:
    return [each.kind for each in found]


@pytest.mark.unreviewed
def test_what_the_file_does_not_say_comes_from_its_base(tmp_path: Path) -> None:
    own = office(继承="_区.yaml", 年度=None, 其他事项=None)
    found = checked(tmp_path, own, _区="年度: 2022\n其他事项: 区里统一写的话。\n")
    assert kinds(found.diagnostics) == []
    assert found.document
    assert found.document.year == 2022
    assert "区里统一写的话" in text_of(found)


def test_the_value_of_the_file_wins(tmp_path: Path) -> None:
    found = checked(tmp_path, office(继承="_区.yaml", 引言="自己的话。"), _区="引言: 区里的话。\n")
    assert "自己的话" in text_of(found)
    assert "区里的话" not in text_of(found)


def test_mappings_are_merged_whatever_the_language_of_their_keys(tmp_path: Path) -> None:
    own = office(继承="_区.yaml", 联系方式="{电话: 0371-2}")
    text = text_of(checked(tmp_path, own, _区="contact: {phone: 0371-1, website: www.example.gov.cn}\n"))
    assert "0371-2" in text
    assert "www.example.gov.cn" in text
    assert "0371-1" not in text


def test_a_key_with_nothing_behind_it_takes_nothing_over(tmp_path: Path) -> None:
    own = office(继承="_区.yaml", 联系方式="电话: 0371-2\n网址:")
    text = text_of(checked(tmp_path, own, _区="联系方式: {网址: www.example.gov.cn}\n"))
    assert "www.example.gov.cn" not in text


def test_a_table_of_zeros_replaces_that_of_the_base(tmp_path: Path) -> None:
    base = "依申请公开情况:\n  本年新收: {自然人: 3}\n  办理结果: {予以公开: {自然人: 3}}\n"
    checked(tmp_path, office(继承="_区.yaml"), _区=base)
    path = tmp_path / "甲.yaml"
    reading = read_office(path.read_bytes(), str(path), form(), Project.of(path))
    assert reading.office
    assert solve(reading.office)["requests.new_received.total"].value == 0


def test_a_list_replaces_a_list(tmp_path: Path) -> None:
    own = office(继承="_区.yaml", 核对="- 1 == 1")
    assert kinds(checked(tmp_path, own, _区="核对:\n- 1 == 2\n- 1 == 3\n").diagnostics) == []
    assert (
        kinds(checked(tmp_path, office(继承="_区.yaml"), _区="核对:\n- 1 == 2\n- 1 == 3\n").diagnostics) == ["C01"] * 2
    )


def test_a_chain_is_followed_from_folder_to_folder(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    own = office(继承="街道/_街道.yaml")
    found = checked(
        tmp_path, own, 街道___街道="继承: ../_区.yaml\n引言: 街道的话。\n", _区="引言: 区里的话。\n署名: 某区\n"
    )
    assert "街道的话" in text_of(found)
    assert "某区" in text_of(found)


def test_a_finding_names_the_file_that_the_value_came_from(tmp_path: Path) -> None:
    checked(tmp_path, office(继承="_区.yaml", 联系方式=None), _区="# 区\n联系方式: {邮编: 4500}\n")
    outcome = check_file(tmp_path / "甲.yaml")
    (found,) = outcome.diagnostics
    assert found.kind == "F08"
    assert found.span
    assert (Path(found.span.file).name, found.span.line) == ("_区.yaml", 2)
    assert outcome.lines_of(found.span)[1] == "联系方式: {邮编: 4500}"


def test_words_of_a_base_are_placed_in_the_base(tmp_path: Path) -> None:
    found = checked(tmp_path, office(继承="_区.yaml"), _区="引言: |\n  第一段。\n  共{{ 没有 }}条。\n").diagnostics
    assert kinds(found) == ["N01"]
    assert found[0].span
    assert (Path(found[0].file).name, found[0].span.line, found[0].span.column) == ("_区.yaml", 3, 4)


def test_a_base_that_is_no_yaml_is_told_with_its_name(tmp_path: Path) -> None:
    (found,) = checked(tmp_path, office(继承="_区.yaml"), _区="年度: 2021\n联系方式: {\n").diagnostics
    assert (found.kind, dict(found.values)["name"], dict(found.values)["line"]) == ("L02.foreign", "_区.yaml", 3)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("_没有.yaml", "L01"),
        ("../../甲.yaml", "L01.outside"),
        ("https://a.cn/b.yaml", "L01.remote"),
        ("甲.yaml", "L06"),
        (".git/config", "L01.kind"),
        ("旧/2020.docx", "L01.kind"),
        (".旧/2020.yaml", "L01.hidden"),
        ("旧/../.旧/2020.yaml", "L01.hidden"),
    ],
)
def test_a_base_that_cannot_be_taken_is_a_finding(name: str, kind: str, tmp_path: Path) -> None:
    assert kinds(checked(tmp_path, office(继承=name)).diagnostics) == [kind]


SECRETS = (
    "database:\n  password: SECRET\n",
    "- SECRET\n",
    "[remote]\n\turl = https://ci:SECRET@host/x.git\n",
    "apiVersion: v1\nkind: Secret\nmetadata: {name: SECRET}\ndata: {SECRET: SECRET}\n",
)


@pytest.mark.parametrize("field", ["继承", "上年", "汇总"])
@pytest.mark.parametrize("text", SECRETS)
def test_no_word_of_a_file_that_is_no_office_file_is_told(
    field: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever sends an office file chooses what it names: the log of a build must not quote it."""
    (tmp_path / "secrets.yaml").write_text(text, encoding="utf-8")
    path = tmp_path / "甲.yaml"
    path.write_text(office(**{field: "[secrets.yaml]" if field == "汇总" else "secrets.yaml"}), encoding="utf-8")
    assert run(["check", str(path), "--strict"]) == 1
    told = "".join(capsys.readouterr())
    assert "secrets.yaml" in told
    assert "SECRET" not in told
    assert "password" not in told


def test_a_link_to_another_kind_of_file_is_not_read_as_an_office_file(tmp_path: Path) -> None:
    (tmp_path / "passwords.txt").write_text("年度: 2021\n", encoding="utf-8")
    (tmp_path / "_区.yaml").symlink_to("passwords.txt")
    assert kinds(checked(tmp_path, office(继承="_区.yaml")).diagnostics) == ["L01.kind"]


def test_bases_that_lead_back_or_on_and_on_are_told(tmp_path: Path) -> None:
    (found,) = checked(tmp_path, office(继承="_a.yaml"), _a="继承: _b.yaml\n", _b="继承: _a.yaml\n").diagnostics
    assert (found.kind, Path(found.file).name) == ("L06", "_b.yaml")
    bases = {f"_{number}": f"继承: _{number + 1}.yaml\n" for number in range(9)}
    assert kinds(checked(tmp_path, office(继承="_0.yaml"), **bases, _9="年度: 2021\n").diagnostics) == ["L06.deep"]


def test_last_years_file_has_its_own_bases(tmp_path: Path) -> None:
    old = office(继承="_区.yaml", 年度="2020", 依申请公开情况=None)
    found = checked(
        tmp_path,
        office(上年="旧/2020.yaml"),
        旧__2020=old,
        旧___区="依申请公开情况: 全零\n",
    )
    assert kinds(found.diagnostics) == []


def test_a_changed_base_is_an_input(tmp_path: Path) -> None:
    checked(tmp_path, office(继承="_区.yaml"), _区="引言: 一。\n")
    built: Outcome = build_file(tmp_path / "甲.yaml", BuildOptions(tmp_path / "out", ("json",)))
    assert [Path(name).name for name, _ in built.inputs] == ["甲.yaml", "_区.yaml"]
