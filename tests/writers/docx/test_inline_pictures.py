"""Pictures in Word: any JPEG, at its size, described, each stored once."""

import io
from dataclasses import replace

import pytest
from lxml import etree
from PIL import Image

from gkgen.document import Document, Figure, Picture
from gkgen.ooxml import read_package
from gkgen.ooxml.elements import NAMESPACES
from gkgen.resources import load_template_set
from gkgen.writers import docx
from tests.pictures.images import looks_like, opened, prepared
from tests.writers.pages import picture, report

EMU_PER_MM = 36_000


def shown(name: str, caption: str, content: Picture) -> tuple[Document, dict[str, bytes]]:
    """The document with one picture, and the parts of its file."""
    document = replace(report(Figure(name, caption)), pictures=((name, content),))
    data = docx.write(document, load_template_set("2021"))
    assert docx.compare(document, data) == ()
    return document, read_package(data)


def size(parts: dict[str, bytes]) -> tuple[float, float]:
    extent = next(etree.fromstring(parts["word/document.xml"]).iter("{*}extent"))
    return int(extent.get("cx", "0")) / EMU_PER_MM, int(extent.get("cy", "0")) / EMU_PER_MM


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_any_jpeg_is_stored_as_it_is(mode: str) -> None:
    """python-docx refuses those that begin with Adobe's marker, which Photoshop writes and Pillow does for CMYK."""
    stream = io.BytesIO()
    Image.new(mode, (30, 20)).save(stream, "JPEG")
    _, parts = shown("a.jpg", "图", Picture(stream.getvalue(), "image/jpeg", 30.0, 20.0))
    assert parts["word/media/report1.jpeg"] == stream.getvalue()
    assert b'"image/jpeg"' in parts["[Content_Types].xml"]


@pytest.mark.parametrize("caption", ["{_{ x }_}", "{_% y %_}", "{{ z }} {% if %}", "\"'<&>]]>", "表\t格"])
def test_a_caption_arrives_whole_below_the_picture_and_as_its_description(caption: str) -> None:
    """Docxtpl rewrites {_{ in attributes as well."""
    _, parts = shown("a.png", caption, picture(30, 20))
    described = next(etree.fromstring(parts["word/document.xml"]).iter("{*}docPr")).get("descr")
    assert described == caption


@pytest.mark.parametrize(
    ("pixels", "resolution", "expected"),
    [
        ((300, 150), 150.0, (50.8, 25.4)),
        ((3000, 1500), 150.0, (156.0, 78.0)),
        ((1500, 3000), 150.0, (70.0, 140.0)),
        ((1, 4000), 96.0, (0.04, 140.0)),
    ],
)
def test_a_picture_has_the_size_that_was_made_for_it(
    pixels: tuple[int, int], resolution: float, expected: tuple[float, float]
) -> None:
    _, parts = shown("a.png", "图", picture(*pixels, resolution))
    assert size(parts) == pytest.approx(expected, abs=0.02 * max(expected))


def test_a_picture_used_twice_is_stored_once_and_two_are_two() -> None:
    one, other = picture(30, 20), picture(20, 30)
    document = report(Figure("a.png", "一"), Figure("b.png", "二"), Figure("a.png", "三"), Figure("c.png", "四"))
    document = replace(document, pictures=(("a.png", one), ("b.png", other), ("c.png", one)))
    parts = read_package(docx.write(document, load_template_set("2021")))
    assert {parts[name] for name in parts if "/media/" in name} == {one.data, other.data}
    assert sum("/media/" in name for name in parts) == 2


# Drawings


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="30mm" viewBox="0 0 200 100">'
    '<rect width="90" height="50" fill="#f00"/><text x="99" y="50" font-size="40">汉字</text>{}</svg>'
)
BEHIND = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def test_a_drawing_is_shown_as_pixels_with_the_drawing_behind_them() -> None:
    """Word 2016 and LibreOffice show the drawing, older programs the pixels; both have the same size."""
    drawing = prepared(SVG.format("").encode())
    _, parts = shown("a.svg", "图", drawing)
    body = etree.fromstring(parts["word/document.xml"])
    (blip,) = body.iter("{*}blip")
    (behind,) = blip.iter("{*}svgBlip")
    assert [extension.get("uri") for extension in blip.iter("{*}ext")] == [BEHIND]
    relations = {
        relation.get("Id"): f"word/{relation.get('Target')}"
        for relation in etree.fromstring(parts["word/_rels/document.xml.rels"])
    }
    pixels, lines = parts[relations[embedded(blip)]], parts[relations[embedded(behind)]]
    assert opened(pixels).size == (709, 353)
    assert looks_like(pixels, (50, 50), (255, 0, 0))
    assert etree.fromstring(lines).get("font-family", "").startswith("'SimSun', ")
    assert size(parts) == pytest.approx((60, 30))
    types = {
        entry.get("Extension") or str(entry.get("PartName")).rpartition(".")[2]: entry.get("ContentType")
        for entry in etree.fromstring(parts["[Content_Types].xml"])
        if "media" in entry.get("PartName", "media")
    }
    assert (types["svg"], types["png"]) == ("image/svg+xml", "image/png")


def embedded(element: etree._Element) -> str:
    return str(element.get(f"{{{NAMESPACES['r']}}}embed"))


def test_what_programs_draw_differently_is_only_pixels() -> None:
    drawing = prepared(SVG.format('<text letter-spacing="9">a</text>').encode())
    assert drawing.only_pixels
    _, parts = shown("a.svg", "图", drawing)
    assert [name for name in parts if "/media/" in name] == ["word/media/report1.png"]
    assert not list(etree.fromstring(parts["word/document.xml"]).iter("{*}svgBlip"))


def test_a_drawing_used_twice_is_stored_once() -> None:
    document = report(Figure("a.svg", "一"), Figure("a.svg", "二"))
    document = replace(document, pictures=(("a.svg", prepared(SVG.format("").encode())),))
    one, two = (docx.write(document, load_template_set("2021")) for _ in range(2))
    assert one == two
    assert sorted(name for name in read_package(one) if "/media/" in name) == [
        "word/media/report1.png",
        "word/media/report2.svg",
    ]


def test_a_report_without_pictures_holds_none_of_the_report_before_it() -> None:
    """The template is opened once for both."""
    plain = docx.write(report(), load_template_set("2021"))
    _, parts = shown("a.png", "图", picture(30, 20))
    assert [name for name in parts if "/media/" in name] == ["word/media/report1.png"]
    assert docx.write(report(), load_template_set("2021")) == plain
    assert b"image" not in read_package(plain)["word/_rels/document.xml.rels"]
