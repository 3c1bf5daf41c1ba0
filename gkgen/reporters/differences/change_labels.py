"""The wording that all reporters of differences share."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from gkgen.comparison import FactChange, SentenceChange, Stretch
from gkgen.diagnostics import Language, Term
from gkgen.pipeline.comparing.report_diff import Compared

WORDS = {
    "title": Term("年度报告的差异", "Differences between reports"),
    "group": Term("栏目", "part"),
    "label": Term("项目", "item"),
    "before": Term("原来", "before"),
    "after": Term("现在", "after"),
    "difference": Term("增减", "difference"),
    "computed": Term("由计算得出", "computed"),
    "nothing": Term("没有差异", "no differences"),
    "facts": Term("数和项目", "Numbers and items"),
    "sentences": Term("文字", "Text"),
}
# Longer unchanged text is shortened to its characters next to the changes.
_MAX_EQUAL_CHARACTERS, _CONTEXT_CHARACTERS = 40, 14


def words(name: str, language: Language) -> str:
    """A label by its name."""
    return WORDS[name].text(language)


def value(text: str | None) -> str:
    """A value of one side, with a dash where the side has none."""
    return "—" if text is None else text


def difference(change: FactChange) -> str:
    """The signed difference of two numbers; empty for other values and for equal numbers printed differently."""
    return f"{change.difference:+}" if change.difference else ""


def fact_groups(changes: Sequence[FactChange]) -> Iterator[tuple[Term, list[FactChange]]]:
    """The facts below the heading that they share."""
    return ((group, list(inside)) for group, inside in groupby(changes, lambda change: change.group))


def sentence_groups(changes: Sequence[SentenceChange]) -> Iterator[tuple[Term, list[SentenceChange]]]:
    """The sentences below the heading that they share."""
    return ((group, list(inside)) for group, inside in groupby(changes, lambda change: change.group))


def shortened(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """The stretches, with long unchanged ones shortened to the context of the changes."""
    for at, stretch in enumerate(stretches):
        text = stretch.text
        if stretch.kind == "same" and len(text) > _MAX_EQUAL_CHARACTERS:
            head = text[:_CONTEXT_CHARACTERS] if at else ""
            tail = text[-_CONTEXT_CHARACTERS:] if at + 1 < len(stretches) else ""
            text = f"{head}……{tail}"
        yield Stretch(stretch.kind, text)


def moved(change: SentenceChange, language: Language) -> str:
    """The note that a sentence was moved; empty for others."""
    if change.moved is None:
        return ""
    there = change.moved.text(language)
    if change.after:
        return Term(f"（从{there}移来）", f" (moved from {there})").text(language)
    return Term(f"（移到{there}）", f" (moved to {there})").text(language)


def heading(compared: Compared, language: Language) -> str:
    """Which reports were compared, or on which side a report is missing."""
    if compared.before is None:
        return Term(f"新增的报告：{compared.after}", f"new: {compared.after}").text(language)
    if compared.after is None:
        return Term(f"没有了的报告：{compared.before}", f"gone: {compared.before}").text(language)
    renamed = Term("（文件改名）", " (renamed)").text(language) if compared.is_renamed else ""
    return f"{compared.before} → {compared.after}{renamed}"


def doubts(compared: Compared, language: Language) -> Iterator[str]:
    """The note that errors of a side may hide content."""
    for name, faults in zip((compared.before, compared.after), compared.faults, strict=True):
        if faults:
            zh = f"{name} 里有 {faults} 个错误，有的内容可能读不出来；请用 gkgen check 查看"
            en = f"{name} has {faults} errors, which may hide some of what it says; see gkgen check"
            yield Term(zh, en).text(language)


def summary(results: Iterable[Compared], language: Language) -> str:
    """The closing line."""
    results = list(results)
    comparisons = [each.comparison for each in results if each.comparison]
    facts = sum(len(each.facts) for each in comparisons)
    sentences = sum(len(each.sentences) for each in comparisons)
    changed = sum(not each.is_equal and not each.diagnostics for each in results)
    failed = sum(bool(each.diagnostics) for each in results)
    if failed:
        return Term(f"{failed} 份不能比较", f"{failed} cannot be compared").text(language)
    if not changed:
        return words("nothing", language)
    said = Term(f"{facts} 项不同，{sentences} 句不同", f"{facts} items and {sentences} sentences differ").text(language)
    if len(results) == 1:
        return said
    return Term(f"{changed} 份报告有变化：{said}", f"{changed} reports changed: {said}").text(language)
