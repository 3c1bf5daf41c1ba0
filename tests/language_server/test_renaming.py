"""Figures renamed everywhere, in bases and in what inherits from them as well."""

from pathlib import Path
from urllib.parse import unquote

import pytest

from gkgen.language_server.renaming import RenameError, prepare, rename
from tests.language_server.reports import ENGLISH, REPORT, applied, at_cursor, spot


def renamed(text: str, words: str, new: str, path: Path | None = None, offset: int = 1) -> dict[str, str]:
    """The texts of the files that change, by name."""
    asked, position = at_cursor(spot(text, words, offset), path)
    found = rename(asked, position, new)
    assert found is not None
    assert found.changes is not None
    texts = {}
    for uri, edits in found.changes.items():
        name = unquote(uri.rpartition("/")[2])
        own = text if uri == asked.uri else (path or Path()).with_name(name).read_text(encoding="utf-8")
        texts[name] = applied(own, list(edits))
    return texts


@pytest.mark.parametrize("words", ["培训: 3", "培训 }}", "数据.培训"])
def test_everywhere_in_the_file(words: str) -> None:
    text = REPORT + "核对:\n  - 培训 == 数据.培训 * 1\n"
    offset = 4 if words == "数据.培训" else 1
    assert renamed(text, words, "培训次数", offset=offset) == {
        "untitled:1": text.replace("  培训: 3", "  培训次数: 3")
        .replace("{{ 培训 }}", "{{ 培训次数 }}")
        .replace("数据.培训", "数据.培训次数")
        .replace("- 培训 ==", "- 培训次数 ==")
    }


def test_only_the_name_itself() -> None:
    text = ENGLISH.replace("{{ courses }}", "{{ courses + requests.new_received.total }}，courses").replace(
        "courses: 3", "courses: 3\n  courses_2: 4"
    )
    found = renamed(text, "courses: 3", "lessons")["untitled:1"]
    assert "{{ lessons + requests.new_received.total }}，courses次" in found
    assert "courses_2: 4" in found


@pytest.mark.parametrize("name", ["年度", "a b", "3次", "true", "", "依申请公开情况", "另一个"])
def test_names_that_cannot_be(name: str) -> None:
    asked, position = at_cursor(spot(REPORT.replace("培训: 3", "培训: 3\n  另一个: 1"), "培训: 3", 1))
    with pytest.raises(RenameError):
        rename(asked, position, name)


def test_what_can_be_renamed() -> None:
    found = prepare(*at_cursor(spot(REPORT, "数据.培训", 4)))
    assert found is not None
    assert found.placeholder == "培训"
    for words in ("年度", "依申请公开情况.本年新收", "逐件审核"):
        assert prepare(*at_cursor(spot(REPORT, words, 1))) is None


def test_in_bases_and_what_inherits_from_them(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    base = "引言: 全年培训{{ 培训 }}次。\n"
    other = "继承: _区.yaml\n数据:\n  培训: 5\n"
    apart = "数据:\n  培训: 7\n"
    for name, text in (("_区.yaml", base), ("乙.yaml", other), ("丙.yaml", apart)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    text = "继承: _区.yaml\n" + REPORT
    (tmp_path / "甲.yaml").write_text(text, encoding="utf-8")
    found = renamed(text, "培训: 3", "次数", tmp_path / "甲.yaml")
    assert found.keys() == {"甲.yaml", "_区.yaml", "乙.yaml"}
    assert found["_区.yaml"] == base.replace("培训 }}", "次数 }}")
    assert found["乙.yaml"] == other.replace("培训: 5", "次数: 5")
    assert "  次数: 3" in found["甲.yaml"]


def test_a_figure_that_no_base_knows_stays_the_files_own(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "_区.yaml").write_text("引言: 编制本报告。\n", encoding="utf-8")
    (tmp_path / "乙.yaml").write_text("继承: _区.yaml\n数据:\n  培训: 5\n", encoding="utf-8")
    assert renamed("继承: _区.yaml\n" + REPORT, "培训: 3", "次数", tmp_path / "甲.yaml").keys() == {"甲.yaml"}
