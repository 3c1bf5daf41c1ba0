"""What the typesetter is told about a text, without changing it."""

import lxml.html
import pytest

from gkgen.writers.marks import spaced
from tests.writers.pages import HOSTILE

SIGNS = {"gap": ("[", "]"), "latin": ("{", "}"), "rare": ("(", ")")}


def visible(text: str, following: str = "") -> str:
    """The text with its marks as brackets."""
    page = lxml.html.document_fromstring(f"<p>{spaced(text, following)}</p>")
    for span in page.iter("span"):
        opening, closing = SIGNS[span.get("class") or ""]
        span.text = f"{opening}{span.text}{closing}"
    return str(page.xpath("string()"))


@pytest.mark.parametrize(
    ("text", "following", "marked"),
    [
        ("公开2021年", "", "公[开]202[1]年"),
        ("共749条", "", "[共]74[9]条"),
        ("公开", "749条", "公[开]"),
        ("公开", "", "公开"),
        ("“A类”", "", "“[A]类”"),
        ("1.属于", "", "1.属于"),
        ("率98.5%的", "", "[率]{98.5%}的"),
        ("《条例》2021，", "", "《条例》{2021}，"),
        ("１２号", "", "１２号"),
        ("网址www.gov.cn。", "", "网[址]{www.gov.cn}。"),
        ("张堃喆，李", "", "张(堃喆)，李"),
        ("堃喆3号", "", "(堃)[喆][3]号"),
        ("——第一·“二”…", "", "——第一·“二”…"),
        ("便民😀𬭚", "", "便民(😀𬭚)"),
    ],
)
def test_what_is_marked(text: str, following: str, marked: str) -> None:
    assert visible(text, following) == marked


@pytest.mark.parametrize("text", [*HOSTILE, "", "汉A字1😀堃", "A汉"])
def test_marks_never_change_the_text(text: str) -> None:
    assert lxml.html.document_fromstring(f"<p>{spaced(text)}</p>").xpath("string()") == text
