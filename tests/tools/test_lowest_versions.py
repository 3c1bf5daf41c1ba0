"""Lower bounds: each dependency has one, and none lets a release in that is known to be weak."""

import lowest_versions
import pytest

SAFE = {
    "click": (8, 3, 3),
    "cryptography": (50,),
    "distributed": (2026, 1),
    "fonttools": (4, 60, 2),
    "h11": (0, 16),
    "jinja2": (3, 1, 6),
    "lxml": (6, 1),
    "pdfplumber": (0, 11, 9),
    "pillow": (12, 3),
    "pyyaml": (5, 4),
    "resvg-py": (0, 5),
    "starlette": (1, 3, 1),
    "tornado": (6, 5, 7),
    "weasyprint": (70,),
}
"""The first release in which what was published of it is mended: code out of a PDF by pdfminer.six, which pdfplumber
brings, out of templates; files and addresses read for others; memory written beyond its end, or without one."""


def test_every_dependency_has_a_lowest_version() -> None:
    found = list(lowest_versions.lowest())
    assert len(found) == len(set(found)) > 25
    assert all(line.count("==") == 1 for line in found)


@pytest.mark.parametrize("name", SAFE)
def test_no_weak_release_is_allowed(name: str) -> None:
    bounds = dict(line.split("==") for line in lowest_versions.lowest())
    assert tuple(map(int, bounds[name].split("."))) >= SAFE[name]
