"""A report and its files as one zip file, and back."""

import io
import time
import zipfile

import pytest

from gkgen.webform.page_calls import PageCalls
from gkgen.webform.report_bundle import pack, unpack
from tests.office import office

PICTURE = b"\x89PNG\r\n\x1a\n data"


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_packed_and_unpacked() -> None:
    files = {"pictures/图1.png": PICTURE, "2020.yaml": "年度: 2020\n".encode()}
    data = "年度: 2021\n上年: 2020.yaml\n".encode()
    made = pack("甲.yaml", data, files)
    assert unpack(made) == ("甲.yaml", data, files)
    assert pack("甲.yaml", data, dict(reversed(files.items()))) == made


@pytest.mark.parametrize("name", ["../外面.png", "/etc/外面.png", "..\\外面.png"])
def test_no_file_lands_outside_of_the_folder(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(pack("甲.yaml", b"", {name: PICTURE}))) as archive:
        assert sorted(archive.namelist()) == ["外面.png", "甲.yaml"]


def test_a_folder_around_the_report_is_left_away() -> None:
    made = zipped({"报告/甲.yaml": b"1", "报告/pictures/1.png": PICTURE})
    assert unpack(made) == ("甲.yaml", b"1", {"pictures/1.png": PICTURE})


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 cut off", zipped({"读我.txt": b"1"})])
def test_what_holds_no_report_is_none(data: bytes) -> None:
    assert unpack(data) is None


def test_a_page_opens_and_makes_one() -> None:
    calls = PageCalls()
    text = office(引言="|\n一段。\n\n![图](pictures/1.png)")
    opened = calls.call("open", {"name": "甲.zip"}, zipped({"甲.yaml": text.encode(), "pictures/1.png": PICTURE}))
    assert (opened.values["name"], opened.values["files"], opened.values["missing"]) == (
        "甲.yaml",
        ["pictures/1.png"],
        [],
    )
    assert calls.call("file", {"name": "pictures/1.png"}).data == PICTURE
    packed = calls.call("pack", {})
    assert packed.values["name"] == "甲.zip"
    assert unpack(packed.data) == ("甲.yaml", text.encode(), {"pictures/1.png": PICTURE})


def test_another_archive_is_refused_in_words() -> None:
    refused = PageCalls().call("open", {"name": "资料.zip"}, zipped({"读我.txt": b"1"})).values["refused"]
    assert "压缩包" in refused


def test_very_many_reports_are_not_compared_with_each_other() -> None:
    """364 KB of them kept the page for minutes."""
    files = {f"报告{number:05}.yaml": b"x" * 50_000 for number in range(800)}
    made = zipped(files)
    begun = time.process_time()
    found = unpack(made)
    assert time.process_time() - begun < 2
    assert found is not None
    assert (found[0], len(found[2])) == ("报告00000.yaml", 799)
