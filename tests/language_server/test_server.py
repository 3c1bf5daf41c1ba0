"""The server over standard streams, spoken to by a client that is not its own code, in Chinese and English."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from gkgen.language_server.abilities import Ability
from gkgen.language_server.analysis import analyse
from gkgen.language_server.buffer_text import BufferText
from gkgen.language_server.server import made_server
from tests.language_server.editor import Editor, started
from tests.language_server.reports import ENGLISH, REPORT, applied


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    """One server for all tests of this module; at its end it has told of no fault and written nothing else."""
    editor = started({"language": "zh"})
    yield editor
    assert editor.end() == ""
    assert (editor.messages, editor.log) == ([], [])


@pytest.fixture(scope="module")
def english() -> Iterator[Editor]:
    editor = started({"language": "en"}, units=[lsp.PositionEncodingKind.Utf8])
    yield editor
    assert editor.end() == ""
    assert (editor.messages, editor.log) == ([], [])


def at(text: str, words: str, offset: int = 1) -> lsp.Position:
    before = text[: text.index(words) + offset]
    return lsp.Position(before.count("\n"), len(before.rpartition("\n")[2]))


def test_what_it_can_do(editor: Editor) -> None:
    able = editor.capabilities
    assert able.position_encoding == lsp.PositionEncodingKind.Utf16
    for each in (
        able.hover_provider,
        able.completion_provider,
        able.code_action_provider,
        able.definition_provider,
        able.rename_provider,
        able.document_symbol_provider,
        able.folding_range_provider,
        able.document_formatting_provider,
    ):
        assert each


def test_findings_while_typing(editor: Editor, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "甲.yaml", REPORT)
    assert editor.findings(uri) == []
    place = at(REPORT, "自然人: 2}", 5)
    editor.change(uri, "9", lsp.Range(place, lsp.Position(place.line, place.character + 1)))
    found = editor.findings(uri)
    assert {each.code for each in found} >= {"R13"}
    editor.change(uri, "2", lsp.Range(place, lsp.Position(place.line, place.character + 1)))
    assert editor.findings(uri) == []
    editor.close(uri)
    editor.wait(lambda: not editor.found[uri][-1].diagnostics and editor.found[uri][-1].version is None)


def test_a_rare_character_moves_what_stands_behind_it(editor: Editor, tmp_path: Path) -> None:
    text = REPORT.replace("机关: 云溪市青石街道办事处", "机关: 𬭚𬭚街道办事处{{ 没有 }}")
    uri = editor.open(tmp_path / "乙.yaml", text)
    insert = lsp.Position(1, 4 + 4)
    editor.change(uri, "丙", lsp.Range(insert, insert))
    editor.change(uri, "", lsp.Range(insert, lsp.Position(1, 9)))
    (symbol,) = [each for each in editor.ask(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, uri) if each.name == "机关"]
    assert symbol.detail == "𬭚𬭚街道办事处{{ 没有 }}"
    assert symbol.range.end.character == 4 + len("𬭚𬭚街道办事处{{ 没有 }}") + 2


def test_each_ability_in_chinese(editor: Editor, tmp_path: Path) -> None:
    text = REPORT.replace("自然人申请5件", "自然人申请4件")
    uri = editor.open(tmp_path / "丙.yaml", text)
    assert "R60" in {each.code for each in editor.findings(uri)}
    hover = editor.ask(lsp.TEXT_DOCUMENT_HOVER, uri, at(text, "本年新收: "))
    assert "1月1日至12月31日收到的" in hover.contents.value
    items = editor.ask(lsp.TEXT_DOCUMENT_COMPLETION, uri, at(text, "{{ 培训", 3))
    assert next(each.detail for each in items if each.label == "培训") == "= 3"
    place = at(text, "自然人申请4件", 5)
    context = lsp.CodeActionContext([])
    actions = editor.ask(lsp.TEXT_DOCUMENT_CODE_ACTION, uri, range=lsp.Range(place, place), context=context)
    assert "写成引用 {{ 依申请公开情况.本年新收.自然人 }}（= 5）" in {each.title for each in actions}
    (location,) = editor.ask(lsp.TEXT_DOCUMENT_DEFINITION, uri, at(text, "本年新收.总计"))
    assert location.range.start == at(text, "本年新收: ", 0)
    assert editor.ask(lsp.TEXT_DOCUMENT_PREPARE_RENAME, uri, at(text, "培训: 3")).placeholder == "培训"
    renamed = editor.ask(lsp.TEXT_DOCUMENT_RENAME, uri, at(text, "培训: 3"), new_name="次数")
    assert applied(text, renamed.changes[uri]).count("次数") == 3
    with pytest.raises(JsonRpcException, match="不能作数据的名称"):
        editor.ask(lsp.TEXT_DOCUMENT_RENAME, uri, at(text, "培训: 3"), new_name="年度")
    assert editor.ask(lsp.TEXT_DOCUMENT_FOLDING_RANGE, uri)
    options = lsp.FormattingOptions(2, insert_spaces=True)
    assert "\n\n依申请公开情况:\n" in applied(text, editor.ask(lsp.TEXT_DOCUMENT_FORMATTING, uri, options=options))


def test_each_ability_in_english(english: Editor, tmp_path: Path) -> None:
    assert english.capabilities.position_encoding == lsp.PositionEncodingKind.Utf8
    text = ENGLISH[: ENGLISH.index("problems: ")]
    uri = english.open(tmp_path / "d.yaml", text)
    assert any("'problems' is missing" in each.message for each in english.findings(uri))
    hover = english.ask(lsp.TEXT_DOCUMENT_HOVER, uri, at(text, "new_received: "))
    assert "total 5 = natural_person 5" in hover.contents.value
    items = english.ask(lsp.TEXT_DOCUMENT_COMPLETION, uri, lsp.Position(text.count("\n"), 0))
    assert "contact" in {each.label for each in items}
    line = at(text, "{{ courses").line
    column = len(text.split("\n")[line].partition("courses")[0].encode())
    (location,) = english.ask(lsp.TEXT_DOCUMENT_DEFINITION, uri, lsp.Position(line, column + 1))
    assert location.range.start == at(text, "courses: 3", len("courses: "))
    renamed = english.ask(lsp.TEXT_DOCUMENT_RENAME, uri, at(text, "courses: 3"), new_name="lessons")
    assert {edit.new_text for edit in renamed.changes[uri]} == {"lessons"}
    starts = {(edit.range.start.line, edit.range.start.character) for edit in renamed.changes[uri]}
    assert (line, column) in starts


def test_a_base_that_is_open_comes_before_what_is_saved(editor: Editor, tmp_path: Path) -> None:
    base = tmp_path / "_区.yaml"
    base.write_text("联系方式: {邮编: '123456'}\n", encoding="utf-8")
    uri = editor.open(tmp_path / "丁.yaml", "继承: _区.yaml\n" + REPORT)
    assert editor.findings(uri) == []
    shared = editor.open(base, "# yaml-language-server: $schema=.gkgen/base.schema.json\n联系方式: {邮编: 12}\n")
    editor.wait(lambda: bool(editor.found[uri][-1].diagnostics))
    assert "_区.yaml" in editor.found[uri][-1].diagnostics[0].message
    editor.close(shared)
    editor.wait(lambda: not editor.found[uri][-1].diagnostics)
    base.write_text("联系方式: {邮编: 123}\n", encoding="utf-8")
    editor.wait(lambda: bool(editor.found[uri][-1].diagnostics))
    base.unlink()
    editor.wait(lambda: any(each.code == "L01" for each in editor.found[uri][-1].diagnostics))


def test_other_yaml_is_left_alone_until_it_is_a_report(editor: Editor, tmp_path: Path) -> None:
    uri = editor.open(tmp_path / "戊.yaml", "on: push\njobs: {}\n")
    assert editor.ask(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, uri) is None
    assert uri not in editor.attached
    editor.change(uri, "年度: 2025\n")
    assert "F02" in {each.code for each in editor.findings(uri)}
    assert uri in editor.attached


def test_a_reason_is_written_down(editor: Editor, tmp_path: Path) -> None:
    text = REPORT.replace("公开的内容不够细，更新不够及时，问题主要出在审核环节，", "").replace(
        "修改审核办法，逐月核对栏目，", ""
    )
    uri = editor.open(tmp_path / "己.yaml", text)
    assert [each.code for each in editor.findings(uri)] == ["R72"]
    params = lsp.ExecuteCommandParams("gkgen.waive", [uri, "R72", "", "本年情况简单，上级同意从简"])
    assert editor.send(lsp.WORKSPACE_EXECUTE_COMMAND, params) is True
    editor.wait(lambda: bool(editor.applied))
    (edits,) = (editor.applied[-1].changes or {}).values()
    assert "  - {规则: R72, 理由: 本年情况简单，上级同意从简}\n" in applied(text, list(edits))


def test_the_page_of_a_code(editor: Editor) -> None:
    text = editor.send("gkgen/rule", {"code": "R10"})
    assert text.startswith("### R10")


def test_a_fault_of_gkgen_is_told_once_and_the_server_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    server = made_server("zh")
    told: list[str] = []
    monkeypatch.setattr(server, "window_show_message", lambda params: told.append(params.message))
    monkeypatch.setattr(server, "window_log_message", lambda params: told.append(params.message))
    monkeypatch.setattr(server, "text_document_publish_diagnostics", lambda params: None)
    monkeypatch.setattr(server.protocol, "notify", lambda *_: None)

    def fail(*_: object) -> None:
        raise RuntimeError("planted")

    async def ask() -> tuple[Any, ...]:
        server.opened(lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem("untitled:1", "yaml", 1, REPORT)))
        params = lsp.DocumentSymbolParams(lsp.TextDocumentIdentifier("untitled:1"))
        answers = [await server.answer(each, params) for each in (Ability(fail), Ability(fail))]
        monkeypatch.setattr(server.checker, "analyse", fail)
        server.documents.documents["untitled:1"].text = BufferText("年度: 2025\n")
        answers.append(await server.answer(Ability(lambda *_: 1), params))
        monkeypatch.setattr(server.checker, "analyse", analyse)
        server.documents.documents["untitled:1"].text = BufferText(REPORT)
        return *answers, await server.answer(Ability(lambda *_: 1), params)

    assert asyncio.run(ask()) == (None, None, None, 1)
    server.checker.work.end()
    assert len([each for each in told if "planted" in each]) == 3
    assert [each for each in told if "planted" not in each] == [
        "gkgen 自身出错，文件没有受影响；请把编辑器输出里 gkgen 的日志交给维护者"
    ]
