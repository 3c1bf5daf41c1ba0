"""Packages in other clothes: one XML file for all parts, and the namespaces of the Strict form."""

import base64
import sys

import pytest

from gkgen.errors import TemplateError
from gkgen.ooxml import package
from gkgen.ooxml.elements import W, parse
from gkgen.ooxml.package import read_package, write_package

PKG = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'
USUAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def document(namespace: str) -> str:
    return f'<w:document xmlns:w="{namespace}"><w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>'


def words(part: bytes) -> list[str | None]:
    return [text.text for text in parse(part).iter(f"{W}t")]


@pytest.mark.parametrize("namespace", [USUAL, STRICT])
def test_a_package_that_is_one_xml_file_has_the_same_parts(namespace: str) -> None:
    picture = base64.b64encode(b"\x89PNG").decode()
    flat = (
        f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package {PKG}>'
        f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData>{document(namespace)}</pkg:xmlData></pkg:part>'
        f'<pkg:part pkg:name="/word/media/a.png"><pkg:binaryData>{picture}</pkg:binaryData></pkg:part></pkg:package>'
    )
    parts = read_package(b"\xef\xbb\xbf" + flat.encode())
    assert words(parts["word/document.xml"]) == ["甲"]
    assert parts["word/media/a.png"] == b"\x89PNG"


def test_the_strict_form_is_read_under_the_usual_names() -> None:
    relation = b'<a xmlns="http://purl.oclc.org/ooxml/officeDocument/extendedProperties"/>'
    parts = read_package(write_package({"word/document.xml": document(STRICT).encode(), "docProps/app.xml": relation}))
    assert words(parts["word/document.xml"]) == ["甲"]
    assert b"schemas.openxmlformats.org/officeDocument/2006/extended-properties" in parts["docProps/app.xml"]


@pytest.mark.parametrize("data", [b"<pkg:package", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_xml_that_is_no_package_is_refused(data: bytes) -> None:
    with pytest.raises(TemplateError):
        read_package(data)


@pytest.mark.parametrize("often", [(), ("a.xml",)])
def test_the_same_bytes_on_every_system(often: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """A zip file tells which system wrote it; parts that are packed often are kept packed."""
    parts = {"a.xml": b"<a/>", "b.xml": b"<b/>"}
    here = write_package(parts, often)
    monkeypatch.setattr(sys, "platform", "win32")
    package._packed.cache_clear()
    assert write_package(parts, often) == here
