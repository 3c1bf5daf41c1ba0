"""Files looked at now and then: only what changed is told."""

import os
from pathlib import Path

from gkgen.language_server.followed_files import FollowedFiles
from gkgen.pipeline.core.project import Project


def test_changed_gone_and_new_files_are_told(tmp_path: Path) -> None:
    for name in ("甲.yaml", "乙.yaml"):
        (tmp_path / name).write_text("年度: 2025\n")
    project, followed = Project.of(tmp_path / "本.yaml"), FollowedFiles()
    for name in ("甲.yaml", "乙.yaml", "丙.yaml"):
        project.load(name, 100)
    project.find(".")
    reads = [project.reads]
    assert followed.changed(reads) == set()
    os.utime(tmp_path / "甲.yaml", (1, 1))
    assert followed.changed(reads) == set()  # saved again as it was
    (tmp_path / "甲.yaml").write_text("年度: 2024\n")
    assert followed.changed(reads) == {tmp_path / "甲.yaml"}
    (tmp_path / "乙.yaml").unlink()
    (tmp_path / "丙.yaml").write_text("年度: 2023\n")
    assert followed.changed(reads) >= {tmp_path / "乙.yaml", tmp_path / "丙.yaml", tmp_path / "**"}
