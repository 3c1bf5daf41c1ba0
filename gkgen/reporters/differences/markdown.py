"""Differences as a comment on a pull request: GitHub, GitLab and Gitee show <del> and <ins> as such."""

from collections.abc import Iterable, Iterator
from html import escape

from gkgen import lazy_re as re
from gkgen.comparison import Stretch
from gkgen.diagnostics import Language
from gkgen.invisible_characters import visible
from gkgen.pipeline.comparing.report_diff import Compared
from gkgen.reporters.differences.change_labels import (
    WORDS,
    difference,
    doubts,
    fact_groups,
    heading,
    moved,
    sentence_groups,
    shortened,
    summary,
    value,
    words,
)

_SIGN = re.compile(r"([\\`*_{}\[\]#|~!$@:]|(?<=^)[-+>])")
_LINKED = re.compile(r"(@|&amp;|(?i:www)|(?<![0-9A-Za-z\\])\\?[#!~%$])(?=[0-9A-Za-z.])")
_TAGS = {"same": "", "removed": "del", "added": "ins"}
_COLUMNS = ("label", "before", "after", "difference")


def differences_markdown(results: Iterable[Compared], language: Language) -> Iterator[str]:
    """All reports that differ, line by line, and a summary."""
    results = list(results)
    for compared in results:
        if not compared.is_silent:
            yield f"### {_text(heading(compared, language))}"
            yield ""
            yield from _report(compared, language)
    yield _text(summary(results, language))


def _report(compared: Compared, language: Language) -> Iterator[str]:
    said = [finding.message(language) for finding in (*compared.diagnostics, *compared.notes)]
    for line in (*said, *doubts(compared, language)):
        yield f"- {_text(line)}"
        yield ""
    if compared.comparison is None:
        return
    for group, facts in fact_groups(compared.comparison.facts):
        yield f"**{_text(group.text(language))}**"
        yield ""
        yield f"| {' | '.join(WORDS[name].text(language) for name in _COLUMNS)} |"
        yield "| --- | ---: | ---: | ---: |"
        for fact in facts:
            computed = f" <sub>{words('computed', language)}</sub>" if fact.is_computed else ""
            values = (_text(value(fact.before)), _text(value(fact.after)), difference(fact))
            yield f"| {_text(fact.label.text(language))}{computed} | {' | '.join(values)} |"
        yield ""
    for group, sentences in sentence_groups(compared.comparison.sentences):
        yield f"**{_text(group.text(language))}**"
        yield ""
        for sentence in sentences:
            text = "".join(map(_marked, shortened(sentence.stretches)))
            place = f"{sentence.where.text(language)}{_text(moved(sentence, language))}"
            yield f"- {place}{'：' if language == 'zh' else ': '}{text}"
        yield ""


def _marked(stretch: Stretch) -> str:
    tag = _TAGS[stretch.kind]
    return f"<{tag}>{_text(stretch.text)}</{tag}>" if tag else _text(stretch.text)


def _text(text: str) -> str:
    """The author's text with Markdown and HTML escaped."""
    escaped = _SIGN.sub(r"\\\1", escape(visible(text), quote=False))
    # Services search the rendered text, without backslashes, for addresses and mentions.
    return _LINKED.sub(r"\1<!-- -->", escaped)
