"""Differences for people at a terminal: in colour where possible, else marked as by `git diff --word-diff`."""

from collections.abc import Iterator

from gkgen.comparison import FactChange, Kind, Stretch
from gkgen.diagnostics import Language
from gkgen.invisible_characters import visible
from gkgen.pipeline.comparing.report_diff import Compared
from gkgen.reporters.differences.change_labels import (
    difference,
    doubts,
    fact_groups,
    heading,
    moved,
    sentence_groups,
    shortened,
    value,
    words,
)

_MARKS: dict[Kind, tuple[str, str]] = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
# Red and struck through, green and underlined: colour alone is not accessible to everybody.
_COLOURS: dict[Kind, tuple[str, str]] = {
    "same": ("", ""),
    "removed": ("\x1b[31;9m", "\x1b[0m"),
    "added": ("\x1b[32;4m", "\x1b[0m"),
}
_BOLD = ("\x1b[1m", "\x1b[0m")


def differences(compared: Compared, language: Language, *, colour: bool = False) -> Iterator[str]:
    """One report, line by line; nothing when there are no differences or a side cannot be read."""
    if compared.is_silent or compared.diagnostics:
        return
    yield _bold(heading(compared, language), colour)
    for doubt in doubts(compared, language):
        yield f"  {visible(doubt)}"
    if compared.comparison is None:
        return
    colon = "：" if language == "zh" else ": "
    for group, facts in fact_groups(compared.comparison.facts):
        yield f"  {_bold(group.text(language), colour)}"
        for fact in facts:
            label = "" if fact.label == fact.group else f"{visible(fact.label.text(language))}{colon}"
            yield f"    {label}{_change(fact, language, colour)}"
    for group, sentences in sentence_groups(compared.comparison.sentences):
        yield f"  {_bold(group.text(language), colour)}"
        for sentence in sentences:
            text = "".join(_marked(stretch, colour) for stretch in shortened(sentence.stretches))
            yield f"    {sentence.where.text(language)}{visible(moved(sentence, language))}{colon}{text}"


def _change(change: FactChange, language: Language, colour: bool) -> str:
    before, after = visible(value(change.before)), visible(value(change.after))
    if colour:
        before, after = _marked(Stretch("removed", before), True), _marked(Stretch("added", after), True)
    notes = [difference(change), words("computed", language) if change.is_computed else ""]
    said = ("，" if language == "zh" else ", ").join(filter(None, notes))
    note = "" if not said else f"（{said}）" if language == "zh" else f" ({said})"
    return f"{before} → {after}{note}"


def _marked(stretch: Stretch, colour: bool) -> str:
    begin, end = (_COLOURS if colour else _MARKS)[stretch.kind]
    return f"{begin}{visible(stretch.text)}{end}"


def _bold(text: str, colour: bool) -> str:
    begin, end = _BOLD if colour else ("", "")
    return f"{begin}{visible(text)}{end}"
