"""The numbers of a file with their places, those of its base among them."""

from pathlib import Path

from gkgen.pipeline.inspecting.claim_listing import list_claims
from tests.office import office


def test_a_number_has_its_place_and_its_field(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text(office(其他事项="{正文: 收到政府信息公开申请3件。}"), encoding="utf-8")
    listing = list_claims(path)
    (placed,) = listing.claims
    line = path.read_text(encoding="utf-8").splitlines()[placed.span.line - 1]
    assert line[placed.span.column - 1 : placed.span.end_column - 1] == placed.record.words == "3件"
    assert (placed.field.zh, placed.record.verdict) == ("其他事项·正文", "contradicts")


def test_a_number_of_a_base_points_into_the_base(tmp_path: Path) -> None:
    (tmp_path / "_区.yaml").write_text("引言: 收到政府信息公开申请3件。\n", encoding="utf-8")
    path = tmp_path / "甲.yaml"
    path.write_text(f"继承: _区.yaml\n{office()}", encoding="utf-8")
    (placed,) = list_claims(path).claims
    assert (Path(placed.span.file).name, placed.span.line, placed.span.column) == ("_区.yaml", 1, 15)


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text("总体情况: [\n", encoding="utf-8")
    listing = list_claims(path)
    assert listing.claims == ()
    assert [each.code for each in listing.diagnostics]
