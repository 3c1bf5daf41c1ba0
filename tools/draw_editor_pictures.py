"""Draws the pictures of an editor that knows the form: `python tools/draw_editor_pictures.py`.

A real Neovim runs in tmux with the settings of docs/editing.md; what its screen shows is drawn, nothing is made up.
"""

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from screens import save_screen, screen
from walkthrough import DOCS

from gkgen.pipeline.editing.formatting import format_text

EXAMPLES = DOCS.parent / "examples"
COLUMNS, ROWS = 104, 30
PAGES = {"zh": "editing.zh-CN.md", "en": "editing.md"}
_SETTINGS = re.compile(r"```lua[^\n]*\n(?P<lua>.*?)```", re.DOTALL)
_DARK = ("#1e2430", "#ff9b94", "#8bd49c", "#f2c97d", "#8ab4f8", "#d7a8f0", "#7fd6d6", "#e4e8ee")
_BRIGHT = ("#3a4456", *_DARK[1:7], "#ffffff")
_COLOURS = {30 + number: colour for number, colour in enumerate(_DARK)}
_COLOURS |= {90 + number: colour for number, colour in enumerate(_BRIGHT)}
_PLAIN = {1: "font-weight: bold", 4: "text-decoration: underline", 7: "background: #e4e8ee; color: #1e2430"}
_LOOKS = """\
vim.o.number = true
vim.o.wrap = false
vim.o.completeopt = "menu,noinsert"
vim.o.pumheight = 12
vim.cmd("highlight NormalFloat ctermbg=8 ctermfg=15")
vim.cmd("highlight Pmenu ctermbg=8 ctermfg=15")
vim.cmd("highlight SignColumn ctermbg=NONE")
"""
_CODES = re.compile("\x1b\\[([0-9;:]*)m|\x1b[^m]*m|\x0e|\x0f")


@dataclass(slots=True)
class Neovim:
    """A running editor; keys are typed, and its screen is read."""

    socket: str

    def keys(self, *keys: str, seconds: float = 1.0) -> None:
        """Types keys, by their names or as text, and waits."""
        for key in keys:
            literal = [] if key.startswith("C-") or key in {"Escape", "Enter"} else ["-l"]
            self.tmux("send-keys", *literal, key)
            time.sleep(0.2)
        time.sleep(seconds)

    def screen(self, *, with_colours: bool = True) -> str:
        """What is on the screen."""
        return self.tmux("capture-pane", "-p", *(["-e"] if with_colours else [])).rstrip("\n")

    def wait(self, words: str, seconds: float = 30.0) -> None:
        """Waits until words are on the screen; raises TimeoutError with what is there instead."""
        ends = time.monotonic() + seconds
        while words not in self.screen(with_colours=False):
            if time.monotonic() > ends:
                raise TimeoutError(f"{words}\n{self.screen(with_colours=False)}")
            time.sleep(0.2)

    def ask(self, key: str, words: str) -> None:
        """Presses a key until words are on the screen: a server needs a moment to start."""
        for _ in range(20):
            self.keys("Escape", key, seconds=1.5)
            if words in self.screen(with_colours=False):
                return
        raise TimeoutError(self.screen(with_colours=False))

    def tmux(self, *words: str) -> str:
        """A command of tmux; what it prints."""
        command = ["tmux", "-u", "-L", self.socket, "-f", os.devnull, *words]
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env=_environment()).stdout


def _environment() -> dict[str, str]:
    here = Path(sys.executable).parent
    return {
        **os.environ,
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        "PATH": f"{here}{os.pathsep}{os.environ['PATH']}",
    }


def settings(language: str) -> str:
    """The settings that the page gives."""
    found = _SETTINGS.search((DOCS / PAGES[language]).read_text(encoding="utf-8"))
    assert found, "the page has settings for Neovim"
    return found["lua"]


@contextmanager
def neovim(language: str, name: str, text: str) -> Iterator[Neovim]:
    """Neovim with the settings of the page and one file open."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "init.lua").write_text(_LOOKS + settings(language), encoding="utf-8")
        (folder / name).write_text(text, encoding="utf-8")
        editor = Neovim(f"gkgen-{os.getpid()}-{language}")
        command = f"cd '{folder}' && nvim -u init.lua '{name}'"
        editor.tmux("new-session", "-d", "-x", str(COLUMNS), "-y", str(ROWS), command)
        try:
            yield editor
        finally:
            subprocess.run(["tmux", "-L", editor.socket, "kill-server"], check=False, capture_output=True)


def coloured(text: str) -> str:
    """A screen with its codes of colours as HTML."""
    shown, place, looks = [], 0, ""
    for found in _CODES.finditer(text):
        piece = html.escape(text[place : found.start()])
        shown.append(f'<span style="{looks}">{piece}</span>' if looks and piece else piece)
        place, looks = found.end(), _looks(found[1]) if found[1] is not None else looks
    return "".join([*shown, html.escape(text[place:])])


def _looks(codes: str) -> str:
    looks: list[str] = []
    numbers = [int(code) for code in re.split("[;:]", codes) if code]
    while numbers:
        match numbers:
            case [38 | 48 as ground, 5, colour, *numbers]:
                name = "color" if ground == 38 else "background"
                looks.append(f"{name}: {_COLOURS.get(colour + 30 if colour < 8 else colour + 82, '#555f70')}")
            case [code, *numbers]:
                if code in _COLOURS:
                    looks.append(f"color: {_COLOURS[code]}")
                elif code - 10 in _COLOURS:
                    looks.append(f"background: {_COLOURS[code - 10]}")
                elif code in _PLAIN:
                    looks.append(_PLAIN[code])
    return "; ".join(looks)


def in_chinese() -> None:
    """A sum that does not hold, with the row explained."""
    text = (EXAMPLES / "xinjianlu.yaml").read_text(encoding="utf-8")
    wrong = text.replace("    予以公开: {自然人: 1}", "    予以公开: {自然人: 2}")
    assert wrong != text
    with neovim("zh", "新建路.yaml", wrong) as editor:
        editor.wait("机关类型")
        editor.keys("/本年新收: ", "Enter", "zz", seconds=3)
        editor.ask("K", "1月1日至12月31日收到的")
        save_screen(screen("新建路.yaml · Neovim", coloured(editor.screen())), "editor.png")


def in_english() -> None:
    """A file with English keys: a sum that does not hold, and references proposed with the numbers that they have."""
    written, _ = format_text((EXAMPLES / "xinjianlu.yaml").read_bytes(), "xinjianlu.yaml", "en")
    assert written
    wrong = written.decode("utf-8").replace("granted: {natural_person: 1}", "granted: {natural_person: 2}")
    with neovim("en", "xinjianlu.yaml", wrong) as editor:
        editor.wait("year: 2020")
        editor.keys("/new_received:", "Enter", "zz", seconds=3)
        editor.ask("K", "(国办公开办函")
        editor.keys(
            "Escape", "/平台的使用要求", "Enter", "zt", "i", "{{ requests.new_received.", "C-x", "C-o", seconds=3
        )
        editor.wait("= 1")
        save_screen(screen("xinjianlu.yaml · Neovim", coloured(editor.screen())), "editor-en.png")


if __name__ == "__main__":
    assert shutil.which("nvim"), "Neovim is not installed"
    in_chinese()
    in_english()
