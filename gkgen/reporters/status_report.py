"""Who has reported, for people and for programs: text of the width of a terminal, a table, JSON."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, Language, Severity, Term
from gkgen.invisible_characters import visible
from gkgen.pipeline.collecting.reporting_status import DistrictStatus, OfficeStatus, State
from gkgen.reporters.explanation_report import SEVERITIES
from gkgen.reporters.findings_json import diagnostic_data
from gkgen.reporters.json_text import json_text
from gkgen.terminal_width import cells

WIDTH_CELLS = 80
_INDENT = "      "
_MAX_NAME_CELLS = 60
STATES: Mapping[State, Term] = {
    State.MISSING: Term("未报", "missing"),
    State.RETURNED: Term("退回", "returned"),
    State.CHANGED: Term("已改", "changed"),
    State.REPORTED: Term("已报", "reported"),
}
NOBODY = Term("不在名册", "not on the roster")
_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
HEADS = (
    Term("状态", "state"),
    Term("机关", "office"),
    Term("类型", "kind"),
    Term("期限", "deadline"),
    Term("超期天数", "days late"),
    Term("联系人", "contact"),
    Term("电话", "phone"),
    Term("文件", "file"),
    Term("退回日期", "returned"),
    Term("退回理由", "reason"),
    Term("错误", "errors"),
    Term("警告", "warnings"),
    Term("还要做的", "to do"),
)


def status_lines(status: DistrictStatus, language: Language, *, with_done: bool = False) -> Iterator[str]:
    """The summary, then a line or more for each office with which somebody has to do something, the missing first."""
    yield from _wrapped(_summary(status, language))
    order = list(State)
    shown = [each for each in status.offices if with_done or not each.is_done]
    for each in sorted(shown, key=lambda each: (each.entry is None, order.index(each.state))):
        head = f"{_state(each, language)}  {_shortened(visible(each.office), _MAX_NAME_CELLS)}"
        yield from _wrapped(f"{head}  {to_do(each, language)}".rstrip())
    left_out = len(status.offices) - len(shown)
    if left_out:
        told = (
            f"报来没有问题的 {left_out} 个没有列出，加 --all 全部列出",
            f"{left_out} without findings not listed; --all does",
        )
        yield told[0] if language == "zh" else told[1]


def to_do(each: OfficeStatus, language: Language) -> str:
    """What is left for an office, and whom to call."""
    entry, parts = each.entry, []
    if entry and entry.returned and each.state in {State.RETURNED, State.CHANGED}:
        day, reason = entry.returned.day.isoformat(), entry.returned.reason
        told = f"{day} 退回：{reason}" if reason else f"{day} 退回"
        parts.append(told if language == "zh" else f"returned {day}: {reason}")
    if each.state is State.CHANGED:
        parts.append("以后改过" if language == "zh" else "changed since")
    if entry and entry.deadline and each.state in {State.MISSING, State.RETURNED}:
        day = entry.deadline.isoformat()
        late = each.days_late
        zh, en = f"期限 {day}" + f"，超期 {late} 天" * bool(late), f"due {day}" + f", {late} days late" * bool(late)
        parts.append(zh if language == "zh" else en)
    parts += _told(each.diagnostics, language)
    if entry and each.state in {State.MISSING, State.RETURNED} and (entry.contact or entry.phone):
        parts.append(f"{entry.contact} {entry.phone}".strip())
    if each.outcome and (each.diagnostics or not entry):
        parts.append(each.outcome.source)
    return visible(("；" if language == "zh" else "; ").join(parts))


def _told(diagnostics: Sequence[Diagnostic], language: Language) -> Iterator[str]:
    """How many findings there are, and the first of the worst."""
    counted = Counter(found.severity for found in diagnostics)
    counts = [
        f"{counted[each]} 个{name.zh}" if language == "zh" else f"{counted[each]} {name.en}"
        for each, name in SEVERITIES.items()
        if counted[each] and each is not Severity.NOTE
    ]
    if not counts:
        return
    first = min(diagnostics, key=lambda found: _RANKS[found.severity])
    line = (f"第 {first.span.line} 行 " if language == "zh" else f"line {first.span.line} ") if first.span else ""
    told = f"{line}{first.code} {first.message(language)}"
    yield f"{'，'.join(counts)}：{told}" if language == "zh" else f"{', '.join(counts)}: {told}"


def _summary(status: DistrictStatus, language: Language) -> str:
    listed = [each for each in status.offices if each.entry]
    counts = Counter(each.state for each in listed)
    late = sum(1 for each in listed if each.days_late)
    faulty = sum(1 for each in listed if any(found.severity is Severity.ERROR for found in each.diagnostics))
    others = len(status.offices) - len(listed)
    if language == "zh":
        year = f"{status.roster.year} 年度，" if status.roster.year else ""
        parts = [f"{name.zh} {counts[state]}" for state, name in STATES.items()]
        told = f"{year}{status.day.isoformat()}：应报 {len(listed)} 个机关，{'，'.join(parts)}"
        extra = [f"超期 {late}" * bool(late), f"有错误 {faulty}" * bool(faulty), f"不在名册 {others}" * bool(others)]
        return "；".join([told, *filter(None, extra)])
    year = f"{status.roster.year}, " if status.roster.year else ""
    parts = [f"{counts[state]} {name.en}" for state, name in STATES.items()]
    told = f"{year}{status.day.isoformat()}: {len(listed)} offices, {', '.join(parts)}"
    extra = [
        f"{late} late" * bool(late),
        f"{faulty} with errors" * bool(faulty),
        f"{others} not on the roster" * bool(others),
    ]
    return "; ".join([told, *filter(None, extra)])


def _state(each: OfficeStatus, language: Language) -> str:
    return (STATES[each.state] if each.entry else NOBODY).text(language)


def table_row(each: OfficeStatus, language: Language) -> tuple[str | int, ...]:
    """The values below HEADS."""
    entry, counted = each.entry, Counter(found.severity for found in each.diagnostics)
    returned = entry.returned if entry else None
    summary = each.outcome.summary if each.outcome else None
    return (
        _state(each, language),
        visible(each.office),
        visible(entry.kind if entry else summary.kind if summary else ""),
        entry.deadline.isoformat() if entry and entry.deadline else "",
        each.days_late or "",
        visible(entry.contact if entry else ""),
        visible(entry.phone if entry else ""),
        visible(each.outcome.source if each.outcome else entry.file if entry else ""),
        returned.day.isoformat() if returned else "",
        visible(returned.reason if returned else ""),
        counted[Severity.ERROR] or "",
        counted[Severity.WARNING] or "",
        to_do(each, language),
    )


def status_json(status: DistrictStatus, language: Language, *, ascii_only: bool = False) -> str:
    """The whole status as JSON; its schema is `gkgen schema --of status`."""
    data = {
        "version": 1,
        "roster": str(status.roster.path),
        "year": status.roster.year,
        "date": status.day.isoformat(),
        "diagnostics": [diagnostic_data(found, language) for found in status.roster.diagnostics],
        "offices": [_office(each, language) for each in status.offices],
    }
    return json_text(data, ascii_only=ascii_only, indent=1)


def _office(each: OfficeStatus, language: Language) -> dict[str, Any]:
    entry = each.entry
    counted = Counter(found.severity for found in each.diagnostics)
    return {
        "office": each.office,
        "state": each.state.value if entry else None,
        "kind": entry.kind if entry else "",
        "contact": entry.contact if entry else "",
        "phone": entry.phone if entry else "",
        "deadline": entry.deadline.isoformat() if entry and entry.deadline else None,
        "days_late": each.days_late,
        "returned": {"date": entry.returned.day.isoformat(), "reason": entry.returned.reason}
        if entry and entry.returned
        else None,
        "file": each.outcome.source if each.outcome else None,
        "errors": counted[Severity.ERROR],
        "warnings": counted[Severity.WARNING],
        "to_do": to_do(each, language),
        "diagnostics": [diagnostic_data(found, language) for found in each.diagnostics],
    }


def _shortened(text: str, most: int) -> str:
    """A text that takes no more cells than that."""
    if cells(text) <= most:
        return text
    kept, width = [], 0
    for letter in text:
        width += cells(letter)
        if width > most - 2:
            break
        kept.append(letter)
    return f"{''.join(kept)}…"


def _wrapped(text: str) -> Iterator[str]:
    """A line broken to the width of a terminal, all but the first part indented."""
    line, width = "", 0
    for letter in text:
        wide = cells(letter)
        if width + wide > WIDTH_CELLS and letter not in "，。；：、） ":
            # A word of Latin letters or a number is not broken.
            word = re.search("[!-~]{0,30}$", line) if "!" <= letter <= "~" else None
            kept = len(line) - len(word.group()) if word and len(line) - len(word.group()) > len(_INDENT) else len(line)
            yield line[:kept].rstrip()
            line = f"{_INDENT}{line[kept:]}"
            width = cells(line)
        line, width = line + letter, width + wide
    yield line
