"""Completion: keys, columns, values and references, in the language of the file."""

from pathlib import Path

import pytest
from lsprotocol import types as lsp

from gkgen.language_server.proposals import complete
from tests.language_server.reports import CURSOR, ENGLISH, REPORT, applied, at_cursor


def proposed(text: str, **more: object) -> dict[str, lsp.CompletionItem]:
    return {item.label: item for item in complete(*at_cursor(text, **more))}  # type: ignore[arg-type]


def written(text: str, label: str, **more: object) -> str:
    """The line of the cursor after an item was taken."""
    asked, position = at_cursor(text, **more)  # type: ignore[arg-type]
    item = next(item for item in complete(asked, position) if item.label == label)
    assert isinstance(item.text_edit, lsp.TextEdit)
    return applied(asked.text.text, [item.text_edit]).split("\n")[position.line]


def test_keys_that_are_not_there_yet_in_the_order_of_the_form() -> None:
    found = proposed(REPORT + CURSOR)
    assert list(found)[:3] == ["模板", "继承", "机关类型"]
    assert not {"年度", "机关", "office", "other_matters"} & found.keys()
    assert found["引言"].detail == "放在第一部分之前，可以不写"


def test_keys_in_the_language_of_the_file() -> None:
    assert {"template", "contact"} <= proposed(ENGLISH + CURSOR).keys()
    assert {"year", "office"} <= proposed(CURSOR, language="en").keys()
    assert "整份报告" in proposed(CURSOR)


def test_a_row_comes_with_its_columns() -> None:
    text = REPORT.replace("  办理结果:", f"  {CURSOR}\n  办理结果:")
    plain = "  上年结转: {自然人: 0, 商业企业: 0, 科研机构: 0, 社会公益组织: 0, 法律服务机构: 0, 其他: 0}"
    assert written(text, "上年结转") == plain
    assert written(text, "上年结转", has_snippets=True).startswith("  上年结转: {自然人: ${1:0}, 商业企业: ${2:0}")


def test_values_of_a_row_of_a_table() -> None:
    text = REPORT.replace("  办理结果:", f"  上年结转: {CURSOR}\n  办理结果:")
    assert list(proposed(text)) == ["{自然人: …}", "全零"]
    assert "汇总" in proposed(text + "汇总: [甲.yaml]\n")


def test_columns_of_a_row() -> None:
    found = proposed(REPORT.replace("商业企业: 1}\n  办", f"商业企业: 1, {CURSOR}}}\n  办"))
    assert list(found) == ["科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (f"机关类型: {CURSOR}", ["县级以上政府", "乡镇政府", "街道办事处", "部门", "其他"]),
        (f"其他事项:\n  信息处理费: {{收取: {CURSOR}}}", ["是", "否"]),
        (f"机关: {CURSOR}", []),
        (f"没有这一项:\n  {CURSOR}", []),
    ],
)
def test_words_to_choose_from(text: str, labels: list[str]) -> None:
    assert list(proposed(text)) == labels


def test_references_come_with_their_values() -> None:
    found = proposed(REPORT.replace("都已答复", f"{{{{ {CURSOR}"))
    assert found["培训"].detail == "= 3"
    assert found["依申请公开情况.本年新收.自然人"].detail == "= 5"
    assert found["依申请公开情况"].detail == "…"
    assert not {"figures", "requests"} & found.keys()
    assert "requests.new_received.total" in proposed(ENGLISH.replace("次。", f"次，{{{{ {CURSOR}"))


def test_references_step_by_step() -> None:
    text = REPORT.replace("都已答复", f"{{{{ 依申请公开情况.办理结果.{CURSOR}")
    assert {"依申请公开情况.办理结果.予以公开", "依申请公开情况.办理结果.总计"} <= proposed(text).keys()
    assert written(text, "依申请公开情况.办理结果.予以公开").endswith("{{ 依申请公开情况.办理结果.予以公开。")


@pytest.mark.parametrize(
    "typed", [f"{{{{{CURSOR}", f"{{{{ {CURSOR}", f"{{{{ {CURSOR} }}}}", f"{{{CURSOR}}}", f"{{{CURSOR}"]
)
def test_braces_are_closed_once(typed: str) -> None:
    assert written(REPORT.replace("都已答复", typed), "培训").endswith("件，{{ 培训 }}。")


def test_filters_of_a_reference() -> None:
    assert list(proposed(REPORT.replace("培训 }}", f"培训 | {CURSOR} }}}}"))) == ["百分比", "小数", "绝对值"]
    assert "percentage" in proposed(ENGLISH.replace("courses }}", f"courses | {CURSOR} }}}}"))


def test_names_in_equations_and_codes_in_waivers() -> None:
    assert written(REPORT + f"核对:\n  - 培训 == {CURSOR}", "培训") == "  - 培训 == 培训"
    text = REPORT.replace("问题及改进:\n", "问题及改进: 短。\n旧的:\n")
    found = proposed(text + f"豁免:\n  - 规则: {CURSOR}\n")
    assert "R72" in found
    assert found["R72"].detail


def test_files_of_the_folder(tmp_path: Path) -> None:
    for name in ("_区.yaml", "甲.yaml", "乙.yaml", ".隐藏.yaml"):
        (tmp_path / name).write_text("年度: 2025\n")
    assert list(proposed(f"年度: 2025\n继承: {CURSOR}", path=tmp_path / "甲.yaml")) == ["_区.yaml"]
    assert list(proposed(f"年度: 2025\n上年: {CURSOR}", path=tmp_path / "甲.yaml")) == ["_区.yaml", "乙.yaml"]
