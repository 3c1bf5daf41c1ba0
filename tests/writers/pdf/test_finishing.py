"""Streams of a PDF compressed: by libdeflate where it is installed, else by zlib, with the same content."""

import sys
from collections.abc import Iterator
from io import BytesIO
from types import ModuleType

import pikepdf
import pytest

from gkgen.writers import pdf
from gkgen.writers.pdf import finishing
from tests.writers.pages import built_in, paragraph, report


@pytest.fixture(autouse=True)
def compressor() -> Iterator[None]:
    finishing._deflate.cache_clear()
    yield
    finishing._deflate.cache_clear()


def written() -> bytes:
    return pdf.write(report(paragraph("全年主动公开政府信息749条。")), built_in("2021")).data


def streams(data: bytes) -> list[bytes]:
    with pikepdf.open(BytesIO(data)) as file:
        return [each.read_bytes() for each in file.objects if isinstance(each, pikepdf.Stream)]


def test_without_libdeflate_a_pdf_holds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("deflate")
    fast = written()
    finishing._deflate.cache_clear()
    monkeypatch.setitem(sys.modules, "deflate", None)
    usual = written()
    assert fast != usual
    assert len(streams(usual)) > 10
    assert [len(each) for each in streams(fast)] == [len(each) for each in streams(usual)]
    assert len(fast) < len(usual) * 1.05


def test_what_libdeflate_gives_is_written_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """It gives a bytearray, of which pydyf would write `bytearray(b'…')`."""
    import zlib

    module = ModuleType("deflate")
    levels = []

    def compress(data: bytes, level: int) -> bytearray:
        levels.append(level)
        return bytearray(zlib.compress(data, 9))

    module.zlib_compress = compress  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "deflate", module)
    assert len(streams(written())) > 10
    assert set(levels) == {1}
