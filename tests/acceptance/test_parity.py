"""Word, printed by LibreOffice, breaks its lines and pages where the PDF does: a sample of `benchmarks/parity.py`."""

from pathlib import Path

import pytest
from parity import LINES_WANTED, Page, Parity, compare, measure, offices

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> tuple[Parity, ...]:
    """The examples and some made-up reports."""
    folder = tmp_path_factory.mktemp("parity")
    return tuple(measure([*sorted(EXAMPLES.glob("*.yaml")), *offices(folder, 5)], folder))


def test_every_page_holds_the_same(results: tuple[Parity, ...]) -> None:
    assert len(results) == 10
    assert [(result.name, result.pages) for result in results if result.pages[0] != result.pages[1]] == []
    assert all(result.pages[1] >= 4 for result in results)


def test_lines_break_in_the_same_places(results: tuple[Parity, ...]) -> None:
    equal, total = (sum(result.lines[part] for result in results) for part in (0, 1))
    assert total > 600
    assert equal >= LINES_WANTED * total, [found for result in results for found in result.differences]


def test_the_measure_sees_a_line_that_breaks_elsewhere_and_a_page_that_holds_less() -> None:
    def page(*lines: str) -> Page:
        return Page("".join(sorted("".join(lines))), lines)

    same = compare("", [page("甲乙", "丙"), page("丁")], [page("甲乙", "丙"), page("丁")])
    assert (same.lines, same.pages, same.differences) == ((3, 3), (2, 2), ())
    other = compare("", [page("甲乙", "丙"), page("丁")], [page("甲", "乙丙", "丁")])
    assert (other.lines, other.pages) == ((0, 4), (0, 2))
    assert other.differences == ((1, "甲乙 / 丙", "甲 / 乙丙 / 丁"), (2, "丁", ""))
