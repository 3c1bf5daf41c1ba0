"""Where things come from: cells, figures, bases, reports that are summed up, last year's."""

from pathlib import Path
from urllib.parse import unquote

from gkgen.language_server.definition import definition
from tests.acceptance.conftest import ROOT
from tests.language_server.reports import ENGLISH, REPORT, at_cursor, spot

CITY = ROOT / "examples" / "district" / "市.yaml"


def places(text: str, words: str, offset: int = 1, path: Path | None = None) -> list[tuple[str, int, int]]:
    """Name of the file, line and column from 0."""
    found = definition(*at_cursor(spot(text, words, offset), path))
    return [(unquote(each.uri.rpartition("/")[2]), each.range.start.line, each.range.start.character) for each in found]


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n")


def test_from_a_reference_to_the_cell_or_its_row() -> None:
    text = REPORT.replace("本年新收.总计", "本年新收.自然人")
    assert places(text, "本年新收.自然人") == [("untitled:1", line_of(text, "本年新收: "), 14)]
    assert places(REPORT, "本年新收.总计") == [("untitled:1", line_of(REPORT, "本年新收: "), 2)]
    assert places(ENGLISH, "new_received.total")[0][1] == line_of(ENGLISH, "new_received: ")


def test_from_a_name_to_the_figure() -> None:
    for words in ("培训 }}", "数据.培训"):
        assert places(REPORT, words) == [("untitled:1", 3, 6)]


def test_from_a_key_to_the_base(tmp_path: Path) -> None:
    (tmp_path / "_区.yaml").write_text("# 共用\ncontact:\n  phone: 0500-1234567\n", encoding="utf-8")
    text = "继承: _区.yaml\n" + REPORT + "联系方式:\n  电话: 0500-7654321\n"
    assert places(text, "电话", path=tmp_path / "甲.yaml") == [("_区.yaml", 2, 2)]
    assert places(text, "_区.yaml", path=tmp_path / "甲.yaml") == [("_区.yaml", 0, 0)]


def test_from_a_sum_to_the_reports() -> None:
    text = CITY.read_text(encoding="utf-8")
    assert [name for name, *_ in places(text, "依申请公开情况: 汇总", 10, CITY)] == [
        "柳林镇.yaml",
        "青石街道.yaml",
        "市.yaml",
    ]
    assert [name for name, *_ in places(text, "[.]", 1, CITY)] == ["柳林镇.yaml", "青石街道.yaml"]
    cells = places(text.replace("本年新收.总计", "本年新收.自然人"), "本年新收.自然人", 1, CITY)
    assert ("青石街道.yaml", 14, 14) in cells


def test_from_what_was_carried_over_to_last_year(tmp_path: Path) -> None:
    before = REPORT.replace("2025", "2024").replace("复议诉讼情况", "  结转下年度: {自然人: 0}\n复议诉讼情况", 1)
    (tmp_path / "去年.yaml").write_text(before, encoding="utf-8")
    text = REPORT.replace("  办理结果:", "  上年结转: {自然人: 0}\n  办理结果:") + "上年: 去年.yaml\n"
    path = tmp_path / "今年.yaml"
    assert places(text, "去年.yaml", path=path) == [("去年.yaml", 0, 0)]
    assert places(text, "上年结转", path=path) == [("去年.yaml", line_of(before, "结转下年度"), 15)]


def test_nothing_comes_from_nowhere(tmp_path: Path) -> None:
    assert places(REPORT, "2025") == []
    assert places(REPORT + "上年: 没有.yaml\n", "没有.yaml", path=tmp_path / "甲.yaml") == []
    assert definition(*at_cursor("¦")) == []
