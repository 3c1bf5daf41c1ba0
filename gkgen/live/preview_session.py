"""A preview session of one office file: rendered again at every save; the last good page stays."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from threading import Event
from typing import Any

from gkgen.batch.batch_options import DEFAULT_TIMEOUT
from gkgen.batch.time_limit import LimitedThread
from gkgen.diagnostics import Diagnostic, Language, Severity, Term, diagnose, in_order
from gkgen.document import Document
from gkgen.errors import TemplateError
from gkgen.invisible_characters import visible
from gkgen.jinja_environment import JinjaEnvironment
from gkgen.live.addend_titles import with_addends
from gkgen.live.claim_highlighting import with_highlights
from gkgen.live.file_watcher import TROUBLES, WatchedFiles, wait
from gkgen.pipeline.core.building import BuildOptions, RenderedOffice, render_file
from gkgen.pipeline.core.outcome import Outcome
from gkgen.pipeline.inspecting.claim_listing import list_claims
from gkgen.pipeline.inspecting.number_trace import trace_sums
from gkgen.reporters.explanation_report import SEVERITIES
from gkgen.reporters.text import advice, summary
from gkgen.resources import load_template_set
from gkgen.webform import paged_preview

WORDS = {
    "none": Term("没有发现问题", "nothing found"),
    "hint": Term("建议：", "hint: "),
    "views": Term("版式", "views"),
    "sheets": Term("打印", "print"),
    "web": Term("网页", "web"),
    "claims": Term("核对正文里的数", "numbers compared"),
    "report": Term("年度报告", "report"),
    "findings": Term("要处理的", "findings"),
    "empty": Term(
        "改正右边的错误以后，这里显示报告；没写完的也显示",
        "the report, finished or not, is shown here when this is mended",
    ),
    "lost": Term(
        "已经断开：看看终端里的 gkgen preview 是否还在运行",
        "disconnected: is gkgen preview still running in the terminal?",
    ),
    "old": Term("文件里有错误，这里还是 {} 的样子", "the file has errors; this is how it was at {}"),
}
# How much of a line is shown on each side of a finding, and of the finding itself.
CONTEXT_CHARACTERS, MAX_MARKED_CHARACTERS = 24, 80


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown: the outcome of rendering number `number`, and the last good page, which has number `page`.

    `views` has that page as printed (`sheets`) and as a web page (`web`), both of `document`; `made` is its time of
    day. `trouble` is why the file cannot be followed: a key of TROUBLES, and the reason.
    """

    outcome: Outcome
    number: int = 0
    page: int = 0
    views: Mapping[str, bytes] = field(default_factory=dict)
    made: str = ""
    trouble: tuple[str, str] | None = None
    document: Document | None = None

    def as_data(self, language: Language) -> dict[str, Any]:
        """What the page in the browser shows, ready for JSON."""
        severities = {found.severity for found in self.outcome.diagnostics}
        failed = self.outcome.state in {"failed", "draft"}
        is_old = self.outcome.state == "failed" and self.page
        return {
            "number": self.number,
            "page": self.page,
            "failed": failed,
            "class": "failed" if failed else "warned" if Severity.WARNING in severities else "good",
            "state": summary([self.outcome], language).partition("：" if language == "zh" else ": ")[2],
            "old": WORDS["old"].text(language).format(self.made) if is_old else "",
            "trouble": self.trouble_text(language),
            "findings": _panel(self.outcome, language),
        }

    def trouble_text(self, language: Language) -> str:
        """Why the file cannot be followed, empty when it can."""
        return TROUBLES[self.trouble[0]].text(language).format(self.trouble[1]) if self.trouble else ""


@dataclass(slots=True)
class PreviewSession:
    """Follows an office file and all files that it names; `templates` is the user's folder of templates."""

    path: Path
    templates: Path | None = None
    _sources: WatchedFiles = field(init=False)
    _thread: LimitedThread = field(default_factory=lambda: LimitedThread(DEFAULT_TIMEOUT))

    def __post_init__(self) -> None:
        self._sources = WatchedFiles((self.path,), self.templates)
        self._sources.changed()

    def first(self) -> Preview:
        """The first preview."""
        return self._look(None)

    def follow(self, shown: Preview, stop: Event) -> Iterator[Preview]:
        """A preview after every save, until `stop` is set."""
        for _ in wait(self._sources, stop):
            yield (shown := self._look(shown))

    def view(self, shown: Preview, name: str, language: Language) -> bytes:
        """A view, empty where there is none; of a report that sums up others, cells tell what they consist of."""
        page, summary = shown.views.get(name, b""), shown.outcome.summary
        if not page or shown.document is None or not (summary and summary.is_sum):
            return page
        return with_addends(page, shown.document, trace_sums(self.path), language)

    def highlighted(self, shown: Preview, language: Language) -> bytes:
        """The pages as printed with the numbers of the text marked; empty where there are none."""
        sheets = self.view(shown, "sheets", language)
        records = [each.record for each in list_claims(self.path).claims] if sheets else []
        return with_highlights(sheets, records, language)

    def _rendered(self) -> tuple[RenderedOffice, Mapping[str, bytes], Outcome]:
        """The report with its views, and what was found of both."""
        options = BuildOptions(formats=("html",), templates=self.templates, draft=True)

        def work() -> tuple[RenderedOffice, Mapping[str, bytes], Outcome]:
            rendered = render_file(self.path, options)
            return rendered, *_views(rendered, self.templates)

        try:
            return self._thread.call(work)
        except TimeoutError:
            self._thread = LimitedThread(DEFAULT_TIMEOUT)
            outcome = Outcome.failed(self.path, diagnose("O07", str(self.path)))
            return RenderedOffice(outcome), {}, outcome

    def _look(self, before: Preview | None) -> Preview:
        rendered, views, outcome = self._rendered()
        self._sources.learn(rendered.outcome)
        number = before.number + 1 if before else 1
        trouble = self._trouble()
        if views and before and views == before.views:
            # The browser need not load the same page again.
            return replace(before, outcome=outcome, number=number, made=_now(), trouble=trouble)
        if views or before is None:
            page = number if views else 0
            return Preview(outcome, number, page, views, _now(), trouble, rendered.document)
        return replace(before, outcome=outcome, number=number, trouble=trouble)

    def _trouble(self) -> tuple[str, str] | None:
        if not self.path.exists():
            return "gone", str(self.path)
        return ("slow", self._sources.trouble) if self._sources.trouble else None


def _views(rendered: RenderedOffice, templates: Path | None) -> tuple[Mapping[str, bytes], Outcome]:
    """The page in both views; none, and a finding, when a template of the user cannot be used."""
    document, outcome = rendered.document, rendered.outcome
    if document is None:
        return {}, outcome
    try:
        sheets = paged_preview.write(document, load_template_set(document.edition, templates))
    except TemplateError as fault:
        found = diagnose("T01", outcome.source, reason=str(fault))
        return {}, replace(outcome, state="failed", diagnostics=in_order((*outcome.diagnostics, found)))
    return {"sheets": sheets, "web": rendered.files["html"]}, outcome


def _now() -> str:
    return time.strftime("%H:%M:%S")


def _panel(outcome: Outcome, language: Language) -> str:
    ranks = list(SEVERITIES)
    findings = sorted(outcome.diagnostics, key=lambda found: ranks.index(found.severity))
    words = {name: term.text(language) for name, term in WORDS.items()}
    text: str = _template().render(words=words, findings=[_finding(found, outcome, language) for found in findings])
    return text


def _finding(found: Diagnostic, outcome: Outcome, language: Language) -> dict[str, str]:
    span = found.span
    line = Term(f"第 {span.line} 行", f"line {span.line}").text(language) if span else ""
    # A finding in a base is to be corrected there.
    file = Path(found.file).name if found.file != outcome.source else ""
    before, marked, after = _excerpt(found, outcome)
    return {
        "class": found.severity.value,
        "severity": SEVERITIES[found.severity].text(language),
        "place": " ".join(filter(None, (file, line))),
        "code": found.code,
        "message": visible(found.message(language)),
        "hint": visible(advice(found, language)),
        "section": found.path.partition(".")[0],
        "before": before,
        "marked": marked,
        "after": after,
    }


def _excerpt(found: Diagnostic, outcome: Outcome) -> tuple[str, str, str]:
    """The text that a finding is about, with its context in the line."""
    span = found.span
    lines = outcome.lines_of(span) if span else ()
    if span is None or span.line > len(lines):
        return "", "", ""
    line = lines[span.line - 1]
    start, end = span.column - 1, span.end_column - 1 if span.end_line == span.line else len(line)
    marked = line[start : min(max(end, start + 1), start + MAX_MARKED_CHARACTERS)]
    first, last = max(0, start - CONTEXT_CHARACTERS), start + len(marked)
    before, after = line[first:start], line[last : last + CONTEXT_CHARACTERS]
    return (
        visible(("…" if first else "") + before).lstrip(),
        visible(marked),
        visible(after + ("…" if last + CONTEXT_CHARACTERS < len(line) else "")),
    )


@cache
def _template() -> Any:
    text = Path(__file__).with_name("panel.html").read_text(encoding="utf-8")
    return JinjaEnvironment(trim_blocks=True, lstrip_blocks=True).from_string(text)
