"""The numbers of many offices for programs."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

from gkgen.pipeline.core.file_checking import check_file
from gkgen.reporters.number_tables import csv_table, json_lines
from tests.office import office


def test_every_cell_has_a_column_under_its_key(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text(office(主动公开情况="政府集中采购: {采购金额: 1186.1878}", 年度="2020"), encoding="utf-8")
    outcome = check_file(path, with_numbers=True)
    head, row = csv.reader(io.StringIO(csv_table([outcome], "zh").decode("utf-8-sig")))
    values = dict(zip(head, row, strict=True))
    assert values["机关"] == "张庄镇人民政府"
    assert values["主动公开情况.政府集中采购.采购金额"] == "1186.1878"
    assert values["依申请公开情况.本年新收.自然人"] == "0"
    assert len(head) > 200
    entry = json.loads(json_lines([outcome], "zh"))
    assert entry["numbers"]["disclosure.procurement.amount"] == 1186.1878
    assert (entry["office"], entry["year"], entry["edition"]) == ("张庄镇人民政府", 2020, "2019")


def test_a_name_that_a_spreadsheet_would_compute_gets_an_apostrophe(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text(office(), encoding="utf-8")
    outcome = check_file(path, with_numbers=True)
    assert outcome.reported is not None
    for name in ("=1+1", "+1", "-1", "@x"):
        named = replace(outcome, reported=replace(outcome.reported, office=name))
        _, row = csv.reader(io.StringIO(csv_table([named], "zh").decode("utf-8-sig")))
        assert row[0] == f"'{name}"


def test_a_file_that_cannot_be_read_is_a_line_without_numbers(tmp_path: Path) -> None:
    path = tmp_path / "坏.yaml"
    path.write_text("年度: [", encoding="utf-8")
    entry = json.loads(json_lines([check_file(path, with_numbers=True)], "zh"))
    assert entry["errors"]
    assert entry["numbers"] == {}
