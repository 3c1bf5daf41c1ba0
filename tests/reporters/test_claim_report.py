"""Claims as text, as JSON and as a page."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from gkgen.diagnostics import Language
from gkgen.pipeline.inspecting.claim_listing import ClaimListing, list_claims
from gkgen.reporters.claim_report import claims_json, claims_page, listed
from tests.office import office

TEXT = "全年新收政府信息公开申请5件，上年结转0件，<b>公布</b>信息88条。申请比上年增长20%。未发生行政复议、行政诉讼。"


@pytest.fixture
def listing(tmp_path: Path) -> ClaimListing:
    path = tmp_path / "甲.yaml"
    path.write_text(office(引言=TEXT, 依申请公开情况="{本年新收: {自然人: 3}}"), encoding="utf-8")
    return list_claims(path)


def test_a_line_for_each_number_with_its_reason(listing: ClaimListing) -> None:
    head, field, *lines = listed(listing, "zh")
    assert head.endswith(
        f"{len(listing.claims)} 个：1 个不一致，1 个判断不了，{len(listing.claims) - 3} 个一致，1 个说的是别的"
    )
    assert field == "  引言"
    assert len(lines) == len(listing.claims) >= 5
    assert lines[0].split(maxsplit=1)[0] == "9:17"
    assert lines[0].endswith("不一致      全年新收政府信息公开申请【5件】  本年新收 3")
    assert any("没有写上年的数" in line for line in lines)


def test_the_english_words(listing: ClaimListing) -> None:
    assert "1 contradicts" in next(iter(listed(listing, "en")))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_json_names_cells_readings_and_the_finding(listing: ClaimListing, language: Language) -> None:
    data = json.loads(claims_json([listing], language))
    assert data["version"] == 1
    (file,) = data["files"]
    assert sum(file["counts"].values()) == len(file["claims"])
    first = file["claims"][0]
    assert (first["words"], first["verdict"], first["code"]) == ("5件", "contradicts", "R60")
    assert first["readings"][0]["cells"] == ["requests.new_received.total"]
    assert [(each["expression"], each["value"]) for each in first["compared"]] == [("new", 3)]


class _Marks(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.marks: list[list[str]] = []
        self.text, self.is_marked, self.tags = "", False, set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.is_marked = tag == "mark" and "title" in dict(attrs)
        if self.is_marked:
            self.marks.append([dict(attrs)["class"] or "", dict(attrs)["title"] or "", ""])

    def handle_endtag(self, tag: str) -> None:
        self.is_marked = self.is_marked and tag != "mark"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.is_marked:
            self.marks[-1][2] += data


def test_the_page_has_the_whole_text_with_marks(listing: ClaimListing) -> None:
    page = _Marks()
    page.feed(claims_page([listing], "zh"))
    assert TEXT in page.text
    assert not page.tags & {"b", "script"}
    assert page.marks[0] == ["contradicts", "不一致：本年新收 3", "5件"]
    assert "20%：没有写上年的数" in page.text
    assert {mark[0] for mark in page.marks} == {"contradicts", "agrees", "undecidable", "elsewhere"}
