"""Where a number comes from, level by level."""

from pathlib import Path

import pytest

from gkgen.checks import Origin
from gkgen.pipeline.inspecting.number_trace import Trace, trace
from tests.office import office

SUMMED = {"主动公开情况": "汇总", "依申请公开情况": "汇总", "复议诉讼情况": "汇总"}
NEW = "依申请公开情况.本年新收.自然人"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A city of one county with two towns, and of one town of its own; the city takes one request away."""
    for name, count in (("县/a", 1), ("县/b", 0), ("c", 30)):
        path = tmp_path / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        row = f"{{自然人: {count}}}"
        text = office(机关=f"{path.stem}镇人民政府", 依申请公开情况=f"本年新收: {row}\n办理结果:\n  予以公开: {row}\n")
        path.write_text(text, encoding="utf-8")
    (tmp_path / "县" / "县.yaml").write_text(office(机关="甲县人民政府", 汇总="[.]", **SUMMED), encoding="utf-8")
    result = "{格: 依申请公开情况.办理结果.予以公开.自然人, 数: -1, 理由: 同一件申请}"
    adjusted = f"[{{格: {NEW}, 数: -1, 理由: 一件由丙镇转给甲县}}, {result}]"
    text = office(机关="某市人民政府", 汇总=f"{{报告: [县/县.yaml, c.yaml], 调整: {adjusted}}}", **SUMMED)
    (tmp_path / "市.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def told(each: Trace) -> tuple[str, int, int | None]:
    return each.name.zh, int(each.value), each.span.line if each.span else None


def test_a_sum_is_followed_down_to_the_lines_where_its_parts_were_typed(city: Path) -> None:
    (found,) = trace(city / "市.yaml", NEW).traces
    assert (found.value, found.origin) == (30, Origin.SUMMED)
    assert [told(each)[:2] for each in found.parts] == [("县/县.yaml", 1), ("c.yaml", 30), ("调整", -1)]
    county, town, adjustment = found.parts
    assert [told(each) for each in county.parts] == [("a.yaml", 1, 6), ("b.yaml", 0, 6)]
    assert told(town)[2] == 6
    assert adjustment.reason == "一件由丙镇转给甲县"
    assert sum(int(each.value) for each in found.parts) == found.value


def test_a_total_is_its_cells_and_a_row_is_all_of_its_cells(city: Path) -> None:
    (total,) = trace(city / "c.yaml", "依申请公开情况.本年新收.总计").traces
    assert [told(each)[:2] for each in total.parts if each.value] == [(NEW, 30)]
    assert len(trace(city / "c.yaml", "requests.new_received").traces) == 7
    (carried,) = trace(city / "c.yaml", "依申请公开情况.结转下年度.自然人").traces
    assert sum(each.sign * int(each.value) for each in carried.parts) == carried.value == 0


def test_a_total_that_was_typed_is_shown_with_its_cells(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    rows = "本年新收: {自然人: 2, 商业企业: 1, 总计: 3}\n办理结果:\n  予以公开: {自然人: 2, 商业企业: 1}\n"
    path.write_text(office(依申请公开情况=rows), encoding="utf-8")
    (total,) = trace(path, "依申请公开情况.本年新收.总计").traces
    assert (total.origin, total.value, total.span and total.span.line) == (Origin.TYPED, 3, 6)
    assert [int(each.value) for each in total.parts if each.value] == [2, 1]
    assert trace(path, NEW).traces[0].parts == ()


@pytest.mark.parametrize(
    ("file", "cell", "kind"),
    [("市.yaml", "乱写", "S02.untraced"), ("市.yaml", f"{NEW}们", "S02.untraced_near"), ("没有.yaml", NEW, "O03")],
)
def test_what_cannot_be_traced_is_told(city: Path, file: str, cell: str, kind: str) -> None:
    found = trace(city / file, cell)
    assert found.traces == ()
    assert [each.kind for each in found.diagnostics] == [kind]
