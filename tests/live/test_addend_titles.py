"""Cells that are sums say what they consist of; a page of other cells, or of no sum, stays as it is."""

from pathlib import Path

import lxml.html
import pytest

from gkgen.live.addend_titles import with_addends
from gkgen.live.preview_session import PreviewSession
from gkgen.pipeline.inspecting.number_trace import trace_sums
from tests.office import office

SUMMED = {"主动公开情况": "汇总", "依申请公开情况": "汇总", "复议诉讼情况": "汇总"}


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A county of two towns, one with a name that is no markup, and figures of its own."""
    for name, count in (("a", 2), ("b&amp;<b>", 5)):
        row = f"本年新收: {{自然人: {count}}}\n办理结果:\n  予以公开: {{自然人: {count}}}\n"
        (tmp_path / f"{name}.yaml").write_text(
            office(机关=f"{name[0]}镇人民政府", 依申请公开情况=row), encoding="utf-8"
        )
    cells = ("依申请公开情况.本年新收.商业企业", "依申请公开情况.结转下年度.商业企业")
    adjusted = ", ".join(f"{{格: {cell}, 数: 1, 理由: 漏报一件}}" for cell in cells)
    text = office(机关="某县人民政府", 汇总=f"{{报告: [.], 调整: [{adjusted}]}}", **SUMMED)
    path = tmp_path / "县.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("view", ["sheets", "web"])
def test_each_cell_of_a_sum_tells_its_addends(view: str, county: Path) -> None:
    session = PreviewSession(county)
    shown = session.first()
    assert shown.document
    page = lxml.html.fromstring(session.view(shown, view, "zh").decode("utf-8"))
    cells = [cell for cell in page.iter("td") if "number" in cell.get("class", "")]
    values = {path: text for path, _, text in shown.document.numbers}
    assert len(cells) == len(values)
    titles = {cell.get("title"): cell.text for cell in cells if cell.get("title")}
    assert len([cell for cell in cells if cell.get("title")]) == len(values)
    assert titles["a.yaml  2\nb&amp;<b>.yaml  5"] == "7"
    assert titles["调整  1（漏报一件）\n另有 2 项是 0"] == "1"
    total = "依申请公开情况.本年新收.自然人  7\n依申请公开情况.本年新收.商业企业  1\n另有 4 项是 0"
    assert titles[total] == "8"


def test_a_page_with_other_cells_and_a_report_of_no_sum_stay_as_they_are(county: Path) -> None:
    session = PreviewSession(county)
    shown = session.first()
    assert shown.document
    other = b'<html><head></head><td class="number">1</td></html>'
    assert with_addends(other, shown.document, trace_sums(county), "zh") == other
    alone = PreviewSession(county.with_name("a.yaml"))
    first = alone.first()
    assert alone.view(first, "web", "zh") == first.views["web"]
    assert alone.view(first, "nothing", "zh") == b""
