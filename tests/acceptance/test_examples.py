"""The five examples: clean, short, and the same in every format."""

import json
from pathlib import Path

import pytest

import gkgen
from tests.acceptance import outputs
from tests.acceptance.conftest import ROOT

EXAMPLES = ("bagang", "gaoxin", "shangdulu", "xinjianlu", "zhangzhuang")


def test_the_folder_holds_the_five_offices_and_no_other() -> None:
    assert tuple(sorted(path.stem for path in (ROOT / "examples").glob("*.yaml"))) == EXAMPLES


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_nothing_to_find(name: str) -> None:
    assert gkgen.check(ROOT / "examples" / f"{name}.yaml").diagnostics == ()


@pytest.mark.parametrize("name", EXAMPLES)
def test_word_pdf_and_html_hold_the_same_text(name: str, built: Path) -> None:
    word = outputs.docx_text(built / f"{name}.docx")
    assert len(word) > 1500
    assert outputs.html_text(built / f"{name}.html") == word
    assert outputs.pdf_text(built / f"{name}.pdf") == word


@pytest.mark.parametrize("name", EXAMPLES)
def test_word_and_html_hold_the_same_cells(name: str, built: Path) -> None:
    assert outputs.docx_tables(built / f"{name}.docx") == outputs.html_tables(built / f"{name}.html")


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_numbers_of_the_json_are_those_of_the_tables(name: str, built: Path) -> None:
    data = json.loads((built / f"{name}.json").read_text(encoding="utf-8"))
    numbers = [str(number) for table in data["tables"].values() for number in leaves(table)]
    statutory = [table for table in outputs.docx_tables(built / f"{name}.docx") if table[0][0].text != "解读形式"]
    cells = [cell.text for table in statutory for row in table for cell in row]
    assert numbers == [text for text in cells if text.replace(".", "").isdecimal()]
    assert len(numbers) > 190


def leaves(tree: object) -> list[object]:
    return [leaf for part in tree.values() for leaf in leaves(part)] if isinstance(tree, dict) else [tree]


def test_the_same_file_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    """In the same formats, because the page links to the others."""
    again = gkgen.build(ROOT / "examples" / "gaoxin.yaml", tmp_path, ("docx", "pdf", "html", "json"))
    assert again.state == "built"
    for kind in ("docx", "pdf", "html", "json"):
        assert (tmp_path / f"gaoxin.{kind}").read_bytes() == (built / f"gaoxin.{kind}").read_bytes(), kind


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_zero_is_typed_that_need_not_be(name: str) -> None:
    text = (ROOT / "examples" / f"{name}.yaml").read_text(encoding="utf-8")
    assert len(text.splitlines()) < 130
    assert not [line for line in text.splitlines() if line.rstrip(" }").endswith(": 0") or ": 0," in line]


def test_money_keeps_its_four_decimals_everywhere(built: Path) -> None:
    for text in (
        outputs.docx_text(built / "xinjianlu.docx"),
        outputs.pdf_text(built / "xinjianlu.pdf"),
        outputs.html_text(built / "xinjianlu.html"),
        (built / "xinjianlu.json").read_text(encoding="utf-8"),
    ):
        assert "1186.1878" in text
