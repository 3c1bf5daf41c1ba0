"""Files beside the report in gkgen.html: kept with its draft, made by the browser, read as a published report."""

import base64
import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image, ImageChops, ImageStat

from gkgen.api import render
from gkgen.webform.page_calls import PageCalls
from web.tests.browsing import BROWSERS, DOUBTFUL, OFFICE, PLAIN, encoded, scene
from web.tests.nodejs import ROOT

MAX_DIFFERENCE = 12.0
"""Of 255, on average, between a drawing of two programs with two fonts; another drawing has more."""


@pytest.mark.parametrize("browser", BROWSERS)
def test_files_stay_with_the_draft_and_go_with_the_report(browser: str, build: Path) -> None:
    picture = (ROOT / "examples" / "pictures" / "platform.png").read_bytes()
    text = OFFICE.replace("    全年通过政府", "    ![大厅](图1.png)\n\n    全年通过政府")
    word = render(text, ("docx",), files={"图1.png": picture}).files["docx"]
    two = text.replace("(图1.png)", "(图1.png)\n\n    ![另一张](图2.png)")
    given = {"word": encoded(word), "office": encoded(two.encode()), "picture": encoded(picture)}
    seen = scene("files", build, browser, given)["seen"]
    (name,) = seen["read"]["files"]
    assert name.startswith("pictures/")
    for state in ("read", "resumed", "restarted", "unpacked"):
        assert (seen[state]["files"], seen[state]["missing"]) == ([name], []), state
    assert "全年通过政府网站公开信息120条" in seen["beside"]
    assert seen["unpacked"]["text"] == seen["restarted"]["text"]
    assert "重启以后" in seen["unpacked"]["text"]
    assert (seen["kept"], seen["removed"]) == ([name], [])
    with ZipFile(io.BytesIO(base64.b64decode(seen["zip"]))) as archive:
        assert sorted(archive.namelist()) == sorted(["去年.yaml", name])
        office_file, pictures = archive.read("去年.yaml"), {name: archive.read(name)}
    assert render(office_file, ("docx",), files=pictures).files["docx"]
    assert (seen["stray"]["files"], seen["stray"]["missing"]) == (["图1.png"], ["图2.png"])
    assert "别的.png" in seen["stray"]["said"]
    assert (seen["lacking"]["files"], seen["lacking"]["missing"]) == (["图1.png"], ["图2.png"])
    assert "missing" in seen["lacking"]["notices"]
    assert "图2.png" in seen["unkept"]


DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200">
<rect width="400" height="200" fill="#dde9f7"/><rect x="40" y="60" width="80" height="120" fill="#17528f"/>
<rect x="160" y="100" width="80" height="80" fill="#b3261e"/><text x="40" y="40" font-size="24">新收申请</text></svg>"""


def photograph(form: str) -> bytes:
    """As a telephone takes it: far too many pixels, and lying on its side."""
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    image = Image.linear_gradient("L").resize((1600, 1200) if form == "BMP" else (3200, 2400)).convert("RGB")
    image.save(out, form, **({"exif": exif} if form == "JPEG" else {}))
    return out.getvalue()


def assert_alike(here: bytes, linux: bytes, count: int) -> None:
    """All parts are equal, but for so many pictures, which have the same pixels as far as an eye can tell."""
    with ZipFile(io.BytesIO(here)) as one, ZipFile(io.BytesIO(linux)) as other:
        assert one.namelist() == other.namelist()
        differing = [name for name in one.namelist() if one.read(name) != other.read(name)]
        assert len(differing) == count
        for name in differing:
            with Image.open(one.open(name)) as made, Image.open(other.open(name)) as wanted:
                assert (made.format, made.size) == (wanted.format, wanted.size)
                apart = ImageChops.difference(made.convert("L"), wanted.convert("L"))
                assert ImageStat.Stat(apart).mean[0] < MAX_DIFFERENCE


@pytest.mark.parametrize("browser", BROWSERS)
def test_pictures_are_made_by_the_browser_where_no_library_is(browser: str, build: Path) -> None:
    names = {"大厅.jpg": photograph("JPEG"), "图.svg": DRAWING.encode(), "平台.png": PLAIN}
    lines = "\n\n".join(f"    ![{name}]({name})" for name in names)
    text = OFFICE.replace("    全年通过政府", f"{lines}\n\n    全年通过政府", 1)
    bitmap = render(
        OFFICE.replace("    全年通过", "    ![图](图.png)\n\n    全年通过", 1), ("docx",), files={"图.png": PLAIN}
    )
    given = {
        "office": encoded(text.encode()),
        "pictures": {name: encoded(data) for name, data in names.items()},
        "word": encoded(with_media(bitmap.files["docx"], photograph("BMP"))),
    }
    seen = scene("pictures", build, browser, given)
    linux = render(text, ("docx",), files=names, name="甲.yaml").files["docx"]
    assert_alike(base64.b64decode(seen["word"]), linux, 2)
    assert "2 张图由浏览器" in seen["told"]
    assert seen["html"].count("data:image/") == 3
    assert len(seen["shown"]) == 3
    assert all(seen["shown"])
    # A kind that reports do not hold is read from the Word file as on Linux.
    assert len(seen["read"]["files"]) == 1
    assert not any("图" in message for message in seen["read"]["found"])
    assert seen["read"]["files"][0].endswith(".png")


def with_media(word: bytes, picture: bytes) -> bytes:
    """A Word file whose picture is another."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(word)) as before, ZipFile(out, "w") as after:
        for name in before.namelist():
            after.writestr(name, picture if name.startswith("word/media/") else before.read(name))
    return out.getvalue()


@pytest.mark.parametrize("browser", BROWSERS)
def test_what_was_read_stands_beside_the_original_and_is_settled_there(browser: str, build: Path) -> None:
    given = {"name": "去年.txt", "data": encoded(DOUBTFUL.encode())}
    seen = scene("reading", build, browser, given)["seen"]
    assert seen["waiting"] == ["disclosure", "requests", "disputes"]
    assert seen["pins"] > 0
    assert "概述" in seen["lit"]
    assert seen["back"]
    assert seen["left"] == []
    assert seen["text"] == PageCalls().call("read", {"name": "去年.txt"}, DOUBTFUL.encode()).values["text"]
