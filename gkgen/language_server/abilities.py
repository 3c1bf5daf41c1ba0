"""The abilities of the server by the method of the protocol that asks for each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lsprotocol import types as lsp

from gkgen.language_server.code_actions import FIX_ALL, code_actions
from gkgen.language_server.definition import definition
from gkgen.language_server.format_edits import formatted
from gkgen.language_server.hover import hover
from gkgen.language_server.proposals import TRIGGERS, complete
from gkgen.language_server.renaming import prepare, rename
from gkgen.language_server.request import Request
from gkgen.language_server.symbols import folding, symbols


@dataclass(frozen=True, slots=True)
class Ability:
    """What is answered to a request; one that `takes_old` does not wait for the text of now to be checked."""

    answer: Callable[[Request, Any], Any]
    takes_old: bool = False


ABILITIES: Mapping[str, Ability] = {
    lsp.TEXT_DOCUMENT_COMPLETION: Ability(lambda request, params: complete(request, params.position), takes_old=True),
    lsp.TEXT_DOCUMENT_HOVER: Ability(lambda request, params: hover(request, params.position)),
    lsp.TEXT_DOCUMENT_CODE_ACTION: Ability(code_actions),
    lsp.TEXT_DOCUMENT_DEFINITION: Ability(lambda request, params: definition(request, params.position)),
    lsp.TEXT_DOCUMENT_PREPARE_RENAME: Ability(lambda request, params: prepare(request, params.position)),
    lsp.TEXT_DOCUMENT_RENAME: Ability(lambda request, params: rename(request, params.position, params.new_name)),
    lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL: Ability(lambda request, _: symbols(request)),
    lsp.TEXT_DOCUMENT_FOLDING_RANGE: Ability(lambda request, _: folding(request)),
    lsp.TEXT_DOCUMENT_FORMATTING: Ability(lambda request, _: formatted(request)),
}
_OPTIONS: Mapping[str, Any] = {
    lsp.TEXT_DOCUMENT_COMPLETION: lsp.CompletionOptions(trigger_characters=list(TRIGGERS)),
    lsp.TEXT_DOCUMENT_CODE_ACTION: lsp.CodeActionOptions(
        code_action_kinds=[lsp.CodeActionKind.QuickFix, lsp.CodeActionKind.RefactorRewrite, FIX_ALL]
    ),
    lsp.TEXT_DOCUMENT_RENAME: lsp.RenameOptions(prepare_provider=True),
}


def options_of(method: str) -> Any:
    """What an editor is told of an ability."""
    return _OPTIONS.get(method)
