"""Web pages are valid: judged by html-validate, usable without scripts, on a phone, on paper and by ear."""

from collections.abc import Sequence
from pathlib import Path

from tests.acceptance import validators, webpages


def files(reports: Sequence[Path]) -> list[Path]:
    found = [report.with_suffix(".html") for report in reports]
    assert len(found) > 10
    return found


def test_html_validate_finds_nothing(reports: Sequence[Path]) -> None:
    assert validators.page_errors(files(reports)) == []


def test_html_validate_would_find_something(reports: Sequence[Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    text = files(reports)[0].read_text(encoding="utf-8")
    broken.write_text(text.replace(' scope="col"', ' scope="down"', 1), encoding="utf-8")
    assert any("attribute-allowed-values" in error for error in validators.page_errors([broken]))


def test_they_need_no_script_and_no_other_file(reports: Sequence[Path]) -> None:
    for file in files(reports):
        page = webpages.page(file)
        assert [element.tag for element in page.iter("script", "link", "iframe", "object", "embed", "form")] == []
        assert not [name for element in page.iter() for name in element.attrib if str(name).startswith("on")]
        assert all(picture.get("src", "").startswith("data:image/") for picture in page.iter("img"))


def test_they_say_their_language_and_title_and_fit_a_phone(reports: Sequence[Path]) -> None:
    for file in files(reports):
        page = webpages.page(file)
        assert page.get("lang") == "zh-CN"
        title = page.findtext(".//title")
        assert title == "".join(page.xpath("//h1//text()"))
        (viewport,) = page.xpath("//meta[@name='viewport']/@content")
        assert viewport == "width=device-width, initial-scale=1"
        assert all("wide" in table.getparent().get("class", "") for table in page.iter("table"))


def test_there_is_a_style_for_paper_and_one_for_screens(reports: Sequence[Path]) -> None:
    for file in files(reports):
        assert "".join(webpages.rules(file, "print")).count("{") > 10
        assert "overflow-x: auto" in "".join(webpages.rules(file, "screen"))


def test_every_head_of_a_table_says_what_it_heads(reports: Sequence[Path]) -> None:
    for file in files(reports):
        heads = [(scope, text) for tag, scope, text in webpages.cells(file) if tag == "th"]
        assert len(heads) > 60
        assert {scope for scope, _ in heads} <= {"row", "col", "rowgroup", "colgroup"}
        assert all(text for _, text in heads)


def test_every_picture_has_an_alternative_text(reports: Sequence[Path]) -> None:
    seen = [alternative for file in files(reports) for alternative in webpages.pictures(file)]
    assert len(seen) == 4
    assert all(seen)
