"""Pages parsed as browsers do, whatever was typed."""

import pytest

from gkgen.importers.readers.html.page_tree import PageElement, parse_page


def test_a_page_has_all_its_text_once_and_comments_are_none_of_it() -> None:
    root = parse_page("<p>甲<!-- 不见 -->乙<b>丙</b>丁</p><!-- 不见 -->戊")
    assert root.all_text().split() == ["甲乙丙丁戊"]


def test_what_stands_between_rows_moves_before_the_table_as_in_browsers() -> None:
    table = parse_page("<table><tr><td>1</td></tr>散落<tr><td>2</td></tr></table>").first("table")
    assert isinstance(table, PageElement)
    assert table.all_text() == "12"


def test_elements_begin_and_end_in_order_and_refused_ones_do_neither() -> None:
    root = parse_page("<div><p>甲</p><s><i>乙</i></s></div>")
    seen = [(begins, element.tag) for begins, element in root.walk(lambda element: element.tag != "s")]
    assert seen[4:] == [(True, "div"), (True, "p"), (False, "p"), (False, "div"), (False, "body"), (False, "html")]


def test_ancestors_lead_from_an_element_to_the_page() -> None:
    italic = parse_page("<div><p><i>乙</i></p></div>").first("i")
    assert italic is not None
    assert [element.tag for element in italic.ancestors()] == ["p", "div", "body", "html"]


@pytest.mark.parametrize("text", ["", " \n", "<b>" * 5_000, "<i><u>" * 300, "<p " + "x" * 60_000 + ">甲</p>"])
def test_what_no_browser_shows_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_page(text)


def test_the_name_of_a_file_is_a_text() -> None:
    assert parse_page(__file__).all_text().strip() == __file__
