"""gkgen verify: an edited Word file against its office file."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document

from tests.cli.calls import Gkgen
from tests.office import office

TEXT = office(
    总体情况="|\n## 主动公开\n全年公开信息{{ 网站 }}条。内容都经过审核。\n| 渠道 | 条 |\n| --- | --- |\n| 网站 | 12 |",
    依申请公开情况="本年新收: {自然人: 3}\n办理结果: {予以公开: {自然人: 3}}",
    数据="{网站: 12}",
)


@pytest.fixture
def built(gkgen: Gkgen, tmp_path: Path) -> Path:
    """An office file with its Word file beside it."""
    path = tmp_path / "局.yaml"
    path.write_text(TEXT, encoding="utf-8")
    assert gkgen("build", path, "-f", "docx").status == 0
    return path


def edit(path: Path, change: Callable[[Document], None]) -> None:
    """As somebody in Word would."""
    document = docx.Document(str(path.with_suffix(".docx")))
    change(document)
    document.save(str(path.with_suffix(".docx")))


def remove(element: Any) -> None:
    element.getparent().remove(element)


def write(document: Document, old: str, new: str) -> None:
    (paragraph,) = [each for each in document.paragraphs if old in each.text]
    text = paragraph.text.replace(old, new)
    for run in paragraph.runs[1:]:
        run.text = ""
    paragraph.runs[0].text = text


def test_a_file_that_nobody_edited_matches(gkgen: Gkgen, built: Path) -> None:
    called = gkgen("verify", built, built.with_suffix(".docx"))
    assert (called.status, called.out, called.err) == (0, "", "没有差异\n")


def test_an_edited_cell_and_an_edited_sentence_are_told(gkgen: Gkgen, built: Path) -> None:
    def change(document: Document) -> None:
        document.tables[2].rows[3].cells[3].paragraphs[0].runs[0].text = "5"
        document.tables[0].rows[1].cells[1].paragraphs[0].runs[0].text = "14"
        write(document, "内容都经过审核", "内容都经过两级审核")
        document.paragraphs[-1].insert_paragraph_before("请领导审阅！")

    edit(built, change)
    finished = built.with_suffix(".docx")
    called = gkgen("verify", built, finished)
    assert called.status == 4
    assert called.out.splitlines() == [
        f"{built} → {finished}",
        "  一、总体情况",
        "    第 3 段的表·第 2 行第 2 格：12 → 14",
        "  三、收到和处理政府信息公开申请情况",
        "    一、本年新收政府信息公开申请数量·自然人：3 → 5（+2）",
        "  一、总体情况",
        "    第 2 段：内容都经过{+两级+}审核。",
        "  六、其他需要报告的事项",
        "    标题：{+请领导审阅！+}",
    ]
    assert called.err == "2 项不同，2 句不同\n"


def test_a_change_of_the_office_file_shows_as_well(gkgen: Gkgen, built: Path) -> None:
    built.write_text(TEXT.replace("{网站: 12}", "{网站: 13}"), encoding="utf-8")
    called = gkgen("verify", built)
    assert called.status == 4
    assert "第 2 段：全年公开信息[-13-]{+12+}条。" in called.out


def test_without_a_finished_file_those_beside_the_office_file_are_taken(gkgen: Gkgen, built: Path) -> None:
    assert gkgen("verify", built).status == 0
    built.with_suffix(".docx").unlink()
    called = gkgen("verify", built)
    assert (called.status, built.name in called.err) == (2, True)


def test_json_is_that_of_diff(gkgen: Gkgen, built: Path) -> None:
    edit(built, lambda document: write(document, "内容都经过审核", "内容未经审核"))
    called = gkgen("verify", built, "--output-format", "json")
    assert called.status == 4
    (report,) = json.loads(called.out)["reports"]
    assert (report["status"], len(report["sentences"]), report["facts"]) == ("changed", 1, [])


def test_a_deleted_table_and_a_deleted_paragraph_are_told(gkgen: Gkgen, built: Path) -> None:
    def change(document: Document) -> None:
        remove(document.tables[3]._tbl)
        (paragraph,) = [
            each._p for each in document.paragraphs if "网站" not in each.text and "公开的内容" in each.text
        ]
        remove(paragraph)

    edit(built, change)
    called = gkgen("verify", built, "--lang", "en")
    assert "    the whole table: " in called.out
    assert "    paragraph 1: [-公开的内容不够细，更新不够及时，问题主要出在审核环节。-]" in called.out.splitlines()


@pytest.mark.parametrize(("content", "code"), [(b"", "I30"), (b"PK\x03\x04 damaged", "I30"), ("年度".encode(), "I30")])
def test_a_finished_file_that_cannot_be_read_is_a_finding(gkgen: Gkgen, built: Path, content: bytes, code: str) -> None:
    built.with_suffix(".docx").write_bytes(content)
    called = gkgen("verify", built)
    assert (called.status, f" {code} " in called.err, called.out) == (1, True, "")


def test_an_office_file_with_errors_is_told_with_them(gkgen: Gkgen, built: Path) -> None:
    built.write_text(TEXT.replace("自然人: 3}\n", "自然人: 3, 总计: 4}\n", 1), encoding="utf-8")
    called = gkgen("verify", built)
    assert (called.status, called.out) == (1, "")
    assert f"{built}:" in called.err
    assert called.err.count(" 错误 R") == 1


def test_a_file_of_another_format_is_a_usage_error(gkgen: Gkgen, built: Path) -> None:
    called = gkgen("verify", built, built)
    assert (called.status, ".docx" in called.err) == (2, True)
