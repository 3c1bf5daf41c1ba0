"""How far a batch is: a bar on a terminal, a line now and then elsewhere, nothing for a few files."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from gkgen.cli.language import Translate

if TYPE_CHECKING:
    from gkgen.pipeline.core.outcome import Outcome

Tell = Callable[["Outcome"], None]

_FEW = 3
# Seconds between two lines where there is no terminal.
_PAUSE = 10.0


@contextmanager
def progress(total: int, translate: Translate) -> Iterator[Tell]:
    """A function to be told of every office that is done."""
    if total <= _FEW:
        yield lambda outcome: None
    elif sys.stderr.isatty():
        with _bar(total, translate) as tell:
            yield tell
    else:
        yield _Lines(total, translate)


@dataclass(slots=True)
class _Lines:
    """A line every few seconds, for logs."""

    total: int
    translate: Translate
    done: int = 0
    failed: int = 0
    begun: float = field(default_factory=time.monotonic)
    told: float = field(default_factory=time.monotonic)

    def __call__(self, outcome: "Outcome") -> None:
        self.done += 1
        self.failed += not outcome.ok
        now = time.monotonic()
        if now - self.told < _PAUSE or self.done == self.total:
            return
        self.told = now
        rate = self.done / (now - self.begun)
        left = round((self.total - self.done) / rate)
        zh = f"已完成 {self.done}/{self.total}，{self.failed} 份有错误，每秒 {rate:.1f} 份，还要 {left} 秒"
        en = f"{self.done}/{self.total} done, {self.failed} with errors, {rate:.1f}/s, {left} s left"
        click.echo(self.translate(zh, en), err=True)


@contextmanager
def _bar(total: int, translate: Translate) -> Iterator[Tell]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(translate("每秒 {task.fields[rate]} 份，还要", "{task.fields[rate]}/s, left")),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]}"),
    )
    # Results that go into a pipe must not be drawn on the terminal instead.
    is_shown = sys.stdout.isatty()
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=is_shown) as bar:
        task = bar.add_task("", total=total, rate="–", failed="")
        failed = 0
        begun = time.monotonic()

        def tell(outcome: "Outcome") -> None:
            nonlocal failed
            failed += not outcome.ok
            done = bar.tasks[0].completed + 1
            words = translate(f"{failed} 份有错误", f"{failed} with errors") if failed else ""
            bar.update(task, advance=1, rate=f"{done / (time.monotonic() - begun):.1f}", failed=words)

        yield tell
