"""Parts of WeasyPrint exchanged for a while. It is bounded below its next version, and every part is put back."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

Exchange = tuple[Any, str, Any]
"""Who has the part, under what name, and what takes its place."""


@contextmanager
def exchanged(*exchanges: Exchange) -> Iterator[None]:
    """While it lasts, the parts are exchanged. WeasyPrint itself changes, so one document is to be made at a time."""
    before = [(owner, name, getattr(owner, name)) for owner, name, _ in exchanges]
    _put(exchanges)
    try:
        yield
    finally:
        _put(before)


def everywhere(function: Any, other: Any) -> Iterator[Exchange]:
    """The function exchanged in every module of WeasyPrint that has imported it by its name."""
    name = function.__name__
    for path, module in list(sys.modules.items()):
        if path.startswith("weasyprint.") and getattr(module, name, None) is function:
            yield module, name, other


def _put(exchanges: Iterable[Exchange]) -> None:
    for owner, name, part in exchanges:
        setattr(owner, name, part)
