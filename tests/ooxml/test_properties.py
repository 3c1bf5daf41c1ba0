"""Custom properties of a package."""

from gkgen.ooxml.elements import parse
from gkgen.ooxml.properties import CUSTOM, read_custom, with_custom

BARE = {
    "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
}


def test_texts_are_read_back_and_declared() -> None:
    made = with_custom(BARE, {"office": "某局", "year": "2025"})
    assert read_custom(parse(made[CUSTOM])) == (("office", "某局"), ("year", "2025"))
    assert f"/{CUSTOM}".encode() in made["[Content_Types].xml"]
    assert CUSTOM.encode() in made["_rels/.rels"]


def test_the_names_have_no_prefix_that_others_could_have_registered() -> None:
    # Libraries that write workbooks register prefixes for the whole process, when they are imported.
    made = with_custom(BARE, {"office": "某局"})[CUSTOM]
    assert made.partition(b"?>")[2].lstrip().startswith(b"<Properties ")
    assert b"<property " in made
