"""Pictures in Word: any JPEG, at its size, described, each stored once."""

import io
from dataclasses import replace

import pytest
from lxml import etree
from PIL import Image

from gkgen.document import Document, Figure, Picture
from gkgen.ooxml import read_package
from gkgen.templates import load_looks
from gkgen.writers import docx
from tests.writers.pages import picture, report

EMU_PER_MM = 36_000


def shown(name: str, caption: str, content: Picture) -> tuple[Document, dict[str, bytes]]:
    """The document with one picture, and the parts of its file."""
    document = replace(report(Figure(name, caption)), pictures=((name, content),))
    data = docx.write(document, load_looks("2021"))
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
    _, parts = shown("a.jpg", "图", Picture(stream.getvalue(), "image/jpeg", 30, 20, 96.0))
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
def test_a_picture_has_its_natural_size_or_what_the_page_allows(
    pixels: tuple[int, int], resolution: float, expected: tuple[float, float]
) -> None:
    _, parts = shown("a.png", "图", picture(*pixels, resolution))
    assert size(parts) == pytest.approx(expected, abs=0.02 * max(expected))


def test_a_picture_used_twice_is_stored_once_and_two_are_two() -> None:
    one, other = picture(30, 20), picture(20, 30)
    document = report(Figure("a.png", "一"), Figure("b.png", "二"), Figure("a.png", "三"), Figure("c.png", "四"))
    document = replace(document, pictures=(("a.png", one), ("b.png", other), ("c.png", one)))
    parts = read_package(docx.write(document, load_looks("2021")))
    assert {parts[name] for name in parts if "/media/" in name} == {one.data, other.data}
    assert sum("/media/" in name for name in parts) == 2
