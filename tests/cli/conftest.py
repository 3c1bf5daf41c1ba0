"""Office files and the command line."""

from pathlib import Path

import pytest

from tests.cli.calls import Gkgen
from tests.office import office


@pytest.fixture
def gkgen(capsys: pytest.CaptureFixture[str]) -> Gkgen:
    """The command line."""
    return Gkgen(capsys)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """An office file without faults."""
    path = tmp_path / "好.yaml"
    path.write_text(office(), encoding="utf-8")
    return path


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """An office file with one error, in line 3."""
    path = tmp_path / "坏.yaml"
    path.write_text(office(机关="李庄镇人民政府", 总体情况="共{{ 没有 }}条"), encoding="utf-8")
    return path


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    """An office file with one warning."""
    path = tmp_path / "疑.yaml"
    path.write_text(office(机关="王庄镇人民政府", 总体情况="|\n# 标题\n正文"), encoding="utf-8")
    return path


@pytest.fixture
def offices(tmp_path: Path) -> Path:
    """A folder with three offices, the second of them faulty."""
    folder = tmp_path / "机关"
    folder.mkdir()
    for name, text in (
        ("甲", office(机关="甲局")),
        ("乙", office(总体情况="共{{ 没有 }}条")),
        ("丙", office(机关="丙局")),
    ):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder
