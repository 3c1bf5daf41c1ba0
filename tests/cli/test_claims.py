"""gkgen claims: formats, files, folders, and what cannot be read."""

import json
from pathlib import Path

from tests.cli.calls import Gkgen
from tests.office import office


def test_text_json_and_page(gkgen: Gkgen, tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text(office(引言="全年新收政府信息公开申请5件。"), encoding="utf-8")
    called = gkgen("claims", path)
    assert called.status == 0
    assert "不一致" in called.out
    assert json.loads(gkgen("claims", path, "--output-format", "json").out)["files"][0]["counts"]["contradicts"] == 1
    target = tmp_path / "数.html"
    written = gkgen("claims", path, "--output-format", "html", "-o", target)
    assert (written.status, written.out) == (0, "")
    assert '<mark class="contradicts"' in target.read_text(encoding="utf-8")


def test_a_folder_and_a_file_that_cannot_be_read(gkgen: Gkgen, tmp_path: Path) -> None:
    (tmp_path / "甲.yaml").write_text(office(引言="全年新收政府信息公开申请5件。"), encoding="utf-8")
    (tmp_path / "乙.yaml").write_text("总体情况: [\n", encoding="utf-8")
    called = gkgen("claims", tmp_path)
    assert called.status == 1
    assert "甲.yaml" in called.out
    assert "乙.yaml" in called.err
    assert "Y" in called.err
