"""Office files in an editor: the YAML language server with the schema that a starter's first line names, offline."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gkgen.pipeline.core.checking import check_text, known_keys
from gkgen.pipeline.core.project import Project
from gkgen.pipeline.editing.starter import Begin, new_file
from gkgen.source import read
from tests.acceptance.conftest import ROOT
from tests.acceptance.language_server import LanguageServer, language_server
from tests.editors.test_json_schema import FILES, faults
from tests.office import office


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a blank and Chinese in its name, and a starter in a folder of it."""
    folder = tmp_path_factory.mktemp("年度 报告")
    (folder / ".git").mkdir()
    assert new_file(folder / "2021" / "局.yaml", Begin(2021, "某某局")) == ()
    return folder


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[LanguageServer]:
    with language_server(folder) as server:
        yield server


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / "2021" / "局.yaml"


def modeline(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("\n")[0] + "\n"


def shown(server: LanguageServer, path: Path, text: str) -> list[tuple[int, int, str]]:
    """What is wrong with this text under the modeline, by line and column of the text, from 1."""
    found = server.wrong(path, modeline(path) + text)
    return [
        (each["range"]["start"]["line"], each["range"]["start"]["character"] + 1, each["message"]) for each in found
    ]


def proposed(server: LanguageServer, path: Path, text: str) -> dict[str, str]:
    """What is proposed at the | in this text: labels, and what would be inserted."""
    before, _, after = (modeline(path) + text).partition("¦")
    server.wrong(path, before + after)
    line = before.count("\n")
    items = server.completions(path, line, len(before.rpartition("\n")[2]))
    return {label: item.get("insertText") or item["textEdit"]["newText"] for label, item in items.items()}


def test_a_starter_has_nothing_wrong_with_it(server: LanguageServer, path: Path) -> None:
    assert server.wrong(path) == []
    # Guard: the schema was found at all.
    assert shown(server, path, "年度: 2021\n") != []


def test_faults_are_marked_where_they_are(server: LanguageServer, path: Path) -> None:
    rows = "\n  本年新收: {自然人: 三, 商业: 1}\n  办理结果:\n    予以公开: [1, 2]"
    text = office(依申请公开情况=rows, 机关类型="局", 发布信息="{成文日期: 2021-02-30}")
    lines = text.split("\n")
    found = {
        lines[line - 1][column - 1 :].split(":")[0].split(",")[0]: said
        for line, column, said in shown(server, path, text)
    }
    assert found.keys() == {"三", "商业", "[1", "局", "2021-02-30}"}
    assert found["局"] == "只能是：县级以上政府、乡镇政府、街道办事处、部门、其他"
    assert found["2021-02-30}"] == "日期写成 2021-01-26 这样"


def test_what_is_missing_and_what_is_there_twice_is_told_in_chinese(server: LanguageServer, path: Path) -> None:
    assert [said for *_, said in shown(server, path, office(其他事项=None))] == ["缺少“其他事项”"]
    twice = shown(server, path, office() + "year: 2021\n")
    assert [said for *_, said in twice] == ["“年度”和“year”是同一项，只留一处"]


def test_every_key_of_the_form_is_proposed_in_chinese(server: LanguageServer, path: Path) -> None:
    found = proposed(server, path, "年度: 2021\n¦\n")
    assert {"机关", "总体情况", "主动公开情况", "依申请公开情况", "上年", "豁免"} <= found.keys()
    assert not {"年度", "office", "requests", "year", "previous"} & found.keys()


@pytest.mark.parametrize(
    ("year", "key", "other"), [(2020, "规范性文件", "行政规范性文件"), (2021, "行政规范性文件", "规范性文件")]
)
def test_the_rows_of_the_year_are_proposed(server: LanguageServer, path: Path, year: int, key: str, other: str) -> None:
    found = proposed(server, path, f"年度: {year}\n主动公开情况:\n  ¦\n")
    assert key in found
    assert other not in found


def test_a_row_comes_with_all_its_columns_or_as_zeros(server: LanguageServer, path: Path) -> None:
    found = proposed(server, path, "年度: 2021\n依申请公开情况:\n  本年新收: ¦\n")
    assert found["{自然人: …}"].startswith("{自然人: ${1:0}, 商业企业: ${2:0}, 科研机构: ${3:0}, ")
    assert (found["全零"], found["汇总"]) == ("全零", "汇总")
    assert len(found) == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("年度: 2021\n机关类型: ¦\n", {"县级以上政府", "乡镇政府", "街道办事处", "部门", "其他"}),
        ("其他事项:\n  信息处理费: {收取: ¦}\n", {"是", "否", "true", "false"}),
        ("机关: ¦\n", set()),
    ],
)
def test_words_to_choose_from_are_proposed(server: LanguageServer, path: Path, text: str, words: set[str]) -> None:
    assert proposed(server, path, text).keys() == words


def test_a_text_is_begun_as_a_block(server: LanguageServer, path: Path) -> None:
    assert proposed(server, path, "年度: 2021\n¦\n")["引言"].startswith("引言: |\n")


def test_a_whole_report_is_proposed_and_is_one(server: LanguageServer, path: Path) -> None:
    snippet = proposed(server, path, "¦\n")["整份报告"]
    places = ["", "2021", "某某局", *["一句话。"] * 20]
    text = snippet
    for number, words in enumerate(places):
        text = text.replace(f"${{{number}}}", words)
    assert "$" not in text
    assert shown(server, path, text) == []
    assert not check_text(text.encode(), "局.yaml", Project.of(path), rules=()).diagnostics


def test_a_row_explains_itself(server: LanguageServer, path: Path) -> None:
    server.wrong(path, modeline(path) + "年度: 2021\n依申请公开情况:\n  本年新收: 全零\n")
    told = server.hover(path, 3, 4)
    for words in ("本年新收", "一、本年新收政府信息公开申请数量", "1月1日至12月31日收到的", "new_received"):
        assert words in told


# `{自然人-1}` has keys without colons, of which the server says nothing.
NO_ENTRIES = {"a-dash-for-a-colon.yaml"}


def test_every_file_of_the_tests_is_judged_as_by_gkgen(server: LanguageServer, path: Path) -> None:
    """In this very server, which reads YAML by itself."""
    wanted: dict[Path, bool] = {}
    texts: dict[Path, str] = {}
    for number, file in enumerate(FILES):
        data = file.read_bytes()
        source = read(data, file.name, known_keys())
        # What is no YAML to gkgen, or a slip that it tells and mends, no schema is asked about.
        if source.root and not source.diagnostics and file.name not in NO_ENTRIES:
            copy = path.with_name(f"{number}-{file.name}")
            wanted[copy] = bool(faults(data, Project.of(file), str(file)))
            texts[copy] = modeline(path) + data.decode("utf-8-sig")
    found = server.all_wrong(texts)
    assert {file.name: bool(found[file]) for file in wanted} == {file.name: wanted[file] for file in wanted}
    assert list(wanted.values()).count(False) > 200
    assert list(wanted.values()).count(True) > 30


# What the server reads otherwise than gkgen, which takes a number for a number only as a report has it.
@pytest.mark.parametrize("number", ["3.0", "1e3", "0o17"])
def test_numbers_of_other_notations_are_numbers_to_the_server_alone(
    server: LanguageServer, path: Path, number: str
) -> None:
    text = office(主动公开情况=f"{{行政许可: {number}}}")
    assert faults(text.encode()) != []
    assert shown(server, path, text) == []


def test_zeros_in_front_of_a_number_are_nothing_to_both(server: LanguageServer, path: Path) -> None:
    text = office(主动公开情况="{行政许可: 007}")
    assert faults(text.encode()) == []
    assert shown(server, path, text) == []


def test_the_examples_are_judged_by_the_file_in_the_project(server: LanguageServer) -> None:
    for example in sorted((ROOT / "examples").glob("*.yaml")):
        text = "# yaml-language-server: $schema=../office.schema.json\n" + example.read_text(encoding="utf-8")
        assert server.wrong(example, text) == []
        assert server.wrong(example, text + "没有: 1\n") != []
