"""Word files read: merged cells resolved, bombs and broken files refused."""

import contextlib
import io
import zipfile
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gkgen.errors import TemplateError
from gkgen.ooxml import (
    ReadCell,
    ReadParagraph,
    ReadTable,
    W,
    read,
    read_package,
    read_texts,
    serialise,
    w,
    write_package,
)
from gkgen.ooxml.elements import Element


def run(text: str) -> Element:
    return w("r", w("t", text=text))


def w_tc(text: str = "", *, span: int = 1, merge: str | None = None) -> Element:
    traits = w("tcPr", w("gridSpan", val=span) if span > 1 else None)
    if merge is not None:
        traits.append(w("vMerge", val=merge) if merge else w("vMerge"))
    return w("tc", traits, w("p", run(text)))


def w_tbl(*rows: list[Element]) -> Element:
    return w("tbl", *(w("tr", *cells) for cells in rows))


def package(*blocks: Element) -> bytes:
    return write_package({"word/document.xml": serialise(w("document", w("body", *blocks)))})


WHOLE = package(w("p", run("一段话")), w_tbl([w_tc("a", span=2, merge="restart")], [w_tc(span=2, merge="")]))


def test_a_cell_merged_downwards_is_one_cell_of_several_rows() -> None:
    table = w_tbl([w_tc("a", merge="restart"), w_tc("b")], [w_tc(merge=""), w_tc("c")], [w_tc(merge=""), w_tc("d")])
    (read_table,) = read(package(table))
    assert read_table == ReadTable("", ((ReadCell("a", 3), ReadCell("b")), (ReadCell("c"),), (ReadCell("d"),)))


def test_two_merges_below_each_other_are_two_cells() -> None:
    table = w_tbl([w_tc("a", merge="restart")], [w_tc(merge="")], [w_tc("b", merge="restart")], [w_tc(merge="")])
    (read_table,) = read(package(table))
    assert read_table == ReadTable("", ((ReadCell("a", 2),), (), (ReadCell("b", 2),), ()))


def test_a_continuation_below_a_cell_that_is_not_merged_is_a_cell_of_its_own() -> None:
    table = w_tbl([w_tc("a", merge="restart")], [w_tc("b")], [w_tc("c", merge="")])
    (read_table,) = read(package(table))
    assert read_table == ReadTable("", ((ReadCell("a"),), (ReadCell("b"),), (ReadCell("c"),)))


def test_a_cell_merged_sideways_keeps_the_columns_right_of_it_in_place() -> None:
    table = w_tbl([w_tc("a", span=2), w_tc("b", merge="restart")], [w_tc("c"), w_tc("d"), w_tc(merge="")])
    (read_table,) = read(package(table))
    assert read_table == ReadTable("", ((ReadCell("a", 1, 2), ReadCell("b", 2)), (ReadCell("c"), ReadCell("d"))))


def test_breaks_and_tabs_are_read_as_such() -> None:
    paragraph = w("p", w("r", w("t", text="a"), w("br"), w("t", text=" b"), w("tab"), w("t", text="c")))
    assert read(package(paragraph)) == (ReadParagraph("Normal", "a\n b\tc"),)


def test_a_cell_of_anything_is_read_as_its_paragraphs() -> None:
    """A table of plain text is read in another way than one with boxes or tables in it."""
    box = w("r", w("pict", w("txbxContent", w("p", run("框")))))
    cells = [
        w("tc", w("p", run("a"), run("b")), w("p"), w("p", run("c"))),
        w("tc", w("p", w("r", w("t", text="a"), w("br"), w("t", text="b"))), w("p", run("c"))),
        w("tc", w("sdt", w("sdtContent", w("p", run("a"), w("del", run("x")))))),
        w("tc", w("p", run("a"), box), w("p", run("b"))),
        w("tc", w_tbl([w_tc("x")]), w("p", run("a"))),
        w("tc", w("tcPr", w("tcPrChange", w("tcPr", w("gridSpan", val=3)))), w("p", run("a"))),
    ]
    texts = ("ab\n\nc", "a\nb\nc", "a", "a框\nb", "a", "a")
    each = tuple(ReadTable("", ((ReadCell(text),),)) for text in texts)
    assert read(package(*(w_tbl([deepcopy(cell)]) for cell in cells))) == each
    assert read(package(w_tbl(cells))) == (ReadTable("", (tuple(map(ReadCell, texts)),)),)


CELLS = st.builds(
    w_tc, st.sampled_from(["", "一", " 2 "]), span=st.integers(1, 3), merge=st.sampled_from([None, "", "restart"])
)
TRAITS = st.sampled_from([(), (w("tblHeader"),), (w("gridBefore", val=1), w("tblHeader"))])
ROWS = st.builds(
    lambda traits, cells: w("tr", w("trPr", *map(deepcopy, traits)), *cells), TRAITS, st.lists(CELLS, max_size=4)
)


@given(st.lists(ROWS, min_size=1, max_size=5))
def test_a_table_is_read_the_same_whatever_stands_below(rows: list[Element]) -> None:
    """A table with a nested one is read row by row, another in one walk."""
    nested = w("tr", w("tc", w_tbl([w_tc("x")]), w("p", run("末"))))
    (plain,) = read(package(w("tbl", *map(deepcopy, rows))))
    (peculiar,) = read(package(w("tbl", *rows, nested)))
    assert isinstance(plain, ReadTable) and isinstance(peculiar, ReadTable)
    assert peculiar == ReadTable("", (*plain.rows, (ReadCell("末"),)), plain.header_rows)
    assert len(plain.rows) == len(rows)


def test_what_stands_outside_of_the_cells_of_a_table_is_not_read() -> None:
    table = w("tbl", w("p", run("x")), w("tr", w("p", run("y")), w("tc", run("z"), w("p", run("a")))))
    assert read(package(table)) == (ReadTable("", ((ReadCell("a"),),)),)


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


def test_a_part_with_entities_is_refused() -> None:
    """Entities read files of the machine, or grow without end."""
    for entity in ('SYSTEM "file:///etc/hostname"', '"text"'):
        part = f'<!DOCTYPE w:document [<!ENTITY x {entity}>]><w:document xmlns:w="{W[1:-1]}"><w:body/></w:document>'
        with pytest.raises(TemplateError):
            read(write_package({"word/document.xml": part.encode()}))


def test_text_in_content_controls_and_insertions_is_read_and_deleted_text_is_not() -> None:
    """A template that was edited in Word may hold all of these; what is passed over would be lost in silence."""
    paragraph = w(
        "p",
        w("ins", run("a")),
        w("del", w("r", w("delText", text="x"))),
        w("moveFrom", run("y")),
        w("sdt", w("sdtPr", w("tag", val="t")), w("sdtContent", run("b"))),
        w("hyperlink", run("c")),
    )
    table = w("tbl", w("sdt", w("sdtContent", w("tr", w("sdt", w("sdtContent", w_tc("d")))))))
    assert read(package(w("sdt", w("sdtContent", paragraph, table)))) == (
        ReadParagraph("Normal", "abc"),
        ReadTable("", ((ReadCell("d"),),)),
    )


def test_a_break_to_the_next_page_is_no_text() -> None:
    """LibreOffice writes it where a heading begins a page."""
    paragraph = w("p", w("r", w("br", type="page"), w("t", text="a"), w("noBreakHyphen"), w("t", text="b")))
    assert read(package(paragraph)) == (ReadParagraph("Normal", "a-b"),)


def test_a_row_that_begins_further_right_keeps_its_merges() -> None:
    late = w("tr", w("trPr", w("gridBefore", val=1)), w_tc(merge=""))
    (table,) = read(package(w("tbl", w("tr", w_tc("a"), w_tc("b", merge="restart")), late)))
    assert table == ReadTable("", ((ReadCell("a"), ReadCell("b", 2)), ()))


def test_the_texts_of_a_footer_are_read() -> None:
    footer = serialise(w("ftr", w("p", run("— "), w("r", w("instrText", text=" PAGE ")), run("1"))))
    assert read_texts(footer) == ("— 1",)
    with pytest.raises(TemplateError):
        read_texts(footer[:-5])


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_damaged_file_raises_nothing_but_what_is_announced(data: st.DataObject) -> None:
    """zipfile lets zlib.error and others through; a number that is none raises ValueError."""
    whole = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(TemplateError):
        read(bytes(whole))


@pytest.mark.parametrize("old", [b'gridSpan w:val="2"', b'gridBefore w:val="0"'])
def test_a_number_that_is_none_is_refused(old: bytes) -> None:
    row = w("tr", w("trPr", w("gridBefore", val=0)), w_tc("a", span=2))
    part = serialise(w("document", w("body", w("tbl", row))))
    assert old in part
    with pytest.raises(TemplateError):
        read(write_package({"word/document.xml": part.replace(old, old[:-2] + b'x"')}))


def test_parts_that_many_files_share_stand_first_and_say_the_same() -> None:
    shared = {"[Content_Types].xml": b"0", "z": b"3"}
    for own in (b"1", b"2"):
        parts = {"a": own, **shared}
        data = write_package(parts, often=("[Content_Types].xml", "z", "not there"))
        assert read_package(data) == parts
        assert list(read_package(data)) == ["[Content_Types].xml", "z", "a"]
        assert write_package(dict(reversed(parts.items())), often=("z", "[Content_Types].xml")) == data


def test_of_a_package_only_the_parts_that_are_wanted_are_unpacked() -> None:
    data = write_package({"a": b"1", "b": b"2"})
    assert read_package(data, "b", "c") == {"b": b"2"}


def test_packages_are_written_the_same_whatever_the_order_of_their_parts() -> None:
    parts = {"b": b"2", "[Content_Types].xml": b"0", "_rels/.rels": b"1"}
    assert write_package(parts) == write_package(dict(reversed(parts.items())))
    assert list(read_package(write_package(parts))) == ["[Content_Types].xml", "_rels/.rels", "b"]
