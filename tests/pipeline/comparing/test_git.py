"""Files as they were in Git: what an office file of a commit may name is what it may name on disk."""

from pathlib import Path, PurePosixPath

import pytest

from gkgen.pipeline.comparing.git import FilesAtCommit
from gkgen.pipeline.comparing.git import Repository as History
from gkgen.pipeline.core.named_files import Refusal
from tests.gitting import Repository


@pytest.mark.parametrize(
    ("name", "read"),
    [
        (".env.yaml", Refusal.HIDDEN),
        ("../.github/a.yaml", Refusal.HIDDEN),
        ("b/../.env.yaml", Refusal.HIDDEN),
        ("../../a.yaml", Refusal.OUTSIDE),
        ("https://example.org/a.yaml", Refusal.REMOTE),
        ("gone.yaml", Refusal.MISSING),
        ("../a.yaml", b"x"),
        ("b.yaml", b"x"),
    ],
)
def test_the_files_of_a_commit_have_the_bounds_of_those_on_disk(
    name: str, read: bytes | Refusal, tmp_path: Path
) -> None:
    repository = Repository.begin(tmp_path)
    for place in ("a.yaml", ".github/a.yaml", "offices/.env.yaml", "offices/b.yaml"):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_bytes(b"x")
    repository("add", "-A")
    repository("commit", "-q", "-m", "a")
    assert FilesAtCommit(History.of(tmp_path), "HEAD", PurePosixPath("offices")).load(name, 9) == read
