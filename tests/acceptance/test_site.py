"""The web site of docs/: it builds, every link leads somewhere, and nothing is fetched from anywhere else."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

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
