"""Files read up to a limit."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gkgen.diagnostics import Diagnostic
from gkgen.pipeline.core.file_reading import MAX_REPORT_BYTES, read_office_file, read_report_file
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
