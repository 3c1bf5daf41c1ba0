"""The workbook of many offices: heads, numbers, formulas that hold, findings in their cells, no formula from a name."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gkgen.pipeline.core.file_checking import check_file
from gkgen.pipeline.core.outcome import Outcome
from gkgen.reporters.number_tables import workbook
from tests.office import office
from tests.reporters.number_tables.formulas import formulas_of, value_of

REQUESTS = """\
本年新收: {自然人: 5, 商业企业: 1}
上年结转: {自然人: 2}
办理结果:
  予以公开: {自然人: 4}
  部分公开: {商业企业: 1}
结转下年度: {自然人: 3}
"""
MONEY = "政府集中采购: {采购项目: 5, 采购金额: 1186.1878}\n"
LAST_YEAR = "依申请公开情况: {本年新收: {自然人: 2}, 结转下年度: {自然人: 2}, 办理结果: 全零}"


def checked(folder: Path, **texts: str) -> list[Outcome]:
    outcomes = []
    for name, text in texts.items():
        path = folder / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        outcomes.append(check_file(path, with_numbers=True))
    return outcomes


def opened(outcomes: Sequence[Outcome], *, with_values: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(outcomes, "zh")), data_only=with_values)


@pytest.fixture
def reports(tmp_path: Path) -> list[Outcome]:
    """Two reports, the first with last year's numbers, and one with a sum that does not hold."""
    return checked(
        tmp_path,
        甲=office(机关="甲局", 年度="2020", 主动公开情况=MONEY, 依申请公开情况=REQUESTS, 上年=LAST_YEAR),
        乙=office(机关="乙局", 年度="2020", 依申请公开情况="本年新收: {自然人: 7}\n办理结果:\n  予以公开: {自然人: 7}"),
        丙=office(
            机关="丙局",
            年度="2020",
            依申请公开情况="本年新收: {自然人: 3, 总计: 4}\n办理结果:\n  予以公开: {自然人: 3}",
        ),
    )


def column(sheet: Worksheet, *head: str) -> int:
    """The column below these labels, which stand above each other, from 1."""
    shown: dict[int, list[str]] = {}
    for row in sheet.iter_rows(max_row=sheet_top(sheet)):
        for cell in row:
            area = next((each for each in sheet.merged_cells.ranges if cell.coordinate in each), None)
            text = sheet.cell(area.min_row, area.min_col).value if area else cell.value
            labels = shown.setdefault(cell.column, [])
            if text and (not labels or labels[-1] != text):
                labels.append(str(text))
    return next(place for place, labels in shown.items() if labels == list(head))


def sheet_top(sheet: Worksheet) -> int:
    """The number of rows of the head, which are frozen."""
    return int("".join(filter(str.isdigit, str(sheet.freeze_panes)))) - 1


def test_each_table_has_a_sheet_and_each_cell_its_labels(reports: list[Outcome]) -> None:
    book = opened(reports, with_values=True)
    assert book.sheetnames == [
        "主动公开情况",
        "依申请公开情况",
        "依申请公开情况（比上年）",
        "复议诉讼情况",
        "要处理的",
    ]
    sheet = book["依申请公开情况"]
    top = sheet_top(sheet)
    assert [sheet.cell(top + 1 + place, 1).value for place in range(4)] == ["甲局", "乙局", "丙局", "合计"]
    received = column(sheet, "一、本年新收政府信息公开申请数量", "法人或其他组织", "商业企业")
    assert [sheet.cell(top + 1 + place, received).value for place in range(4)] == [1, 0, 0, 1]
    total = column(sheet, "三、本年度办理结果", "（七）总计", "总计")
    assert [sheet.cell(top + 1 + place, total).value for place in range(4)] == [5, 7, 3, 15]
    money = book["主动公开情况"]
    amounts = column(money, "第二十条第（九）项", "政府集中采购", "采购总金额（单位：万元）")
    assert money.cell(sheet_top(money) + 1, amounts).value == 1186.1878


def test_formulas_give_the_numbers_that_stand_with_them(reports: list[Outcome]) -> None:
    """Guard: a sum of the form shown as a formula over the wrong cells would change when the file is opened."""
    data = workbook(reports, "zh")
    shown = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    typed = openpyxl.load_workbook(io.BytesIO(data))
    formulas = list(formulas_of(typed))
    assert len(formulas) > 400
    assert [
        (cell.coordinate, cell.value)
        for cell in formulas
        if value_of(cell, typed) != pytest.approx(shown[cell.parent.title][cell.coordinate].value)
    ] == []


def test_a_total_that_its_row_contradicts_stands_as_it_was_typed(reports: list[Outcome]) -> None:
    sheet = opened(reports)["依申请公开情况"]
    total = column(sheet, "一、本年新收政府信息公开申请数量", "总计")
    cell = sheet.cell(sheet_top(sheet) + 3, total)
    assert cell.value == 4
    assert cell.comment is not None
    assert "R12" in cell.comment.text
    assert cell.fill.fgColor.rgb == "FFF8C9C4"
    above = sheet.cell(sheet_top(sheet) + 1, total)
    assert str(above.value).startswith("=")
    assert above.comment is None


def test_changes_are_told_where_the_year_before_is_known(reports: list[Outcome]) -> None:
    book = opened(reports, with_values=True)
    sheet = book["依申请公开情况（比上年）"]
    received = column(sheet, "一、本年新收政府信息公开申请数量", "自然人")
    assert [sheet.cell(sheet_top(sheet) + 1 + place, received).value for place in range(3)] == [3, None, None]


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x","y")', "+1", "@x", "-1", "{=1+1}", "http://example.com"])
def test_a_name_is_a_text_whatever_it_begins_with(name: str, reports: list[Outcome]) -> None:
    report = reports[0].reported
    assert report is not None
    named = replace(reports[0], reported=replace(report, office=name))
    book = opened([named])
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == name]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)
    assert [cell.value for cell in formulas_of(book) if "HYPERLINK" in str(cell.value)] == []


def test_a_name_of_any_length_and_signs_that_no_file_may_hold_leave_a_workbook(reports: list[Outcome]) -> None:
    report = reports[0].reported
    assert report is not None
    named = replace(reports[0], reported=replace(report, office="甲\x00\x0b\ud800" + "长" * 40_000))
    sheet = opened([named])["依申请公开情况"]
    name = str(sheet.cell(sheet_top(sheet) + 1, 1).value)
    assert name.startswith("甲???长")
    assert len(name) == 32_767


def test_a_file_that_cannot_be_read_has_its_row_and_its_finding(tmp_path: Path) -> None:
    outcomes = checked(tmp_path, 好=office(), 坏="年度: [")
    book = opened(outcomes)
    sheet = book["依申请公开情况"]
    row = sheet_top(sheet) + 2
    assert sheet.cell(row, 1).value == "坏"
    assert "错误" in str(sheet.cell(row, 4).value)
    assert {sheet.cell(row, place).value for place in range(6, 20)} == {None}
    told = [[cell.value for cell in row] for row in book["要处理的"].iter_rows(min_row=2)]
    assert [row for row in told if row[0] == "坏" and row[3] == "错误"]


def test_reports_of_two_editions_have_sheets_of_their_own(tmp_path: Path) -> None:
    book = opened(checked(tmp_path, 旧=office(年度="2020"), 新=office(年度="2021")))
    assert book.sheetnames[0] == "2019 主动公开情况"
    assert book["2019 主动公开情况"].max_row == book["2021 主动公开情况"].max_row


def test_the_same_reports_give_the_same_bytes(reports: list[Outcome]) -> None:
    assert workbook(reports, "zh") == workbook(reports, "zh")


def test_nothing_but_unread_files_gives_their_findings(tmp_path: Path) -> None:
    assert opened(checked(tmp_path, 坏="年度: [")).sheetnames == ["要处理的"]


SUMMED = {"主动公开情况": "汇总", "依申请公开情况": "汇总", "复议诉讼情况": "汇总"}


@pytest.fixture
def district(tmp_path: Path) -> list[Outcome]:
    """A county of three reports, one of them not beside the others, an adjustment and figures of its own."""
    texts = {
        name: office(机关=f"{name}局", 年度="2020", 主动公开情况=MONEY, 依申请公开情况=REQUESTS) for name in "甲乙丙"
    }
    requests = "依申请公开情况: {本年新收: {自然人: 4}, 办理结果: {予以公开: {自然人: 4}}}"
    own = f"{{主动公开情况: 全零, 复议诉讼情况: 全零, {requests}}}"
    adjusted = "[{格: 主动公开情况.政府集中采购.采购金额, 数: -0.5, 理由: 一项由两个局合办}]"
    county = office(
        机关="某县人民政府", 年度="2020", 汇总=f"{{报告: [甲.yaml, 丙.yaml], 自己: {own}, 调整: {adjusted}}}", **SUMMED
    )
    outcomes = checked(tmp_path, **texts, 县=county)
    assert all(each.ok for each in outcomes), outcomes[-1].diagnostics
    return outcomes


def test_a_sum_of_reports_is_a_formula_over_their_rows_and_is_counted_once(district: list[Outcome]) -> None:
    sheet = opened(district)["主动公开情况"]
    amount = column(sheet, "第二十条第（九）项", "政府集中采购", "采购总金额（单位：万元）")
    top = sheet_top(sheet)
    letter = get_column_letter(amount)
    cell, total = (str(sheet.cell(top + row, amount).value) for row in (4, 5))
    assert cell == f"={letter}{top + 1}+{letter}{top + 3}-0.5"
    assert total == f"=SUM({letter}{top + 1}:{letter}{top + 4})-{letter}{top + 4}"
    assert "不含汇总" in str(sheet.cell(top + 5, 1).value)
    values = opened(district, with_values=True)["主动公开情况"]
    assert values.cell(top + 4, amount).value == pytest.approx(2 * 1186.1878 - 0.5)
    assert values.cell(top + 5, amount).value == pytest.approx(3 * 1186.1878)


def test_a_sum_whose_formula_does_not_show_its_addends_has_them_as_a_comment(district: list[Outcome]) -> None:
    sheet = opened(district)["主动公开情况"]
    amount = column(sheet, "第二十条第（九）项", "政府集中采购", "采购总金额（单位：万元）")
    items = column(sheet, "第二十条第（九）项", "政府集中采购", "采购项目数量")
    top = sheet_top(sheet)
    comment = sheet.cell(top + 4, amount).comment
    assert comment
    assert comment.text == "甲.yaml  1186.1878\n丙.yaml  1186.1878\n调整  -0.5（一项由两个局合办）"
    assert sheet.cell(top + 4, items).comment is None
    alone = opened(district[3:])["主动公开情况"].cell(top + 1, items)
    assert alone.value == 10
    assert alone.comment
    assert alone.comment.text == "甲.yaml  5\n丙.yaml  5"


def test_libreoffice_computes_the_same_in_every_cell(district: list[Outcome], tmp_path: Path) -> None:
    """The results that stand with the formulas are taken away first, so that nothing can be copied."""
    if not shutil.which("soffice"):
        pytest.skip("no LibreOffice")
    written = workbook(district, "zh")
    bare = tmp_path / "bare.xlsx"
    with zipfile.ZipFile(io.BytesIO(written)) as package, zipfile.ZipFile(bare, "w") as stripped:
        for name in package.namelist():
            text = package.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", text)
            stripped.writestr(name, text)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(bare)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    computed = openpyxl.load_workbook(tmp_path / "out" / "bare.xlsx", data_only=True)
    formulas, wanted = opened(district), opened(district, with_values=True)
    count = 0
    for sheet in formulas:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            count += 1
            value = computed[sheet.title][cell.coordinate].value
            assert value == pytest.approx(wanted[sheet.title][cell.coordinate].value), (sheet.title, cell.coordinate)
    assert count > 300
