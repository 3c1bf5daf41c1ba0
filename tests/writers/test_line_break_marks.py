"""What the typesetter is told about a text, without changing it."""

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkgen.writers.line_break_marks import spaced, whole_numbers
from tests.writers.pages import HOSTILE

# A gap, a break that is refused, one that is allowed, the room of a mark that hangs.
SIGNS = {"gap": "_", "room": "^", "\u2060": "*", "\u200b": "/"}


def visible(text: str, following: str = "") -> str:
    """The text with its marks as signs."""
    page = lxml.html.document_fromstring(f"<p>{spaced(text, following)}</p>")
    for span in page.iter("span"):
        match span.get("class"):
            case "latin":
                span.text, span.tail = f"{{{span.text or ''}", f"}}{span.tail or ''}"
            case "rare":
                span.text, span.tail = f"({span.text or ''}", f"){span.tail or ''}"
            case "gap" | "room" as kind:
                span.text = SIGNS[kind]
            case "mark":
                span.text = SIGNS[span.text or ""]
            case _:
                pass
    return str(page.xpath("string()"))


def unmarked(text: str, following: str = "", *, bold: bool = False) -> str:
    page = lxml.html.document_fromstring(f"<p>{spaced(text, following, bold=bold)}</p>")
    for span in page.iter("span"):
        if span.get("class") in {"gap", "room", "mark"}:
            span.text = ""
    return str(page.xpath("string(//p)")).replace("/\u2060", "/")


@pytest.mark.parametrize(
    ("text", "following", "marked"),
    [
        ("公开2021年", "", "公开_{2021}_年"),
        ("共749条", "", "共_749_条"),
        ("公开", "749条", "公开_"),
        ("公开", "", "公开"),
        ("率98.5%的", "", "率_{98.5%}/的"),
        ("网址www.gov.cn。", "", "网址_{www.gov.cn}*。^"),
        ("１２号", "", "１２号"),
        ("1.属于", "", "1./属于"),
    ],
)
def test_gaps_and_where_scripts_meet(text: str, following: str, marked: str) -> None:
    assert visible(text, following) == marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("推进“六稳”工作", "推进/“*六稳*”^工作"),
        ("推进“六稳”“六保”，", "推进/“*六稳*”^“*六保*”*，"),
        ("〔2021〕30号", "〔*{2021}*〕^30_号"),
        ("《条例》2021，", "《条例》^{2021}*，"),
        ("0632-8657", "{0632-}/{8657}"),
        ("电话0371-62593612转", "电话_{0371-*62593612}_转"),
        ("增-3", "增/-3"),
        ("约￥300", "约￥*300"),
        ("买买提·艾力", "买买提*·*艾力"),
    ],
)
def test_where_lines_may_break(text: str, marked: str) -> None:
    assert visible(text).replace("-}*{", "-*") == marked


def test_a_mark_hangs_only_where_a_line_may_end() -> None:
    assert visible("甲，乙。丙。”，丁（）、戊！") == "甲，^乙。^丙。*”*，^丁（）、^戊！"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("张堃喆，李", "张(堃喆)，^李"),
        ("堃喆3号", "(堃喆)_3_号"),
        ("便民😀𬭚", "便民(😀𬭚)"),
    ],
)
def test_characters_that_few_fonts_have(text: str, marked: str) -> None:
    assert visible(text) == marked


@pytest.mark.parametrize("text", [*HOSTILE, "", "汉A字1😀堃", "A汉", "a-b", "”"])
def test_marks_never_change_the_text(text: str) -> None:
    assert unmarked(text) == text
    assert unmarked(text, bold=True) == text


def test_bold_text_stands_in_elements_side_by_side() -> None:
    page = lxml.html.document_fromstring(f"<p>{spaced('公开2021年，堃', bold=True)}</p>")
    paragraph = page.find(".//p")
    assert paragraph is not None
    found = [(child.tag, child.get("class"), child.text, len(child)) for child in paragraph]
    assert [part for part in found if part[0] == "strong"] == [
        ("strong", None, "公开", 0),
        ("strong", "latin", "2021", 0),
        ("strong", None, "年", 0),
        ("strong", "hang", "，", 0),
        ("strong", "rare", "堃", 0),
    ]
    assert paragraph.text is None


def test_addresses_break_behind_no_slash() -> None:
    assert spaced("www.zz.gov.cn/xxgk/2021/") == ('<span class="latin">www.zz.gov.cn/\u2060xxgk/2021/</span>')


def test_telephone_numbers_are_whole_for_a_browser_and_years_and_addresses_are_not() -> None:
    assert whole_numbers("电话0371-62593612、400-123-4567") == (
        '电话<span class="whole">0371-62593612</span>、<span class="whole">400-123-4567</span>'
    )
    assert whole_numbers("2020-2021 <http://a-b.cn>") == "2020-2021 &lt;http://a-b.cn&gt;"


@given(
    st.text(alphabet=st.sampled_from("汉字堃“”（）〔，。·—…%.-/&<A1 é😀￥３"), max_size=40),
    st.text(alphabet="汉A“", max_size=2),
)
def test_whatever_the_text_marks_stand_between_its_characters(text: str, following: str) -> None:
    assert unmarked(text, following) == text
