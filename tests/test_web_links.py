"""Addresses in texts: which are links, where they end, and that nothing else is one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkgen.document import Run, plain
from gkgen.web_links import leads_to_what_it_says, linked, web_links


def found(text: str) -> list[tuple[str, str]]:
    return [(text[link.start : link.stop], link.target) for link in web_links(text)]


@pytest.mark.parametrize(
    ("text", "words", "target"),
    [
        ("见http://www.yunxi.gov.cn/查阅", "http://www.yunxi.gov.cn/", "http://www.yunxi.gov.cn/"),
        ("（https://a.gov.cn/x/index.html）查阅", "https://a.gov.cn/x/index.html", "https://a.gov.cn/x/index.html"),
        ("网址：www.yunxi.gov.cn。", "www.yunxi.gov.cn", "http://www.yunxi.gov.cn"),
        ("邮箱：zwgk@yunxi.gov.cn，电话", "zwgk@yunxi.gov.cn", "mailto:zwgk@yunxi.gov.cn"),
        ("mailto:zwgk@yunxi.gov.cn", "mailto:zwgk@yunxi.gov.cn", "mailto:zwgk@yunxi.gov.cn"),
        ("See http://a.gov.cn/b(c)d).", "http://a.gov.cn/b(c)d", "http://a.gov.cn/b(c)d"),
        ("(http://a.gov.cn/b?c=1&d=2)", "http://a.gov.cn/b?c=1&d=2", "http://a.gov.cn/b?c=1&d=2"),
        ("HTTP://A.GOV.CN:8080/x、y", "HTTP://A.GOV.CN:8080/x", "HTTP://A.GOV.CN:8080/x"),
        ("at http://192.168.1.1/x.", "http://192.168.1.1/x", "http://192.168.1.1/x"),
        ('<a href="http://a.cn/b">', "http://a.cn/b", "http://a.cn/b"),
    ],
)
def test_an_address_ends_where_the_sentence_goes_on(text: str, words: str, target: str) -> None:
    assert found(text) == [(words, target)]


@pytest.mark.parametrize(
    "text",
    [
        *("javascript:alert(1.2)", "ftp://www.a.cn/x", "file:///etc/x.y", "data:text/html,a.b", "xhttp://a.cn"),
        *("占比12.6%", "1.属于国家秘密", "a@b", "http://", "@a.cn", "www.", "第3.2.1节", "http://政府.cn"),
    ],
)
def test_nothing_else_is_a_link(text: str) -> None:
    assert found(text) == []


def test_an_address_in_two_weights_is_one_link_and_the_text_stays() -> None:
    runs = (Run("见www."), Run("yunxi.gov", bold=True), Run(".cn。邮箱a@b.cn"))
    parts = linked(runs)
    assert [(plain(part.runs), part.target) for part in parts] == [
        ("见", ""),
        ("www.yunxi.gov.cn", "http://www.yunxi.gov.cn"),
        ("。邮箱", ""),
        ("a@b.cn", "mailto:a@b.cn"),
    ]
    assert [run.bold for run in parts[1].runs] == [False, True, False]


@given(st.lists(st.tuples(st.text("a.@/:w中http：（）-", max_size=12), st.booleans()), max_size=6))
def test_cutting_loses_no_character_and_no_weight(pieces: list[tuple[str, bool]]) -> None:
    runs = tuple(Run(text, bold) for text, bold in pieces if text)
    letters = [(letter, run.bold) for part in linked(runs) for run in part.runs for letter in run.text]
    assert letters == [(letter, run.bold) for run in runs for letter in run.text]


def test_a_link_may_leave_out_scheme_and_last_slash_and_nothing_else() -> None:
    assert leads_to_what_it_says("www.a.cn", "http://www.a.cn/")
    assert leads_to_what_it_says("a@b.cn", "mailto:a@b.cn")
    assert not leads_to_what_it_says("http://a.cn", "http://a.cn.evil.com")
    assert not leads_to_what_it_says("附件", "http://a.cn")


@pytest.mark.parametrize(
    "text", ["a." * 50_000, "a@" * 50_000, "www." * 25_000, "http://" + "a-." * 30_000, "a.b@" * 25_000]
)
def test_a_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    start = time.process_time()
    tuple(web_links(text))
    assert time.process_time() - start < 2
