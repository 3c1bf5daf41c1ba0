"""A new file begun from last year's: what is carried over, what is left to be written."""

from pathlib import Path

import pytest

from gkgen.pipeline.core.file_checking import check_file
from gkgen.pipeline.editing.starter import Begin, new_file
from tests.office import office

OLD = office(
    年度="2022",
    联系方式="{电话: 0371-00000000, 网址: www.example.gov.cn}",
    署名="张庄镇人民政府",
    总体情况="|\n第一段。\n\n### 小标题\n去年的做法 # 不是注释。",
    主动公开情况="行政规范性文件: {制发: 3, 废止: 1, 现行有效: 12}\n行政处罚: 6",
    依申请公开情况="本年新收: {自然人: 3, 商业企业: 2}\n办理结果: {予以公开: {自然人: 1, 商业企业: 1}}",
)


def begun(folder: Path, old: str = OLD, *, keep_text: bool = False, name: str = "新.yaml") -> str:
    (folder / "旧.yaml").write_text(old, encoding="utf-8")
    assert new_file(folder / name, Begin(previous=folder / "旧.yaml", keep_text=keep_text)) == ()
    return (folder / name).read_text(encoding="utf-8")


def test_names_contact_and_last_years_file_are_written(tmp_path: Path) -> None:
    lines = begun(tmp_path).split("\n")
    for line in (
        "年度: 2023",
        "机关: 张庄镇人民政府",
        "联系方式:  # 可以不写",
        "  电话: 0371-00000000",
        "署名: 张庄镇人民政府",
    ):
        assert line in lines
    assert '上年: "旧.yaml"' in lines or "上年: 旧.yaml" in lines


def test_requests_carried_out_and_documents_in_force_begin_the_year(tmp_path: Path) -> None:
    lines = begun(tmp_path).split("\n")
    assert any(line.startswith("  上年结转: {自然人: 2, 商业企业: 1, 科研机构: 0, ") for line in lines)
    assert "  行政规范性文件: {制发: 0, 废止: 0, 现行有效: 12}" in lines
    assert not any("制发: 3" in line or "行政处罚: {处理决定: 6}" in line for line in lines)
    assert "  行政复议: {结果维持: 0, 结果纠正: 0, 其他结果: 0, 尚未审结: 0}" in lines


def test_what_was_carried_agrees_with_last_year(tmp_path: Path) -> None:
    begun(tmp_path)
    codes = {found.code for found in check_file(tmp_path / "新.yaml").diagnostics}
    assert "N16" in codes  # the texts are still to be written
    assert not codes & {"R40", "R41", "R42", "L01", "L03", "L04", "F01"}


def test_items_of_2019_are_added_up(tmp_path: Path) -> None:
    old = office(年度="2019", 主动公开情况="行政许可: {上一年项目: 10, 本年增减: -2, 处理决定: 7}")
    assert "  行政许可: {上一年项目: 8, 本年增减: 0, 处理决定: 0}" in begun(tmp_path, old)


def test_cells_that_the_new_edition_lacks_are_left_behind(tmp_path: Path) -> None:
    old = office(年度="2020", 主动公开情况="行政许可: {上一年项目: 10, 本年增减: 1, 处理决定: 7}")
    assert "  规章: {制发: 0, 废止: 0, 现行有效: 0}" in begun(tmp_path, old).split("\n")


def test_last_years_text_is_kept_as_comment_on_request(tmp_path: Path) -> None:
    assert "去年的做法" not in begun(tmp_path)
    lines = begun(tmp_path, keep_text=True, name="有旧文.yaml").split("\n")
    start = lines.index("# 上年写的是：")
    assert lines[start + 1 : start + 5] == ["#   第一段。", "#", "#   ### 小标题", "#   去年的做法 # 不是注释。"]
    codes = {found.code for found in check_file(tmp_path / "有旧文.yaml").diagnostics}
    assert not codes & {"Y03", "R80"}


def test_it_may_lie_in_another_folder(tmp_path: Path) -> None:
    (tmp_path / "2023").mkdir()
    assert '上年: "../旧.yaml"' in begun(tmp_path, name="2023/新.yaml")


@pytest.mark.parametrize(
    ("old", "year", "kinds"),
    [
        (OLD, 2025, ["L03"]),
        (OLD.replace("自然人: 3", "自然人: 三"), None, ["R05.meant"]),
        ("年度: [", None, ["Y03.flow"]),
        (None, None, ["O03"]),
    ],
    ids=["two years later", "with an error", "no YAML", "missing"],
)
def test_nothing_is_written_where_last_years_file_will_not_do(
    old: str | None, year: int | None, kinds: list[str], tmp_path: Path
) -> None:
    if old is not None:
        (tmp_path / "旧.yaml").write_text(old, encoding="utf-8")
    found = new_file(tmp_path / "新.yaml", Begin(year, previous=tmp_path / "旧.yaml"))
    assert [each.kind for each in found][: len(kinds)] == kinds
    assert not (tmp_path / "新.yaml").exists()


def test_a_year_or_an_office_must_come_from_somewhere(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="year and office"):
        new_file(tmp_path / "新.yaml", Begin(2021))


def test_what_last_years_file_inherited_is_carried_over_too(tmp_path: Path) -> None:
    (tmp_path / "_base.yaml").write_text("年度: 2022\n联系方式: {网址: www.example.gov.cn}\n", encoding="utf-8")
    lines = begun(tmp_path, office(年度=None, 继承="_base.yaml", 联系方式="{电话: 0371-00000000}")).split("\n")
    assert "年度: 2023" in lines
    assert {"  电话: 0371-00000000", "  网址: www.example.gov.cn"} <= set(lines)
