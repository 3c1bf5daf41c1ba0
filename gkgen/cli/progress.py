"""Progress of a batch: a bar on a terminal, occasional lines in a log, nothing for few files."""

import os
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from gkgen.cli.language import Translate

if TYPE_CHECKING:
    from gkgen.pipeline.core.outcome import Outcome

# Batches up to this many files show no progress.
_MAX_SILENT_FILES = 3
_SECONDS_BETWEEN_LOG_LINES = 10.0
# Cells of the bar. With the words behind it a line stays below 80 columns, so that it is never wrapped.
_BAR_CELLS = 16
# Back to the first column and erase: what is printed next takes the place of the bar.
_ERASE = "\r\x1b[K"


def progress(outcomes: "Iterable[Outcome]", total: int, translate: Translate) -> "Iterator[Outcome]":
    """Yields `total` outcomes and shows the progress on standard error.

    The bar is erased before an outcome is yielded, so that the caller may print about it.
    """
    if total <= _MAX_SILENT_FILES:
        yield from outcomes
    elif sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        yield from _with_bar(outcomes, total, translate)
    else:
        yield from _with_lines(outcomes, total, translate)


def _with_bar(outcomes: "Iterable[Outcome]", total: int, translate: Translate) -> "Iterator[Outcome]":
    begun, done, failed = time.monotonic(), 0, 0
    click.echo(_bar(0, total, ""), nl=False, err=True)
    try:
        for outcome in outcomes:
            click.echo(_ERASE, nl=False, err=True)
            yield outcome
            done, failed = done + 1, failed + (not outcome.ok)
            words = _words(done, total, failed, time.monotonic() - begun, translate)
            click.echo(_bar(done, total, words), nl=False, err=True)
    finally:
        click.echo(_ERASE, nl=False, err=True)


def _with_lines(outcomes: "Iterable[Outcome]", total: int, translate: Translate) -> "Iterator[Outcome]":
    begun = last = time.monotonic()
    failed = 0
    for done, outcome in enumerate(outcomes, 1):
        yield outcome
        failed += not outcome.ok
        now = time.monotonic()
        if now - last >= _SECONDS_BETWEEN_LOG_LINES and done < total:
            last = now
            click.echo(_words(done, total, failed, now - begun, translate), err=True)


def _bar(done: int, total: int, words: str) -> str:
    filled = _BAR_CELLS * done // total
    return f"{_ERASE}{'━' * filled}{'─' * (_BAR_CELLS - filled)} {words}"


def _words(done: int, total: int, failed: int, seconds: float, translate: Translate) -> str:
    rate = done / max(seconds, 0.001)
    left = round((total - done) / rate)
    zh = f"已完成 {done}/{total}，{failed} 份有错误，每秒 {rate:.1f} 份，还要 {left} 秒"
    return translate(zh, f"{done}/{total} done, {failed} with errors, {rate:.1f}/s, {left} s left")
