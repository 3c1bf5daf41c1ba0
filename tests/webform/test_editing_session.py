"""A report filled in value by value: what the page shows after each change, and what it saves."""

import json
from pathlib import Path

import pytest

from gkgen.api import render
from gkgen.diagnostics import Diagnostic
from gkgen.source import KnownKeys, Source, read
from gkgen.webform import EditingSession
from tests.office import office

EXAMPLES = Path(__file__).parents[2] / "examples"
CELL = "requests.new_received.natural_person"


def session(text: str) -> EditingSession:
    return EditingSession.open(text.encode(), "甲.yaml")


def test_totals_are_there_while_errors_stand() -> None:
    filled = session(office())
    assert filled.change(CELL, "12") == ""
    assert filled.change("requests.carried_out.natural_person", "5") == ""
    state = filled.state()
    assert state["numbers"]["requests.new_received.total"] == "12"
    assert state["values"][CELL] == "12"
    broken = next(found for found in state["findings"] if found["addends"])
    assert broken["severity"] == "error"
    assert broken["place"][0] == "三、收到和处理政府信息公开申请情况"
    json.dumps(state)


def test_a_finding_in_a_text_is_marked_where_its_words_are() -> None:
    text = "第一段没有问题。\n今年新收申请{{ 没有这个 }}件。"
    found = session(office(引言=f"|\n{text}")).state()["findings"]
    marked = next(each for each in found if each["path"] == "preface")
    assert marked["range"] is not None
    line, start, end_line, end = marked["range"]
    assert line == end_line == 1
    assert "没有这个" in text.split("\n")[1][start:end]


def test_words_in_the_report_name_the_place() -> None:
    filled = session(office())
    filled.change("requests.results.refused.state_secret.natural_person", "1")
    places = [found["place"] for found in filled.state()["findings"]]
    assert places
    assert all(not name.isascii() for place in places for name in place)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_was_opened_and_not_changed_is_saved_byte_for_byte(end: str) -> None:
    data = b"\xef\xbb\xbf" + office().replace("\n", end).encode()
    assert EditingSession.open(data, "甲.yaml").saved() == data


def test_a_file_in_gbk_is_saved_in_utf_8() -> None:
    filled = EditingSession.open(office().encode("gb18030"), "甲.yaml")
    assert filled.saved() == office().encode()


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(ValueError, match=r"甲\.docx"):
        EditingSession.open(b"PK\x03\x04\xff\xfe\x00\x81\x82", "甲.docx")


def test_the_word_file_is_that_of_the_saved_file() -> None:
    filled = EditingSession.open((EXAMPLES / "shangdulu.yaml").read_bytes(), "shangdulu.yaml")
    filled.change("signature", "商都路办事处")
    made = filled.make("docx")
    assert made.data
    assert made.data == render(filled.saved(), ("docx",)).files["docx"]


def test_errors_make_no_file() -> None:
    filled = session(office(机关=None))
    made = filled.make("docx")
    assert not made.data
    assert made.diagnostics


def test_a_waiver_is_written_with_its_reason() -> None:
    filled = session(office())
    assert filled.waive("R40", "台账核对过：#12") == ""
    assert filled.text.endswith('豁免:\n  - {规则: R40, 理由: "台账核对过：#12"}\n')
    assert filled.waive("R41", "也核对过") == ""
    assert filled.text.endswith("  - {规则: R41, 理由: 也核对过}\n")


def test_a_new_report_takes_over_what_last_year_hands_on() -> None:
    before = office(依申请公开情况="本年新收: {自然人: 3}\n办理结果: {予以公开: {自然人: 1}}\n结转下年度: {自然人: 2}")
    begun = EditingSession.begin(2022, "张庄镇人民政府", "zh", ("2021.yaml", before.encode()))
    assert isinstance(begun, EditingSession)
    assert begun.state()["values"]["requests.carried_in.natural_person"] == "2"
    assert "2021.yaml" not in begun.state()["missing"]


def test_the_numbers_of_last_year_are_there_to_compare() -> None:
    filled = session(office(年度="2022", 上年="去年.yaml"))
    assert filled.state()["last_year"] is None
    filled.files["去年.yaml"] = office(依申请公开情况="本年新收: {自然人: 3}").encode()
    assert filled.state()["last_year"]["requests.new_received.total"] == "3"


def test_a_year_without_a_form_is_refused_in_words() -> None:
    refused = EditingSession.begin(1999, "甲局")
    assert isinstance(refused, tuple)
    assert [isinstance(found, Diagnostic) for found in refused] == [True]


def test_files_that_are_named_and_not_there_are_listed() -> None:
    assert session(office(上年="去年.yaml")).state()["missing"] == ["去年.yaml"]


def test_slips_are_mended_only_when_asked() -> None:
    filled = session(office(依申请公开情况="本年新收: {自然人：3}"))
    text, changes = filled.mended()
    assert "自然人: 3" in text
    assert changes == []  # only written otherwise
    assert "自然人：3" in filled.text


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.glob("*.yaml")))
def test_every_number_of_the_form_has_its_cell(name: str) -> None:
    filled = EditingSession.open((EXAMPLES / name).read_bytes(), name)
    description, numbers = filled.description(), filled.state()["numbers"]
    cells = {cell["path"] for table in description["tables"] for row in table["rows"] for cell in row if cell["path"]}
    assert cells == set(numbers)


def test_without_pillow_a_picture_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a browser, where there is none."""

    def missing(data: bytes, use: object) -> None:
        raise ModuleNotFoundError("No module named 'PIL'")

    monkeypatch.setattr("gkgen.pictures.prepare", missing, raising=False)
    filled = session(office(引言="|\n一段。\n\n![图](1.png)"))
    filled.files["1.png"] = b"data"
    (found,) = (each for each in filled.make("docx").diagnostics if each.kind == "N09.library")
    assert "1.png" in found.message()
    assert "gkgen build" in found.hint()


def test_an_unfinished_report_is_made_as_a_draft_alone() -> None:
    session = EditingSession(office(总体情况="全年新收政府信息公开申请{{ 没有这个数 }}件。"))
    refused = session.make("docx")
    assert (refused.data, refused.is_draft) == (b"", False)
    for kind in ("docx", "sheets", "html"):
        draft = session.make(kind, as_draft=True)
        assert draft.data
        assert draft.is_draft
    finished = EditingSession(office()).make("docx", as_draft=True)
    assert finished.data == EditingSession(office()).make("docx").data
    assert not finished.is_draft


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("３件", "3"),
        ("1,234", "1234"),
        ("三十四", "34"),
        (" 6 ", "6"),
        ("-", None),
        ("无", None),
        ("", None),
        ("约3", "约3"),
    ],
)
def test_what_is_typed_into_a_cell_is_read_as_what_is_pasted_there(typed: str, written: str | None) -> None:
    filled = session(office())
    assert filled.change(CELL, typed) == ""
    assert filled.state()["values"].get(CELL) == written


def test_an_amount_may_have_its_unit_and_a_change_its_word() -> None:
    filled = session(office(年度="2020", 主动公开情况="全零", 复议诉讼情况="全零"))
    change, money = "disclosure.fees.items_change", "disclosure.procurement.amount"
    filled.change(change, "减少3")
    filled.change(money, "3.5万元")
    state = filled.state()
    assert state["values"][change] == "-3"
    assert state["values"][money] == "3.5"


def test_a_key_reads_the_text_once(monkeypatch: pytest.MonkeyPatch) -> None:
    filled = session(office())
    filled.state()
    texts: list[bytes] = []

    def counted(data: bytes, name: str, keys: KnownKeys) -> Source:
        texts.append(data)
        return read(data, name, keys)

    monkeypatch.setattr("gkgen.webform.editing_session.read", counted)
    for number in ("12", "13"):
        assert filled.change(CELL, number) == ""
        assert filled.state()["values"][CELL] == number
    assert len(texts) == len(set(texts)) == 2
