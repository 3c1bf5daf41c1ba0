"""What an editor offers at a place: what `gkgen fix` does, a waiver, a reference in place of a number."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

from lsprotocol import types as lsp

from gkgen.diagnostics import Diagnostic, Span
from gkgen.editors import EditError, with_item, with_value
from gkgen.invisible_characters import visible
from gkgen.language_server.diagnostics import shown
from gkgen.language_server.request import Request
from gkgen.narrative import text_of
from gkgen.pipeline.core.file_reading import read_office_file
from gkgen.pipeline.editing.fixing import fix_text
from gkgen.source.decoding import transcribe
from gkgen.webform.claim_marks import marks_of

FIX_ALL = "source.fixAll.gkgen"
WAIVE = "gkgen.waive"
"""The command that writes a waiver down: address of the document, code, words, reason."""
ASK_REASON = "gkgen.askReason"
"""The command of an editor that asks for the reason, then gives WAIVE: address, code, words."""
_MAX_TITLE = 60


def code_actions(request: Request, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    """What can be done at a range."""
    found = [
        *_encodings(request),
        *_fixes(request, params.range),
        *_references(request, params.range),
        *_waivers(request, params.range),
    ]
    wanted = params.context.only
    if wanted is None:
        return found
    return [each for each in found if any(_is_kind(str(each.kind), str(_value(kind))) for kind in wanted)]


def waived(request: Request, code: str, words: str, reason: str) -> list[lsp.TextEdit]:
    """The edits that write a waiver down; none where the file has no place for it."""
    item = {"rule": code, **({"words": words} if words else {}), "reason": reason}
    try:
        text = with_item(request.analysis.source, request.analysis.parents, "waivers", item)
    except EditError:
        return []
    return request.text.replacement(text.split("\n"))


def _value(kind: object) -> object:
    return getattr(kind, "value", kind)


def _is_kind(kind: str, wanted: str) -> bool:
    return kind == wanted or kind.startswith(f"{wanted}.") or not wanted


def _action(request: Request, title: str, kind: str, edits: list[lsp.TextEdit], *found: Diagnostic) -> lsp.CodeAction:
    changes = lsp.WorkspaceEdit(changes={request.uri: edits})
    about = [shown(each, request) for each in found]
    return lsp.CodeAction(title, kind=kind, diagnostics=about or None, edit=changes)


def _touches(span: Span | None, place: lsp.Range, request: Request) -> bool:
    """Whether a finding is within the lines that are asked about; one about the whole file is at its first line."""
    if span is None or span.file != request.analysis.name:
        return place.start.line == 0
    return span.line - 1 <= place.end.line and place.start.line <= span.end_line - 1


@lru_cache(maxsize=4)
def _mended(text: bytes) -> tuple[str, ...] | None:
    """The lines of a text as `gkgen fix` writes them; kept, because an editor asks at every move of its cursor."""
    mending = fix_text(text)
    return tuple(mending.text.split("\n")) if mending else None


def _fixes(request: Request, place: lsp.Range) -> Iterator[lsp.CodeAction]:
    """The mending of each finding there, and of everything at once."""
    mended = _mended(request.text.data)
    if mended is None or mended == request.text.lines:
        return
    pieces = _pieces(request, mended)
    for found in request.analysis.findings:
        if found.is_fixable and found.span and _touches(found.span, place, request):
            edits = [edit for lines, edit in pieces if found.span.line in lines]
            if edits:
                title = f"{request.words('改正：', 'fix: ')}{_short(found, request)}"
                yield _action(request, title, lsp.CodeActionKind.QuickFix.value, edits, found)
    everything = request.words("改正能自动改正的全部（gkgen fix）", "fix all that can be fixed (gkgen fix)")
    yield _action(request, everything, FIX_ALL, request.text.replacement(mended))


def _pieces(request: Request, mended: Sequence[str]) -> list[tuple[range, lsp.TextEdit]]:
    """The changes line by line: the lines from 1 that each concerns, and the edit."""
    lines = request.text.lines
    found = []
    for tag, first, last, begin, end in SequenceMatcher(None, lines, mended, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if last - first == end - begin:
            for offset in range(last - first):
                number = first + offset
                whole = lsp.Range(
                    request.text.position(number + 1, 1), request.text.position(number + 1, len(lines[number]) + 1)
                )
                found.append((range(number + 1, number + 2), lsp.TextEdit(whole, mended[begin + offset])))
            continue
        text = [*lines[:first], *mended[begin:end], *lines[last:]]
        found += ((range(first + 1, max(last, first + 1) + 1), edit) for edit in request.text.replacement(text))
    return found


def _encodings(request: Request) -> Iterator[lsp.CodeAction]:
    """The text of a file that the editor read in a wrong encoding, as it is."""
    told, path = request.analysis.on_disk, request.path
    if told is None or path is None or "\ufffd" not in request.text.text:
        return
    data = read_office_file(Path(path))
    known = None if isinstance(data, Diagnostic) else transcribe(data)
    if known:
        lines = known[0].removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        title = request.words("按文件本来的编码读出文字", "the text, read in the encoding of the file")
        yield _action(request, title, lsp.CodeActionKind.QuickFix.value, request.text.replacement(lines), told)


def _waivers(request: Request, place: lsp.Range) -> Iterator[lsp.CodeAction]:
    """A waiver for each finding that may stand; its reason is asked for, or left to be written."""
    told: set[tuple[str, str]] = set()
    for found in request.analysis.findings:
        words = found.quoted if found.is_waived_by_words else ""
        if not found.is_waivable or found.waived or not _touches(found.span, place, request):
            continue
        if (found.code, words) in told:
            continue
        told.add((found.code, words))
        title = request.words(f"写明理由，豁免 {found.code}", f"waive {found.code} with a reason")
        title = f"{title}{request.words('：', ': ')}{_short(found, request)}"
        edits = waived(request, found.code, words, "")
        if not edits:
            continue
        action = _action(request, title, lsp.CodeActionKind.QuickFix.value, edits, found)
        if request.settings.can_ask:
            action.edit = None
            action.command = lsp.Command(title, ASK_REASON, arguments=[request.uri, found.code, words])
        yield action


def _references(request: Request, place: lsp.Range) -> Iterator[lsp.CodeAction]:
    """For each number there that one cell holds, a reference to the cell in its place."""
    analysis = request.analysis
    for record in analysis.claims:
        span = record.passage.span
        if not _touches(span, place, request):
            continue
        for mark in marks_of([record], analysis.values, analysis.source, request.language):
            name, value = _name_of(mark["cell"], request), analysis.checked.numbers.get(mark["cell"])
            if not (mark["exact"] and name and value):
                continue
            text = _with_reference(
                analysis.values[mark["path"]].text, mark["range"], mark["exact"], f"{{{{ {name} }}}}"
            )
            edits = _changed(request, mark["path"], text) if text else []
            if edits:
                now = text_of(value.value)
                title = request.words(f"写成引用 {{{{ {name} }}}}（= {now}）", f"write {{{{ {name} }}}} (= {now})")
                told = [record.finding] if record.finding else []
                kind = lsp.CodeActionKind.QuickFix if told else lsp.CodeActionKind.RefactorRewrite
                yield _action(request, title, kind.value, edits, *told)


def _name_of(path: str, request: Request) -> str:
    """The keys of a cell in the language of the file."""
    if not path:
        return ""
    parts = path.split(".")
    fields = (request.analysis.edition.field(".".join(parts[:end])) for end in range(1, len(parts) + 1))
    return ".".join(field.term.text(request.analysis.keys) for field in fields)


def _with_reference(text: str, place: Sequence[int], exact: str, reference: str) -> str:
    """A text with the number that stands once within a stretch of it replaced; empty where it does not."""
    lines = text.split("\n")
    line, start, _, end = place
    piece = lines[line][start:end]
    at = piece.find(exact)
    around = f"{lines[line][: start + at][-1:]}{lines[line][start + at + len(exact) :][:1]}"
    if at < 0 or piece.count(exact) != 1 or any(sign.isdigit() or sign in ".," for sign in around):
        return ""
    lines[line] = f"{lines[line][: start + at]}{reference}{lines[line][start + at + len(exact) :]}"
    return "\n".join(lines)


def _changed(request: Request, path: str, value: str) -> list[lsp.TextEdit]:
    """The edits that give a field another value; none where the file has no place for it."""
    try:
        text = with_value(request.analysis.source, request.analysis.parents, path, value)
    except EditError:
        return []
    return request.text.replacement(text.split("\n"))


def _short(found: Diagnostic, request: Request) -> str:
    words = visible(found.message(request.language))
    return words if len(words) <= _MAX_TITLE else f"{words[:_MAX_TITLE]}…"
