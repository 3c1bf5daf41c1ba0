"""The roster in YAML and as people keep it in spreadsheets."""

import datetime
import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from gkgen.pipeline.collecting.roster import Roster, find_roster, read_roster
from gkgen.pipeline.collecting.roster_spreadsheet import MAX_UNPACKED_BYTES

FULL = """\
年度: 2025
期限: 2026年1月20日
机关:
  - 云溪区柳林镇人民政府
  - 机关: 云溪区民政局
    类型: 部门
    联系人: 李四
    电话: 0500-7654321
    期限: 2026-01-15
    文件: 民政局.yaml
    退回: {日期: 2026.1.12, 理由: 数和表不一致}
"""


def roster(folder: Path, text: str | bytes, name: str = "名册.yaml") -> Roster:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_roster(path)


def test_offices_with_all_that_is_said_of_them(tmp_path: Path) -> None:
    found = roster(tmp_path, FULL)
    assert (found.year, found.diagnostics) == (2025, ())
    first, second = found.entries
    assert (first.office, first.deadline, first.returned) == ("云溪区柳林镇人民政府", datetime.date(2026, 1, 20), None)
    assert second.returned
    assert (second.kind, second.contact, second.phone, second.file) == ("部门", "李四", "0500-7654321", "民政局.yaml")
    assert (second.deadline, second.returned.day) == (datetime.date(2026, 1, 15), datetime.date(2026, 1, 12))
    assert second.returned.reason == "数和表不一致"


@pytest.mark.parametrize(
    ("text", "kinds", "count"),
    [
        ("机关: [甲局, 乙局, 甲局]\n", ["S13.twice"], 2),
        ("机关: [甲局]\n年度: 明年\n", ["S13.year"], 1),
        ("机关: [{机关: 甲局, 期限: 月底}]\n", ["S13.date"], 1),
        ("机关: [{机关: 甲局, 退回: {理由: 数不对}}]\n", ["S13.date"], 1),
        ("机关: [{机关: 甲局, 联系电活: 1}]\n", ["S13.near"], 1),
        ("机关: [{机关: 甲局, xyz: 1}]\n", ["S13.key"], 1),
        ("机关: [{电话: 1}, 乙局]\n", ["S13.office"], 1),
        ("机关: [[甲局], 乙局]\n", ["S13.entry"], 1),
        ("机关: 甲局\n", ["S13"], 0),
        ("- 甲局\n", ["Y04"], 0),
        ("", ["Y01.empty"], 0),
        ("机关: [甲局\n", ["Y09"], 0),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_is_used(tmp_path: Path, text: str, kinds: list[str], count: int) -> None:
    found = roster(tmp_path, text)
    assert len(found.entries) == count
    assert all(each.span or each.code == "Y01" for each in found.diagnostics)
    if kinds[0].startswith("S"):
        assert [each.kind for each in found.diagnostics] == kinds
    else:
        assert found.diagnostics


def workbook(fill: Callable[[Workbook], None]) -> bytes:
    book = Workbook()
    fill(book)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def as_offices_keep_it(book: Workbook) -> None:
    """A title, a head of two rows with merged cells, an office with two people, numbers for days and telephones."""
    cover = book.active
    assert cover is not None
    cover.append(["2025年度报告报送说明"])
    sheet = book.create_sheet("名单")
    sheet.append(["各单位报送名单"])
    sheet.merge_cells("A1:G1")
    sheet.append(["序号", "单位名称", "单位性质", "联系方式", None, "报送时限", "退回日期", "退回原因"])
    sheet.append([None, None, None, "联系人", "联系电话", None, None, None])
    for column in "ABCFGH":
        sheet.merge_cells(f"{column}2:{column}3")
    sheet.merge_cells("D2:E2")
    sheet.append([1, "云溪区民政局", "部门", "李四", 13812345678.0, datetime.datetime(2026, 1, 15)])
    sheet.append([None, None, None, "赵六", 5007654321])
    sheet.merge_cells("B4:B5")
    sheet.append([2, "云溪区柳林镇人民政府", "乡镇", "王五", "0500-1234567", 46042, "2026年1月12日", "数和表不一致"])
    sheet.append([None, "合计", None, None, None, None])


def test_a_spreadsheet_with_merged_cells_and_numbers(tmp_path: Path) -> None:
    found = roster(tmp_path, workbook(as_offices_keep_it), "名册.xlsx")
    assert found.diagnostics == ()
    first, second = found.entries
    assert (first.office, first.kind, first.contact) == ("云溪区民政局", "部门", "李四、赵六")
    assert (first.phone, first.deadline) == ("13812345678、5007654321", datetime.date(2026, 1, 15))
    assert (second.office, second.phone) == ("云溪区柳林镇人民政府", "0500-1234567")
    assert second.deadline == datetime.date(2026, 1, 20)
    assert second.returned
    assert (second.returned.day, second.returned.reason) == (datetime.date(2026, 1, 12), "数和表不一致")
    assert (second.span.line, second.span.column) == (6, 2)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_comma_separated_values(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = "机关,联系电话,期限\n甲局,13812345678,46042\n乙局,010-1,2026/1/20\n,,\n合计,,\n".replace(",", delimiter)
    found = roster(tmp_path, text.encode(encoding), "名册.csv")
    assert [(each.office, each.phone, str(each.deadline)) for each in found.entries] == [
        ("甲局", "13812345678", "2026-01-20"),
        ("乙局", "010-1", "2026-01-20"),
    ]


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("云溪市2025年度报送名册", 2025),
        ("2025年政府信息公开工作年度报告报送名单", 2025),
        ("2026年1月报送名单", None),
        ("2024年度、2025年度", None),
    ],
)
def test_the_year_stands_in_the_title_and_a_sum_may_stand_below_the_numbers(
    tmp_path: Path, title: str, year: int | None
) -> None:
    def rows(book: Workbook) -> None:
        sheet = book.active
        assert sheet is not None
        for row in ([title], ["序号", "单位名称"], [1, "甲局"], ["合计", 1], [None, 1], ["2026年1月制表"]):
            sheet.append(row)

    found = roster(tmp_path, workbook(rows), "名册.xlsx")
    assert ([each.office for each in found.entries], found.year) == (["甲局"], year)


@pytest.mark.parametrize(
    ("name", "data"), [("名册.xlsx", b"PK\3\4 broken"), ("名册.xlsx", b""), ("名册.csv", b"a,b\n1,2\n")]
)
def test_what_is_no_roster_is_told(tmp_path: Path, name: str, data: bytes) -> None:
    found = roster(tmp_path, data, name)
    assert not found.entries
    assert [each.code for each in found.diagnostics] == ["S13"]


def test_a_roster_is_found_in_the_folder_and_above(tmp_path: Path) -> None:
    inside = tmp_path / "各机关"
    inside.mkdir()
    assert find_roster([inside]) is None
    (tmp_path / "名册.csv").write_text("机关\n甲局\n", encoding="utf-8")
    assert find_roster([inside, inside / "a.yaml"]) == tmp_path / "名册.csv"
    (inside / "名册.yaml").write_text("机关: [甲局]\n", encoding="utf-8")
    assert find_roster([inside / "a.yaml"]) == inside / "名册.yaml"


SMALL = {
    "a merged sheet": '<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>',
    "merged again and again": "<mergeCells>" + '<mergeCell ref="A3:J2000"/>' * 2_000 + "</mergeCells>",
    "merged over what is there": "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 100_000 + "</mergeCells>",
    "far away": "",
}


@pytest.mark.parametrize("name", SMALL)
def test_a_kilobyte_that_names_billions_of_cells_is_read_as_what_it_holds(name: str, tmp_path: Path) -> None:
    """Guard: openpyxl makes a cell of each place, and takes all memory for the time that it lasts."""

    def fill(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.append(["机关名称", "联系人"])
        sheet.append(["甲局"])
        if name == "far away":
            sheet.cell(1_048_576, 16_384).value = 1

    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(fill))) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, data.replace(b"</sheetData>", b"</sheetData>" + SMALL[name].encode()))
    begun = time.process_time()
    found = roster(tmp_path, made.getvalue(), "名册.xlsx")
    assert time.process_time() - begun < 3
    if name == "merged over what is there":
        assert [each.kind for each in found.diagnostics] == ["S13.unread"]
    else:
        assert [entry.office for entry in found.entries] == ["甲局"]


def test_a_workbook_that_unpacks_to_more_than_a_roster_is_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"<c/>" * (MAX_UNPACKED_BYTES // 4 + 1))
    assert [each.kind for each in roster(tmp_path, packed.getvalue(), "名册.xlsx").diagnostics] == ["S13.large"]
