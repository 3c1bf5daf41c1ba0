"""Draws the picture of VS Code with gkgen's extension: `python tools/draw_vscode_picture.py CODE_SERVER`.

CODE_SERVER is out/node/entry.js of the npm package code-server, which is VS Code for a browser; `make vscode` before.
It runs on this machine alone, in folders that are removed afterwards, and Chromium without a window shows it.
"""

import io
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from screens import CHROMIUM, save_picture
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = {
    "security.workspace.trust.enabled": False,
    "gkgen.path": str(Path(sys.executable).with_name("gkgen")),
    "gkgen.language": "zh",
    "workbench.startupEditor": "none",
    "workbench.colorTheme": "Default Light Modern",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "editor.fontFamily": "Noto Sans Mono CJK SC",
    "editor.minimap.enabled": False,
    "telemetry.telemetryLevel": "off",
}


def draw(entry: Path, folder: Path) -> None:
    """A report whose sum does not hold, and a reference that is being written."""
    work = folder / "年报2020"
    work.mkdir()
    text = (ROOT / "examples" / "xinjianlu.yaml").read_text(encoding="utf-8")
    file = work / "新建路.yaml"
    file.write_text(text.replace("    予以公开: {自然人: 1}", "    予以公开: {自然人: 2}"), encoding="utf-8")
    (folder / "data" / "User").mkdir(parents=True)
    (folder / "data" / "User" / "settings.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    own = [f"--user-data-dir={folder / 'data'}", f"--extensions-dir={folder / 'extensions'}"]
    own.append(f"--config={folder / 'config.yaml'}")
    node = [Path(sys.executable).with_name("node"), entry]
    vsix = ROOT / "dist" / "gkgen.vsix"
    subprocess.run([*node, *own, "--install-extension", vsix], check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = [f"--bind-addr=127.0.0.1:{port}", "--auth=none", "--disable-telemetry", "--disable-update-check"]
    command, quiet = [*node, *own, *address, work], subprocess.DEVNULL
    server = subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        time.sleep(5)
        opened = quote(json.dumps([["openFile", f"vscode-remote://127.0.0.1:{port}{file}"]]))
        picture(f"http://127.0.0.1:{port}/?folder={quote(str(work))}&payload={opened}")
    finally:
        os.killpg(server.pid, signal.SIGKILL)  # its extensions and their servers are processes of their own
        server.wait(20)


def picture(address: str) -> None:
    """Types the beginning of a reference, and saves what is shown."""
    options = ChromeOptions()
    for word in ("--headless=new", "--no-sandbox", "--window-size=1300,820", "--force-device-scale-factor=1.5"):
        options.add_argument(word)
    options.binary_location = f"/usr/bin/{CHROMIUM}"
    page = Chrome(options, Service("/usr/bin/chromedriver"))

    def keys(*sent: str, held: str = "") -> None:
        chain = ActionChains(page)
        (chain.key_down(held).send_keys(*sent).key_up(held) if held else chain.send_keys(*sent)).perform()
        time.sleep(1.5)

    try:
        page.get(address)
        status = (By.CSS_SELECTOR, ".statusbar")
        WebDriverWait(page, 90).until(lambda _: "gkgen" in page.find_element(*status).text)
        time.sleep(8)
        keys("g", held=Keys.CONTROL)
        keys("27:29", Keys.ENTER)
        keys("{")
        keys("{")
        keys(" ", held=Keys.CONTROL)
        rows = (By.CSS_SELECTOR, ".suggest-widget.visible .monaco-list-row")
        WebDriverWait(page, 60).until(lambda _: page.find_elements(*rows))
        time.sleep(1)
        shown = Image.open(io.BytesIO(page.get_screenshot_as_png())).convert("RGB")
        save_picture(shown, "editor-vscode.png")
    finally:
        page.quit()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        draw(Path(sys.argv[1]).resolve(), Path(place))
