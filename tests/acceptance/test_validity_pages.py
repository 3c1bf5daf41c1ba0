"""The pages that gkgen itself shows, of a batch and of a preview, are valid by html-validate as reports are."""

from collections.abc import Iterable
from pathlib import Path

import pytest

import gkgen
from gkgen.diagnostics import Language
from gkgen.live.preview_server import first_page
from gkgen.live.preview_session import Preview, PreviewSession
from gkgen.reporters.batch_page import batch_page
from tests.acceptance import validators
from tests.acceptance.conftest import ROOT

LANGUAGES: tuple[Language, ...] = ("zh", "en")
EXAMPLE = ROOT / "examples" / "xinjianlu.yaml"


def saved(folder: Path, pages: Iterable[str]) -> list[Path]:
    files = []
    for number, page in enumerate(pages):
        files.append(folder / f"{number}.html")
        files[-1].write_text(page, encoding="utf-8")
    return files


def test_the_page_of_a_batch_is_valid(tmp_path: Path) -> None:
    paths = [EXAMPLE, ROOT / "tests" / "mistakes", ROOT / "tests" / "sources" / "invalid"]
    outcomes = tuple(gkgen.check_all(paths))
    built = tuple(gkgen.build_all([EXAMPLE], tmp_path, ("json", "html"), workers=1))
    assert len(outcomes) > 200
    pages = [batch_page((*built, *outcomes), language, tmp_path) for language in LANGUAGES]
    assert validators.page_errors(saved(tmp_path, pages)) == []


@pytest.fixture
def shown(tmp_path: Path) -> dict[str, Preview]:
    """A report that is good, one with a warning, one with an error."""
    text = EXAMPLE.read_text(encoding="utf-8")
    texts = {
        "good": text,
        "warned": f"{text}# 本年新收: {{自然人: 3}}\n",
        "failed": text.replace("本年新收: {自然人: 1}", "本年新收: {自然人: 1}\n  结转下年度: {自然人: 5}"),
    }
    found = {}
    for name, each in texts.items():
        path = tmp_path / f"{name}.yaml"
        path.write_text(each, encoding="utf-8")
        found[name] = PreviewSession(path).first()
    assert {name: each.as_data("zh")["class"] for name, each in found.items()} == {name: name for name in texts}
    return found


def test_the_preview_with_its_findings_is_valid(shown: dict[str, Preview], tmp_path: Path) -> None:
    """As a browser has it: the findings put in their place."""
    pages = []
    for language in LANGUAGES:
        for each in shown.values():
            page = first_page("局 & 所.yaml", language)
            before, place, after = page.partition('<section id="findings"')
            head, end, rest = after.partition("></section>")
            assert place and end
            pages.append(f"{before}{place}{head}>{each.as_data(language)['findings']}</section>{rest}")
    assert validators.page_errors(saved(tmp_path, pages)) == []


def test_the_report_inside_the_preview_is_valid(shown: dict[str, Preview], tmp_path: Path) -> None:
    pages = [page.decode("utf-8") for page in shown["good"].views.values()]
    assert len(pages) == 2
    assert validators.page_errors(saved(tmp_path, pages)) == []
