"""The calls of a page: each answers with the state of the report, and none loses what is open."""

import json
from pathlib import Path

import pytest

from gkgen.api import render
from gkgen.webform.page_calls import PageCalls, call_with_json
from tests.office import office

EXAMPLE = Path(__file__).parents[2] / "examples" / "shangdulu.yaml"


def opened() -> PageCalls:
    calls = PageCalls()
    calls.call("open", {"name": "甲.yaml"}, office().encode())
    return calls


def test_opened_changed_and_saved() -> None:
    calls = opened()
    state = calls.call("change", {"values": {"office": "乙镇人民政府", "preface": "一\n二"}}).values
    assert state["values"]["office"] == "乙镇人民政府"
    assert calls.call("save", {}).data.decode() == state["text"]


def test_of_several_changes_all_or_none() -> None:
    calls = opened()
    before = calls.session.text
    state = calls.call("change", {"values": {"office": "乙", "no_such_field": "1"}}).values
    assert state["refused"]
    assert state["text"] == before


def test_a_published_report_is_read() -> None:
    word = render(EXAMPLE.read_bytes(), ("docx",)).files["docx"]
    calls = PageCalls()
    state = calls.call("read", {"name": "去年.docx"}, word).values
    assert state["name"] == "去年.yaml"
    assert "商都路" in state["values"]["office"]
    assert {line["class"] for line in state["read"]["account"]} == {"certain"}
    assert any("商都路" in piece["text"] for piece in state["read"]["pieces"])


def test_what_is_to_be_settled_is_told_with_its_field() -> None:
    text = "甲镇人民政府2024年政府信息公开工作年度报告\n一、概述\n公开信息12条。\n".encode()
    state = PageCalls().call("read", {"name": "去年.txt"}, text).values
    spots = [spot for line in state["read"]["account"] if line["class"] == "to_check" for spot in line["spots"]]
    assert {"disclosure", "requests", "disputes"} <= {spot["path"] for spot in spots}
    assert {"disclosure", "requests", "disputes"} <= set(state["waiting"])
    heading = next(piece for piece in state["read"]["pieces"] if piece["text"] == "一、概述")
    (mark,) = heading["marks"]
    assert state["read"]["classes"][mark] == "decided"


@pytest.mark.parametrize(("call", "data"), [("open", b"\x81\x00\xff"), ("read", b"PK\x03\x04 cut off")])
def test_what_cannot_be_read_leaves_the_open_report_alone(call: str, data: bytes) -> None:
    calls = opened()
    before = calls.session
    refused = calls.call(call, {"name": "坏.docx"}, data).values["refused"]
    assert refused
    assert not refused.isascii()
    assert calls.session is before


def test_every_answer_is_json() -> None:
    calls = opened()
    for name, values in {
        "about": {}, "describe": {}, "mend": {}, "make": {"kind": "json"}, "speak": {"language": "en"},
        "waive": {"code": "R40", "reason": "核对过台账"}, "text": {"text": "年度: ["},
        "begin": {"year": 2024, "office": "甲局"}, "add_file": {"name": "图1.png"},
    }.items():  # fmt: skip
        text, data = call_with_json(calls, name, json.dumps(values), b"")
        assert json.loads(text)
        assert isinstance(data, bytes)


def test_a_text_that_is_no_yaml_keeps_being_shown() -> None:
    calls = opened()
    state = calls.call("text", {"text": "年度: ["}).values
    assert state["text"] == "年度: ["
    assert not state["is_readable"]
    assert state["findings"]


def test_a_call_that_there_is_not() -> None:
    with pytest.raises(KeyError):
        opened().call("no_such_call", {})
