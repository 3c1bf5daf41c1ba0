"""What was read as a table, as JSON and as a page."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from gkgen.diagnostics import Language
from gkgen.pipeline.core.outcome import Outcome
from gkgen.pipeline.importing.converted_report import ImportOptions
from gkgen.pipeline.importing.import_files import import_file
from gkgen.reporters.import_report import accounts_json, beside_page, listed

TEXT = """\
张庄镇人民政府2021年政府信息公开工作年度报告
一、总体情况
依法主动公开<b>政府信息</b>。
五、存在的主要问题及改进情况
公开的内容不够细，下一步改进审核办法。
六、其他需要报告的事项
本年度未收取信息处理费。[bookmark: _GoBack]
"""


@pytest.fixture
def outcome(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    """A report as text, without its tables."""
    monkeypatch.chdir(tmp_path)
    Path("甲.txt").write_text(TEXT, encoding="utf-8")
    return import_file(Path("甲.txt"), Path("甲.yaml"), ImportOptions(is_beside=True))


def test_a_line_for_each_kind_with_place_reason_and_what_to_do(outcome: Outcome) -> None:
    head, *lines = listed(outcome, "zh")
    assert head == "甲.txt -> 甲.yaml"
    assert lines[0] == "  读准      年度 2021，机关 张庄镇人民政府"
    at = lines.index(
        "            同样的另有 2 处：三、收到和处理政府信息公开申请情况；四、政府信息公开行政复议、行政诉讼情况"
    )
    assert lines[at - 1].startswith("  要核对    甲.yaml:10 I10 ")
    assert lines[at + 1].startswith("            建议：")
    assert any(line.startswith("  作了判断  甲.txt I31 ") for line in lines)
    assert sum("I10" in line for line in lines) == 1


def test_the_english_words(outcome: Outcome) -> None:
    lines = list(listed(outcome, "en"))
    assert lines[1] == "  certain   year 2021, office 张庄镇人民政府"
    assert "            2 more of the kind: requests; disputes" in lines


def test_a_report_that_was_refused_has_no_account(tmp_path: Path) -> None:
    outcome = import_file(tmp_path / "没有.txt", tmp_path / "没有.yaml", ImportOptions())
    assert list(listed(outcome, "zh")) == []
    (report,) = json.loads(accounts_json([outcome], "zh"))["reports"]
    assert (report["account"], report["outputs"], report["counts"]["certain"]) == ([], [], 0)
    assert report["diagnostics"][0]["severity"] == "error"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_json_has_the_same_lines(outcome: Outcome, language: Language) -> None:
    (report,) = json.loads(accounts_json([outcome], language))["reports"]
    assert (report["source"], report["outputs"]) == ("甲.txt", ["甲.yaml"])
    kinds = [line["certainty"] for line in report["account"]]
    assert set(kinds) == {"certain", "decided", "to_check"}
    tables = next(line for line in report["account"] if line["code"] == "I10")
    assert [spot["line"] for spot in tables["spots"]] == [10, 13, 16]
    dropped = next(line for line in report["account"] if line["code"] == "I31")
    assert [(spot["line"], spot["source_line"]) for spot in dropped["spots"]] == [(None, 7)]
    assert report["counts"]["to_check"] == sum(
        len(line["spots"]) for line in report["account"] if line["certainty"] == "to_check"
    )
    told = "\n".join(listed(outcome, language))
    assert all(line["message"] in told for line in report["account"])


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_every_link_of_the_page_leads_somewhere_and_markup_of_the_report_is_text(outcome: Outcome) -> None:
    assert outcome.beside
    page = _Page()
    page.feed(beside_page([outcome.beside, outcome.beside], "zh"))
    assert len(page.links) > 10
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert {"b", "script"}.isdisjoint(page.tags)
    assert page.text.count("依法主动公开<b>政府信息</b>。") >= 2
    assert "依申请公开情况: 待核对" in page.text
    # What has to be looked at comes first; of each kind in the order of the report.
    places = [
        page.text.index(f"{word}{text}") for word, text in (("要核对", ""), ("读准", "年度"), ("读准", "一、总体情况"))
    ]
    assert places == sorted(places)
