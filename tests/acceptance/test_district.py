"""A district of three levels, from roster to city: planted faults are found, sums agree, changes travel up."""

import io
import re
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from gkgen.batch import build_all, check_for_list
from gkgen.cli.main import run
from gkgen.pipeline.collecting.reporting_status import DistrictStatus, State, district_status
from gkgen.pipeline.collecting.roster import read_roster
from gkgen.pipeline.core.building import BuildOptions
from gkgen.pipeline.core.file_checking import check_file
from gkgen.pipeline.core.project import find_offices
from gkgen.reporters.number_tables import workbook
from tests.office import office

ROOT = Path(__file__).parent.parent.parent
COUNTIES, TOWNS = 4, 14
SUMMED = {"年度": "2022", "主动公开情况": "汇总", "依申请公开情况": "汇总", "复议诉讼情况": "汇总"}
DAY = date(2023, 1, 25)


def town(county: int, number: int, **changes: str | None) -> str:
    """A report with numbers of its own; fees have tenths that no float holds."""
    new, carried = 3 * county + number, number % 3
    requests = (
        f"本年新收: {{自然人: {new}, 商业企业: {carried}}}\n办理结果:\n"
        f"  予以公开: {{自然人: {new}}}\n结转下年度: {{商业企业: {carried}}}\n"
    )
    disclosure = f"行政许可: {{处理决定: {10 * county + number}}}\n行政事业性收费: {{收费金额: {county}.{number}}}\n"
    given = {
        "机关": f"{county}县{number}镇人民政府",
        "年度": "2022",
        "主动公开情况": disclosure,
        "依申请公开情况": requests,
    }
    return office(**{**given, **changes})


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A city of four counties of fourteen towns, with own figures: 61 offices in all, and a roster of them."""
    (tmp_path / ".git").mkdir()
    names = ["某市人民政府"]
    for county in range(1, COUNTIES + 1):
        folder = tmp_path / f"{county}县"
        (folder / "镇").mkdir(parents=True)
        for number in range(1, TOWNS + 1):
            (folder / "镇" / f"{number}.yaml").write_text(town(county, number), encoding="utf-8")
            names.append(f"{county}县{number}镇人民政府")
        text = office(**{**SUMMED, "机关": f"{county}县人民政府", "汇总": "{报告: [镇/]}"})
        (folder / "县.yaml").write_text(text, encoding="utf-8")
        names.append(f"{county}县人民政府")
    (tmp_path / "本级.yaml").write_text(town(9, 9, 机关="某市人民政府"), encoding="utf-8")
    summed = {**SUMMED, "机关": "某市人民政府", "汇总": "{报告: [.], 自己: 本级.yaml}"}
    (tmp_path / "市.yaml").write_text(office(**summed), encoding="utf-8")
    entries = "".join(f"  - {name}\n" for name in names)
    (tmp_path / "名册.yaml").write_text(f"年度: 2022\n期限: 2023-01-20\n机关:\n{entries}", encoding="utf-8")
    return tmp_path


def status(folder: Path) -> DistrictStatus:
    return district_status(read_roster(folder / "名册.yaml"), list(check_for_list(list(find_offices(folder)))), DAY)


def found_in(folder: Path) -> set[str]:
    """What is told of the whole folder: kinds of findings, and the states of offices."""
    told = status(folder)
    codes = {found.kind for found in told.diagnostics}
    return codes | {f"{each.state.value} {each.days_late}" for each in told.offices if each.state is not State.REPORTED}


def test_a_sound_district_has_nothing_to_tell_and_its_sum_is_that_of_a_spreadsheet(city: Path) -> None:
    assert {found.code for found in status(city).diagnostics} <= {"O09", "R81"}
    towns = [path for path in find_offices(city) if path.parent.name == "镇" or path.name == "本级.yaml"]
    book = workbook([check_file(path, with_numbers=True) for path in towns], "zh")
    wanted: dict[tuple[str, int], Decimal] = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(book), data_only=True).worksheets[:3]:
        top = int("".join(filter(str.isdigit, str(sheet.freeze_panes))))
        rows = list(sheet.iter_rows(min_row=top, max_row=top + len(towns) - 1, min_col=6, values_only=True))
        assert len(rows) == COUNTIES * TOWNS + 1
        for at, values in enumerate(zip(*rows, strict=True)):
            wanted[sheet.title, at] = sum((Decimal(str(value)) for value in values), Decimal(0))
    reported = check_file(city / "市.yaml", with_numbers=True).reported
    assert reported
    got: dict[tuple[str, int], Decimal] = {}
    alone = openpyxl.load_workbook(
        io.BytesIO(workbook([check_file(city / "市.yaml", with_numbers=True)], "zh")), data_only=True
    )
    for sheet in alone.worksheets[:3]:
        top = int("".join(filter(str.isdigit, str(sheet.freeze_panes))))
        (row,) = sheet.iter_rows(min_row=top, max_row=top, min_col=6, values_only=True)
        got |= {(sheet.title, at): Decimal(str(value)) for at, value in enumerate(row)}
    assert len(wanted) == 200
    assert any(wanted.values())
    assert got == wanted


def _rewrite(path: str, **changes: str | None) -> Callable[[Path], None]:
    def plant(folder: Path) -> None:
        (folder / path).write_text(town(int(path[0]), int(Path(path).stem), **changes), encoding="utf-8")

    return plant


def _replace(path: str, before: str, after: str) -> Callable[[Path], None]:
    def plant(folder: Path) -> None:
        text = (folder / path).read_text(encoding="utf-8")
        assert before in text
        (folder / path).write_text(text.replace(before, after), encoding="utf-8")

    return plant


NOT_HELD = "本年新收: {自然人: 4}\n办理结果:\n  无法提供:\n    本机关不掌握相关政府信息: {自然人: 4}\n"
SUIT = "复议后起诉: {结果维持: 1}\n"
FAULTS: dict[str, tuple[list[Callable[[Path], None]], set[str]]] = {
    "missing": ([lambda folder: (folder / "1县/镇/3.yaml").unlink()], {"missing 5"}),
    "a report that the sum names is missing": ([_replace("1县/县.yaml", "[镇/]", "[镇/1.yaml, 镇/99.yaml]")], {"S01"}),
    "duplicate": ([_rewrite("1县/镇/3.yaml", 机关="1县4镇人民政府")], {"S01.office", "O09", "missing 5"}),
    "last year's": (
        [_rewrite("2县/镇/5.yaml", 年度="2021", 主动公开情况="全零")],
        {"S01.year", "S11", "missing 5", "O10"},
    ),
    "wrong sum": (
        [_replace("2县/镇/5.yaml", "予以公开: {自然人: 11}", "予以公开: {自然人: 12}")],
        {"R10.remedy", "S01.faulty"},
    ),
    "broken file": ([_replace("3县/镇/1.yaml", "主动公开情况:", "主动公开情况")], {"S01.faulty"}),
    "co-defendants": (
        [_rewrite("1县/镇/1.yaml", 复议诉讼情况=SUIT), _rewrite("1县/镇/2.yaml", 复议诉讼情况=SUIT)],
        {"R20"},
    ),
    "joint document": (
        [_rewrite(f"1县/镇/{at}.yaml", 主动公开情况="行政规范性文件: {现行有效: 3}\n") for at in (1, 2)],
        {"R94"},
    ),
    "passed on": ([_rewrite("1县/镇/1.yaml", 依申请公开情况=NOT_HELD)], {"R21"}),
    "circle": ([_replace("4县/县.yaml", "[镇/]", "[镇/, ../市.yaml]")], {"S01.circle"}),
    "counted twice": ([_replace("市.yaml", "[.]", "[1县/县.yaml, 1县/镇/1.yaml]")], {"S01.through"}),
    "of nobody": ([_rewrite("3县/镇/2.yaml", 机关="3县办公室")], {"S10", "missing 5"}),
}


@pytest.mark.parametrize("name", FAULTS)
def test_every_planted_fault_is_told(name: str, city: Path) -> None:
    plants, wanted = FAULTS[name]
    for plant in plants:
        plant(city)
    assert wanted <= found_in(city)


def test_a_number_of_one_town_changes_exactly_the_cells_above_it_in_the_next_build(city: Path) -> None:
    options = BuildOptions(city / "成品", ("json",), "{机关}")
    targets = [city / "市.yaml", *(city / f"{at}县/县.yaml" for at in range(1, COUNTIES + 1))]

    def built() -> tuple[list[str], list[dict[str, object]]]:
        states = [str(outcome.state) for outcome in build_all(targets, options)]
        reports = [check_file(path, with_numbers=True).reported for path in targets]
        return states, [dict(each.numbers) for each in reports if each]

    states, before = built()
    assert states == ["built"] * 5
    assert built()[0] == ["unchanged"] * 5
    _replace("2县/镇/7.yaml", "行政许可: {处理决定: 27}", "行政许可: {处理决定: 28}")(city)
    states, after = built()
    assert states == ["built", "unchanged", "built", "unchanged", "unchanged"]
    changed = [{path for path in new if new[path] != old[path]} for old, new in zip(before, after, strict=True)]
    cell = {"disclosure.licensing.decisions"}
    assert changed == [cell, set(), cell, set(), set()]


def test_the_example_says_what_its_commands_print(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "district"
    shutil.copytree(ROOT / "examples" / "district", folder)
    monkeypatch.chdir(folder)
    shown = re.findall(r"```console\n\$ gkgen (.*?)\n(.*?)\n```", (folder / "README.md").read_text("utf-8"), re.DOTALL)
    assert len(shown) == 5
    for words, wanted in shown:
        assert run(words.split()) == 0
        printed = capsys.readouterr()
        assert (printed.out + printed.err).rstrip("\n") == wanted
