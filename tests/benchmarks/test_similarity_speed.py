"""What is measured: different sentences, and two ways that agree."""

from itertools import islice

import pytest
import similarity_speed


def test_sentences_differ_from_one_another() -> None:
    found = list(islice(similarity_speed.sentences(), 100))
    assert len(set(found)) == len(found) == 100


def test_both_ways_are_measured(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["similarity_speed.py", "12"])
    assert similarity_speed.main() == 0
    assert "12 x 12 sentences" in capsys.readouterr().out


def test_ways_that_do_not_agree_end_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["similarity_speed.py", "12"])
    monkeypatch.setattr(similarity_speed, "pair_by_pair", lambda before, after: [[2.0 for _ in after] for _ in before])
    assert similarity_speed.main() == 1
