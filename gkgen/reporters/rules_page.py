"""The page of all rules in docs/, and its sections, in Markdown."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from gkgen.diagnostics import Language, Term
from gkgen.pipeline.inspecting.explanations import FAMILIES, Explanation
from gkgen.reporters.explanation_report import BESIDE, MESSAGES, RIGHT, WRONG, kind_of, notes_on

_TITLE = Term("核对规则", "What gkgen checks")
_OPENING = Term(
    "`gkgen check` 的全部代号。这一页由 `tools/list_rules.py` 从 `gkgen/rules/` 和提示的目录写成；"
    "`gkgen explain R40` 在命令行里给出同样的内容。错误使报告不能生成；警告和提示请看过再定。",
    "Every code of `gkgen check`. This page is written by `tools/list_rules.py` from `gkgen/rules/` and the catalogue "
    "of findings; `gkgen explain R40` gives the same at the command line. An error stops a report from being built; "
    "warnings and notes are for you to judge.",
)
_HEADS = (Term("代号", "code"), Term("级别", "severity"), Term("内容", "what"))


def rules_page(explanations: Iterable[Explanation], language: Language) -> Iterator[str]:
    """The whole page: rules in sections, the other codes in tables."""
    yield from (f"# {_TITLE.text(language)}", "", _OPENING.text(language), "")
    for family, members in groupby(explanations, lambda each: each.family):
        each = tuple(members)
        yield from (f"## {FAMILIES[family].text(language)}", "")
        if len(family) > 1:
            yield from rule_sections(each, language)
        else:
            yield from _table(each, language)


def rule_sections(explanations: Iterable[Explanation], language: Language) -> Iterator[str]:
    """A section for each code."""
    for each in explanations:
        yield from _section(each, language)


def _section(explanation: Explanation, language: Language) -> Iterator[str]:
    colon = "：" if language == "zh" else ": "
    yield from (f"### {explanation.code} {explanation.title.text(language)}", "")
    yield f"- {_HEADS[1].text(language)}{colon}{kind_of(explanation).text(language)}"
    for name, text in notes_on(explanation):
        yield f"- {name.text(language)}{colon}{_escaped(text.text(language))}"
    yield ""
    besides = [
        (Term(BESIDE.zh.format(name=file), BESIDE.en.format(name=file)), text) for file, text in explanation.beside
    ]
    for name, example in ((WRONG, explanation.wrong), (RIGHT, explanation.right), *besides):
        if example:
            yield from (
                f"{name.text(language)}{colon}".rstrip(),
                "",
                "```yaml",
                *example.rstrip("\n").split("\n"),
                "```",
                "",
            )
    if explanation.wordings:
        yield from (f"{MESSAGES.text(language)}{colon}".rstrip(), "")
        for wording in explanation.wordings:
            yield f"- {_escaped(wording.message.text(language))}"
        yield ""


def _table(explanations: Iterable[Explanation], language: Language) -> Iterator[str]:
    yield f"| {' | '.join(head.text(language) for head in _HEADS)} |"
    yield "| --- | --- | --- |"
    for each in explanations:
        messages = dict.fromkeys(wording.message.text(language) for wording in each.wordings)
        texts = "<br>".join(_escaped(text) for text in dict.fromkeys((each.title.text(language), *messages)))
        yield f"| {each.code} | {kind_of(each).text(language)} | {texts} |"
    yield ""


def _escaped(text: str) -> str:
    """The text with Markdown's special characters escaped."""
    for sign in "\\|<>*_`[]":
        text = text.replace(sign, f"\\{sign}")
    return text
