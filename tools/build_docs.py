"""Makes the web site of docs/, Chinese with English below en/: `python tools/build_docs.py [-o build/site]`.

Each language is a site of its own, so that a search finds pages of that language. Its pages are copied to a temporary
folder as NAME.md, from NAME.zh-CN.md or NAME.md, and built there by Zensical in strict mode: a broken link fails the
build.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
# The search runs in a web worker, which browsers refuse for file: URLs; this replaces it.
WORKER = ROOT / ".venv" / "validators" / "node_modules" / "iframe-worker" / "shim" / "index.js"
LANGUAGES = ("zh", "en")
CHINESE = ".zh-CN.md"
_LINK = re.compile(r"(?P<before>\]\()(?P<target>[^)\s#]+)(?P<anchor>#[^)\s]*)?(?P<after>\))")
_UNLINKED = re.compile(r"\[([^\]]*)\]\(#only-in-the-repository:[^)]*\)")
_CHINESE_START = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“‘]")
_CHINESE_END = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef”’]$")
_CODE = re.compile(r"(`[^`]+`)")


class Site:
    """The settings of docs/site.toml, and the file of each page."""

    def __init__(self) -> None:
        self.settings: dict[str, Any] = tomllib.loads((DOCS / "site.toml").read_text(encoding="utf-8"))
        self.outside = {name: ROOT / file for name, file in self.settings["outside"].items()}
        self.names = tuple(name for section in self.settings["sections"] for name in section["pages"])

    def source(self, name: str, language: str) -> Path:
        """The file of a page; Chinese falls back to English."""
        if name in self.outside:
            return self.outside[name]
        chinese = DOCS / f"{name}{CHINESE}"
        return chinese if language == "zh" and chinese.exists() else DOCS / f"{name}.md"

    def page_at(self, path: Path) -> str | None:
        """The name of the page that a file is, in either language."""
        for name, file in self.outside.items():
            if path == file:
                return name
        name = path.name.removesuffix(CHINESE).removesuffix(".md")
        return name if path.parent == DOCS and name in self.names else None

    def configuration(self, language: str) -> dict[str, Any]:
        """The configuration for Zensical."""
        settings = self.settings["zensical"]
        sections = [
            {section[language]: [f"{name}.md" for name in section["pages"]]} for section in self.settings["sections"]
        ]
        other = {"zh": ("./index.html", "./en/index.html"), "en": ("../index.html", "./index.html")}[language]
        languages = [
            {"name": name, "link": link, "lang": code}
            for name, link, code in zip(("中文", "English"), other, LANGUAGES, strict=True)
        ]
        return {
            **settings,
            "site_name": self.settings["name"][language],
            "site_description": self.settings["description"][language],
            "theme": {**settings["theme"], "language": language},
            "extra": {"alternate": languages},
            "nav": sections,
        }


def lay_out(site: Site, language: str, folder: Path) -> None:
    """The pages of a language, their pictures and the theme, as Zensical expects them."""
    pages = folder / "pages"
    pages.mkdir()
    for name in site.names:
        source = site.source(name, language)
        text = "\n".join(relinked(site, source)) + "\n"
        (pages / f"{name}.md").write_text(text, encoding="utf-8")
    for shown in ("pictures", "probe"):
        shutil.copytree(DOCS / shown, pages / shown)
    shutil.copytree(DOCS / "theme", folder / "theme")
    (pages / "theme").mkdir()
    shutil.move(folder / "theme" / "site.css", pages / "theme" / "site.css")
    shutil.copy(WORKER, pages / "theme" / "iframe-worker.js")
    (folder / "site.yml").write_text(json.dumps(site.configuration(language), ensure_ascii=False), encoding="utf-8")


def relinked(site: Site, source: Path) -> Iterator[str]:
    """The lines of a page with links as they are in the site; files outside of docs/ are named, not linked."""

    def link(match: re.Match[str]) -> str:
        target = match["target"]
        if "://" in target or target.startswith("mailto:"):
            return match.group()
        path = Path(os.path.normpath(source.parent / target))
        if not path.exists():
            raise SystemExit(f"{source.name}: {target} is not there")
        if path.parent in (DOCS / "pictures", DOCS / "probe"):
            return f"]({path.relative_to(DOCS).as_posix()})"
        name = site.page_at(path)
        return f"]({name}.md{match['anchor'] or ''})" if name else f"](#only-in-the-repository:{target})"

    fenced = False
    for line in joined(source.read_text(encoding="utf-8").split("\n")):
        fenced ^= line.lstrip().startswith("```")
        yield line if fenced else _UNLINKED.sub(r"\1", "".join(_piece(piece, link) for piece in _CODE.split(line)))


def _piece(piece: str, link: Callable[[re.Match[str]], str]) -> str:
    """Text with its links; code without the backslash that other Markdown parsers need before a | in a table."""
    return piece.replace("\\|", "|") if piece.startswith("`") else _LINK.sub(link, piece)


def joined(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a page, those of a Chinese paragraph joined, since a line end would be rendered as a space."""
    fenced, held = False, ""
    for line in lines:
        fenced ^= line.startswith("```")
        if held and not fenced and _CHINESE_START.match(line):
            held += line
            continue
        if held:
            yield held
        held = line if not fenced and _CHINESE_END.search(line) else ""
        if not held:
            yield line
    if held:
        yield held


def build(site: Site, language: str, output: Path) -> None:
    """Builds the site of one language."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        lay_out(site, language, folder)
        zensical = [sys.executable, "-m", "zensical", "build", "--strict", "--config-file", str(folder / "site.yml")]
        done = subprocess.run(zensical, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            raise SystemExit(f"{language}: {done.stdout}{done.stderr}")
        shutil.copytree(folder / "site", output, dirs_exist_ok=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "build" / "site")
    output = parser.parse_args().output
    site = Site()
    if output.exists():
        shutil.rmtree(output)
    for language in LANGUAGES:
        build(site, language, output / ("" if language == "zh" else language))
    print(output / "index.html")


if __name__ == "__main__":
    main()
