"""Texts of 20,000 characters: the slowest that were found, and that those of the benchmark are what they say."""

import time

import long_texts
import pytest

import gkgen

MAX_SECONDS = 1.5
"""Of the processor; on an idle machine none takes a third of it."""
TOKENS = ("1件", "其中1件", "一", "1", "…", "#", "2021年", "收到申请1件", "`")
"""Behind each other."""
BLANKS = ("\u3000", "\t", "\xa0", " ")
"""Within the text: 20 s without the guard."""


@pytest.mark.parametrize("token", [*TOKENS, *(f"甲{blank * 19_990}乙1" for blank in BLANKS)])
def test_a_paragraph_of_twenty_thousand_characters_is_checked_in_a_second(token: str) -> None:
    """Guard is MAX_SEGMENT_CHARACTERS and patterns that do not begin again at each character: 3 to 50 s without."""
    source = long_texts.office_with(token * (long_texts.LENGTH_CHARACTERS // len(token)))
    assert gkgen.render(long_texts.office_with("正文"), ()).diagnostics
    begun = time.thread_time()
    assert gkgen.render(source, ()).diagnostics
    assert time.thread_time() - begun < MAX_SECONDS


def test_texts_are_the_same_on_every_run_and_as_long_as_they_say() -> None:
    first = long_texts.texts(150)
    assert first == long_texts.texts(150)
    assert all(19_900 < len(text) <= 20_000 for text in first)
