"""What a program does at the ends of lines: reads a print of docs/probe/word-probe.docx.

    python benchmarks/word_probe.py PRINT.pdf

The page has 68 paragraphs, each with one question about the line: how wide the gap is, which marks hang, what begins or
ends a line, where an address breaks, how a line is stretched, which font a mark gets. Print it from Word or WPS to PDF
with nothing changed; for each question this tells the first line, how far it ends from its right edge in ems, and every
distance between characters that is not natural. `--json` gives the same to programs. Needs pdfplumber.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

PROBE = Path(__file__).resolve().parent.parent / "docs" / "probe"
_EM = 9.0
"""The size of the text in points."""
_TWIPS = 20
_SAME_LINE_POINTS = 1.5
_NATURAL_EMS = 0.012
"""Word places characters on a raster of 1/600 inch, which is 0.013 em."""
_NUMBER = re.compile(r"T\d\d")


@dataclass(frozen=True, slots=True)
class Question:
    """A paragraph of the probe: its measure is in twentieths of a point, `watch` the character that answers."""

    id: str
    group: str
    ask: str
    text: str
    measure: int
    watch: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was printed: the first line, its end beyond the right edge in ems, and distances by pairs of characters.

    `has_watched` is whether the watched character is on the first line, None where none is; `fonts` are those of the
    line by character.
    """

    id: str
    ask: str
    line: str
    beyond: float
    distances: tuple[tuple[str, float], ...]
    has_watched: bool | None
    fonts: dict[str, str]


def questions() -> tuple[Question, ...]:
    """The questions of the probe, in their order."""
    return tuple(Question(**each) for each in json.loads((PROBE / "word-probe.json").read_text(encoding="utf-8")))


def answers(print_: Path) -> tuple[Answer, ...]:
    """The answers of a print, without those that it lacks."""
    found = dict(_first_lines(print_))
    return tuple(_answer(each, found[each.id]) for each in questions() if each.id in found)


def _first_lines(print_: Path) -> Iterator[tuple[str, list[Any]]]:
    """The number of each paragraph, which stands in a line above it, with the characters of its first line."""
    number = ""
    for line in _lines(print_):
        words = "".join(char["text"] for char in line).strip()
        if _NUMBER.fullmatch(words):
            number = words
        elif number and words:
            yield number, line
            number = ""


def _lines(print_: Path) -> Iterator[list[Any]]:
    """The characters of each line, down the left column and then down the right one."""
    import pdfplumber

    with pdfplumber.open(print_) as pdf:
        for page in pdf.pages:
            middle = page.width / 2
            for is_right in (False, True):
                rows: dict[float, list[Any]] = {}
                for char in page.chars:
                    if (char["matrix"][4] >= middle) is is_right:
                        height = float(char["matrix"][5])
                        near = next((row for row in rows if abs(row - height) < _SAME_LINE_POINTS), height)
                        rows.setdefault(near, []).append(char)
                for row in sorted(rows, reverse=True):
                    yield sorted(rows[row], key=lambda char: float(char["matrix"][4]))


def _answer(question: Question, line: list[Any]) -> Answer:
    while line[-1]["text"] == " ":
        line = line[:-1]
    words = "".join(char["text"] for char in line)
    end = line[-1]["matrix"][4] + _width(line[-1]) - line[0]["matrix"][4]
    return Answer(
        question.id,
        question.ask,
        words,
        round((end - question.measure / _TWIPS) / _EM, 2),
        tuple(_distances(line)),
        None if question.watch is None else question.watch in words,
        {char["text"]: char["fontname"].partition("+")[2] or char["fontname"] for char in line},
    )


def _distances(line: Sequence[Any]) -> Iterator[tuple[str, float]]:
    for before, behind in pairwise(line):
        ems = (behind["matrix"][4] - before["matrix"][4] - _width(before)) / _EM
        if abs(ems) > _NATURAL_EMS:
            yield before["text"] + behind["text"], round(float(ems), 3)


def _width(char: Any) -> float:
    return float(char["x1"] - char["x0"])


def _told(answer: Answer) -> str:
    pairs = " ".join(f"{pair}{ems:+.2f}" for pair, ems in answer.distances)
    watched = "" if answer.has_watched is None else " | on it" if answer.has_watched else " | not on it"
    names = sorted(set(answer.fonts.values())) if "hint" in answer.ask else ()
    fonts = "; ".join(f"{name} {''.join(c for c, font in answer.fonts.items() if font == name)}" for name in names)
    told = f"{answer.id} {answer.ask}: {answer.line} | {answer.beyond:+.2f} em{watched}"
    return " | ".join(part for part in (told, pairs, fonts) if part)


def main() -> int:
    """Prints the answers; the exit status is 1 where a question was not found in the print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("print", type=Path, help="the probe as PDF, printed by Word, WPS or another program")
    parser.add_argument("--json", action="store_true", help="for programs")
    arguments = parser.parse_args()
    found = answers(arguments.print)
    if arguments.json:
        print(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1))
    for each in () if arguments.json else found:
        print(_told(each))
    lacking = {each.id for each in questions()} - {each.id for each in found}
    if lacking:
        print(f"not found: {', '.join(sorted(lacking))}", file=sys.stderr)
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
