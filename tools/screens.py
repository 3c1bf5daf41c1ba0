"""Pictures of windows for docs/: an editor with a file, a terminal with output, drawn by Chromium."""

import html
import io
import re
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageChops
from printed_pages import PICTURES
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import YamlLexer

CHROMIUM = "chromium"
SCALE = 2
_DESK = "#d8dde3"
_STYLE = """
body { margin: 0; padding: 14px; background: %s; }
.window { width: %dpx; border-radius: 8px; overflow: hidden; box-shadow: 0 2px 8px #0004; background: #fff; }
.bar { font: 14px "Noto Sans CJK SC"; padding: 8px 14px; color: #333; background: #eceff1; display: flex; gap: 8px; }
.bar i { width: 11px; height: 11px; border-radius: 50%%; margin-top: 5px; background: #b0bec5; }
.bar b { font-weight: normal; flex: 1; text-align: center; padding-right: 57px; }
pre { font: 15px/1.5 "Noto Sans Mono CJK SC"; margin: 0; padding: 10px 14px; white-space: pre-wrap; }
.terminal { background: #1e2430; color: #e4e8ee; }
.terminal .prompt { color: #8bd49c; }
pre.cells { white-space: pre; line-height: 1.35; overflow: hidden; }
.editor pre { display: flex; }
.editor .numbers { color: #a0a8b0; text-align: right; padding-right: 16px; user-select: none; }
.editor .text { flex: 1; overflow: hidden; white-space: pre; }
.editor span { font-style: normal !important; }
.project { display: flex; }
.project .files { background: #f4f6f8; color: #3c4650; line-height: 1.7; min-width: 230px; }
.project .files b { font-weight: normal; background: #d6e4f5; }
.project .editor { flex: 1; overflow: hidden; }
.pair { display: flex; gap: 14px; align-items: flex-start; }
"""
_ANSI = re.compile("\x1b\\[([0-9;]*)m")
_LOOKS = {
    "1": "font-weight: bold",
    "31;9": "color: #ff9b94; text-decoration: line-through",
    "32;4": "color: #8bd49c; text-decoration: underline",
}


def editor(name: str, text: str, most: int, width: int = 900) -> str:
    """The page of an editor that shows the first lines of a file."""
    return _page([_window(name, _edited(text, most))], width)


def editors(files: Iterable[tuple[str, str]], width: int) -> str:
    """The page of editors side by side."""
    return _page([_window(name, _edited(text, text.count("\n"))) for name, text in files], width)


def project(folder: Path, opened: str, most: int, width: int = 1100) -> str:
    """The page of an editor that shows a folder beside one of its files."""
    shown = []
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).parts):
        parts = path.relative_to(folder).parts
        name = "  " * (len(parts) - 1) + path.name
        shown.append(f"<b>{html.escape(name)}</b>" if "/".join(parts) == opened else html.escape(name))
    files = '<pre class="files">' + "\n".join(shown) + "</pre>"
    inside = _edited((folder / opened).read_text(encoding="utf-8"), most)
    return _page([_window(folder.name, f'<div class="project">{files}{inside}</div>')], width)


def _edited(text: str, most: int) -> str:
    lines = text.split("\n")[:most]
    numbers = "\n".join(str(number) for number in range(1, len(lines) + 1))
    formatter = HtmlFormatter(nowrap=True, noclasses=True, style="friendly")
    coloured = highlight("\n".join(lines), YamlLexer(stripnl=False), formatter)
    inside = f'<div class="numbers">{numbers}</div><div class="text">{coloured}</div>'
    return f'<div class="editor"><pre>{inside}</pre></div>'


def terminal(name: str, runs: Iterable[tuple[str, str]], width: int = 900, folder: str = "年报2025") -> str:
    """The page of a terminal: commands and their output, with its ANSI colours."""
    shown = "".join(
        f'<span class="prompt">PS D:\\{folder}&gt;</span> {html.escape(command)}\n{_coloured(output)}'
        for command, output in runs
    )
    return _page([_window(name, f'<div class="terminal"><pre>{shown.rstrip()}</pre></div>')], width)


def screen(name: str, shown: str, width: int = 900) -> str:
    """The page of a terminal that a program fills, given as HTML; every cell has its width."""
    return _page([_window(name, f'<div class="terminal"><pre class="cells">{shown}</pre></div>')], width)


def _coloured(output: str) -> str:
    def looks(found: re.Match[str]) -> str:
        return f'<span style="{_LOOKS[found[1]]}">' if found[1] != "0" else "</span>"

    return _ANSI.sub(looks, html.escape(output))


def _window(name: str, inside: str) -> str:
    bar = f'<div class="bar"><i></i><i></i><i></i><b>{html.escape(name)}</b></div>'
    return f'<div class="window">{bar}{inside}</div>'


def _page(windows: Iterable[str], width: int) -> str:
    style = _STYLE % (_DESK, width)
    pair = f'<div class="pair">{"".join(windows)}</div>'
    return f'<!DOCTYPE html><meta charset="utf-8"><style>{style}</style>{pair}'


def save_screen(page: str, name: str, width: int = 900) -> None:
    """A page, rendered, cropped to its content, with a small palette."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "page.html")
        file.write_text(page, encoding="utf-8")
        save_file(file, name, width + 28, _DESK)


def save_file(file: Path, name: str, width: int, ground: str) -> None:
    """A page of a file, cropped below the last line that differs from the background."""
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder, "page.png")
        options = ["--headless=new", "--no-sandbox", "--hide-scrollbars", f"--force-device-scale-factor={SCALE}"]
        size = [f"--window-size={width},3000", f"--screenshot={picture}"]
        subprocess.run([CHROMIUM, *options, *size, file.resolve().as_uri()], check=True, capture_output=True)
        image = Image.open(io.BytesIO(picture.read_bytes())).convert("RGB")
    used = ImageChops.difference(image, Image.new("RGB", image.size, ground)).getbbox()
    height = used[3] + 14 * SCALE if used else image.height
    save_picture(image.crop((0, 0, image.width, height)), name)


def save_picture(image: Image.Image, name: str) -> None:
    """Saves a picture for docs/ with a small palette."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    image.quantize(64).save(PICTURES / name, optimize=True)
