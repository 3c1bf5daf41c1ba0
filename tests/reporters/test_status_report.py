"""Who has reported, as text, JSON and a workbook."""

import io
import json
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from gkgen.diagnostics import Span, diagnose
from gkgen.pipeline.collecting.reporting_status import DistrictStatus, OfficeStatus, State
from gkgen.pipeline.collecting.roster import Returned, Roster, RosterEntry
from gkgen.pipeline.core.outcome import Outcome
from gkgen.reporters.status_report import WIDTH_CELLS, status_json, status_lines
from gkgen.reporters.status_workbook import status_workbook
from gkgen.terminal_width import cells
from tests.acceptance.schemas import faults

SPAN = Span("名册.yaml", 3, 1, 3, 2)
LONG = "某省某市某区某某街道办事处" * 40
HOSTILE = ('=HYPERLINK("http://a.cn")', "+1", "@x", "-1", "x" * 10_000)


def status(*names: str) -> DistrictStatus:
    day = date(2026, 1, 20)
    error = diagnose("N16", Span("a.yaml", 41, 1, 41, 3), "overview", field="总体情况")
    faulty = Outcome("a.yaml", "checked", (), 0.0, (error,), ())
    clean = Outcome("b.yaml", "checked", (), 0.0, (), ())
    back = RosterEntry(
        "丙局", SPAN, returned=Returned(date(2026, 1, 12), "正文里的数和表不一致，" * 9), phone="13812345678"
    )
    offices = (
        OfficeStatus(State.REPORTED, RosterEntry("甲局", SPAN), faulty),
        OfficeStatus(State.REPORTED, RosterEntry("乙局", SPAN), clean),
        OfficeStatus(State.RETURNED, back, clean),
        OfficeStatus(State.REPORTED, None, faulty),
        *(OfficeStatus(State.MISSING, RosterEntry(name, SPAN, deadline=day), None, 5) for name in names),
    )
    return DistrictStatus(Roster(Path("名册.yaml"), 2025, ()), day, offices)


def test_lines_fit_a_terminal_and_the_missing_come_first() -> None:
    lines = list(status_lines(status(LONG), "zh"))
    assert max(map(cells, lines)) <= WIDTH_CELLS + 2
    told = "".join(line.strip() for line in lines[:2])
    assert told == "2025 年度，2026-01-20：应报 4 个机关，未报 1，退回 1，已改 0，已报 2；超期 1；有错误 1；不在名册 1"
    states = [line[:2] for line in lines if not line.startswith(" ")]
    assert states == ["20", "未报", "退回", "已报", "不在", "报来"]
    assert any("第 41 行 N16" in line for line in lines)


def test_all_lists_what_is_done_as_well() -> None:
    assert not any("乙局" in line for line in status_lines(status(), "zh"))
    assert any(line.startswith("已报  乙局") for line in status_lines(status(), "zh", with_done=True))


def test_english_words_are_not_broken() -> None:
    words = {word for line in status_lines(status("甲局"), "en") for word in line.split()}
    assert {"missing", "reported", "13812345678"} <= words


def test_json_is_as_its_schema_says() -> None:
    data = json.loads(status_json(status(LONG), "zh"))
    assert faults("status", data) == []
    assert [each["state"] for each in data["offices"]] == ["reported", "reported", "returned", None, "missing"]


def test_no_name_becomes_a_formula() -> None:
    sheet = load_workbook(io.BytesIO(status_workbook(status(*HOSTILE), "zh"))).active
    assert sheet is not None
    names = [row[1] for row in sheet.iter_rows(min_row=6, max_row=10)]
    assert [(cell.value, cell.data_type) for cell in names] == [(name, "s") for name in HOSTILE]
    formulas = [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas
    assert all(str(formula).startswith("=COUNTIF(A$2:A$10,A") for formula in formulas)
