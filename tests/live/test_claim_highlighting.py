"""The numbers of a text marked in the page: at their words, and nothing of the page changed."""

import re
from pathlib import Path

from gkgen.live.claim_highlighting import with_highlights
from gkgen.live.preview_session import PreviewSession
from gkgen.pipeline.inspecting.claim_listing import list_claims
from tests.office import office

MARK = re.compile(r'<mark class="(?P<verdict>\w+)" title="(?P<title>[^"]*)">(?P<words>[^<]*)</mark>')
TEXT = (
    "|\n  全年**新收政府信息公开申请5**件，见〔2021〕30号 ABC & <i>公布信息88条</i>。\n\n"
    "  | 项目 | 件数 |\n  | --- | --- |\n  | 新收申请 | 5 |\n\n  申请比上年增长20%。"
)


def pages(tmp_path: Path, text: str) -> tuple[str, str]:
    """The page without and with marks."""
    path = tmp_path / "甲.yaml"
    path.write_text(office(引言=text, 依申请公开情况="{本年新收: {自然人: 3}}"), encoding="utf-8")
    session = PreviewSession(path)
    shown = session.first()
    return shown.views["sheets"].decode(), session.highlighted(shown, "zh").decode()


def test_every_claim_is_marked_at_its_words_with_the_reason(tmp_path: Path) -> None:
    _, page = pages(tmp_path, TEXT)
    found = [each.groupdict() for each in MARK.finditer(page)]
    assert [each["words"] for each in found if each["verdict"] == "contradicts"] == ["5", "件"]
    assert all("本年新收 3" in each["title"] for each in found if each["verdict"] == "contradicts")
    words = "".join(each["words"] for each in found)
    assert "〔2021〕30" in words.replace(" ", "")
    assert "88条" in words
    assert [each["words"] for each in found if each["verdict"] == "undecidable"] == ["20%"]


def test_nothing_but_marks_is_added(tmp_path: Path) -> None:
    plain, page = pages(tmp_path, TEXT)
    without = re.sub(r"</?mark\b[^>]*>", "", page)
    assert page.count("<mark") == page.count("</mark>") > 3
    assert re.sub(r"(?s)<style>\nmark .*?</style>\n", "", without) == plain


def test_a_passage_that_is_not_on_the_page_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text(office(引言="全年新收政府信息公开申请5件。"), encoding="utf-8")
    records = [each.record for each in list_claims(path).claims]
    assert records
    assert b"<mark" not in with_highlights("<html><head></head><p>别的</p></html>".encode(), records, "zh")


def test_a_report_that_was_never_good_has_no_page_to_mark(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text("总体情况: [\n", encoding="utf-8")
    session = PreviewSession(path)
    assert b"<mark" not in session.highlighted(session.first(), "zh")
