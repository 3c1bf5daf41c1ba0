"""What the system refuses is told in the language of whoever asked."""

import errno
import os

import pytest

from gkgen.diagnostics import reason_of


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.EISDIR, errno.ENOSPC, errno.EROFS])
def test_a_known_refusal_has_no_english_in_chinese_and_no_chinese_in_english(number: int) -> None:
    reason = reason_of(OSError(number, os.strerror(number), "x.yaml"))
    assert not any(letter.isascii() for letter in reason.zh)
    assert reason.en.isascii()


def test_an_unknown_refusal_is_told_in_the_words_of_the_system() -> None:
    assert reason_of(OSError(9_999, "the moon is full")).zh == "the moon is full"


def test_a_refusal_without_a_number_is_told_all_the_same() -> None:
    assert reason_of(OSError("timed out")).zh == "timed out"


def test_a_name_that_no_file_can_have_is_told() -> None:
    assert reason_of(ValueError("embedded null byte")).zh == "文件名里有不能用的字符（embedded null byte）"
