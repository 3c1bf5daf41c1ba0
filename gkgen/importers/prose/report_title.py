"""Where the title of a report begins and what it names; what a website has printed above it is no part of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gkgen import lazy_re as re
from gkgen.importers.parsed_document import Part, Place, SourceBlock, TextBlock
from gkgen.importers.prose.section_headings import is_first_level
from gkgen.label_normalization import half_width
from gkgen.typed_rows import year_meant

_MAX_TITLE_LINES = 4
_MAX_TITLE_CHARACTERS = 100
# The title is looked for among so many blocks.
_MAX_BLOCKS_BEFORE = 40
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_CHINESE_YEAR = re.compile(r"[二一][〇零○九][〇零○一二三四五六七八九]{2}(?=年)")
# A year that stands before the office or in brackets behind all else.
_YEAR_FIRST = re.compile(r"(?P<year>(?:19|20)\d\d年?度?)(?P<rest>.+)")
_YEAR_LAST = re.compile(r"(?P<rest>.+?)[(〔\[](?P<year>(?:19|20)\d\d年?度?)[)〕\]]")
_WORDS = re.compile(r"(?:关于)?(?:的)?(?:政府信息公开|政务公开|信息公开)")
# What an announcement adds to a title, and what stands around one.
_ANNOUNCED = re.compile(r"(?<=[告报结])的?(?:公示|公告|公布|发布)$")
_AROUND = re.compile(r"^[《“\"]+|[》”\"]+$")
# Stands for the office of a title that names none.
_NO_OFFICE = "\0\0"
BULLETS = "•·●◆■*-— \t"
"""What stands before lines of a list."""
# Between the steps of a way to the page, and between a label and its value; no name of an office has any of them.
_STEP = re.compile(r"[>＞»›→|｜/\\:：;；,，。!！?？\[\]【】]")


@dataclass(frozen=True, slots=True)
class Title:
    """The title as printed, and what it says; `start` and `end` are its blocks."""

    lines: tuple[str, ...]
    office: str
    year: int
    start: int
    end: int
    place: Place


def find_title(blocks: Sequence[SourceBlock], reading: Mapping[str, Any]) -> Title | None:
    """The blocks that together are the title of such a report, without what stands above it.

    A page may name the report before its title, and those of other years as well: of several titles above the text the
    last counts that is of the year of the period that the text names, or says the same as the first.
    """
    pattern = re.compile(reading.get("title", r"(?!)"))
    own = [at for at, block in enumerate(blocks) if isinstance(block, TextBlock) and block.part is Part.TITLE]
    if own:
        return _title(blocks, own[0], own[-1] + 1, pattern, is_certain=True)
    found = list(_titles(blocks, pattern, reading))
    period = re.compile(reading.get("period", r"(?!)"))
    words = "".join("".join(half_width(block.text).split()) for block in blocks if isinstance(block, TextBlock))
    said = period.search(words) if len(found) > 1 else None
    of_year = [title for title in found if said and title.year == int(said["year"])]
    same = [title for title in found if (title.office, title.year) == (found[0].office, found[0].year)]
    chosen = of_year or same
    return chosen[-1] if chosen else None


def _titles(blocks: Sequence[SourceBlock], pattern: re.Pattern[str], reading: Mapping[str, Any]) -> Iterator[Title]:
    """The titles above the first section and the first sentence."""
    done = 0
    for end, block in enumerate(blocks[:_MAX_BLOCKS_BEFORE], start=1):
        if not isinstance(block, TextBlock):
            continue
        if done and (is_first_level(block.text) or block.text.rstrip().endswith("。")):
            return
        title = _title_before(blocks[:end], done, pattern, reading)
        if title:
            yield title
            done = end


def _title_before(
    blocks: Sequence[SourceBlock], done: int, pattern: re.Pattern[str], reading: Mapping[str, Any]
) -> Title | None:
    """The title that ends with the last of the blocks and begins behind `done` others.

    Of several places where it may begin, the last from which an office is named counts: a place and a kind of office,
    neither a piece of one nor words of a website (`office_name` of the reading).
    """
    name, place = (re.compile(reading.get(key, r"(?!)")) for key in ("office_name", "office_place"))
    end = len(blocks)
    starts = range(max(done, end - _MAX_TITLE_LINES), end)
    found = [title for start in starts if (title := _title(blocks, start, end, pattern))]
    if not found:
        return None
    named = [title for title in found if name.fullmatch(title.office)]
    # A line above a title without an office is no office, unless it looks like one.
    nameless = [title for title in found if not title.office]
    best = (named or nameless or found)[-1]
    longer = [title for title in named if title.start == best.start - 1]
    # A line that is nothing but a place belongs to the office below it.
    return longer[0] if longer and place.fullmatch(_bare(longer[0].lines[0])) else best


def _title(
    blocks: Sequence[SourceBlock], start: int, end: int, pattern: re.Pattern[str], *, is_certain: bool = False
) -> Title | None:
    texts = [block.text.strip().lstrip(BULLETS) for block in blocks[start:end] if isinstance(block, TextBlock)]
    # The year is a number, however wide an input method has typed it.
    lines = [text.translate(_DIGITS) for text in texts]
    if len(lines) == 1 and not is_certain:
        lines = [_behind_steps(lines[0], pattern)]
    words = "".join(half_width("".join(lines)).split())
    match = pattern.fullmatch(words) or pattern.fullmatch(_usual(words))
    if len(lines) != end - start or len(words) > _MAX_TITLE_CHARACTERS or not (match or is_certain):
        return None
    office, year = (match["office"].replace(_NO_OFFICE, ""), int(match["year"])) if match else ("", 0)
    if not is_certain and _STEP.search(office):
        return None
    at = max(0, words.find(office))
    return Title(tuple(lines), _bare("".join(lines))[at : at + len(office)], year, start, end, blocks[start].place)


def _usual(words: str) -> str:
    """A title with its parts in the usual order: the office, the year in digits, what it is."""
    words = _ANNOUNCED.sub("", _AROUND.sub("", words))
    words = _CHINESE_YEAR.sub(lambda match: year_meant(match[0]) or match[0], words)
    for order in (_YEAR_LAST, _YEAR_FIRST):
        match = order.fullmatch(words)
        what = _WORDS.search(match["rest"]) if match else None
        if match and what:
            office = match["rest"][: what.start()] or _NO_OFFICE
            return f"{office}{match['year']}{match['rest'][what.start() :]}"
    return words


def _behind_steps(line: str, pattern: re.Pattern[str]) -> str:
    """A line without the way to the page, where the title stands behind it."""
    ends = [step.end() for step in _STEP.finditer(line)]
    last = line[ends[-1] :] if ends else ""
    return last.strip() if last and pattern.fullmatch("".join(half_width(last).split())) else line


def _bare(text: str) -> str:
    return "".join(text.split())
