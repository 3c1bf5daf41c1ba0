"""Waivers: warnings that the author accepts, with a reason (豁免).

A waiver that names words (字句) is for findings about these words alone: when they change it lapses, and says so. What
the rules say of a stretch of the text must be waived by its words, so that the next mistake is told.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from gkgen import lazy_re as re
from gkgen.diagnostics import CATALOGUE, Diagnostic, Span, diagnose, has_errors
from gkgen.narrative import Passage
from gkgen.validation import Office, Waiver

_CODES = frozenset(kind.partition(".")[0] for kind in CATALOGUE)
# Whether such a waiver is needed is known only where other offices are.
_CODES_OF_BATCHES = frozenset({"R81"})
_EMPTY_REASON = re.compile(r"[\W\d_]*|.|无|没有|属实|正确|已核对|同意|ok", re.IGNORECASE)
_CLAUSE_ENDS = "，。；：！？（）\n"
# So few words stand in many places, and are told with their clause.
_MIN_OFFERED_LETTERS = 8


def waive(found: Iterable[Diagnostic], office: Office, passages: Iterable[Passage]) -> Iterator[Diagnostic]:
    """The findings, those that are waived with the reason, and the findings about the waivers."""
    findings = tuple(found)
    if not office.waivers:
        yield from findings
        return
    waiving = _Waiving(findings, office, tuple(passages))
    for waiver in office.waivers:
        waiving.judge(waiver)
    for each in findings:
        reason = waiving.reasons.get(each)
        yield replace(each, waived=reason) if reason else each
    yield from waiving.wrong


class _Waiving:
    """The waivers of an office: why which finding may stand, and what is wrong with the waivers."""

    def __init__(self, findings: tuple[Diagnostic, ...], office: Office, passages: tuple[Passage, ...]) -> None:
        self._findings, self._office, self._passages = findings, office, passages
        self._has_errors = has_errors(findings)
        self.reasons: dict[Diagnostic, str] = {}
        self.wrong: list[Diagnostic] = []

    def judge(self, waiver: Waiver) -> None:
        """Takes one waiver into account."""
        code, reason = waiver.rule.text.strip().upper(), waiver.reason.text.strip()
        own = [each for each in self._findings if each.code == code]
        if code not in _CODES:
            self._tell("W02", waiver.rule.span, code=waiver.rule.text.strip())
        elif own and not any(each.is_waivable for each in own):
            self._tell("W03", waiver.rule.span, code=code)
        elif _EMPTY_REASON.fullmatch(reason):
            self._tell("W04", waiver.reason.span, code=code, reason=reason)
        else:
            self._apply(waiver, code, reason, own)

    def _apply(self, waiver: Waiver, code: str, reason: str, own: list[Diagnostic]) -> None:
        bare = [each for each in own if each.is_waived_by_words] if waiver.words is None else []
        meant = [each for each in own if each.is_waivable and each not in bare and self._is_meant(waiver, each)]
        for each in meant:
            self.reasons.setdefault(each, reason)
        # With errors, not every rule could be tried; and a base has waivers for offices of all kinds.
        is_judged = not self._has_errors and waiver.rule.span.file == self._office.name
        if meant or code in _CODES_OF_BATCHES:
            return
        if bare:
            self._tell("W05", waiver.rule.span, code=code, words=self._offered(bare[0]))
        elif waiver.words is None:
            if is_judged:
                self._tell("W01", waiver.rule.span, code=code)
        elif cut := next((each for each in own if _words(waiver) and _words(waiver) in self._offered(each)), None):
            self._tell("W05.cut", waiver.words.span, code=code, cut=_words(waiver), words=self._offered(cut))
        elif is_judged:
            kind = "W01.words" if any(self._places(_words(waiver))) else "W06"
            self._tell(kind, waiver.words.span, code=code, words=_words(waiver))

    def _is_meant(self, waiver: Waiver, found: Diagnostic) -> bool:
        """Whether a waiver is for a finding: the words that it names are those that the finding is about."""
        if waiver.words is None:
            return True
        words, quoted = _words(waiver), found.quoted
        if not words or (quoted and words not in quoted and quoted not in words):
            return False
        return any(_covers(place, found.span) for place in self._places(words))

    def _places(self, words: str) -> Iterator[Span]:
        """Where words stand in the texts of the author, and which other values hold them."""
        if not words:
            return
        prose = {passage.path for passage in self._passages}
        for passage in self._passages:
            start = passage.text.find(words)
            while start >= 0:
                yield passage.spot(start, start + len(words), self._office.lines_of(passage.span))
                start = passage.text.find(words, start + 1)
        for path, scalar in self._office.scalars.items():
            if words in scalar.text and path not in prose and not path.startswith("waivers"):
                yield scalar.span

    def _offered(self, found: Diagnostic) -> str:
        """The words to name in a waiver of a finding: those that it quotes, few ones with their clause."""
        quoted = found.quoted
        if len(quoted) >= _MIN_OFFERED_LETTERS:
            return quoted
        for passage in self._passages:
            start = passage.text.find(quoted) if quoted and found.path == passage.path else -1
            while start >= 0:
                end = start + len(quoted)
                if _covers(passage.spot(start, end, self._office.lines_of(passage.span)), found.span):
                    return _clause(passage.text, start, end)
                start = passage.text.find(quoted, start + 1)
        return quoted

    def _tell(self, kind: str, place: Span, **values: str) -> None:
        self.wrong.append(diagnose(kind, place, "waivers", **values))


def _words(waiver: Waiver) -> str:
    """The words that it names, without the marks that a message puts around them."""
    return waiver.words.text.strip().strip("“”…").strip() if waiver.words else ""


def _clause(text: str, start: int, end: int) -> str:
    begin = max(text.rfind(mark, 0, start) + 1 for mark in _CLAUSE_ENDS)
    ends = [at for mark in _CLAUSE_ENDS if (at := text.find(mark, end)) >= 0]
    return text[begin : min(ends, default=len(text))].strip()


def _covers(place: Span, span: Span | None) -> bool:
    return (
        span is not None
        and place.file == span.file
        and (place.line, place.column) <= (span.line, span.column)
        and (span.end_line, span.end_column) <= (place.end_line, place.end_column)
    )
