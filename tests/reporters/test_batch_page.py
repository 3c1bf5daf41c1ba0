"""A batch as a web page: every office, the failed ones first; nothing is loaded from elsewhere or taken for markup."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

import pytest

from gkgen.diagnostics import Diagnostic, Language, Span, diagnose
from gkgen.pipeline.collecting.reporting_status import DistrictStatus, OfficeStatus, State
from gkgen.pipeline.collecting.roster import Roster, RosterEntry
from gkgen.pipeline.core.file_checking import check_file
from gkgen.pipeline.core.outcome import Outcome
from gkgen.reporters.batch_page import batch_page, status_page
from tests.office import office

ERROR = diagnose("N16", Span("a.yaml", 41, 1, 41, 3), "overview", field="总体情况")
WARNING = diagnose("N13", "a.yaml")
NOTE = replace(WARNING, waived="领导同意")
HOSTILE = "<script>alert('1')</script>&\""
VOID = {"meta", "br", "link", "img", "input", "hr"}


@dataclass
class Page(HTMLParser):
    """What a browser sees: elements, their attributes, the text of each row."""

    text: str = ""
    rows: list[list[str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([dict(attrs).get("class") or ""])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
        elif tag == "a":
            self.links.append(dict(attrs)["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data


def outcome(
    source: str,
    *diagnostics: Diagnostic,
    state: Literal["checked", "built", "unchanged", "failed"] = "built",
    outputs: tuple[str, ...] = (),
) -> Outcome:
    return Outcome(source, state, outputs, 0.1, diagnostics, ())


def page(outcomes: Sequence[Outcome], language: Language = "zh", folder: Path = Path()) -> Page:
    shown = Page(batch_page(outcomes, language, folder))
    assert shown.open == []
    return shown


def test_every_office_has_a_row_failed_ones_first_then_warned_ones_then_good_ones() -> None:
    outcomes = [
        outcome("1.yaml", state="unchanged"),
        outcome("2.yaml", WARNING),
        outcome("3.yaml", ERROR, state="failed"),
        outcome("4.yaml"),
        outcome("5.yaml", state="failed"),
        outcome("6.yaml", ERROR, state="checked"),
        outcome("7.yaml", NOTE),
    ]
    _, *rows = page(outcomes).rows
    assert [(row[0], row[1], row[2]) for row in rows] == [
        ("failed", "3.yaml", "没有生成"),
        ("failed", "5.yaml", "没有生成"),
        ("failed", "6.yaml", "已核对"),
        ("warned", "2.yaml", "已生成"),
        ("good", "1.yaml", "没有变化"),
        ("good", "4.yaml", "已生成"),
        ("good", "7.yaml", "已生成"),
    ]


def test_findings_are_told_with_line_message_and_advice_the_worst_first() -> None:
    (_, row) = page([outcome("a.yaml", WARNING, ERROR, state="failed")]).rows
    for words in ("1 错误，1 警告", "第 41 行", ERROR.message("zh"), ERROR.hint("zh"), WARNING.message("zh")):
        assert words in row[3]
    assert row[3].index(ERROR.message("zh")) < row[3].index(WARNING.message("zh"))


def test_a_finding_without_a_line_names_none() -> None:
    (_, row) = page([outcome("a.yaml", WARNING)]).rows
    assert "行" not in row[3].replace(WARNING.message("zh"), "").replace(WARNING.hint("zh"), "")


def test_it_speaks_english_as_well() -> None:
    text = batch_page([outcome("a.yaml", ERROR, state="failed")], "en", Path())
    shown = Page(text)
    assert ("lang", "en") in shown.attributes
    assert shown.rows[1][2] == "failed"
    assert ERROR.message("en") in shown.rows[1][3]
    assert "没有生成" not in text


def test_the_counts_are_those_of_the_batch() -> None:
    outcomes = [outcome("1"), outcome("2"), outcome("3", state="unchanged"), outcome("4", ERROR, state="failed")]
    text = batch_page(outcomes, "zh", Path())
    for count in ("共 4", "已生成 2", "没有变化 1", "没有生成 1"):
        assert f"<li>{count}</li>" in text
    assert [style for name, style in Page(text).attributes if name == "style"] == ["--share: 1", "--share: 3"]


def test_no_offices_make_a_page() -> None:
    assert len(page([]).rows) == 1


# Safe


def test_nothing_that_an_author_wrote_becomes_markup() -> None:
    hostile = [
        outcome(HOSTILE, diagnose("N16", "a", field=HOSTILE), state="failed"),
        outcome("{{ words }}{% x %}", outputs=(f"/out/{HOSTILE}.docx",)),
    ]
    shown = page(hostile, folder=Path("/out"))
    assert shown.tags.count("script") == 1, "its own"
    assert shown.rows[1][1] == HOSTILE
    assert HOSTILE in shown.rows[1][3]
    assert shown.rows[2][1] == "{{ words }}{% x %}"
    assert unquote(shown.links[0]).endswith(f"{HOSTILE}.docx")


def test_the_page_loads_nothing_and_runs_only_its_own_script() -> None:
    text = batch_page([outcome("a.yaml", ERROR, outputs=("a.docx",))], "zh", Path())
    shown = Page(text)
    assert "table" in shown.tags
    assert not {"link", "img", "iframe", "object"} & set(shown.tags)
    assert not any(name in {"src", "srcset"} or name.startswith("on") for name, _ in shown.attributes)
    assert not any(words in text for words in ("http:", "https:", "url(", "@import"))


# Links


@pytest.mark.parametrize(
    ("output", "folder", "link"),
    [
        ("/w/out/a.docx", "/w/out", "a.docx"),
        ("/w/out/a.docx", "/w", "out/a.docx"),
        ("/w/out/a.docx", "/w/report/deep", "../../out/a.docx"),
        ("out/a.docx", "out", "a.docx"),
        ("a.docx", ".", "a.docx"),
        ("/w/a b#c?.docx", "/w", "a%20b%23c%3F.docx"),
        ("/w/javascript:x/a.docx", "/w", "javascript%3Ax/a.docx"),
        ("/w/局.docx", "/w", "%E5%B1%80.docx"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="paths of POSIX")
def test_outputs_are_linked_as_seen_from_the_page(output: str, folder: str, link: str) -> None:
    assert page([outcome("a.yaml", outputs=(output,))], folder=Path(folder)).links == [link]


@pytest.mark.skipif(os.name == "nt", reason="names in Windows are no bytes")
def test_a_folder_whose_name_is_no_utf8_is_linked() -> None:
    """As folders unpacked from a Chinese archive are."""
    assert page([outcome("a.yaml", outputs=("/w/\udcb5\udca5/a.docx",))], folder=Path("/w")).links == ["%B5%A5/a.docx"]


def test_a_finding_in_a_base_names_the_base() -> None:
    found = diagnose("N16", Span("_区.yaml", 7, 1, 7, 3), "overview", field="总体情况")
    page = batch_page([Outcome("a.yaml", "failed", (), 0.0, (found, ERROR), ())], "zh", Path())
    text = " ".join(" ".join(row) for row in Page(page).rows)
    assert "_区.yaml 第 7 行" in text
    assert "a.yaml 第 41 行" not in text


@pytest.mark.skipif(os.name == "nt", reason="paths of POSIX")
def test_a_link_says_what_it_leads_to_and_names_the_file() -> None:
    shown = page([outcome("a.yaml", outputs=("/w/某局.docx", "/w/某局.html"))], folder=Path("/w"))
    assert shown.rows[1][-1].split() == ["Word", "网页"]
    assert [value for name, value in shown.attributes if name == "title"] == ["某局.docx", "某局.html"]


def test_an_office_goes_by_its_name_with_kind_year_and_its_numbers(tmp_path: Path) -> None:
    """Guard: a number whose path no edition has would stay empty for ever."""
    results = "本年新收: {自然人: 5}\n办理结果:\n  予以公开: {自然人: 3}\n结转下年度: {自然人: 2}\n"
    disputes = "行政复议: {结果维持: 4}\n未经复议直接起诉: {结果维持: 1}\n复议后起诉: {尚未审结: 6}\n"
    path = tmp_path / "a.yaml"
    path.write_text(
        office(机关="甲局", 机关类型="部门", 依申请公开情况=results, 复议诉讼情况=disputes), encoding="utf-8"
    )
    (_, row) = page([check_file(path)]).rows
    assert row[1] == f"甲局{path}"
    assert row[4:11] == ["部门", "2021", "5", "3", "2", "4", "7"]


def test_the_page_says_when_it_was_made_and_is_searched_and_sorted_in_place() -> None:
    text = batch_page([outcome("a.yaml")], "zh", Path(), datetime(2026, 1, 20, 9, 30))
    assert "2026-01-20 09:30 · gkgen " in text
    assert ("type", "search") in Page(text).attributes


def test_a_roster_makes_a_page_with_those_who_did_not_report_first() -> None:
    span = Span("名册.yaml", 1, 1, 1, 2)
    offices = (
        OfficeStatus(State.REPORTED, RosterEntry("甲局", span), outcome("a.yaml")),
        OfficeStatus(State.MISSING, RosterEntry("乙局", span, deadline=date(2026, 1, 15)), None, 5),
    )
    shown = Page(
        status_page(DistrictStatus(Roster(Path("名册.yaml"), 2025, ()), date(2026, 1, 20), offices), "zh", Path())
    )
    _, first, second = shown.rows
    assert (first[0], first[1], first[2], first[3]) == ("failed", "乙局", "未报", "期限 2026-01-15，超期 5 天")
    assert (second[0], second[2]) == ("good", "已报")
