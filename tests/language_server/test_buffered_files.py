"""Files that a report names: what is open comes first, what is refused stays refused."""

from pathlib import Path

from gkgen.language_server.analysis import memory_of_units
from gkgen.language_server.buffer_text import BufferText
from gkgen.language_server.buffered_files import BufferedFiles
from gkgen.pipeline.core.named_files import Refusal
from gkgen.pipeline.core.project import Project


def test_open_files_come_first_and_none_from_outside(tmp_path: Path) -> None:
    folder = tmp_path / "区"
    folder.mkdir()
    (folder / "甲.yaml").write_text("年度: 2024\n")
    (tmp_path / "外.yaml").write_text("年度: 2023\n")
    opened = {
        folder / "甲.yaml": BufferText("年度: 2025\n"),
        folder / "新.yaml": BufferText("年度: 2026\n"),
        tmp_path / "外.yaml": BufferText("年度: 2023\n"),
        folder / ".隐.yaml": BufferText("年度: 2023\n"),
    }
    files = BufferedFiles(Project.of(folder / "本.yaml"), opened, memory_of_units())
    assert files.load("甲.yaml", 100) == "年度: 2025\n".encode()
    assert files.load("新.yaml", 100) == "年度: 2026\n".encode()
    assert files.load("甲.yaml", 3) is Refusal.LARGE
    assert files.load("没有.yaml", 100) is Refusal.MISSING
    assert files.load("../外.yaml", 100) is Refusal.OUTSIDE
    assert files.load(".隐.yaml", 100) is Refusal.HIDDEN
    assert files.load("甲\0.yaml", 100) is Refusal.MISSING
    assert files.find(".") == ("甲.yaml",)
