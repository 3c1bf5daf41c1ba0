"""Findings in the words of the form, in both languages."""

import pytest

from gkgen.diagnostics import Language
from gkgen.webform import EditingSession
from tests.office import office


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_key_and_no_line_of_the_file_stands_where_a_clerk_reads(language: Language) -> None:
    filled = EditingSession(office(), language=language)
    filled.change("requests.new_received.natural_person", "3")
    filled.change("requests.carried_out.natural_person", "5")
    found = [each for each in filled.state()["findings"] if each["addends"]]
    assert found
    for each in found:
        words = " ".join((each["message"], each["hint"], *(one["label"] for one in each["addends"])))
        assert "_" not in words
        assert "line" not in words
        assert "第 " not in words
        assert ("natural person" in words) == (language == "en")
