"""Every ability on random, half-written and broken texts: an answer, never a fault."""

import random
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types as lsp

from gkgen.language_server.abilities import ABILITIES
from gkgen.language_server.renaming import RenameError
from tests.language_server.reports import ENGLISH, REPORT, request

PIECES = [
    *("：", "{", "}", "[", "|", "\n", "  ", "\t", "# 注", "5", ": ", "- ", "{{ ", " }}", "\u3000", "𬭚", "'", "汇总"),
    *("\ud800", "\ufeff", "\r", "\u2028", "继承: _区.yaml\n", "上年: 甲.yaml\n", "&a", "!!x", "\x00", "豁免: [", "''"),
]


def asked(position: lsp.Position) -> Any:
    return SimpleNamespace(
        position=position,
        range=lsp.Range(position, position),
        context=lsp.CodeActionContext([]),
        new_name="新名",
        options=None,
    )


@pytest.mark.any_words
@settings(max_examples=25)
@given(st.integers(0, 1_000_000), st.sampled_from([REPORT, ENGLISH, ""]))
def test_no_text_and_no_place_is_a_fault(seed: int, text: str) -> None:
    rng = random.Random(seed)
    for _ in range(rng.randrange(5)):
        start = rng.randrange(len(text) + 1)
        text = text[:start] + rng.choice(PIECES) + text[start + rng.randrange(8) :]
    it = request(text, Path("/nowhere/甲.yaml"), has_snippets=rng.random() < 0.5)
    for method, ability in ABILITIES.items():
        position = lsp.Position(rng.randrange(len(it.text.lines) + 2), rng.randrange(30))
        try:
            ability.answer(it, asked(position))
        except RenameError:
            assert method == lsp.TEXT_DOCUMENT_RENAME
