"""What is not seen stands in JSON as an escape, and is read back as it was."""

import json

import pytest

from gkgen.reporters.json_text import json_text


@pytest.mark.parametrize("ascii_only", [False, True])
def test_a_terminal_that_shows_json_obeys_nothing_and_a_program_reads_the_same(ascii_only: bool) -> None:
    data = {"path": "名\u202e\x9b31m\x1b]0;x\x07\u200b\U000e0041", "b": ["a\nb", "\x00"]}
    text = json_text(data, ascii_only=ascii_only, indent=1)
    assert json.loads(text) == data
    assert all(letter.isprintable() or letter == "\n" for letter in text)
    assert ("名" in text) is not ascii_only
