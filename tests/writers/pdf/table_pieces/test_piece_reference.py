"""Pieces kept on disk: the same bytes, and never those of other fonts or another style sheet."""

import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gkgen import disk_cache
from gkgen.document import Document
from gkgen.weasyprint_cache import PATCHES, shaping, stored_text
from gkgen.weasyprint_cache.store import STORES
from gkgen.writers.pdf.table_pieces import piece_lookup, piece_reference
from tests.writers.pages import EDITIONS, paragraph, report, same_number
from tests.writers.pdf.table_pieces.test_table_pieces import LINE, RESTYLED, written


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "cache"
    monkeypatch.setenv(disk_cache.SWITCH, str(folder))
    forget()
    yield folder
    forget()
    assert not PATCHES.faults


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A one for each time that tables were cut."""
    calls: list[int] = []
    make: Callable[..., Any] = piece_lookup._made

    def counted(*words: Any) -> Any:
        calls.append(1)
        return make(*words)

    monkeypatch.setattr(piece_lookup, "_made", counted)
    return calls


def forget() -> None:
    """Be as a process that begins, but for the fonts that are loaded."""
    for name in ("cut tables", "numbers of tables", "shapes", "shapes in two faces"):
        if name in STORES:
            STORES[name].clear()


def numbered(edition: str, number: int) -> Document:
    return same_number(report(paragraph(LINE), edition=edition), str(number))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("css", ["", *(RESTYLED[name] for name in ("heights", "colours", "stripes", "bold"))])
def test_pieces_are_cut_once_for_all_processes(css: str, edition: str, made: list[int], folder: Path) -> None:
    document = numbered(edition, 7)
    plain = written(document, css)
    assert sum(made) == 1 and list(folder.glob("pieces-*"))
    forget()
    assert written(document, css) == plain
    assert sum(made) == 1


def test_numbers_of_other_lengths_are_kept_as_well(made: list[int], folder: Path) -> None:
    lengths = [numbered(EDITIONS[-1], 10**digits) for digits in (0, 3, 8)]
    forget()
    alone = []
    for document in lengths:
        alone.append(written(document))
        forget()
    for document, expected in zip(reversed(lengths), reversed(alone), strict=True):
        assert written(document) == expected
        forget()
    assert sum(made) == 1


def test_another_style_sheet_has_pieces_of_its_own(made: list[int]) -> None:
    document = numbered(EDITIONS[-1], 7)
    assert len({written(document), written(document, RESTYLED["colours"])}) == 2
    assert sum(made) == 2


def test_where_texts_are_shaped_otherwise_pieces_are_cut_anew(made: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """As after an update of a font under its old name."""
    document = numbered(EDITIONS[-1], 7)
    plain = written(document)
    forget()
    shaped = shaping.Shaper._shaped

    def wider(self: Any, text: str, *words: Any) -> Any:
        found = shaped(self, text, *words)
        found.advances[0] += 0.001
        return found

    with monkeypatch.context() as patch:
        patch.setattr(shaping.Shaper, "_shaped", wider)
        other = written(document)
        assert sum(made) == 2
    forget()
    assert written(document) == plain != other
    assert sum(made) == 3


def test_where_a_line_is_of_another_height_pieces_are_cut_anew(
    made: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    document = numbered(EDITIONS[-1], 7)
    written(document)
    forget()
    trait = stored_text._trait
    with monkeypatch.context() as patch:
        patch.setattr(stored_text, "_trait", lambda style: (*trait(style), "another"))
        written(document)
    assert sum(made) == 2


def test_nothing_but_values_is_taken_from_disk(made: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard: bytes with a right digest that would run something."""
    asked: list[str] = []

    class Evil:
        def __reduce__(self) -> Any:
            return exec, ("raise SystemExit",)

    def evil(name: str, key: bytes) -> bytes | None:
        asked.append(name)
        return pickle.dumps(Evil()) if name == "pieces" else None

    monkeypatch.setattr(disk_cache, "load", evil)
    assert written(numbered(EDITIONS[-1], 7)).startswith(b"%PDF")
    assert (asked.count("pieces"), sum(made)) == (1, 1)


def test_what_cannot_be_kept_is_not(made: list[int], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piece_reference, "dump_drawn", lambda _: 1 / 0)
    assert written(numbered(EDITIONS[-1], 7)).startswith(b"%PDF")
    assert not list(folder.glob("pieces-*"))
    assert sum(made) == 1
