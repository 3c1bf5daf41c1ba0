"""Compiled patterns from disk: equal to those of `re.compile`, and no others."""

import marshal
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gkgen import compiled_patterns, disk_cache
from gkgen.compiled_patterns import MAX_PATTERNS, MIN_NEW_PATTERNS, compiled

PATTERNS: list[tuple[Any, int]] = [
    ("", 0),
    (r"(?P<年>\d{4})年(?:度)?(?P<月>\d+)?", 0),
    ("[一-龥\U00020000-\U0002ffff]+|[^a-z]", re.IGNORECASE),
    ("(?m)^a.(b)?$", re.DOTALL),
    (b"(\\w+)[\x80-\xff]", 0),
    ("(?<=a)b(?!c)|(?>x*)y*+", re.VERBOSE | re.ASCII),
    *((f"word{number}", 0) for number in range(MIN_NEW_PATTERNS)),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "cache"
    monkeypatch.setenv(disk_cache.SWITCH, str(folder))
    monkeypatch.setattr(compiled_patterns, "_new", {})
    monkeypatch.setattr("atexit.register", lambda _: None)
    compiled_patterns._known.cache_clear()
    yield folder
    compiled_patterns._known.cache_clear()


def missing(*_: object) -> None:
    raise AttributeError


def end() -> None:
    """What the end of the process does, and the beginning of another."""
    compiled_patterns._keep()
    compiled_patterns._new.clear()
    compiled_patterns._known.cache_clear()


def test_patterns_are_compiled_once_for_all_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = [re.compile(*each) for each in PATTERNS]
    assert [compiled(*each) for each in PATTERNS] == usual
    end()
    with monkeypatch.context() as patch:
        patch.setattr(compiled_patterns, "_compiled", lambda *_: pytest.fail("compiled again"))
        found = [compiled(*each) for each in PATTERNS]
    assert found == usual
    assert [each.groupindex for each in found] == [each.groupindex for each in usual]
    match = found[1].search("到2024年度12月")
    assert match and match.groupdict() == {"年": "2024", "月": "12"}


def test_a_few_new_ones_are_not_worth_a_file(folder: Path) -> None:
    for each in PATTERNS[: MIN_NEW_PATTERNS - 1]:
        compiled(*each)
    end()
    assert not folder.exists()


def test_later_ones_are_added_up_to_a_bound() -> None:
    for begin in range(0, MAX_PATTERNS + 2 * MIN_NEW_PATTERNS, MAX_PATTERNS // 3):
        for number in range(begin, begin + MAX_PATTERNS // 3):
            compiled(f"x{number}", 0)
        end()
    known = compiled_patterns._known()
    assert len(known) == MAX_PATTERNS
    assert ("x0", 0) in known


def test_text_and_bytes_and_flags_are_told_apart() -> None:
    for pattern, flags in (*PATTERNS, ("same", 0), (b"same", 0), ("same", re.IGNORECASE)):
        compiled(pattern, flags)
    end()
    assert compiled("same", 0).match("same") and not compiled("same", 0).match("SAME")
    assert compiled("same", re.IGNORECASE).match("SAME")
    assert compiled(b"same", 0).match(b"same")


def test_code_that_python_does_not_take_is_compiled_as_usual(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = compiled_patterns._compiled("a+", 0)
    wrong = {("a+", 0): (parts[0], b"\xff" * len(parts[1]), *parts[2:])}
    monkeypatch.setattr(disk_cache, "load", lambda *_, **__: marshal.dumps(wrong))
    assert compiled("a+", 0) == re.compile("a+")


@pytest.mark.parametrize("name", ["re._parser.parse", "re._compiler._code"])
def test_where_python_is_another_patterns_are_compiled_as_usual(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = [re.compile(*each) for each in PATTERNS]
    monkeypatch.setattr(name, missing)
    assert [compiled(*each) for each in PATTERNS] == usual


def test_a_wrong_pattern_is_the_error_that_it_is_for_re() -> None:
    for _ in range(2):
        with pytest.raises(re.error, match="unterminated character set"):
            compiled("[", 0)


def test_a_pattern_is_compiled_once_in_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    first = compiled("机关(某)+", 0)
    monkeypatch.setattr(compiled_patterns, "_compiled", missing)
    assert compiled("机关(某)+", 0) == first
    monkeypatch.setattr(re, "compile", missing)  # nor in the usual way
    assert compiled("机关(某)+", 0) == first
