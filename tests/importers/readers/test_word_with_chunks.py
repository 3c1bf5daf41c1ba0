"""Files inside of a Word file are read in their places, or told."""

import io

import docx
import pytest

from gkgen.importers.parsed_document import GridBlock, TextBlock
from gkgen.importers.readers.format_detection import read_document
from gkgen.ooxml import read_package, write_package

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
_OFFICE = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELATIONS = "word/_rels/document.xml.rels"
_ROW = "<tr><td>行政许可</td><td>4<s>9</s>6<sup>1</sup></td></tr>"
_PAGE = f"<html><body><p>主动公开46条。</p><table>{_ROW}</table></body></html>"
_MESSAGE = b"From: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=gbk\r\n\r\n"


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_with(chunk: bytes, *, name: str = "chunk.dat", in_cell: bool = False) -> bytes:
    """A Word file of a paragraph, a file inside of it, and a paragraph."""
    document = docx.Document()
    document.add_paragraph("前面。")
    document.add_table(1, 2).cell(0, 0).text = "行政处罚"
    document.add_paragraph("后面。")
    parts = read_package(saved(document))
    mark, at = f'<w:altChunk {_OFFICE} r:id="chunk"/>', "<w:p/></w:tc></w:tr>" if in_cell else "</w:tbl>"
    body = parts["word/document.xml"].decode()
    assert at in body
    made = body.replace(at, f"{mark}{at}" if in_cell else f"{at}{mark}")
    relation = f'<Relationship Id="chunk" Type="{_KIND}" Target="{name}"/></Relationships>'
    relations = parts[_RELATIONS].decode().replace("</Relationships>", relation)
    changed = {"word/document.xml": made.encode(), _RELATIONS: relations.encode(), f"word/{name}": chunk}
    return write_package({**parts, **changed})


def small_word_file() -> bytes:
    document = docx.Document()
    document.add_paragraph("主动公开46条。")
    document.add_table(1, 2).cell(0, 0).text = "行政许可"
    return saved(document)


CHUNKS = {
    "page": _PAGE.encode(),
    "page in UTF-16": _PAGE.encode("utf-16"),
    "page in one file": _MESSAGE + _PAGE.encode("gbk"),
    "text": "主动公开46条。\n行政许可\t46\n行政处罚\t7\n".encode("gb18030"),
    "Word file": small_word_file(),
}


@pytest.mark.parametrize("name", CHUNKS)
def test_a_file_inside_a_word_file_is_read_in_its_place(name: str) -> None:
    blocks = read_document(word_with(CHUNKS[name]), "x.docx").blocks
    texts = [block.text if isinstance(block, TextBlock) else "" for block in blocks]
    assert [text for text in texts if text] == ["前面。", "主动公开46条。", "后面。"]
    tables = [block for block in blocks if isinstance(block, GridBlock)]
    assert [block.rows[0][0].text for block in tables] == ["行政处罚", "行政许可"]
    assert [block.place.table for block in tables] == [1, 2]
    paragraphs = [block.place.paragraph for block in blocks if isinstance(block, TextBlock)]
    assert paragraphs == sorted(set(paragraphs))


def test_pieces_of_a_cell_inside_stay_pieces_and_are_told() -> None:
    original = read_document(word_with(_PAGE.encode()), "x.docx")
    table = [block for block in original.blocks if isinstance(block, GridBlock)][-1]
    assert (table.rows[0][1].text, table.rows[0][1].left_out) == ("46", ("9", "1"))
    assert "I45.cells" in {each.kind for each in original.diagnostics}


@pytest.mark.parametrize("chunk", [b"{\\rtf1 46}", b"PK\x03\x04damaged"])
def test_a_file_that_cannot_be_read_here_is_told_by_its_name(chunk: bytes) -> None:
    found = read_document(word_with(chunk, name="46.rtf"), "x.docx").diagnostics
    assert [each.kind for each in found] == ["I45.unread"]
    assert "46.rtf" in found[0].message("zh")


def test_a_file_inside_a_cell_makes_its_number_uncertain() -> None:
    (table,) = (
        each for each in read_document(word_with(b"7", in_cell=True), "x.docx").blocks if isinstance(each, GridBlock)
    )
    assert table.rows[0][1].readings
