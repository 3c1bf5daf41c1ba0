"""Lines that native Word and WPS printed: the setter ends them there, and stretches them as Word does.

measured_lines.json holds their structure (字 for Chinese), natural widths and advances in thousandths of an em,
measured in PDFs that Word 2007 to 365 and WPS made. Where it says so, pairs of marks lose half an em.
"""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from gkgen.line_setter import CharacterStyle, Justification, LineRules, Measure, measured, set_lines

LINES = json.loads(Path(__file__).with_name("measured_lines.json").read_text(encoding="utf-8"))
CLOSING, OPENING = "，。、；：？！”’）》〉】〕」』", "“‘（《〈【〔「『"
FIT_EMS = 0.02
# What each gap of WPS may give up to make a line fit.
GIVEN_UP_EMS = {"WPS 11.1, mode 12": 0.025}


def is_kerned(before: str, behind: str) -> bool:
    return (before in CLOSING and behind in CLOSING + OPENING) or (before in OPENING and behind in OPENING)


def set_line(line: dict[str, Any], following: str, rules: LineRules, gap: float = 0.25) -> Any:
    text = line["text"] + following
    widths = [width / 1000 for width in line["natural"]] + [0.5 if letter.isascii() else 1.0 for letter in following]
    if "kerned" in line["setting"]:
        for place, pair in enumerate(pairwise(text)):
            if is_kerned(*pair) and min(widths[place : place + 2]) > 0.9:
                widths[place] -= 0.5
    styles = [CharacterStyle(1.0, gap=gap)] * len(text)
    measure = line["measure"] / 1000
    return next(set_lines(measured(text, widths, bytes(len(text)), styles, rules), 0, Measure(measure, measure)))


@pytest.mark.parametrize(("program", "right", "count"), [("Word 2007", 83, 83), ("WPS 11.1, mode 12", 149, 150)])
def test_uncompressed_lines_end_where_word_and_wps_ended_them(program: str, right: int, count: int) -> None:
    some = [line for line in LINES if line["program"] == program]
    rules = LineRules(1.0, Justification.WORD, fit=FIT_EMS)
    gap = 0.25 - GIVEN_UP_EMS.get(program, 0.0)
    ends = [set_line(line, line["next"], rules, gap).end == len(line["text"]) for line in some]
    assert (sum(ends), len(ends)) == (right, count)


@pytest.mark.parametrize(
    ("is_word", "justification", "within", "worst"),
    [(True, Justification.WORD, 0.013, 0.098), (False, Justification.CHARACTERS, 0.009, 0.271)],
)
def test_stretched_lines_stand_as_word_and_wps_set_them(
    is_word: bool, justification: Justification, within: float, worst: float
) -> None:
    rules, off = LineRules(1.0, justification, max_opening=9.0, hanging="", fit=9.0), []
    for line in LINES:
        text, natural = line["text"], line["natural"]
        if line["program"].startswith("Word") is not is_word or "justified" not in line["setting"]:
            continue
        if line["program"] == "WPS 2017" or abs(line["overhang"]) >= 40 or any(map(is_kerned, text, text[1:])):
            continue
        natural_line = set_line(line, "", LineRules(1.0))
        if natural_line.end < len(text) or natural_line.width > line["measure"] / 1000 - 0.05:
            continue
        # What follows has no room.
        advances = [width / 1000 for width in natural] + [200.0]
        styles = [CharacterStyle(1.0, gap=0.25)] * len(advances)
        measure = Measure(line["measure"] / 1000, line["measure"] / 1000)
        found = next(set_lines(measured(f"{text}字", advances, bytes(len(advances)), styles, rules), 0, measure))
        assert found.stop == len(text)
        wanted = zip(line["advance"][:-1], natural, found.spacings, strict=False)
        off += [abs(advance / 1000 - width / 1000 - spacing) for advance, width, spacing in wanted]
    assert len(off) > 2000
    off.sort()
    assert off[int(len(off) * 0.95)] <= within
    assert off[-1] <= worst
