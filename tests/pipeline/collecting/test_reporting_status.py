"""Who has reported: files of offices, late ones, returned and changed ones, files of nobody, of another year."""

import os
from datetime import date, datetime, timedelta
from pathlib import Path

from gkgen.batch import check_all
from gkgen.pipeline.collecting.reporting_status import DistrictStatus, State, district_status, files_of
from gkgen.pipeline.collecting.roster import read_roster
from tests.gitting import Repository
from tests.office import office

DAY = date(2022, 1, 20)
NOON = datetime(2022, 1, 12, 12)


def status(folder: Path, roster: str, **files: str) -> DistrictStatus:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "名册.yaml").write_text(f"年度: 2021\n{roster}", encoding="utf-8")
    return again(folder)


def again(folder: Path) -> DistrictStatus:
    listed = read_roster(folder / "名册.yaml")
    return district_status(listed, list(check_all(files_of(listed, [folder]))), DAY)


def states(found: DistrictStatus) -> dict[str, str]:
    return {each.office: each.state.value if each.entry else "nobody" for each in found.offices}


def touch(path: Path, time: datetime) -> None:
    os.utime(path, (time.timestamp(), time.timestamp()))


def test_offices_are_found_by_name_or_by_file_and_the_others_are_missing(tmp_path: Path) -> None:
    roster = (
        "期限: 2022-01-15\n机关: [{机关: 甲 局}, {机关: 乙局, 文件: b.yaml}, {机关: 丙局, 期限: 2022-02-01}, 丁局]\n"
    )
    found = status(tmp_path, roster, a=office(机关="甲局"), b=office(机关="乙局"))
    assert states(found) == {"甲 局": "reported", "乙局": "reported", "丙局": "missing", "丁局": "missing"}
    assert [each.days_late for each in found.offices] == [0, 0, 0, 5]
    assert [each.is_done for each in found.offices[:2]] == [True, True]


def test_what_does_not_belong_is_told(tmp_path: Path) -> None:
    """Of nobody, of last year, of another office than the roster says; the district's own sum belongs there."""
    summed = office(机关="某区人民政府", 汇总="[b.yaml]", 主动公开情况="汇总")
    found = status(
        tmp_path,
        "机关: [甲局, {机关: 乙局, 文件: b.yaml}]\n",
        a=office(机关="甲局", 年度="2020"),
        b=office(机关="丙局"),
        c=office(机关="丁局"),
        区=summed,
    )
    assert states(found) == {"甲局": "missing", "乙局": "reported", "丁局": "nobody"}
    assert [each.code for each in found.diagnostics if each.code.startswith("S1")] == ["S11", "S12", "S10"]


def test_of_two_files_of_an_office_that_of_the_year_counts(tmp_path: Path) -> None:
    found = status(tmp_path, "机关: [甲局]\n", a=office(机关="甲局", 年度="2020"), b=office(机关="甲局"))
    assert states(found) == {"甲局": "reported"}


def test_a_second_file_of_an_office_is_told(tmp_path: Path) -> None:
    found = status(tmp_path, "机关: [甲局]\n", a=office(机关="甲局"), b=office(机关="甲局"))
    assert {each.code for each in found.diagnostics} >= {"O09"}


RETURNED = "机关: [{机关: 甲局, 退回: {日期: 2022-01-12, 理由: 数不对}}]\n"


def test_a_report_that_was_sent_back_is_changed_when_its_file_is(tmp_path: Path) -> None:
    status(tmp_path, RETURNED, a=office(机关="甲局"))
    report, roster = tmp_path / "a.yaml", tmp_path / "名册.yaml"
    touch(roster, NOON)
    for time, state in (
        (NOON - timedelta(days=1), State.RETURNED),
        (NOON - timedelta(hours=1), State.RETURNED),
        (NOON + timedelta(hours=1), State.CHANGED),
        (NOON + timedelta(days=1), State.CHANGED),
    ):
        touch(report, time)
        (each,) = again(tmp_path).offices
        assert each.state is state, time


def test_in_git_the_commit_counts_and_not_the_time_of_the_checkout(tmp_path: Path) -> None:
    git = Repository.begin(tmp_path)

    def commit(day: str) -> None:
        git("add", "-A")
        git("commit", "-q", "-m", "x", GIT_COMMITTER_DATE=f"{day}T12:00:00", GIT_AUTHOR_DATE=f"{day}T12:00:00")

    status(tmp_path, RETURNED, a=office(机关="甲局"))
    commit("2022-01-10")
    assert again(tmp_path).offices[0].state is State.RETURNED
    (tmp_path / "a.yaml").write_text(office(机关="甲局", 联系方式="{电话: 0371-1234567}"), encoding="utf-8")
    assert again(tmp_path).offices[0].state is State.CHANGED
    commit("2022-01-11")
    assert again(tmp_path).offices[0].state is State.RETURNED
    (tmp_path / "a.yaml").write_text(office(机关="甲局"), encoding="utf-8")
    commit("2022-01-13")
    assert again(tmp_path).offices[0].state is State.CHANGED
