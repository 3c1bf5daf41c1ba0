"""Draws pictures of the pages whose steps tools/walkthrough.py executes: `python tools/draw_guide_pictures.py`."""

import tempfile
from pathlib import Path

from printed_pages import page, save_row
from screens import editor, save_file, save_screen, terminal
from walkthrough import DOCS, run, walk

WINDOWS = {"start.zh-CN.md": "", "start.md": "-en"}
WINDOW = "Windows PowerShell"


def start(name: str, ending: str) -> None:
    """The first command, the new file, the pages."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for done in walk(DOCS / name, folder):
            verb = done.command.split()[1]
            if verb == "new":
                (file,) = folder.glob("*.yaml")
                text = file.read_text(encoding="utf-8")
                save_screen(editor(file.name, text, 34), f"start-new{ending}.png")
                save_screen(terminal(WINDOW, [(done.command, done.shown)]), f"start-terminal{ending}.png")
            elif verb == "build" and not ending:
                (pdf,) = folder.glob("*.pdf")
                save_row([page(pdf, number, 50) for number in range(1, 5)], "start-pages.png")


def writing() -> None:
    """The printed report of the page about text."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for _ in walk(DOCS / "writing.zh-CN.md", folder):
            run("gkgen build . -f pdf", folder)
        (pdf,) = folder.glob("*.pdf")
        save_row([page(pdf, number, 80) for number in (1, 2)], "writing-printed.png")


def district(name: str, picture: str) -> None:
    """The page of all offices after the first build, in which one failed."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for done in walk(DOCS / name, folder):
            words = done.command.split()
            if "--report" in words:
                (file,) = folder.rglob(words[words.index("--report") + 1])
                save_file(file, picture, 1200, "#ffffff")
                return


def main() -> None:
    district("district.zh-CN.md", "district-report.png")
    district("district.md", "district-report-en.png")
    for name, ending in WINDOWS.items():
        start(name, ending)
    writing()


if __name__ == "__main__":
    main()
