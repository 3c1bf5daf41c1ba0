"""The Word templates: drawn the same each time, equal to the form, and every departure from it found."""

import pytest
from lxml import etree

from gkgen.form import Edition
from gkgen.ooxml import W, read_package, write_package
from gkgen.pipeline.core.checking import form
from gkgen.resources import load_template_set
from gkgen.word_templates import draw, verify
from gkgen.word_templates.word_styles import TABLE_AIR

EDITIONS = form().editions


def name(edition: Edition) -> str:
    return edition.name


@pytest.mark.parametrize("edition", EDITIONS, ids=name)
def test_the_template_in_the_repository_is_the_one_that_is_drawn(edition: Edition) -> None:
    assert load_template_set(edition.name).docx == draw(edition) == draw(edition)


@pytest.mark.parametrize("edition", EDITIONS, ids=name)
def test_a_drawn_template_fits_its_edition(edition: Edition) -> None:
    assert verify(edition, draw(edition), "report.docx") == ()


def test_a_template_does_not_fit_another_edition() -> None:
    assert verify(EDITIONS[0], draw(EDITIONS[1]), "report.docx")


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("第二十条第（五）项", "第二十条第（四）项", "T02"),
        ("{{ requests.carried_out.total }}", "{{ requests.carried_in.total }}", "T02"),
        ('<w:gridSpan w:val="5"/>', '<w:gridSpan w:val="4"/>', "T02"),
        ("六、其他需要报告的事项", "七、其他需要报告的事项", "T02"),
        ("{{ block.caption }}", "｛｛ block.caption ｝｝", "T03"),
        ("{%p endmacro %}", "{% p endmacro %}", "T03"),
        ("{{p prose(problems) }}", "", "T04"),
        ("{%r for line in title %}", "{%r for line in [] %}", "T04"),
    ],
)
def test_a_departure_from_the_form_is_found(old: str, new: str, kind: str) -> None:
    edition = EDITIONS[-1]
    parts = read_package(draw(edition))
    assert old.encode() in parts["word/document.xml"]
    parts["word/document.xml"] = parts["word/document.xml"].replace(old.encode(), new.encode(), 1)
    found = verify(edition, write_package(parts), "report.docx")
    assert kind in {diagnostic.kind for diagnostic in found}


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("{%p elif block.kind == 'heading' and block.level == 3 %}", "{%p elif block.kind == 'title' %}", "T02"),
        ("{{ block.marker }}", "", "T02"),
        ("{{ block.caption }}", "{{ block.captoin }}", "T01"),
        ("{%p endmacro %}", "", "T01"),
        ("{{ line }}", "{{ line | shout }}", "T01"),
        ("{{ line }}", "{{ line }}！", "T02"),
        ("<w:tblHeader/>", "", "T02"),
    ],
)
def test_a_template_that_loses_or_adds_something_is_found_by_trying_it(old: str, new: str, kind: str) -> None:
    """All tags are spelled right and the tables fit, and yet the reports would differ from their data."""
    edition = EDITIONS[-1]
    parts = read_package(draw(edition))
    assert old.encode() in parts["word/document.xml"]
    parts["word/document.xml"] = parts["word/document.xml"].replace(old.encode(), new.encode(), 1)
    found = verify(edition, write_package(parts), "report.docx")
    assert found
    assert {diagnostic.kind for diagnostic in found} == {kind}


@pytest.mark.parametrize(
    ("tag", "kind"), [("{{ offcie }}", "T01"), ("｛｛ office ｝｝", "T03"), ("{{ office }}", None)]
)
def test_the_tags_of_a_footer_are_looked_at(tag: str, kind: str | None) -> None:
    parts = read_package(draw(EDITIONS[-1]))
    parts["word/footer1.xml"] = parts["word/footer1.xml"].replace("— ".encode(), tag.encode(), 1)
    found = verify(EDITIONS[-1], write_package(parts), "report.docx")
    assert {diagnostic.kind for diagnostic in found} == ({kind} if kind else set())


def test_line_breaks_in_narrow_cells_may_be_taken_out() -> None:
    parts = read_package(draw(EDITIONS[-1]))
    title, mark, rest = parts["word/document.xml"].partition("一、总体情况".encode())
    assert b"<w:br/>" in rest
    parts["word/document.xml"] = title + mark + rest.replace(b"<w:br/>", b"")
    assert verify(EDITIONS[-1], write_package(parts), "report.docx") == ()


def test_what_is_no_word_file_is_a_finding() -> None:
    assert [found.kind for found in verify(EDITIONS[0], b"no zip", "report.docx")] == ["T01"]


def test_tags_stand_where_a_person_sees_them() -> None:
    document = read_package(draw(EDITIONS[-1]))["word/document.xml"].decode()
    assert document.count("{{ requests.") == 175
    assert document.count("{{ disputes.") == 15
    assert document.count("{{ disclosure.") == 10
    assert "w:vanish" not in document


@pytest.mark.parametrize("edition", EDITIONS, ids=name)
def test_pages_are_numbered_on_the_outer_side(edition: Edition) -> None:
    parts = {part: content.decode() for part, content in read_package(draw(edition)).items()}
    assert "<w:evenAndOddHeaders/>" in parts["word/settings.xml"]
    assert '<w:footerReference w:type="default" r:id="rId4"/>' in parts["word/document.xml"]
    assert '<w:footerReference w:type="even" r:id="rId5"/>' in parts["word/document.xml"]
    assert all(" PAGE " in parts[f"word/footer{number}.xml"] for number in (1, 2))
    assert '<w:pStyle w:val="Footer"/>' in parts["word/footer1.xml"]
    assert '<w:pStyle w:val="EvenFooter"/>' in parts["word/footer2.xml"]
    footers = parts["word/styles.xml"].partition('w:styleId="Footer"')[2]
    odd, even = footers.partition('w:styleId="EvenFooter"')[::2]
    assert '<w:ind w:left="0" w:right="280" w:firstLine="0"/><w:jc w:val="right"/>' in odd
    assert '<w:ind w:left="280" w:right="0" w:firstLine="0"/><w:jc w:val="left"/>' in even


@pytest.mark.parametrize("edition", EDITIONS, ids=name)
def test_what_a_style_can_say_is_said_by_a_style(edition: Edition) -> None:
    parts = read_package(draw(edition))
    body = parts["word/document.xml"].decode() + parts["word/footer1.xml"].decode() + parts["word/footer2.xml"].decode()
    assert "w:pStyle" in body
    # The room between a heading and its table, which other headings do not have.
    air = f'<w:spacing w:after="{TABLE_AIR}"/>'
    assert body.count(air) == 3
    body = body.replace(air, "")
    for direct in ("w:jc", "w:sz", "w:rFonts", "w:spacing", "w:vAlign", "w:tblBorders", "w:b/"):
        assert f"<{direct} " not in body, direct
    # The shade of a row of captions is the one thing left: only a condition of a table style could say it.
    assert "<w:shd " in body


@pytest.mark.parametrize("edition", EDITIONS, ids=name)
def test_only_the_large_table_begins_a_page_and_no_row_is_broken(edition: Edition) -> None:
    document = read_package(draw(edition))["word/document.xml"].decode()
    (heading,) = [field.heading for field in edition.sections() if field.name == "requests"]
    before, _, after = document.partition("<w:pageBreakBefore/>")
    assert before
    assert heading in after[: after.index("</w:p>")]
    assert "w:pageBreakBefore" not in after
    statutory = document[document.index("</w:tbl>") :]
    assert statutory.count("<w:cantSplit/>") == statutory.count("</w:tr>") > 40


def test_digits_and_letters_are_in_times_and_marks_that_it_has_as_well_are_chinese() -> None:
    styles = etree.fromstring(read_package(draw(EDITIONS[-1]))["word/styles.xml"])
    found = [dict(fonts.attrib) for fonts in styles.iter(f"{W}rFonts")]
    assert len(found) > 6
    assert {fonts[f"{W}hint"] for fonts in found} == {"eastAsia"}
    assert all(fonts[f"{W}ascii"] == fonts[f"{W}hAnsi"] for fonts in found)
    latin = [fonts[f"{W}ascii"] for fonts in found]
    assert set(latin) == {"Times New Roman", "宋体"}
    assert latin.count("宋体") == 1, "GB/T 9704 has page numbers in Songti"
    assert {fonts[f"{W}eastAsia"] for fonts in found} >= {
        "仿宋_GB2312",
        "楷体_GB2312",
        "黑体",
        "宋体",
        "方正小标宋简体",
    }


def test_fonts_have_alternates_as_the_format_lists_them() -> None:
    """A list is parted by commas (ECMA-376, 17.8.3.1); Word takes one with other signs for a single strange name."""
    fonts = read_package(draw(EDITIONS[-1]))["word/fontTable.xml"].decode()
    assert 'w:name="仿宋_GB2312"' in fonts
    assert ",FangSong," in fonts
    assert ";" not in fonts
