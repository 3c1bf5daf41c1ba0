"""Claims marked in the fields of the form: at their words, with what they were compared with."""

from typing import Any

from gkgen.webform.editing_session import EditingSession
from tests.office import office

REQUESTS = "{本年新收: {自然人: 6}, 上年结转: {自然人: 2}, 办理结果: {予以公开: {自然人: 8}}}"


def marks(text: str) -> list[dict[str, Any]]:
    """The marks of a report with this under 依申请公开."""
    overview = f"主动公开: 公开的内容都有解读。\n依申请公开: {text}"
    state = EditingSession(office(依申请公开情况=REQUESTS, 总体情况=overview)).state()
    found: list[dict[str, Any]] = [mark for mark in state["claims"] if mark["path"] == "overview.on_request"]
    return found


def words_at(text: str, mark: dict[str, Any]) -> str:
    line, start, last, end = mark["range"]
    assert line == last
    words: str = text.split("\n")[line][start:end]
    return words


def test_each_number_is_marked_at_its_words() -> None:
    text = "全年新收政府信息公开申请6件，全部答复。\n新收申请7件，受理热线12条。"
    block = "|\n" + "\n".join(f"  {line}" for line in text.split("\n"))
    found = [mark for mark in marks(block) if mark["words"] in {"6件", "7件", "12条"}]
    assert [(words_at(text, mark), mark["verdict"]) for mark in found] == [
        ("6件", "agrees"),
        ("7件", "contradicts"),
        ("12条", "unknown"),
    ]
    assert found[1]["compared"] == [["本年新收", "6"]]
    assert found[1]["cell"] == "requests.new_received.total"
    assert found[1]["exact"] == "7"
    assert found[1]["code"] == "R60"
    assert found[2]["reason"] == "other_matter"


def test_a_text_on_one_line_has_places_as_well() -> None:
    text = "全年新收政府信息公开申请6件。"
    (plain,) = marks(text)
    (quoted,) = marks(f'"{text}"')
    assert words_at(text, plain) == words_at(text, quoted) == "6件"


def test_what_a_reference_printed_is_not_marked_again() -> None:
    assert marks("|\n  全年新收政府信息公开申请{{ 依申请公开情况.本年新收.总计 }}件。") == []


def test_of_several_lawful_readings_the_one_that_fits_is_told() -> None:
    (mark,) = marks("共收到政府信息公开申请8件。")
    assert mark["verdict"] == "agrees"
    assert mark["compared"] == [["本年新收＋上年结转", "8"]]
    assert mark["cell"] == ""  # a sum has no cell of its own
    assert mark["exact"] == ""
