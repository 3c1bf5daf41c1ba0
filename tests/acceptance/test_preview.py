"""The preview in a browser: Chromium opens it, an author saves, the page follows."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unicodedata import category

import pdfplumber
import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.acceptance.conftest import ROOT
from tests.acceptance.outputs import without_space

EXAMPLE = (ROOT / "examples" / "xinjianlu.yaml").read_text(encoding="utf-8")
WRONG = EXAMPLE.replace("本年新收: {自然人: 1}", "本年新收: {自然人: 1}\n  结转下年度: {自然人: 5}")
# Longer than an author would wait; how long it takes is measured in benchmarks/live.py.
LONGEST = 60.0


class Page:
    """The preview of a file, open in the browser."""

    def __init__(self, path: Path, browser: Chrome, program: tuple[str, ...] = ("-m", "gkgen")) -> None:
        command = [sys.executable, *program, "preview", str(path), "--no-browser"]
        self.path, self.browser = path, browser
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        browser.get(self.process.stdout.readline().strip())

    def save(self, text: str) -> None:
        temporary = self.path.with_suffix(".tmp")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(self.path)

    def waits_for(self, what: Callable[["Page"], Any]) -> Any:
        return WebDriverWait(self.browser, LONGEST, 0.02).until(lambda _: what(self))

    def run(self, script: str) -> Any:
        return self.browser.execute_script(script)

    def in_report(self, expression: str) -> Any:
        """Something of the report that is shown, null while none is."""
        frame = "document.querySelector('iframe:not(.waiting)')?.contentDocument"
        return self.run(f"const report = {frame}; return report ? ({expression}) : null")

    @property
    def report(self) -> str:
        return str(self.in_report("report.querySelector('main').textContent") or "")

    def text(self, selector: str) -> str:
        return " ".join(found.text for found in self.browser.find_elements(By.CSS_SELECTOR, selector))


@pytest.fixture
def page(browser: Chrome, tmp_path: Path) -> Iterator[Page]:
    path = tmp_path / "新建路.yaml"
    path.write_text(EXAMPLE, encoding="utf-8")
    opened = Page(path, browser)
    yield opened
    opened.process.kill()
    opened.process.communicate()


def test_a_finding_appears_when_a_fault_is_saved_and_the_page_recovers_when_it_is_mended(page: Page) -> None:
    page.waits_for(lambda page: "新建路街道办事处" in page.report)
    assert page.text("#state") == "没有发现问题"

    page.save(WRONG.replace("引言: |", "引言: |\n  新的一段。"))
    page.waits_for(lambda page: "R10" in page.text("#findings li.error"))
    assert "第 44 行" not in page.text("#findings li.error .place")
    assert page.text("#findings li.error .place") == "第 45 行"
    assert page.text("#findings li.error mark") == "5"
    assert "相差 5" in page.text("#findings li.error .message")
    # The report is shown as it is, as a draft.
    page.waits_for(lambda page: "新的一段" in page.report)
    assert page.browser.title == "× 新建路.yaml"

    page.save(EXAMPLE.replace("引言: |", "引言: |\n  新的一段。"))
    page.waits_for(lambda page: page.text("#findings") == "没有发现问题")
    page.waits_for(lambda page: "新的一段" in page.report)
    assert page.text("#old") == ""
    assert page.browser.title == "新建路.yaml"
    assert [entry for entry in page.browser.get_log("browser") if entry["level"] == "SEVERE"] == []  # type: ignore[no-untyped-call]


def test_a_file_that_is_faulty_when_it_is_opened_becomes_a_report(browser: Chrome, tmp_path: Path) -> None:
    path = tmp_path / "新建路.yaml"
    path.write_text(WRONG, encoding="utf-8")
    page = Page(path, browser)
    try:
        page.waits_for(lambda page: page.report)
        page.save(EXAMPLE)
        page.waits_for(lambda page: "新建路街道办事处" in page.report)
        assert page.text("#empty") == ""
    finally:
        page.process.kill()
        page.process.communicate()


def test_the_reader_stays_where_he_was(page: Page) -> None:
    page.waits_for(lambda page: page.report)
    page.in_report("report.documentElement.scrollTop = 1500")
    page.save(EXAMPLE.replace("引言: |", "引言: |\n  新的一段。"))
    page.waits_for(lambda page: "新的一段" in page.report)
    assert page.in_report("report.documentElement.scrollTop") == pytest.approx(1500, abs=2)


def test_a_finding_leads_to_its_section(page: Page) -> None:
    page.waits_for(lambda page: page.report)
    page.save(WRONG)
    page.waits_for(lambda page: "R10" in page.text("#findings li.error"))
    page.browser.find_element(By.CSS_SELECTOR, "#findings li.error").click()
    page.waits_for(lambda page: page.in_report("report.documentElement.scrollTop") > 1500)


def test_the_other_view_is_the_page_for_the_website(page: Page) -> None:
    page.waits_for(lambda page: page.in_report("report.querySelectorAll('.folio').length"))
    page.browser.find_element(By.CSS_SELECTOR, "[data-view=web]").click()
    page.waits_for(lambda page: page.in_report("report.querySelector('main') && !report.querySelector('.folio')"))
    assert page.run("return document.querySelectorAll('iframe').length") == 1
    assert "新建路街道办事处" in page.report


def test_the_numbers_of_the_text_are_marked_on_request_on_the_same_pages(page: Page) -> None:
    page.waits_for(lambda page: page.in_report("report.querySelectorAll('.folio').length"))
    folios, text = page.in_report("report.querySelectorAll('.folio').length"), page.report
    assert not page.in_report("report.querySelector('mark')")
    page.browser.find_element(By.CSS_SELECTOR, "[data-view=claims]").click()
    page.waits_for(lambda page: page.in_report("report.querySelectorAll('mark.agrees').length"))
    assert page.waits_for(lambda page: page.in_report("report.querySelectorAll('.folio').length")) == folios
    assert page.report == text
    assert "一致" in page.in_report("report.querySelector('mark.agrees').title")


def test_the_end_of_the_server_is_told(page: Page) -> None:
    page.waits_for(lambda page: page.report)
    page.process.kill()
    page.waits_for(lambda page: "已经断开" in page.text("#lost"))


# What gkgen cannot know before: it is made to happen.
FAILING = """
import watchfiles
from gkgen.__main__ import main
def watch(*folders, **options):
    raise OSError(28, "OS file watch limit reached")
watchfiles.watch = watch
main()
"""
BROKEN = """
from gkgen.__main__ import main
from gkgen.live.file_watcher import WatchedFiles
before = WatchedFiles.folders
def folders(sources):
    WatchedFiles.folders = before
    raise KeyError("gone")
WatchedFiles.folders = folders
main()
"""


@pytest.mark.parametrize(
    ("program", "told"),
    [
        (FAILING, "系统不让监视文件夹，改为隔一会儿看一次（[Errno 28] OS file"),
        (BROKEN, "出了意外，下次保存再试（KeyError"),
    ],
)
def test_what_hinders_following_is_told_on_the_page_and_the_terminal_and_following_goes_on(
    program: str, told: str, browser: Chrome, tmp_path: Path
) -> None:
    path = tmp_path / "新建路.yaml"
    path.write_text(EXAMPLE, encoding="utf-8")
    page = Page(path, browser, ("-c", program))
    try:
        page.waits_for(lambda page: page.text("#trouble").startswith(told))
        page.save(EXAMPLE.replace("引言: |", "引言: |\n  新的一段。"))
        page.waits_for(lambda page: "新的一段" in page.report)
        shutil.rmtree(tmp_path)
        page.waits_for(lambda page: "O03" in page.text("#findings li.error"))
        assert page.text("#trouble").startswith("文件不在了")
        assert "新的一段" in page.report
        tmp_path.mkdir()
        page.save(EXAMPLE)
        page.waits_for(lambda page: "没有发现问题" in page.text("#findings"))
    finally:
        page.process.kill()
        said = page.process.communicate()[1]
    assert sum(line.startswith(told) for line in said.splitlines()) >= 1
    assert sum(line.startswith("文件不在了，等它回来（") for line in said.splitlines()) == 1


def test_no_script_of_a_report_runs(page: Page) -> None:
    """Neither in the frame nor where the report is opened on its own."""
    page.waits_for(lambda page: page.report)
    assert page.run("return document.querySelector('iframe').sandbox.value") == "allow-same-origin"
    page.save(
        EXAMPLE.replace("引言: |", "引言: |\n  <script>document.title='x'</script><img src=x onerror='alert(1)'>")
    )
    page.waits_for(lambda page: "onerror" in page.report)
    assert page.in_report("report.querySelectorAll('script, [onerror]').length") == 0


# As it will print

# Of each column of the report its text: what stands on each sheet.
SHEETS = """
(() => {
  const main = report.querySelector('main'), top = main.getBoundingClientRect().top, pages = [];
  const zoom = main.getBoundingClientRect().width / main.offsetWidth, step = 303 / 25.4 * 96 * zoom;
  const walker = report.createTreeWalker(main, NodeFilter.SHOW_TEXT), range = report.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest('.folio, .gap, .room, .mark, dl')) continue;
    for (let at = 0; at < node.length; at += 1) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      if (!box.height) continue;
      const page = Math.floor((box.top - top) / step);
      pages[page] = (pages[page] || '') + node.data[at];
    }
  }
  return pages;
})()
"""


@pytest.mark.parametrize("name", ["bagang", "gaoxin", "shangdulu", "xinjianlu", "zhangzhuang"])
def test_the_sheets_are_those_of_the_pdf(name: str, browser: Chrome, built: Path) -> None:
    page = Page(ROOT / "examples" / f"{name}.yaml", browser)
    try:
        page.waits_for(lambda page: page.in_report("report.querySelectorAll('.folio').length"))
        shown = [letters(text) for text in page.in_report(SHEETS)]
        folios = page.in_report("[...report.querySelectorAll('.folio')].map((folio) => folio.textContent)")
    finally:
        page.process.kill()
        page.process.communicate()
    with pdfplumber.open(built / f"{name}.pdf") as pdf:
        printed = [letters(sheet.extract_text()) for sheet in pdf.pages]
    assert len(printed) > 3
    assert folios == [f"— {number} —" for number in range(1, len(printed) + 1)]
    # Tables are read in another order; their letters are the same.
    numbers = [f"—{number}—" for number in range(1, len(printed) + 1)]
    wanted = [text.replace(number, "") for text, number in zip(printed, numbers, strict=True)]
    assert [sorted(text) for text in shown] == [sorted(text) for text in wanted]


def letters(text: str) -> str:
    """Without spaces and without what only tells where a line may break."""
    return "".join(letter for letter in without_space(text) if category(letter) != "Cf")
