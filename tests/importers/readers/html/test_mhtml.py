"""Web pages in a single file: the page in its encoding, its pictures by whatever address it has for them."""

from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from gkgen.importers.parsed_document import ImageBlock, TextBlock
from gkgen.importers.readers.format_detection import read_document, sniff
from gkgen.importers.readers.html import mhtml

PAGE = (
    "<html><body><p>全年公开政府信息十二条，内容准确。</p><p><img src='{source}'></p>"
    "<p>以上是全部内容，没有别的。</p></body></html>"
)
BASE = "http://www.example.gov.cn/zwgk/nb.html"
PIXEL = b"\x89PNG of a picture"


def saved(source: str, encoding: str = "utf-8", **headers: str) -> bytes:
    """A page that shows one picture, which has these headers."""
    message = MIMEMultipart("related", type="text/html")
    message["From"] = "<Saved by a browser>"
    page = MIMEText(PAGE.format(source=source), "html", encoding)
    page["Content-Location"] = BASE
    picture = MIMEImage(PIXEL, "png")
    for name, value in headers.items():
        picture[name.replace("_", "-")] = value
    message.attach(page)
    message.attach(picture)
    return message.as_bytes()


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gb18030"])
@pytest.mark.parametrize(
    ("source", "headers"),
    [
        (f"{BASE}/../a.png", {"Content_Location": f"{BASE}/../a.png"}),
        ("nb.files/a.png", {"Content_Location": "http://www.example.gov.cn/zwgk/nb.files/a.png"}),
        ("nb.files/a.png", {"Content_Location": "nb.files/a.png"}),
        ("cid:7@x", {"Content_ID": "<7@x>"}),
    ],
)
def test_the_page_is_read_with_its_pictures(source: str, headers: dict[str, str], encoding: str) -> None:
    data = saved(source, encoding, **headers)
    assert sniff(data, "report.doc").name == "mht"  # as Word and WPS name it too
    original = read_document(data, "report.mht")
    assert original.diagnostics == ()
    first, picture, last = original.blocks
    assert isinstance(first, TextBlock)
    assert isinstance(last, TextBlock)
    assert (first.text, last.text) == ("全年公开政府信息十二条，内容准确。", "以上是全部内容，没有别的。")
    assert isinstance(picture, ImageBlock)
    assert picture.data == PIXEL


def test_a_picture_that_did_not_come_with_the_page_has_no_data() -> None:
    picture = read_document(saved("http://other.example/b.png", Content_ID="<7@x>"), "x.mht").blocks[1]
    assert isinstance(picture, ImageBlock)
    assert (picture.data, picture.link) == (b"", "")


def test_what_holds_no_page_or_too_much_is_a_finding() -> None:
    lone = b"Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/png\n\nabc\n--x--\n"
    assert [found.kind for found in mhtml.read(lone, "x.mht").diagnostics] == ["I43"]
    many = lone.replace(b"--x\n", b"--x\nContent-Type: text/plain\n\n\n" * 3000 + b"--x\n")
    assert [found.kind for found in mhtml.read(many, "x.mht").diagnostics] == ["I42.parts"]


def test_a_page_that_only_speaks_of_such_a_type_is_none() -> None:
    assert sniff(b"<html><body>Content-Type: multipart/related</body></html>", "x.html").name == "html"
    assert sniff("内容\nContent-Type: multipart/related\n".encode(), "x.txt").name == "txt"
