"""gkgen.html as people use it: opened from disk in Chromium and Firefox, filled in, saved, never losing anything."""

import base64
import json
from difflib import unified_diff
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from gkgen.api import render
from web.tests.nodejs import ROOT, node

BROWSERS = ["chromium", "firefox"]
MAX_READY_MS, MAX_KEY_MS = 3_000, 60
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
PICTURES = {f"pictures/{path.name}": path.read_bytes() for path in sorted((ROOT / "examples" / "pictures").iterdir())}


def scene(name: str, build: Path, browser: str, given: object, folder: Path) -> dict[str, Any]:
    """What was seen in a scene of scenes.mjs."""
    (folder / "given.json").write_text(json.dumps(given), encoding="utf-8")
    seen: dict[str, Any] = json.loads(node("scenes.mjs", name, str(build), browser, str(folder / "given.json")))
    assert not seen.get("faults"), seen["faults"]
    return seen


@pytest.mark.parametrize("browser", BROWSERS)
def test_every_example_is_changed_saved_and_made_into_word(browser: str, build: Path, tmp_path: Path) -> None:
    encoded = {name: base64.b64encode(data).decode() for name, data in PICTURES.items()}
    given = {
        path.name: {
            "text": (text := path.read_text(encoding="utf-8")),
            "pictures": {name: data for name, data in encoded.items() if name in text},
        }
        for path in EXAMPLES
    }
    seen = scene("examples", build, browser, given, tmp_path)
    assert len(seen["results"]) == 5
    assert seen["requests"] == []
    for path in EXAMPLES:
        before, after = path.read_text(encoding="utf-8"), seen["results"][path.name]["saved"]
        changed = [
            line
            for line in unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
            if line[0] in "+-" and line[:3] not in {"+++", "---"}
        ]
        assert [line for line in changed if line.strip("+-")] in (
            ["+署名: 试写的机关"],
            [f"-署名: {before.partition('署名: ')[2].partition(chr(10))[0]}", "+署名: 试写的机关"],
        )
        word = render(after, ("docx",), files=PICTURES, name=path.name).files["docx"]
        assert seen["results"][path.name]["word"] == sha256(word).hexdigest()
    print(f"{browser}: ready after {seen['ready']} ms")
    assert seen["ready"] < MAX_READY_MS


@pytest.mark.parametrize("browser", BROWSERS)
def test_findings_come_with_the_key(browser: str, build: Path, tmp_path: Path) -> None:
    seen = scene("keys", build, browser, {"text": (ROOT / "examples" / "shangdulu.yaml").read_text("utf-8")}, tmp_path)
    assert len(seen["times"]) == 30
    print(f"{browser}: {median(seen['times']):.0f} ms from a key to its findings")
    assert median(seen["times"]) < MAX_KEY_MS
