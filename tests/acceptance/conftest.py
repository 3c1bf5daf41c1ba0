"""The examples built once for all tests of a process."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

import gkgen
from gkgen.writers.formats import FormatName

ROOT = Path(__file__).resolve().parents[2]
# Published reports, which do not belong to the project.
collect_ignore = [] if (ROOT.parent / "shared" / "samples").exists() else ["test_samples.py", "test_import_samples.py"]
FORMATS: tuple[FormatName, ...] = get_args(FormatName)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every example in every format."""
    folder = tmp_path_factory.mktemp("built")
    outcomes = list(gkgen.build_all(sorted((ROOT / "examples").glob("*.yaml")), folder, FORMATS, workers=1))
    assert len(outcomes) == 5
    assert [outcome.state for outcome in outcomes] == ["built"] * 5
    return folder


@pytest.fixture(scope="session")
def reports(built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Reports in every format, each without its suffix: the examples, generated ones, one with everything in it."""
    from tests.acceptance.reports import GENERATED, write_offices

    sources, folder = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("reports")
    write_offices(sources)
    outcomes = list(gkgen.build_all([sources], folder, FORMATS, workers=1))
    assert len(outcomes) == len(GENERATED) + 1
    for outcome in outcomes:
        assert outcome.state == "built"
        # Long reports are told that they are long.
        assert {found.kind for found in outcome.diagnostics} <= {"R51", "R79", "R96.html"}
    return tuple(path.with_suffix("") for place in (built, folder) for path in sorted(place.glob("*.docx")))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Chromium without a window."""
    options = ChromeOptions()
    for word in ("--headless=new", "--no-sandbox", "--window-size=1440,1000", "--disable-dev-shm-usage"):
        options.add_argument(word)
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('profile')}")
    options.binary_location = "/usr/bin/chromium"
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    opened = Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    yield opened
    opened.quit()
