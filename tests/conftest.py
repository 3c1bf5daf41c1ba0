"""What holds for every test: messages are Chinese, nothing is logged, nothing is left out unseen."""

import gc
import logging
import os
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from hypothesis import settings

from gkgen.diagnostics import Diagnostic, Language

# The same examples at every run: a red test is red for everybody. More are tried with --hypothesis-profile=long.
settings.register_profile("short", max_examples=60, deadline=None, derandomize=True, database=None)
settings.register_profile("long", max_examples=5_000, deadline=None, database=None)
settings.load_profile("short")

# Until all tests are collected, hardly anything is garbage; afterwards as in a process of gkgen's own.
gc.disable()
gc.set_threshold(50_000)

# What earlier runs kept on disk would take the place of what is tested.
os.environ["GKGEN_CACHE"] = "off"


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """The language of whoever runs the tests does not matter, nor does the place where they are run."""
    for name in ("GKGEN_LANG", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def unreviewed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that are about something else, with a text so short that the review would object to it, are marked so."""
    if request.node.get_closest_marker("unreviewed"):
        monkeypatch.setattr("gkgen.pipeline.core.checking.RULES", ())


@pytest.fixture(autouse=True)
def findings_have_all_their_words(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever makes a finding in a test: a word that its message or hint lacks, in either language, is a KeyError."""
    made = Diagnostic.__init__
    languages: tuple[Language, ...] = ("zh", "en")

    def filled(self: Diagnostic, *arguments: Any, **named: Any) -> None:
        made(self, *arguments, **named)
        for language in languages:
            self.message(language)
            self.hint(language)

    if not request.node.get_closest_marker("any_words"):
        monkeypatch.setattr(Diagnostic, "__init__", filled)


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test exchanges in this process would not be exchanged in a second one."""
    monkeypatch.setattr("gkgen.pipeline.core.pdf_process.may_start", lambda: False)


def pytest_collection_finish() -> None:
    """What collection made stays: the collector need not search it at every turn, nor at the end of every batch."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture
def unfrozen() -> Iterator[None]:
    """For tests about garbage: nothing is frozen, as in a program that has just begun."""
    gc.unfreeze()
    yield
    gc.enable()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A library that warns in the log says something that an author or a maintainer should be told as a finding."""
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    assert [f"{record.name}: {record.getMessage()}" for record in records] == []


@pytest.fixture(scope="session", autouse=True)
def warnings_reach_the_log() -> None:
    """Loggers that only pass on errors would hide their warnings from the fixture above."""
    logging.getLogger().setLevel(logging.WARNING)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where GKGEN_NO_SKIPS is set, as in continuous integration, a test that is left out counts as failed."""
    report = yield
    if report.skipped and os.environ.get("GKGEN_NO_SKIPS"):
        report.outcome = "failed"
    return report
