"""The web site of docs/: it builds, every link leads somewhere, it works from a folder and fetches nothing."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.acceptance.conftest import ROOT

SETTINGS = tomllib.loads((ROOT / "docs" / "site.toml").read_text(encoding="utf-8"))
NAMES = [name for section in SETTINGS["sections"] for name in section["pages"]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "site"
    making = [sys.executable, str(ROOT / "tools" / "build_docs.py"), "-o", str(folder)]
    done = subprocess.run(making, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def pages(site: Path) -> dict[Path, html.HtmlElement]:
    found = {path: html.fromstring(path.read_bytes()) for path in site.rglob("*.html") if path.name != "404.html"}
    assert len(found) == 2 * len(NAMES) > 10
    return found


def test_every_page_of_the_folder_has_its_place() -> None:
    files = {path.name.removesuffix(".md").removesuffix(".zh-CN") for path in (ROOT / "docs").glob("*.md")}
    assert sorted({*files, *SETTINGS["outside"]}) == sorted(NAMES)


@pytest.mark.parametrize(("folder", "language"), [("", "zh"), ("en", "en")])
def test_both_languages_have_every_page(site: Path, folder: str, language: str) -> None:
    for name in NAMES:
        page = html.fromstring((site / folder / f"{name}.html").read_bytes())
        assert page.get("lang") == language
        assert page.findtext(".//h1"), name


def test_links_and_pictures_lead_somewhere(site: Path) -> None:
    known = pages(site)
    anchors = {path: set(page.xpath("//@id")) | set(page.xpath("//a/@name")) for path, page in known.items()}
    looked_at = 0
    for path, page in known.items():
        for target in [*page.xpath("//a/@href"), *page.xpath("//img/@src"), *page.xpath("//script/@src")]:
            parts = urlsplit(target)
            if parts.scheme:
                continue
            place = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert place.exists(), f"{path.name}: {target}"
            if parts.fragment and place in anchors:
                assert unquote(parts.fragment) in anchors[place], f"{path.name}: {target}"
            looked_at += 1
    assert looked_at > 500


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    for path, page in pages(site).items():
        loaded = page.xpath("//script/@src | //img/@src | //link[@rel!='canonical' and @rel!='alternate']/@href")
        assert len(loaded) > 3
        assert [address for address in loaded if urlsplit(address).scheme not in {"", "data"}] == [], path
    styles = list(site.rglob("*.css"))
    assert len(styles) > 2
    for style in styles:
        assert not re.search(r"(?:url\(|@import)\s*[\"']?https?:", style.read_text(encoding="utf-8")), style


def test_tables_show_no_backslash_before_a_line(site: Path) -> None:
    cells = [cell.text_content() for page in pages(site).values() for cell in page.xpath("//td")]
    assert any("zh|en" in cell for cell in cells)
    assert [cell for cell in cells if "\\|" in cell] == []


def test_the_search_knows_chinese(site: Path) -> None:
    index = json.loads((site / "search.json").read_text(encoding="utf-8"))
    assert index["config"]["lang"] == ["zh"]
    found = [item["location"] for item in index["items"] if "结转下年度" in item["title"] + item["text"]]
    assert any(location.startswith("rules.html#") for location in found)
    # The same for pages that are opened from a folder.
    assert "结转下年度" in (site / "search.js").read_text(encoding="utf-8")


def found(browser: Chrome, words: str) -> list[str]:
    """Where the search leads that a reader types, the best first."""
    browser.find_element(By.CSS_SELECTOR, ".md-search__button").click()
    wait = WebDriverWait(browser, 60, 0.1)
    # The dialog takes the keys when it is there; it is a shadow of the page, as its results are, links to other pages.
    wait.until(lambda _: browser.switch_to.active_element.tag_name == "div")
    browser.switch_to.active_element.send_keys(words)
    script = """
        const every = (root) => [...root.querySelectorAll('*')].flatMap(
            (each) => [each, ...(each.shadowRoot ? every(each.shadowRoot) : [])]);
        return every(document).filter((each) => each.matches('a[href*="?h="]')).map((each) => each.href);
    """
    return [unquote(address) for address in wait.until(lambda _: browser.execute_script(script))]


def test_a_folder_without_a_server_can_be_searched_in_chinese(site: Path, browser: Chrome) -> None:
    browser.get((site / "index.html").as_uri())
    assert re.search(r"rules\.html.*#r4[01]-上年结转", found(browser, "上年结转")[0])
    browser.get((site / "faq.html").as_uri())
    assert "faq.html" in found(browser, "全角冒号")[0]
    # What scripts of the page put into it counts as well.
    parts = "[...document.querySelectorAll('script[src], link[rel=stylesheet], img')]"
    loaded = browser.execute_script(f"return {parts}.map((each) => each.src || each.href)")
    assert len(loaded) > 3
    assert [address for address in loaded if not address.startswith("file:")] == []


def test_no_page_is_wider_than_a_phone(site: Path, browser: Chrome) -> None:
    phone = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
    try:
        for name in NAMES:
            browser.get((site / f"{name}.html").as_uri())
            assert browser.execute_script("return document.documentElement.scrollWidth") <= 390, name
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_each_language_leads_to_the_other(site: Path, browser: Chrome) -> None:
    browser.get((site / "index.html").as_uri())
    links = [link.get_attribute("href") for link in browser.find_elements(By.CSS_SELECTOR, "a[hreflang=en]")]
    assert links
    browser.get(str(links[0]))
    assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == "en"
    back = browser.find_element(By.CSS_SELECTOR, "a[hreflang=zh]").get_attribute("href")
    assert back == (site / "index.html").as_uri()
