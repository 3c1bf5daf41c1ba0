"""gkgen status."""

import json
from pathlib import Path

import pytest

from tests.cli.calls import Gkgen
from tests.office import office


@pytest.fixture
def district(tmp_path: Path) -> Path:
    """Two offices and a roster of both."""
    for name in ("甲", "乙"):
        text = office(机关=f"{name}局").replace("依法主动", f"{name}局主动" * 9)
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "名册.yaml").write_text("年度: 2021\n期限: 2022-01-20\n机关: [甲局, 乙局]\n", encoding="utf-8")
    return tmp_path


def test_all_in_is_status_0_and_one_missing_is_1(gkgen: Gkgen, district: Path) -> None:
    (district / "乙.yaml").unlink()
    called = gkgen("status", district, "--date", "2022年1月25日")
    assert called.status == 1
    assert "未报  乙局  期限 2022-01-20，超期 5 天" in called.out
    (district / "名册.yaml").write_text("机关: [甲局]\n", encoding="utf-8")
    assert gkgen("status", district).status == 0


def test_the_roster_may_be_elsewhere_and_outputs_are_written(gkgen: Gkgen, district: Path, tmp_path: Path) -> None:
    place = (district / "名册.yaml").rename(district / "单位.yaml.txt").rename(tmp_path / "单位.yml")
    output = tmp_path / "情况.json"
    called = gkgen("status", district / "甲.yaml", "--roster", place, "-o", output)
    assert called.out == f"{output}\n"
    assert [each["state"] for each in json.loads(output.read_text(encoding="utf-8"))["offices"]] == [
        "reported",
        "missing",
    ]
    assert gkgen("status", district, "--roster", place, "-o", tmp_path / "情况.xlsx").status in {0, 1}
    assert (tmp_path / "情况.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("words", "told"),
    [(("--date", "昨天"), "2026-01-20"), (("-o", "情况.doc"), ".xlsx"), (("--roster", "没有.yaml"), "没有.yaml")],
)
def test_what_cannot_be_done_is_a_usage_error(gkgen: Gkgen, district: Path, words: tuple[str, ...], told: str) -> None:
    called = gkgen("status", district, *words)
    assert called.status == 2
    assert told in called.err


def test_a_folder_without_a_roster_is_told_what_to_do(gkgen: Gkgen, district: Path) -> None:
    (district / "名册.yaml").unlink()
    called = gkgen("status", district)
    assert called.status == 2
    assert "名册.yaml" in called.err
