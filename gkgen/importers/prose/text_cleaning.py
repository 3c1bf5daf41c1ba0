"""What programs and websites left in a text is taken out, and told."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from gkgen import lazy_re as re
from gkgen.document import Run, Runs, plain
from gkgen.importers.match_result import ImportIssue, issue
from gkgen.importers.parsed_document import GridBlock, Place, SourceBlock, TextBlock
from gkgen.importers.prose.section_headings import is_first_level

# Chinese text has no spaces between characters; where a page has some, they are its line breaks or its justification.
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\u3000-\u303f“”‘’—…·]"
_SPACES = re.compile(rf"(?<={_WIDE})[\s\u3000]+|[\s\u3000]+(?={_WIDE})")
_BLANKS = re.compile(r"[\s\u3000\u00a0]+")
_INVISIBLE = re.compile(
    r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_PAGE = re.compile(r"[-—–]?\s*\d{1,3}\s*[-—–]?")
_MAX_SHOWN = 40


def clean(
    blocks: tuple[SourceBlock, ...], reading: Mapping[str, Any]
) -> tuple[tuple[SourceBlock, ...], tuple[ImportIssue, ...]]:
    """The blocks without leftovers and without lines that belong to a website; what was taken out."""
    leftovers = re.compile("|".join(reading.get("leftovers", ())) or r"(?!)")
    furniture = re.compile("|".join(f"(?:{line})" for line in reading.get("furniture", ())) or r"(?!)")
    picture, head = (re.compile(reading.get(name, r"(?!)")) for name in ("picture", "furniture_heads"))
    is_below = False
    kept: list[SourceBlock] = []
    issues: list[ImportIssue] = []
    for block in blocks:
        match block:
            case TextBlock():
                issues += [
                    issue("I31", "", block.place, text=found.group()[:_MAX_SHOWN])
                    for found in leftovers.finditer(plain(block.runs))
                ]
                if lost := picture.fullmatch(block.text.strip()):
                    issues.append(issue("I39", "", block.place, name=lost["name"][:_MAX_SHOWN]))
                    continue
                neat = replace(block, runs=_neat(block.runs, leftovers))
                if not neat.text.strip():
                    continue
                is_head = bool(head.fullmatch(neat.text.strip()))
                is_below = is_head or (is_below and "。" not in neat.text and not is_first_level(neat.text))
                if is_below or furniture.fullmatch(neat.text.strip()):
                    issues.append(issue("I32", "", block.place, text=neat.text.strip()[:_MAX_SHOWN]))
                    continue
                kept.append(neat)
            case GridBlock():
                kept.append(_grid(block, leftovers))
            case _:
                kept.append(block)
    return tuple(kept), tuple(issues)


def without_page_numbers(
    blocks: tuple[SourceBlock, ...],
) -> tuple[tuple[SourceBlock, ...], tuple[ImportIssue, ...]]:
    """The blocks without a number that stands alone at the end, as the page number of a Word file does."""
    issues: list[ImportIssue] = []
    end = len(blocks)
    while end:
        last = blocks[end - 1]
        if not (isinstance(last, TextBlock) and _PAGE.fullmatch(last.text.strip())):
            break
        issues.append(issue("I32", "", last.place, text=last.text.strip()))
        end -= 1
    return blocks[:end], tuple(issues)


def tidy(text: str) -> str:
    """The text without spaces that Chinese does not have."""
    return _SPACES.sub("", _BLANKS.sub(" ", _INVISIBLE.sub("", text)))


def _neat(runs: Runs, leftovers: re.Pattern[str]) -> Runs:
    return tuple(_joined(_stripped([Run(tidy(leftovers.sub("", run.text)), run.bold) for run in runs])))


def _stripped(runs: list[Run]) -> list[Run]:
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return [run for run in runs if run.text]


def _joined(runs: list[Run]) -> Iterator[Run]:
    """Neighbours of one weight are one run."""
    while runs:
        first = runs.pop(0)
        while runs and runs[0].bold == first.bold:
            first = replace(first, text=first.text + runs.pop(0).text)
        yield first


def _grid(grid: GridBlock, leftovers: re.Pattern[str]) -> GridBlock:
    rows = tuple(
        tuple(replace(cell, text=_INVISIBLE.sub("", leftovers.sub("", cell.text))) for cell in row) for row in grid.rows
    )
    return replace(grid, rows=rows)


NOWHERE = Place()
"""For what concerns the report as a whole."""
