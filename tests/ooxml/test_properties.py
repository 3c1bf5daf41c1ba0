"""Custom properties of a package."""

from lxml import etree

from gkgen.ooxml.elements import parse
from gkgen.ooxml.properties import CUSTOM, read_custom, with_custom

NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
BARE = {
    "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
}


def test_texts_are_read_back_and_declared() -> None:
    made = with_custom(BARE, {"office": "某局", "year": "2025"})
    assert read_custom(parse(made[CUSTOM])) == (("office", "某局"), ("year", "2025"))
    assert f"/{CUSTOM}".encode() in made["[Content_Types].xml"]
    assert CUSTOM.encode() in made["_rels/.rels"]


def test_the_bytes_do_not_depend_on_prefixes_that_others_have_registered() -> None:
    before = with_custom(BARE, {"office": "某局"})[CUSTOM]
    # Libraries that write workbooks do this for the whole process, when they are imported.
    etree.register_namespace("cust", NAMESPACE)
    assert with_custom(BARE, {"office": "某局"})[CUSTOM] == before
    assert b"cust:" not in before
    assert b"ns0:" not in before
