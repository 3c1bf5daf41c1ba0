"""One text taken apart into the aspects of the form, and nothing of it lost."""

from pathlib import Path

import pytest

from gkgen.pipeline.core.checking import form
from gkgen.webform import EditingSession
from gkgen.webform.part_splitting import parts_of

OVERVIEW = form().latest.field("overview")
LABELS = [child.label for child in OVERVIEW.children]
GAOXIN = Path(__file__).parents[2] / "examples" / "gaoxin.yaml"


def one_text(labels: list[str], mark: str = "##") -> str:
    return "开头。\n" + "\n".join(f"{mark} {label}\n### 细目\n{label}的正文。" for label in labels)


def test_each_part_has_its_text_and_the_opening_stands_first() -> None:
    parts = parts_of(one_text(LABELS), OVERVIEW)
    assert parts is not None
    assert parts["overview.proactive"] == "开头。\n### 细目\n主动公开的正文。"
    assert parts["overview.supervision"] == "### 细目\n监督保障的正文。"
    assert "".join(parts.values()).count("的正文") == len(LABELS)


def test_numbers_before_the_headings_do_not_matter() -> None:
    numbered = [f"（{numeral}）{label}" for numeral, label in zip("一二三四五", LABELS, strict=True)]
    assert parts_of(one_text(numbered), OVERVIEW) is not None


@pytest.mark.parametrize("labels", [[], LABELS[:4], [*LABELS, "其他"], [*LABELS, LABELS[0]], LABELS[::-1]], ids=len)
def test_what_does_not_fit_the_form_stays_one_text(labels: list[str]) -> None:
    assert parts_of(one_text(labels), OVERVIEW) is None


def test_a_file_taken_apart_says_the_same() -> None:
    session = EditingSession.open(GAOXIN.read_bytes(), "gaoxin.yaml")
    before = session.state()
    text, parts = session.split("overview")
    assert [label for label, _ in parts] == LABELS
    assert session.text == before["text"]
    session.text = text
    after = session.state()
    assert after["is_readable"]
    whole = before["values"].pop("overview")
    said = [after["values"].pop(child.path) for child in OVERVIEW.children]
    assert sum(map(len, (part.replace("\n", "") for part in said))) == len(
        "".join(line for line in whole.split("\n") if not line.startswith("## "))
    )
    assert after["values"] == before["values"]
    assert after["comments"] == before["comments"]
    assert session.split("overview")[1] == []
