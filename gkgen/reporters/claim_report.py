"""What each number of the text was understood as: for people, as JSON, and as a web page with the text."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from gkgen.diagnostics import Language, Term
from gkgen.invisible_characters import visible
from gkgen.jinja_environment import JinjaEnvironment
from gkgen.narrative import Passage
from gkgen.pipeline.inspecting.claim_listing import ClaimListing, PlacedClaim
from gkgen.reporters.claim_words import VERDICTS, about, counted, reasons, tally, why
from gkgen.reporters.json_text import json_text
from gkgen.review import ClaimRecord
from gkgen.terminal_width import cells

VERSION = 1
_WORDS = {
    "title": Term("正文里的数", "The numbers of the text"),
    "shown": Term("只看", "Show"),
    "all": Term("全部", "all"),
    "colon": Term("：", ": "),
}
# So much of a clause is shown around the words of a claim, in characters.
_MAX_CONTEXT_CHARACTERS = 28


def summary_line(listing: ClaimListing, language: Language) -> str:
    """How many numbers of the text were read, how many were left, and why, in a line."""
    records = [each.record for each in listing.claims]
    told, left = tally(records).text(language), reasons(records).text(language)
    if language == "zh":
        return f"{listing.source}：{told}{f'（没有比的：{left}）' if left else ''}"
    return f"{listing.source}: {told}{f' (not compared: {left})' if left else ''}"


def listed(listing: ClaimListing, language: Language) -> Iterator[str]:
    """A line for each number: place, verdict, the words in their clause, what they were compared with."""
    colon = "：" if language == "zh" else ": "
    yield visible(f"{listing.source}{colon}{tally([each.record for each in listing.claims]).text(language)}")
    field = ""
    width = max(cells(name.text(language)) for name in VERDICTS.values())
    for each in listing.claims:
        if (name := each.field.text(language)) != field:
            field = name
            yield f"  {field}"
        verdict = VERDICTS[each.record.verdict].text(language)
        place = f"{each.span.line}:{each.span.column}"
        blank = " " * (width - cells(verdict))
        reason = why(each.record).text(language)
        yield visible(f"    {place:<8} {verdict}{blank}  {_in_clause(each.record)}{f'  {reason}' if reason else ''}")


def _in_clause(record: ClaimRecord) -> str:
    """The words of a claim in brackets, with what stands around them in the clause."""
    text, (first, last) = record.passage.text, record.clause
    first, last = min(first, record.start), max(last, record.end)
    before, after = text[first : record.start], text[record.end : last]
    before = f"…{before[-_MAX_CONTEXT_CHARACTERS:]}" if len(before) > _MAX_CONTEXT_CHARACTERS else before
    after = f"{after[:_MAX_CONTEXT_CHARACTERS]}…" if len(after) > _MAX_CONTEXT_CHARACTERS else after
    return f"{before}【{record.words}】{after}".replace("\n", " ")


def claims_json(listings: Sequence[ClaimListing], language: Language, *, ascii_only: bool = False) -> str:
    """All numbers of all files; `ascii_only` escapes other characters."""
    data = {
        "version": VERSION,
        "files": [
            {
                "file": listing.source,
                "counts": counted(each.record for each in listing.claims),
                "claims": [claim_data(each, language) for each in listing.claims],
            }
            for listing in listings
        ],
    }
    return json_text(data, ascii_only=ascii_only)


def claim_data(placed: PlacedClaim, language: Language) -> dict[str, Any]:
    """A number of the text as plain data: span, words, readings, cells, verdict."""
    record, span = placed.record, placed.span
    matter = about(record)
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "path": record.passage.path,
        "field": placed.field.text(language),
        "words": record.words,
        "clause": record.passage.text[min(record.clause[0], record.start) : max(record.clause[1], record.end)],
        "relation": record.relation,
        "value": record.value,
        "low": record.low,
        "high": record.high,
        "unit": record.unit,
        "whose": record.whose,
        "when": record.when,
        "readings": [
            {
                "expression": each.expression,
                "cells": list(each.paths),
                "name": each.name.text(language),
                "value": each.value,
            }
            for each in record.readings
        ],
        "compared": [
            {"expression": each.expression, "name": each.name.text(language), "value": each.value}
            for each in record.compared
        ],
        "verdict": record.verdict,
        "reason": record.reason,
        "about": matter.text(language) if matter else "",
        "explanation": why(record).text(language),
        **_told(record, language),
    }


def _told(record: ClaimRecord, language: Language) -> dict[str, Any]:
    found = record.finding
    return {"code": found.code if found else None, "message": found.message(language) if found else ""}


def claims_page(listings: Sequence[ClaimListing], language: Language) -> str:
    """The texts as a web page, in one file without scripts, each number marked by its verdict."""
    page: str = _template().render(
        language="zh-CN" if language == "zh" else "en",
        words={name: term.text(language) for name, term in _WORDS.items()},
        verdicts=[(verdict, name.text(language)) for verdict, name in VERDICTS.items()],
        files=[
            {
                "source": visible(listing.source),
                "tally": tally([each.record for each in listing.claims]).text(language),
                "fields": _fields(listing, language),
            }
            for listing in listings
        ],
    )
    return page


@cache
def _template() -> Any:
    text = Path(__file__).with_name("claims.html").read_text(encoding="utf-8")
    return JinjaEnvironment(trim_blocks=True, lstrip_blocks=True).from_string(text)


def _fields(listing: ClaimListing, language: Language) -> list[dict[str, Any]]:
    """The fields with their passages, cut into stretches, and a note for each number that is not plainly right."""
    found: list[dict[str, Any]] = []
    passages: dict[tuple[str, str, int], list[PlacedClaim]] = {}
    for each in listing.claims:
        passage = each.record.passage
        passages.setdefault((passage.path, passage.text, passage.span.line), []).append(each)
    for placed in passages.values():
        name = placed[0].field.text(language)
        if not found or found[-1]["name"] != name:
            found.append({"name": name, "passages": []})
        records = [each.record for each in placed]
        found[-1]["passages"].append(
            {
                "line": placed[0].span.line,
                "stretches": [
                    {"text": visible(text), "class": worst(those), "title": note(those, language)}
                    for text, those in stretches(records[0].passage, records)
                ],
                "messages": [each.finding.message(language) for each in records if each.finding],
                "verdicts": [verdict for verdict in VERDICTS if any(each.verdict == verdict for each in records)],
                "notes": [
                    {"verdict": each.verdict, "words": visible(each.words), "why": why(each).text(language)}
                    for each in records
                    if not each.finding and why(each).text(language)
                ],
            }
        )
    return found


def stretches(passage: Passage, records: Iterable[ClaimRecord]) -> Iterator[tuple[str, tuple[ClaimRecord, ...]]]:
    """The text cut where a claim begins or ends, each stretch with the claims that it belongs to."""
    own = tuple(records)
    borders = sorted({0, len(passage.text), *(each.start for each in own), *(each.end for each in own)})
    for start, end in pairwise(borders):
        yield passage.text[start:end], tuple(each for each in own if each.start < end and start < each.end)


def worst(records: Sequence[ClaimRecord]) -> str:
    """The verdict to mark a stretch by: what contradicts before what is open before what is right."""
    return next((verdict for verdict in VERDICTS if any(each.verdict == verdict for each in records)), "")


def note(records: Sequence[ClaimRecord], language: Language) -> str:
    """What is said of a stretch: verdict and why, a line for each claim."""
    colon = "：" if language == "zh" else ": "
    lines = [(VERDICTS[each.verdict].text(language), why(each).text(language)) for each in records]
    return "\n".join(dict.fromkeys(f"{verdict}{colon}{reason}" if reason else verdict for verdict, reason in lines))
