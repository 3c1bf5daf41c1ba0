"""Patterns that are compiled at first use, and each of gkgen's, compiled."""

import copy
import importlib
import marshal
import pickle
import pkgutil
import re
import subprocess
import sys

import pytest

import gkgen
from gkgen import compiled_patterns, lazy_re
from tests.cli.calls import environment

COUNTING = """
import re._compiler, sys
compile, counts = re._compiler.compile, [0, 0]
def counted(pattern, flags=0):
    frame = sys._getframe(1)
    while "/re/" in frame.f_code.co_filename:
        frame = frame.f_back
    counts[not frame.f_globals["__name__"].startswith("gkgen.")] += 1
    return compile(pattern, flags)
re._compiler.compile = counted
import gkgen.pipeline.core.checking
print(*counts)
"""


def test_a_pattern_finds_what_that_of_re_finds() -> None:
    lazy, eager = lazy_re.compile(r"(?P<n>\d)(?:b)?", re.IGNORECASE), re.compile(r"(?P<n>\d)(?:b)?", re.IGNORECASE)
    text = "1B 2 x"
    assert (
        [each.span() for each in lazy.finditer(text)]
        == [each.span() for each in eager.finditer(text)]
        == [
            (0, 2),
            (3, 4),
        ]
    )
    assert (lazy.sub("·", text), lazy.subn("·", text)) == (eager.sub("·", text), eager.subn("·", text))
    assert (lazy.findall(text), lazy.split(text)) == (eager.findall(text), eager.split(text))
    assert (lazy.groups, dict(lazy.groupindex), lazy.pattern) == (1, {"n": 1}, eager.pattern)
    assert lazy.match(text) and lazy.search(text) and not lazy.fullmatch(text)


def test_a_wrong_pattern_is_an_error_at_its_first_use_only() -> None:
    wrong = lazy_re.compile("(")
    with pytest.raises(lazy_re.error):
        wrong.search("")


def test_there_is_nothing_that_a_pattern_does_not_have() -> None:
    with pytest.raises(AttributeError, match="flags"):
        lazy_re.compile("a").flags  # noqa: B018 - read for its error


@pytest.mark.parametrize("is_used", [False, True])
def test_a_pattern_is_copied_and_sent_to_other_processes(is_used: bool) -> None:
    lazy = lazy_re.compile("A", lazy_re.IGNORECASE)
    if is_used:
        assert lazy.search("a")
    for other in (copy.deepcopy(lazy), pickle.loads(pickle.dumps(lazy))):
        assert other.search("a")


def test_every_pattern_of_gkgen_can_be_compiled_and_kept() -> None:
    """What `re.compile` would have refused when the module was imported; from disk comes what it gives."""
    seen = 0
    for info in pkgutil.walk_packages(gkgen.__path__, "gkgen."):
        if info.name == "gkgen.__main__":
            continue
        for value in vars(importlib.import_module(info.name)).values():
            for each in value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else (value,):
                if isinstance(each, lazy_re.LazyPattern):
                    usual = re.compile(each.pattern, each.flags_given)
                    parts = compiled_patterns._compiled(each.pattern, int(each.flags_given))
                    # Patterns are equal where their flags, groups, code and text are.
                    assert compiled_patterns._pattern(each.pattern, marshal.loads(marshal.dumps(parts))) == usual
                    seen += 1
    assert seen > 200


def test_a_check_compiles_no_pattern_before_it_is_used() -> None:
    """Compiling is a third of a check from the shell."""
    told = subprocess.run(
        [sys.executable, "-c", COUNTING], capture_output=True, text=True, env=environment(), check=True
    )
    gkgens, others = map(int, told.stdout.split())
    assert gkgens == 0
    assert others > 10
