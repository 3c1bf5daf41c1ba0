"""Findings as an editor shows them, equal to those of `gkgen check`."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types as lsp

from gkgen.diagnostics import Language
from gkgen.language_server.diagnostics import diagnostics
from gkgen.pipeline.core.checking import check_text
from gkgen.pipeline.core.file_checking import check_file
from gkgen.pipeline.core.project import Project
from tests.language_server.reports import REPORT, request

WRONG = REPORT.replace("复议诉讼情况: 全零", "  结转下年度: {自然人: 1}\n复议诉讼情况: 全零")


def test_a_finding_has_place_code_words_and_its_page() -> None:
    (found,) = [each for each in diagnostics(request(WRONG)) if each.code == "R10"]
    assert found.severity == lsp.DiagnosticSeverity.Error
    assert "相差 1" in found.message
    assert found.source == "gkgen"
    assert found.code_description is not None
    page, _, line = found.code_description.href.partition("#L")
    path = Path(unquote(page.removeprefix("file://")))
    assert path.read_text(encoding="utf-8").split("\n")[int(line) - 1] == "R10:"
    assert found.related_information
    assert {each.location.range.start.line for each in found.related_information} == {14, 18}


def test_an_editor_may_have_pages_of_its_own() -> None:
    found = diagnostics(request(WRONG, rule_pages="gkgen-rule:/{code}.md"))[0]
    assert found.code_description is not None
    assert found.code_description.href == f"gkgen-rule:/{found.code}.md"


@pytest.mark.parametrize(("language", "words"), [("zh", "缺少“机关”"), ("en", "'office' is missing")])
def test_in_both_languages(language: Language, words: str) -> None:
    found = diagnostics(request(REPORT.replace("机关: 云溪市青石街道办事处\n", ""), language=language))
    assert any(each.message.startswith(words) for each in found)


def test_a_finding_in_a_base_stands_where_the_base_is_named(tmp_path: Path) -> None:
    (tmp_path / "_区.yaml").write_text("联系方式: {邮编: 12}\n", encoding="utf-8")
    asked = request("继承: _区.yaml\n" + REPORT, tmp_path / "甲.yaml")
    (found,) = [each for each in diagnostics(asked) if "邮编" in each.message]
    assert found.range.start == lsp.Position(0, 4)
    assert found.related_information
    assert unquote(found.related_information[0].location.uri).endswith("/_区.yaml")


def test_a_base_alone_is_not_told_what_is_not_written_in_it(tmp_path: Path) -> None:
    asked = request("年度: 2025\n联系方式: {邮编: 12}\n", tmp_path / "_区.yaml")
    assert [each.code for each in diagnostics(asked)] == ["F06"] or all(
        "缺少" not in each.message for each in diagnostics(asked)
    )


def test_a_waived_finding_is_a_hint() -> None:
    short = REPORT.replace(
        "公开的内容不够细，更新不够及时，问题主要出在审核环节，政策解读也还少，回应关切还慢。", "慢。"
    )
    text = short + "豁免:\n  - {规则: R72, 理由: 本年情况简单，上级同意从简}\n"
    assert [each.severity for each in diagnostics(request(text)) if each.code == "R72"] == [lsp.DiagnosticSeverity.Hint]


def test_what_is_open_comes_before_what_is_saved(tmp_path: Path) -> None:
    base = tmp_path / "_区.yaml"
    base.write_text("其他: 1\n", encoding="utf-8")
    text = "继承: _区.yaml\n" + REPORT
    saved = request(text, tmp_path / "甲.yaml").analysis.findings
    opened = request(text, tmp_path / "甲.yaml", buffers={base: "引言: 编制本报告。\n"}).analysis.findings
    assert {each.code for each in saved} != {each.code for each in opened}
    base.unlink()
    assert request(text, tmp_path / "甲.yaml", buffers={base: "引言: 编制本报告。\n"}).analysis.findings == opened


def test_a_file_in_gbk_is_told_whatever_the_editor_made_of_it(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_bytes(REPORT.encode("gbk"))
    wrong = diagnostics(request(path.read_bytes().decode("utf-8", "replace"), path))
    assert [each.code for each in wrong] == ["Y01"]
    right = diagnostics(request(WRONG, path))
    assert right[0].code == "Y01"
    assert "R10" in {each.code for each in right}


PIECES = st.sampled_from(
    [
        "：",
        "{",
        "}",
        "|",
        "\n",
        "  ",
        "# 注",
        "5",
        "年度",
        ": ",
        "- ",
        "{{ ",
        " }}",
        "甲",
        "\t",
        "\u3000",
        "𬭚",
        "'",
        "全零",
    ]
)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, len(REPORT)), st.integers(0, 6), PIECES), min_size=1, max_size=6))
def test_findings_equal_those_of_check_on_the_same_text(edits: list[tuple[int, int, str]]) -> None:
    text = REPORT
    for start, length, piece in edits:
        text = text[:start] + piece + text[start + length :]
    path = Path("/nowhere/甲.yaml")
    expected = check_text(text.encode("utf-8"), str(path), Project.of(path)).diagnostics
    assert request(text, path).analysis.findings == expected


def test_findings_equal_those_of_check_on_files(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    for text in (REPORT, WRONG, "", "年度：2025", "\ufeff" + REPORT, REPORT.replace("\n", "\r\n")):
        path.write_bytes(text.encode("utf-8"))
        assert request(text, path).analysis.findings == check_file(path).diagnostics
