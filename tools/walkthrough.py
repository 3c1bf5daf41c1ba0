"""Executes the steps of a page of docs/: writes its files, applies its changes, runs its commands.

A fence that says `yaml title="NAME"` (or python, text) is a whole file, `diff title="NAME"` a change of it, `console` a
command
after `$` with its whole output; `cd` changes the folder. The pictures of the page are drawn from the same steps, and a
test compares the output; `.venv/bin/python tools/walkthrough.py` updates the output in the pages.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gkgen import __version__
from gkgen.resources import STANDALONE_PAGE

DOCS = Path(__file__).resolve().parent.parent / "docs"
GUIDES = ("start", "writing", "importing", "editing", "comparing", "district", "git", "engineers")
PAGES = tuple(f"{name}{ending}" for name in GUIDES for ending in (".zh-CN.md", ".md"))
PICTURES = DOCS.parent / "examples" / "pictures"
_FENCE = re.compile(
    r'^```(?P<kind>yaml|python|text|diff|console)(?: title="(?P<name>[^"]+)")?\n(?P<text>.*?)^```$', re.M | re.S
)
_COMMAND = re.compile(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", re.M)

# Git with its defaults, without the settings of the user.
_ANYBODY = {
    **dict.fromkeys(("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"), os.devnull),
    "LC_ALL": "C.UTF-8",
    **{f"GIT_{role}_{word}": "clerk@example.org" for role in ("AUTHOR", "COMMITTER") for word in ("NAME", "EMAIL")},
}


@dataclass(frozen=True, slots=True)
class ExecutedCommand:
    """A command of the page, its expected output, and its output."""

    command: str
    expected: str
    shown: str


def walk(page: Path, folder: Path) -> Iterator[ExecutedCommand]:
    """Executes the steps of the page in a folder, in order; yields each command after it has run.

    The folder has the pictures of the examples, and a page to take for gkgen.html, whether that was made here or not.
    """
    shutil.copytree(PICTURES, folder / "pictures")
    (folder / STANDALONE_PAGE).write_text(f'<meta name="generator" content="gkgen {__version__}">', encoding="utf-8")
    for fence in _FENCE.finditer(page.read_text(encoding="utf-8")):
        kind, name, text = fence["kind"], fence["name"], fence["text"]
        if kind == "console":
            for command, expected in _COMMAND.findall(text):
                if command.startswith("cd "):
                    folder /= command.removeprefix("cd ")
                    shown = ""
                else:
                    shown = run(command, folder)
                yield ExecutedCommand(command, expected, shown)
        elif kind in {"yaml", "python", "text"} and name:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        elif kind == "diff" and name:
            path = folder / name
            path.write_text(changed(path.read_text(encoding="utf-8"), text), encoding="utf-8")


def run(command: str, folder: Path) -> str:
    """The output of gkgen, a script, Git or its hooks, both streams together; gkgen is that of this Python."""
    program, *words = shlex.split(command)
    python, bin_folder = [sys.executable, "-u"], Path(sys.executable).parent
    programs = {
        "gkgen": [*python, "-m", "gkgen"],
        "python": python,
        "git": ["git"],
        "pre-commit": [*python, "-m", "pre_commit"],
    }
    done = subprocess.run(
        [*programs[program], *words],
        cwd=folder,
        env={
            **os.environ,
            **_ANYBODY,
            "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
            "PRE_COMMIT_HOME": _hooks().name,
            "PYTHONUTF8": "1",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout.decode("utf-8")


@cache
def _hooks() -> "tempfile.TemporaryDirectory[str]":
    """A temporary cache folder for pre-commit."""
    return tempfile.TemporaryDirectory(prefix="gkgen-hooks-")


def changed(text: str, diff: str) -> str:
    """The text with lines that begin with - replaced by those that begin with + below them."""
    for old, new in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)*)", diff, re.M):
        before = re.sub(r"^-", "", old, flags=re.M)
        if text.count(before) != 1:
            raise ValueError(f"not once in the file: {before}")
        text = text.replace(before, re.sub(r"^\+", "", new, flags=re.M))
    return text


def rewritten(page: Path) -> str:
    """The page with the actual output of its commands."""
    text = page.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        runs = walk(page, Path(folder))

        def shown(fence: re.Match[str]) -> str:
            if fence["kind"] != "console":
                return fence.group()
            return "```console\n" + _COMMAND.sub(lambda _: _answer(next(runs)), fence["text"]) + "```"

        return _FENCE.sub(shown, text)


def _answer(done: ExecutedCommand) -> str:
    return f"$ {done.command}\n{done.shown}"


def main() -> None:
    for name in PAGES:
        text = rewritten(DOCS / name)
        (DOCS / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
