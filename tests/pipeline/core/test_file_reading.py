"""Files read up to a limit."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from gkgen.diagnostics import Diagnostic
from gkgen.pipeline.core.file_reading import MAX_REPORT_BYTES, read_office_file, read_report_file
from gkgen.pipeline.core.project import read_beginning
from gkgen.source import MAX_BYTES


def sparse(path: Path, size: int) -> Path:
    with path.open("wb") as file:
        file.truncate(size)
    return path


@pytest.mark.parametrize(
    ("read", "limit", "kind", "values"),
    [
        (read_office_file, MAX_BYTES, "Y01.size", {"size": "1.0"}),
        (read_report_file, MAX_REPORT_BYTES, "I42", {"size": "50", "limit": 50}),
    ],
)
def test_a_file_above_the_limit_is_a_finding(
    read: Callable[[Path], bytes | Diagnostic], limit: int, kind: str, values: dict[str, object], tmp_path: Path
) -> None:
    assert read(sparse(tmp_path / "a", limit)) == bytes(limit)
    found = read(sparse(tmp_path / "b", limit + 1))
    assert isinstance(found, Diagnostic)
    assert (found.kind, found.file, dict(found.values)) == (kind, str(tmp_path / "b"), values)


@pytest.mark.parametrize("name", ["gone", "", "a\0b", "gone/a", "x" * 5000])
def test_a_file_that_cannot_be_read_is_a_finding(name: str, tmp_path: Path) -> None:
    for found in (read_office_file(tmp_path / name), read_report_file(tmp_path / name)):
        assert isinstance(found, Diagnostic)
        assert (found.kind, found.file) == ("O03", str(tmp_path / name))


def test_a_report_may_be_named_otherwise_in_findings(tmp_path: Path) -> None:
    found = read_report_file(tmp_path / "gone.docx", "局.docx")
    assert isinstance(found, Diagnostic)
    assert found.file == "局.docx"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_that_nobody_writes_to_is_empty_and_what_never_ends_is_cut(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert read_office_file(tmp_path / "pipe.yaml") == read_report_file(tmp_path / "pipe.yaml") == b""
    for place in ("/dev/zero", "/proc/kmsg"):
        if Path(place).exists():
            assert read_report_file(Path(place)) == b"" or place == "/dev/zero"
    with pytest.raises(OSError, match="nix"):
        read_beginning(tmp_path / "nix", 1)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_what_another_program_writes_into_a_pipe_is_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    reader = os.open(tmp_path / "pipe.yaml", os.O_RDONLY | os.O_NONBLOCK)
    writer = os.open(tmp_path / "pipe.yaml", os.O_WRONLY)
    os.close(reader)

    def write() -> None:
        time.sleep(0.2)
        os.write(writer, b"late")
        os.close(writer)

    thread = Thread(target=write)
    thread.start()
    assert read_office_file(tmp_path / "pipe.yaml") == b"late"
    thread.join()


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        (".git/config", "指到了名称以点开头的地方"),
        (".secrets.yaml", "指到了名称以点开头的地方"),
        ("../secrets.yaml", "指到了项目文件夹外面"),
        ("passwords.txt", "指到的不是 .yaml 文件"),
        ("chain.yaml", "指到了项目文件夹外面"),
    ],
)
def test_a_link_that_somebody_sent_shows_no_other_file(target: str, reason: str, tmp_path: Path) -> None:
    """Findings quote what is read: the credentials in .git/config would stand in the log of a build service."""
    project = tmp_path / "project"
    (project / ".git").mkdir(parents=True)
    for name in (".git/config", ".secrets.yaml", "../secrets.yaml", "passwords.txt"):
        (project / name).write_text("password: 1\n", encoding="utf-8")
    (project / "chain.yaml").symlink_to("../secrets.yaml")
    (project / "sent.yaml").symlink_to(target)
    found = read_office_file(project / "sent.yaml")
    assert isinstance(found, Diagnostic)
    assert (found.kind, found.message("zh")) == ("O03.link", f"不能读取：是链接，{reason}")


def test_a_link_to_another_office_file_of_the_project_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.yaml").write_bytes(b"x")
    (tmp_path / "there").symlink_to(tmp_path / "a")
    (tmp_path / "c.yml").symlink_to("a/b.yaml")
    assert read_office_file(tmp_path / "c.yml") == read_office_file(tmp_path / "there" / "b.yaml") == b"x"
