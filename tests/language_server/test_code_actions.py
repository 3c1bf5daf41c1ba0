"""Code actions: what fix does, waivers, references in place of numbers."""

from pathlib import Path

from lsprotocol import types as lsp

from gkgen.language_server.code_actions import ASK_REASON, code_actions, waived
from gkgen.pipeline.core.checking import check_text
from gkgen.pipeline.core.named_files import FilesInMemory
from gkgen.pipeline.editing.fixing import fix_text
from tests.language_server.reports import ENGLISH, REPORT, applied, at_cursor, request, spot

SLIPS = REPORT.replace("年度: 2025", "年度：２０２５").replace("自然人: 2}", "自然人: ２｝")
DOUBTFUL = REPORT.replace("公开的内容不够细，更新不够及时，问题主要出在审核环节，", "").replace(
    "修改审核办法，逐月核对栏目，", ""
)


def actions(
    text: str, words: str, only: list[str] | None = None, offset: int = 0, **more: object
) -> list[lsp.CodeAction]:
    asked, position = at_cursor(spot(text, words, offset), **more)  # type: ignore[arg-type]
    context = lsp.CodeActionContext([], only)
    place = lsp.Range(position, position)
    return code_actions(asked, lsp.CodeActionParams(lsp.TextDocumentIdentifier(asked.uri), place, context))


def after(text: str, action: lsp.CodeAction) -> str:
    assert action.edit is not None
    assert action.edit.changes is not None
    (edits,) = action.edit.changes.values()
    return applied(text, list(edits))


def test_each_slip_is_mended_where_it_is() -> None:
    found = [each for each in actions(SLIPS, "予以公开:") if each.kind == lsp.CodeActionKind.QuickFix]
    assert found
    assert all(after(SLIPS, each) == SLIPS.replace("自然人: ２｝", "自然人: 2}") for each in found)
    assert all(each.diagnostics for each in found)


def test_all_that_fix_does_at_once() -> None:
    (found,) = actions(SLIPS, "年度", ["source.fixAll"])
    mended = fix_text(SLIPS.encode())
    assert mended is not None
    assert after(SLIPS, found) == mended.text
    assert actions(REPORT, "年度", ["source.fixAll"]) == []


def test_a_waiver_is_written_with_a_reason_to_be_given() -> None:
    (found,) = [each for each in actions(DOUBTFUL, "问题及改进") if "R72" in each.title]
    text = after(DOUBTFUL, found)
    assert '豁免:\n  - {规则: R72, 理由: ""}\n' in text
    told = check_text(text.encode(), "甲.yaml", FilesInMemory()).diagnostics
    assert "F02" in {each.code for each in told}  # the reason is missing


def test_an_editor_that_can_ask_is_left_to_ask() -> None:
    (found,) = [each for each in actions(DOUBTFUL, "问题及改进", can_ask=True) if "R72" in each.title]
    assert found.edit is None
    assert found.command is not None
    assert (found.command.command, found.command.arguments) == (ASK_REASON, ["untitled:1", "R72", ""])
    text = applied(DOUBTFUL, waived(request(DOUBTFUL), "R72", "", "本年情况简单，上级同意从简"))
    told = [each for each in check_text(text.encode(), "甲.yaml", FilesInMemory()).diagnostics if each.code == "R72"]
    assert [each.waived for each in told] == ["本年情况简单，上级同意从简"]


def test_a_number_becomes_a_reference_to_its_cell() -> None:
    found = actions(REPORT, "自然人申请5件", ["refactor"])
    assert [each.title for each in found] == [
        "写成引用 {{ 依申请公开情况.本年新收.自然人 }}（= 5）",
        "写成引用 {{ 依申请公开情况.办理结果.予以公开.自然人 }}（= 2）",
    ]
    text = after(REPORT, found[0])
    assert "自然人申请{{ 依申请公开情况.本年新收.自然人 }}件，予以公开2件。" in text
    english = ENGLISH.replace("新收申请{{ requests.new_received.total }}件", "新收申请5件")
    assert "{{ requests.new_received.total }}" in actions(english, "新收申请5件", ["refactor"], language="en")[0].title


def test_a_number_that_contradicts_is_mended_by_its_reference() -> None:
    wrong = REPORT.replace("自然人申请5件", "自然人申请4件")
    found = [each for each in actions(wrong, "自然人申请4件", ["quickfix"]) if "引用" in each.title]
    assert len(found) == 1
    assert found[0].diagnostics
    assert "自然人申请{{ 依申请公开情况.本年新收.自然人 }}件" in after(wrong, found[0])


def test_a_file_that_was_read_in_a_wrong_encoding_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_bytes(REPORT.encode("gbk"))
    lost = path.read_bytes().decode("utf-8", "replace")
    asked = request(lost, path)
    place = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))
    params = lsp.CodeActionParams(lsp.TextDocumentIdentifier(asked.uri), place, lsp.CodeActionContext([]))
    found = [each for each in code_actions(asked, params) if "编码" in each.title]
    assert [after(lost, each) for each in found] == [REPORT]
