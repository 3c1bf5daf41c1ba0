"""A page opened in the browser."""

from pathlib import Path

import pytest

from gkgen.cli import browser


def test_the_address_of_a_page_stands_on_no_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody on a machine sees command lines; the file that leads to the address is for one user alone."""
    launched: list[str] = []
    monkeypatch.setattr("click.launch", launched.append)
    files: list[Path] = []
    monkeypatch.setattr("atexit.register", lambda _, path: files.append(path))
    browser.open_in_browser("http://127.0.0.1:9/SECRET/")
    (path,) = files
    try:
        assert launched == [path.as_uri()]
        assert "SECRET" not in launched[0]
        assert path.stat().st_mode & 0o077 == 0
        assert "127.0.0.1:9/SECRET/" in path.read_text(encoding="utf-8")
    finally:
        browser._remove(path)
    assert not path.exists()
