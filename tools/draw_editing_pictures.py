"""Draws pictures of folder, preview, watch, format and diff: `python tools/draw_editing_pictures.py`.

They show real output: the steps of the pages of docs/ are executed, with gkgen running beside them.
"""

import io
import os
import pty
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageOps
from printed_pages import EDGE
from screens import CHROMIUM, editors, project, save_picture, save_screen, terminal
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from walkthrough import DOCS, walk

LANGUAGES = {"zh": (".zh-CN.md", ""), "en": (".md", "-en")}
WINDOW = "Windows PowerShell"
# A mistake that is put into the file of the first page, and corrected.
FAULT = {
    "zh": ("结转下年度: {自然人: 2}", "结转下年度: {自然人: 3}"),
    "en": ("carried_out: {natural_person: 2}", "carried_out: {natural_person: 3}"),
}


@contextmanager
def finished(language: str) -> Iterator[Path]:
    """The file of the first page as it is at its end."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for _ in walk(DOCS / f"start{LANGUAGES[language][0]}", folder):
            pass
        (file,) = folder.glob("*.yaml")
        yield file


def started(words: str, folder: Path) -> subprocess.Popen[str]:
    """A running gkgen, stopped at the end."""
    command = [sys.executable, "-um", "gkgen", *shlex.split(words)]
    return subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", text=True
    )


def on_terminal(command: str, folder: Path) -> str:
    """What gkgen shows on a terminal, with the codes of its colours."""
    here, there = pty.openpty()
    words = [sys.executable, "-m", "gkgen", *shlex.split(command)[1:]]
    subprocess.run(words, cwd=folder, stdout=there, stderr=there, check=False)
    os.close(there)
    shown = b""
    try:
        while piece := os.read(here, 65_536):
            shown += piece
    except OSError:  # Linux signals the end like this
        pass
    os.close(here)
    return shown.decode("utf-8").replace("\r\n", "\n")


def preview(language: str) -> None:
    """The preview after saving a mistake: the last good page, and the finding beside it."""
    before, after = FAULT[language]
    options = ChromeOptions()
    for word in ("--headless=new", "--no-sandbox", "--window-size=1280,860", "--force-device-scale-factor=1.5"):
        options.add_argument(word)
    options.binary_location = f"/usr/bin/{CHROMIUM}"
    with finished(language) as file:
        server = started(f"preview {file.name} --no-browser --lang {language}", file.parent)
        browser = Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        try:
            assert server.stdout is not None
            browser.get(server.stdout.readline().strip())
            wait = WebDriverWait(browser, 60, 0.1)
            wait.until(lambda _: browser.find_elements(By.CSS_SELECTOR, "iframe:not(.waiting)"))
            file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
            wait.until(lambda _: browser.find_elements(By.CSS_SELECTOR, "#findings li.error"))
            browser.find_element(By.CSS_SELECTOR, "#findings li.error").click()
            time.sleep(1)  # the page scrolls smoothly
            image = Image.open(io.BytesIO(browser.get_screenshot_as_png())).convert("RGB")
        finally:
            browser.quit()
            server.send_signal(signal.SIGINT)
            server.communicate()
    save_picture(ImageOps.expand(image, 2, EDGE), f"preview{LANGUAGES[language][1]}.png")


def watch(language: str) -> None:
    """A first build, a mistake saved, the mistake corrected."""
    before, after = FAULT[language]
    with finished(language) as file:
        command = f"watch {file.name}" + (" --lang en" if language == "en" else "")
        server = started(command, file.parent)
        assert server.stdout is not None
        shown = ""
        text = file.read_text(encoding="utf-8")
        for saved in (text.replace(before, after), text, None):
            for line in server.stdout:
                shown += line
                if " s, " in line or " 秒" in line:
                    break
            time.sleep(2)
            if saved is not None:
                file.write_text(saved, encoding="utf-8")
        server.send_signal(signal.SIGINT)
        shown += "^C\n" + server.communicate()[0]
    save_screen(terminal(WINDOW, [(f"gkgen {command}", shown)], 1000), f"watch{LANGUAGES[language][1]}.png", 1000)


def formatting(language: str) -> None:
    """A file before and after."""
    ending, suffix = LANGUAGES[language]
    with tempfile.TemporaryDirectory() as place:
        folder, texts = Path(place), []
        for done in walk(DOCS / f"editing{ending}", folder):
            if done.command.startswith("gkgen format") and len(texts) < 2:
                (file,) = folder.glob("*.yaml")
                texts.append((file.name, file.read_text(encoding="utf-8")))
    save_screen(editors(texts, 560), f"format{suffix}.png", 1134)


def git(language: str) -> None:
    """The new folder in an editor, and what changed, in colour."""
    ending, suffix = LANGUAGES[language]
    with tempfile.TemporaryDirectory() as place:
        for done in walk(DOCS / f"git{ending}", Path(place)):
            if done.command.startswith("gkgen init") and language == "zh" and "." not in done.command.split():
                (folder,) = (path.parent for path in Path(place).glob("*/README.md"))
                save_screen(project(folder, "2025/青石街道.yaml", 30), "git-folder.png", 1100)
            elif done.command.startswith("gkgen diff HEAD~1"):
                (folder,) = (path.parent for path in Path(place).glob("*/README.md"))
                shown = on_terminal(done.command, folder)
                save_screen(terminal(WINDOW, [(done.command, shown)], 1000, folder.name), f"git-diff{suffix}.png", 1000)
                return


def main() -> None:
    for language in LANGUAGES:
        git(language)
        formatting(language)
        watch(language)
        preview(language)


if __name__ == "__main__":
    main()
