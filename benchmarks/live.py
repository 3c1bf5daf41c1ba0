"""Latency of watch and preview: `python benchmarks/live.py [SAVES]`.

In `gkgen watch`: from the save until the files are written and it waits again. In `gkgen preview`: from the save of a
mistake until Chromium shows its finding, and from the correction until it shows the new report.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

ROOT = Path(__file__).resolve().parent.parent
GKGEN = (sys.executable, "-m", "gkgen")
# Not digits: between digits and Chinese characters the page has a gap.
TIMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
EXAMPLES = ("bagang", "xinjianlu", "gaoxin")


def save(path: Path, text: str) -> float:
    """Replaces the file as editors do; returns the time."""
    temporary = path.with_suffix(".tmp")
    temporary.write_text(text, encoding="utf-8")
    begun = time.perf_counter()
    temporary.replace(path)
    return begun


def until(is_so: Callable[[], bool]) -> float:
    """The time at which the condition became true, polled every few milliseconds."""
    end = time.perf_counter() + 60
    while not is_so():
        time.sleep(0.002)
        if time.perf_counter() > end:
            sys.exit("waited in vain")
    return time.perf_counter()


def seconds(values: list[float]) -> str:
    return f"first {values[0]:.2f}, then median {median(values[1:]):.2f}, longest {max(values[1:]):.2f} s"


def watch(source: Path, folder: Path, formats: str, saves: int) -> list[float]:
    path, log = folder / source.name, folder / "log.txt"
    good = source.read_text(encoding="utf-8")
    path.write_text(good, encoding="utf-8")
    with log.open("wb") as said:
        command = (*GKGEN, "watch", path, "-o", folder / "out", "-f", formats)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
    taken = []

    def waits(times: int) -> float:
        return until(lambda: log.read_text(encoding="utf-8").count("等待保存") >= times)

    try:
        waits(1)
        for number in range(saves):
            time.sleep(1)
            begun = save(path, good.replace("引言: |", f"引言: |\n  第{number}次。", 1))
            taken.append(waits(number + 2) - begun)
        assert "没有发现问题" in log.read_text(encoding="utf-8").splitlines()[-1]
    finally:
        process.kill()
        process.wait()
    return taken


@contextmanager
def browser() -> Iterator[Chrome]:
    options = ChromeOptions()
    for word in ("--headless=new", "--no-sandbox", "--window-size=1440,1000"):
        options.add_argument(word)
    options.binary_location = "/usr/bin/chromium"
    opened = Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    try:
        yield opened
    finally:
        opened.quit()


def preview(source: Path, folder: Path, page: Chrome, saves: int) -> tuple[list[float], list[float]]:
    path = folder / source.name
    good = source.read_text(encoding="utf-8")
    path.write_text(good, encoding="utf-8")
    process = subprocess.Popen(
        (*GKGEN, "preview", path, "--no-browser"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    report = "document.querySelector('iframe:not(.waiting)')?.contentDocument?.querySelector('main')?.textContent"
    found, mended = [], []
    try:
        page.get(process.stdout.readline().strip())
        until(lambda: page.execute_script(f"return Boolean({report})"))
        for number in range(saves):
            begun = save(path, good + f"坏{number}: 1\n")
            script = f"return document.querySelector('#findings .error')?.textContent.includes('坏{number}')"
            found.append(until(partial(page.execute_script, script)) - begun)
            time.sleep(0.3)
            begun = save(path, good.replace("引言: |", f"引言: |\n  新段{TIMES[number]}。", 1))
            seen = f"return ({report} || '').includes('新段{TIMES[number]}')"
            mended.append(until(partial(page.execute_script, seen)) - begun)
            time.sleep(0.3)
    finally:
        process.kill()
        process.communicate()
    return found, mended


def main() -> None:
    saves = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    for name in EXAMPLES:
        source = ROOT / "examples" / f"{name}.yaml"
        for formats in ("docx", "docx,pdf"):
            with tempfile.TemporaryDirectory() as folder:
                shutil.copytree(ROOT / "examples" / "pictures", Path(folder) / "pictures")
                print(f"watch, {name}, {formats}: {seconds(watch(source, Path(folder), formats, saves))}", flush=True)
    with browser() as page:
        for name in EXAMPLES[:2]:
            with tempfile.TemporaryDirectory() as folder:
                found, mended = preview(ROOT / "examples" / f"{name}.yaml", Path(folder), page, saves)
            print(f"preview, {name}, fault to finding: {seconds(found)}")
            print(f"preview, {name}, mended to report: {seconds(mended)}", flush=True)


if __name__ == "__main__":
    main()
