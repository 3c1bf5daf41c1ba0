"""A page of this machine opened in the browser, without its secret address on a command line."""

import atexit
import html
import os
import tempfile
from contextlib import suppress
from pathlib import Path

import click


def open_in_browser(address: str) -> None:
    """Opens the address by way of a file that only this user can read, which goes when the program ends.

    Everybody on a machine can see command lines, and with them an address that a browser is started with.
    """
    handle, name = tempfile.mkstemp(prefix="gkgen-", suffix=".html")
    page = f'<!doctype html><meta http-equiv="refresh" content="0;url={html.escape(address)}"><title>gkgen</title>'
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(page)
    atexit.register(_remove, Path(name))
    click.launch(Path(name).as_uri())


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
