"""Links of Word files read: relations and both kinds of fields; those within the file are none."""

import pytest
from lxml import etree

from gkgen.ooxml import ReadLink, link_targets, read_links, w
from gkgen.ooxml.elements import NAMESPACES, Element
from gkgen.ooxml.hyperlinks import HYPERLINK

TARGETS = {"rId7": "http://a.gov.cn/"}


def run(text: str) -> Element:
    return w("r", w("t", text=text))


def char(kind: str) -> Element:
    return w("r", w("fldChar", fldCharType=kind))


def linking(key: str, *runs: Element) -> Element:
    link = w("hyperlink", *runs)
    link.set(f"{{{NAMESPACES['r']}}}id", key)
    return link


def test_a_link_is_read_with_all_its_runs() -> None:
    paragraph = w("p", run("见"), linking("rId7", run("政府"), run("网站")), run("。"))
    assert list(read_links(paragraph, TARGETS)) == [ReadLink("政府网站", "http://a.gov.cn/")]


def test_a_link_to_a_place_in_the_file_is_none() -> None:
    assert list(read_links(w("p", w("hyperlink", run("见上"), anchor="x"), linking("rId8", run("无"))), TARGETS)) == []


def test_fields_of_one_element_and_of_several_runs_are_links() -> None:
    simple = w("fldSimple", run("甲"), instr=' HYPERLINK "http://b.cn" \\t "_blank" ')
    other = w("fldSimple", run("3"), instr=" PAGE ")
    inner = (char("begin"), w("r", w("instrText", text=" PAGE ")), char("separate"), run("乙"), char("end"))
    words = (w("r", w("instrText", text=" HYPER")), w("r", w("instrText", text='LINK "http://c.cn"')))
    paragraph = w(
        "p", simple, other, char("begin"), *words, char("separate"), *inner, run("丙"), char("end"), run("丁")
    )
    assert list(read_links(paragraph, {})) == [ReadLink("甲", "http://b.cn"), ReadLink("乙丙", "http://c.cn")]


def test_a_field_that_never_ends_or_never_begins_is_none() -> None:
    words = w("r", w("instrText", text=' HYPERLINK "http://c.cn"'))
    assert list(read_links(w("p", char("end"), words, char("separate"), run("甲")), {})) == []
    assert list(read_links(w("p", char("begin"), words, char("separate"), run("甲")), {})) == []


def test_only_links_among_the_relations_are_targets() -> None:
    part = f'<R><r Id="1" Type="{HYPERLINK}" Target="http://a.cn"/><r Id="2" Type="x" Target="styles.xml"/></R>'
    assert link_targets(part.encode()) == {"1": "http://a.cn"}
    assert link_targets(None) == {}
    with pytest.raises(etree.XMLSyntaxError):
        link_targets(HYPERLINK.encode())
