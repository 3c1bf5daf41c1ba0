"""How reports were read: a table for people, the same as JSON, and a page with the original beside the office file."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from gkgen.diagnostics import Language, Term
from gkgen.importers.parsed_document import Place
from gkgen.importers.reading_account import AccountLine, Certainty, ReadingAccount, Spot
from gkgen.importers.side_by_side import Matter, OriginalCell, OriginalPiece, SideBySide
from gkgen.invisible_characters import visible
from gkgen.pipeline.core.outcome import Outcome
from gkgen.reporters.findings_json import diagnostic_data
from gkgen.reporters.json_text import json_text
from gkgen.terminal_width import cells

VERSION = 1
CERTAINTIES = {
    Certainty.CERTAIN: Term("读准", "certain"),
    Certainty.DECIDED: Term("作了判断", "decided"),
    Certainty.TO_CHECK: Term("要核对", "to check"),
}
_WORDS = {
    "title": Term("原文和读入的结果", "The original and what was read"),
    "original": Term("原文", "The original"),
    "file": Term("读入的结果", "What was read"),
    "left": Term("没有照原样写进文件", "not in the office file as it stands"),
    "number": Term("读入的数，点一下看在哪一行", "numbers that were read; each leads to its line"),
}
# Places of one kind that a line of the table shows; the others are counted.
_MAX_SHOWN_SPOTS = 4


def listed(outcome: Outcome, language: Language) -> Iterator[str]:
    """The account as a table: how sure, where in the office file, what and why; below it what to do, and where else."""
    own = outcome.account
    if own is None:
        return
    yield visible(f"{own.source} -> {own.target}")
    width = max(cells(name.text(language)) for name in CERTAINTIES.values())
    for line in own.lines:
        word = CERTAINTIES[line.certainty].text(language)
        margin = " " * (width + 4)
        yield visible(f"  {word}{' ' * (width - cells(word))}  {_head(line, own, language)}")
        if more := _others(line, language):
            yield visible(f"{margin}{more}")
        if line.certainty is Certainty.TO_CHECK and (hint := line.hint.text(language)):
            yield visible(f"{margin}{f'建议：{hint}' if language == 'zh' else f'hint: {hint}'}")


def _head(line: AccountLine, own: ReadingAccount, language: Language) -> str:
    message = line.message.text(language)
    if not line.code:
        return message
    at = line.spots[0].line if line.spots else 0
    return f"{f'{own.target}:{at}' if at else own.source} {line.code} {message}"


def _others(line: AccountLine, language: Language) -> str:
    """Where the same is so: places of the original, else names of the form."""
    others = line.spots[1:]
    if not others:
        return ""
    shown = [name for spot in others[:_MAX_SHOWN_SPOTS] if (name := _name(spot, language))]
    if language == "zh":
        rest = " 等" if len(others) > len(shown) else ""
        return f"同样的另有 {len(others)} 处{'：' if shown else ''}{'；'.join(shown)}{rest}"
    rest = ", ..." if len(others) > len(shown) else ""
    return f"{len(others)} more of the kind{': ' if shown else ''}{'; '.join(shown)}{rest}"


def _name(spot: Spot, language: Language) -> str:
    subject = spot.subject.text(language)
    place = spot.place.term.text(language) if spot.place != Place() else ""
    return f"{subject}（{place}）" if subject and place else subject or place


def accounts_json(outcomes: Sequence[Outcome], language: Language, *, ascii_only: bool = False) -> str:
    """The accounts of all reports; `ascii_only` escapes other characters. One that was refused has none."""
    data = {"version": VERSION, "reports": [_report(outcome, language) for outcome in outcomes]}
    return json_text(data, ascii_only=ascii_only)


def _report(outcome: Outcome, language: Language) -> dict[str, Any]:
    own = outcome.account
    return {
        "source": own.source if own else outcome.source,
        "outputs": list(outcome.outputs),
        "counts": {each.value: own.count(each) if own else 0 for each in Certainty},
        "account": [_line(line, language) for line in own.lines] if own else [],
        "diagnostics": [diagnostic_data(each, language) for each in outcome.diagnostics],
    }


def _line(line: AccountLine, language: Language) -> dict[str, Any]:
    return {
        "certainty": line.certainty.value,
        "code": line.code,
        "message": line.message.text(language),
        "hint": line.hint.text(language),
        "spots": [_spot(spot, language) for spot in line.spots],
    }


def _spot(spot: Spot, language: Language) -> dict[str, Any]:
    place = spot.place
    return {
        "line": spot.line or None,
        "subject": spot.subject.text(language),
        "place": place.term.text(language) if place != Place() else "",
        "source_line": place.line or None,
        **{name: getattr(place, name) or None for name in ("page", "paragraph", "table", "row", "column")},
    }


def beside_page(views: Sequence[SideBySide], language: Language) -> str:
    """The originals beside their office files, in one file without scripts; marks lead from one side to the other."""
    page: str = _template().render(
        language="zh-CN" if language == "zh" else "en",
        words={name: term.text(language) for name, term in _WORDS.items()},
        reports=[beside_data(view, number, language) for number, view in enumerate(views, start=1)],
    )
    return page


@cache
def _template() -> Any:
    from gkgen.jinja_environment import JinjaEnvironment

    text = Path(__file__).with_name("beside.html").read_text(encoding="utf-8")
    return JinjaEnvironment(trim_blocks=True, lstrip_blocks=True).from_string(text)


def beside_data(view: SideBySide, report: int, language: Language) -> dict[str, Any]:
    """Both sides as plain data: the account with the matters of each line, the original in pieces, the office file."""
    at: dict[int, list[int]] = {}
    for matter in view.matters:
        if matter.line:
            at.setdefault(matter.line, []).append(matter.number)
    links = dict(_links(view))
    return {
        "key": f"r{report}",
        "source": visible(view.account.source),
        "target": visible(view.account.target),
        "account": [
            {
                "class": line.certainty.value,
                "word": CERTAINTIES[line.certainty].text(language),
                "message": visible(line.message.text(language)),
                "hint": visible(line.hint.text(language)),
                "matters": [each.number for each in _matters_of(view, number) if each.number in links],
                "spots": [
                    {"number": each.number, **_spot(spot, language), "path": spot.path}
                    for each, spot in zip(_matters_of(view, number), line.spots, strict=True)
                ],
            }
            for number, line in enumerate(view.account.lines)
        ],
        "pieces": [_piece(piece) for piece in view.original],
        "lines": [
            {"number": number, "text": visible(text), "marks": at.get(number, [])}
            for number, text in enumerate(view.lines, start=1)
        ],
        "links": links,
        "classes": {each.number: each.certainty.value for each in view.matters},
    }


def _matters_of(view: SideBySide, account_line: int) -> list[Matter]:
    return [each for each in view.matters if each.account_line == account_line]


def _links(view: SideBySide) -> Iterator[tuple[int, dict[str, str]]]:
    """Where the mark of each matter leads, by the side that it is on: a account, o original, f office file.

    A matter that stands on neither side has no mark.
    """
    marked = {mark for piece in view.original for mark in _marks_of(piece)}
    for matter in view.matters:
        is_in_original, is_in_file = matter.number in marked, bool(matter.line)
        if is_in_original or is_in_file:
            yield (
                matter.number,
                {
                    "a": "o" if is_in_original else "f",
                    "o": "f" if is_in_file else "a",
                    "f": "o" if is_in_original else "a",
                },
            )


def _marks_of(piece: OriginalPiece) -> Iterator[int]:
    yield from piece.marks
    for row in piece.rows:
        for cell in row:
            yield from cell.marks


def _piece(piece: OriginalPiece) -> dict[str, Any]:
    rows = [[_cell(cell) for cell in row] for row in piece.rows]
    return {"text": visible(piece.text), "is_taken": piece.is_taken, "marks": piece.marks, "rows": rows}


def _cell(cell: OriginalCell) -> dict[str, Any]:
    return {
        "text": visible(cell.text.replace("\n", " ")),
        "rows": cell.row_span,
        "columns": cell.col_span,
        "is_number": cell.is_number,
        "line": cell.line,
        "marks": cell.marks,
        "left_out": visible("、".join(cell.left_out)),
    }
