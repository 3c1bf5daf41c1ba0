"""Findings for people: a parseable line, the source line with a caret, the hint."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from gkgen.diagnostics import Diagnostic, Language, Severity
from gkgen.invisible_characters import visible
from gkgen.pipeline.core.outcome import Outcome
from gkgen.terminal_width import cells

_SEVERITIES = {
    Severity.ERROR: ("错误", "error"),
    Severity.WARNING: ("警告", "warning"),
    Severity.NOTE: ("提示", "note"),
}
_HINT = ("建议", "hint")
_FIXABLE = ("可用 gkgen fix 自动改正", "gkgen fix can mend it")
_MAX_EXCERPT_CHARACTERS = 100
# Findings of one kind in one file that are shown; the others are counted.
_MAX_SHOWN_OF_A_KIND = 12
# Batches of at least this many files end with a list of those that failed.
_MIN_FILES_FOR_FAILURE_TABLE = 10


def _word(words: tuple[str, str], language: Language) -> str:
    return words[0] if language == "zh" else words[1]


def concise(diagnostic: Diagnostic, language: Language) -> str:
    """`file:line:column severity code message`."""
    span = diagnostic.span
    place = f"{diagnostic.file}:{span.line}:{span.column}" if span else diagnostic.file
    severity = _word(_SEVERITIES[diagnostic.severity], language)
    return visible(f"{place} {severity} {diagnostic.code} {diagnostic.message(language)}")


def full(outcome: Outcome, language: Language) -> Iterator[str]:
    """The findings of one file, each with its source line and its hint; repetitions are counted, not shown."""
    shown: Counter[str] = Counter()
    for diagnostic in outcome.diagnostics:
        shown[diagnostic.kind] += 1
        if shown[diagnostic.kind] > _MAX_SHOWN_OF_A_KIND:
            continue
        yield concise(diagnostic, language)
        yield from _excerpt(diagnostic, outcome)
        if hint := advice(diagnostic, language):
            yield visible(f"    {_word(_HINT, language)}{'：' if language == 'zh' else ': '}{hint}")
    hidden = sum(count - _MAX_SHOWN_OF_A_KIND for count in shown.values() if count > _MAX_SHOWN_OF_A_KIND)
    if hidden:
        yield visible(
            f"{outcome.source} 另有 {hidden} 条同类"
            if language == "zh"
            else f"{outcome.source} {hidden} more of the same kind"
        )


def advice(diagnostic: Diagnostic, language: Language) -> str:
    """The hint, and whether gkgen fix can apply it."""
    hints = [diagnostic.hint(language), _word(_FIXABLE, language) if diagnostic.is_fixable else ""]
    return ("；" if language == "zh" else "; ").join(filter(None, hints))


def _excerpt(diagnostic: Diagnostic, outcome: Outcome) -> Iterator[str]:
    """The source line and a caret under the place; wide characters count as two."""
    span = diagnostic.span
    lines = outcome.lines_of(span) if span else ()
    if span is None or span.line > len(lines) or not lines[span.line - 1].strip():
        return
    line = visible(lines[span.line - 1].replace("\t", " "))
    begin = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    start = max(0, begin - _MAX_EXCERPT_CHARACTERS // 3)
    cut = line[start : start + _MAX_EXCERPT_CHARACTERS]
    yield f"    {cut}"
    marked = line[begin : max(end, begin + 1)][: _MAX_EXCERPT_CHARACTERS - (begin - start)]
    yield f"    {' ' * cells(line[start:begin])}{'^' * max(1, cells(marked))}"


def summary(outcomes: Iterable[Outcome], language: Language) -> str:
    """One closing line: how many files, how many of them unchanged, how many findings of each severity."""
    files, unchanged, counts = 0, 0, Counter[Severity]()
    for outcome in outcomes:
        files += 1
        unchanged += outcome.state == "unchanged"
        counts.update(diagnostic.severity for diagnostic in outcome.diagnostics)
    errors, warnings, notes = (counts[severity] for severity in _SEVERITIES)
    if language == "zh":
        found = f"{errors} 个错误，{warnings} 个警告，{notes} 个提示" if errors + warnings + notes else "没有发现问题"
        return f"{files} 个文件{f'（{unchanged} 个没有变化，没有重写）' if unchanged else ''}：{found}"
    found = f"{errors} errors, {warnings} warnings, {notes} notes" if errors + warnings + notes else "nothing found"
    return f"{files} files{f' ({unchanged} unchanged, not written again)' if unchanged else ''}: {found}"


def failures(outcomes: Sequence[Outcome], language: Language) -> Iterator[str]:
    """A table of the offices that failed, each with its first error; nothing for few files, which were just shown."""
    failed = [outcome for outcome in outcomes if outcome.state == "failed"]
    if not failed or len(outcomes) < _MIN_FILES_FOR_FAILURE_TABLE:
        return
    yield f"{len(failed)} 份没有生成：" if language == "zh" else f"{len(failed)} not built:"
    widest = max(cells(outcome.source) for outcome in failed)
    for outcome in failed:
        errors = [found for found in outcome.diagnostics if found.severity is Severity.ERROR]
        first = errors[0] if errors else outcome.diagnostics[0]
        more = "" if len(errors) < 2 else f"（共 {len(errors)} 个错误）" if language == "zh" else f" (of {len(errors)})"
        line = f"{first.span.line}: " if first.span else ""
        blank = " " * (widest - cells(outcome.source))
        yield visible(f"  {outcome.source}{blank}  {line}{first.code} {first.message(language)}{more}")
