"""Word files read: merged cells resolved, bombs and broken files refused."""

import io
import zipfile

import pytest

from gkgen.errors import TemplateError
from gkgen.ooxml import ReadCell, ReadParagraph, ReadTable, parse, read, read_package, serialise, w, write_package
from gkgen.ooxml.elements import Element


def w_tc(text: str = "", *, span: int = 1, merge: str | None = None) -> Element:
    traits = w("tcPr", w("gridSpan", val=span) if span > 1 else None)
    if merge is not None:
        traits.append(w("vMerge", val=merge) if merge else w("vMerge"))
    return w("tc", traits, w("p", w("r", w("t", text=text))))


def w_tbl(*rows: list[Element]) -> Element:
    return w("tbl", *(w("tr", *cells) for cells in rows))


def package(*blocks: Element) -> bytes:
    return write_package({"word/document.xml": serialise(w("document", w("body", *blocks)))})


def test_a_cell_merged_downwards_is_one_cell_of_several_rows() -> None:
    table = w_tbl([w_tc("a", merge="restart"), w_tc("b")], [w_tc(merge=""), w_tc("c")], [w_tc(merge=""), w_tc("d")])
    (read_table,) = read(package(table))
    assert read_table == ReadTable("", ((ReadCell("a", 3), ReadCell("b")), (ReadCell("c"),), (ReadCell("d"),)))


def test_two_merges_below_each_other_are_two_cells() -> None:
    table = w_tbl([w_tc("a", merge="restart")], [w_tc(merge="")], [w_tc("b", merge="restart")], [w_tc(merge="")])
    (read_table,) = read(package(table))
    assert read_table == ReadTable("", ((ReadCell("a", 2),), (), (ReadCell("b", 2),), ()))


def test_a_cell_merged_sideways_keeps_the_columns_right_of_it_in_place() -> None:
    table = w_tbl([w_tc("a", span=2), w_tc("b", merge="restart")], [w_tc("c"), w_tc("d"), w_tc(merge="")])
    (read_table,) = read(package(table))
    assert read_table == ReadTable("", ((ReadCell("a", 1, 2), ReadCell("b", 2)), (ReadCell("c"), ReadCell("d"))))


def test_breaks_and_tabs_are_read_as_such() -> None:
    paragraph = w("p", w("r", w("t", text="a"), w("br"), w("t", text=" b"), w("tab"), w("t", text="c")))
    assert read(package(paragraph)) == (ReadParagraph("Normal", "a\n b\tc"),)


def test_what_is_no_word_file_is_refused() -> None:
    for data in (
        b"",
        b"no zip",
        write_package({"word/other.xml": b"<a/>"}),
        write_package({"word/document.xml": b"<a"}),
    ):
        with pytest.raises(TemplateError):
            read(data)


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 120_000_000)
    with pytest.raises(TemplateError):
        read_package(out.getvalue())


def test_two_parts_of_one_name_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", b"<a/>")
        archive.writestr("word/document.xml", b"<b/>")
    with pytest.raises(TemplateError):
        read_package(out.getvalue())


def test_external_entities_are_not_read() -> None:
    root = parse('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>')
    assert "".join(root.itertext()) == "&x;"


def test_packages_are_written_the_same_whatever_the_order_of_their_parts() -> None:
    parts = {"b": b"2", "[Content_Types].xml": b"0", "_rels/.rels": b"1"}
    assert write_package(parts) == write_package(dict(reversed(parts.items())))
    assert list(read_package(write_package(parts))) == ["[Content_Types].xml", "_rels/.rels", "b"]
