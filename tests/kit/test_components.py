"""What a release says of its parts: a licence for each, the same list for the same parts, and pinned versions."""

import json
import re
import runpy
import sys
import tomllib
from email import message_from_string

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.acceptance.conftest import ROOT

sys.modules.setdefault("components", type(sys)("components"))  # dataclasses look their module up
OURS = runpy.run_path(str(ROOT / "kit" / "components.py"), run_name="components")
PART = OURS["Component"]("a-part", "1.0", "MIT AND (Apache-2.0 OR MIT)", "<text> & more", "pkg:pypi/a-part@1.0")


@pytest.mark.parametrize(
    ("told", "licence"),
    [
        ("License-Expression: BSD-3-Clause", "BSD-3-Clause"),
        ("License: MIT License", "MIT"),
        (
            "License: Copyright (c) somebody, all of it\nClassifier: License :: OSI Approved :: BSD License",
            "BSD-3-Clause",
        ),
        ("License-Expression: LGPL-2.1-or-later WITH GCC-exception-3.1", "LGPL-2.1-or-later WITH GCC-exception-3.1"),
    ],
)
def test_a_licence_is_what_programs_read(told: str, licence: str) -> None:
    assert OURS["_licence"]("a-part", message_from_string(told)) == licence


@pytest.mark.parametrize("told", ["", "License: do what you want, but tell me", "Classifier: Topic :: Office"])
def test_a_part_without_a_licence_is_not_shipped(told: str) -> None:
    with pytest.raises(LookupError, match="a-part"):
        OURS["_licence"]("a-part", message_from_string(told))


def test_the_bill_of_materials_follows_from_the_parts_alone() -> None:
    bill = OURS["bill_of_materials"]
    told = json.loads(bill("x.zip", "1", [PART], 0))
    assert bill("x.zip", "1", [PART], 0) == bill("x.zip", "1", [PART], 0)
    assert json.loads(bill("x.zip", "1", [], 0))["serialNumber"] != told["serialNumber"]
    assert (told["bomFormat"], told["metadata"]["timestamp"]) == ("CycloneDX", "1970-01-01T00:00:00Z")
    (part,) = told["components"]
    assert (part["purl"], part["licenses"]) == (PART.purl, [{"expression": PART.licence}])
    assert told["dependencies"] == [{"ref": told["metadata"]["component"]["bom-ref"], "dependsOn": [part["bom-ref"]]}]


def test_the_page_of_licences_shows_their_texts_as_they_are() -> None:
    page = OURS["licence_page"]([PART])
    assert "<pre>&lt;text&gt; &amp; more</pre>" in page
    assert page.count('id="a-part"') == page.count('href="#a-part"') == 1


def test_what_is_pinned_for_windows_is_what_gkgen_asks_for() -> None:
    """Otherwise run kit/lock.py."""
    lines = (ROOT / "kit" / "windows.txt").read_text(encoding="utf-8").splitlines()[1:]
    pinned = dict(re.findall(r"^(\S+)==(\S+) --hash=sha256:[0-9a-f]{64}$", "\n".join(lines), re.MULTILINE))
    assert len(pinned) == len(lines) > 40
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["pdf-libs"]]
    versions = {canonicalize_name(name): version for name, version in pinned.items()}
    assert [
        each
        for each in map(Requirement, asked)
        if versions.get(canonicalize_name(each.name), "0") not in each.specifier
    ] == []
