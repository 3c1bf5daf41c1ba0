"""The diagnostic itself: severity, place, words, and for sums the addends."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gkgen.diagnostics.catalogue import CATALOGUE
from gkgen.diagnostics.kinds import Kind, Severity, Status

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Term:
    """A name that is printed differently in each language, such as a field's key."""

    zh: str
    en: str

    def text(self, language: Language) -> str:
        """The name in that language."""
        return self.zh if language == "zh" else self.en


Value = str | int | Decimal | Term


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a source file; lines and columns count from 1, columns in code points."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Addend:
    """One number of an equation that does not hold; `span` is None for a number that nobody typed."""

    side: Literal["left", "right"]
    label: Term
    path: str
    value: int | Decimal
    span: Span | None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding; `path` is the dotted English path of the field it concerns, empty for the whole file.

    `waived` is the reason for which its author lets it stand; it is a note then.
    """

    kind: str
    file: str
    span: Span | None
    path: str
    values: tuple[tuple[str, Value], ...]
    addends: tuple[Addend, ...]
    waived: str = ""

    @property
    def code(self) -> str:
        """The stable code, such as R10."""
        return self.kind.partition(".")[0]

    @property
    def severity(self) -> Severity:
        """How bad it is; only errors stop an office from being built."""
        return Severity.NOTE if self.waived else self._entry.severity

    @property
    def is_waivable(self) -> bool:
        """Whether an author may let it stand."""
        return self._entry.severity is not Severity.ERROR or self._entry.is_overridable

    @property
    def is_fixable(self) -> bool:
        """Whether `gkgen fix` can mend it; what its author lets stand is not to be mended."""
        return self._entry.is_fixable and not self.waived

    @property
    def is_waived_by_words(self) -> bool:
        """Whether a waiver of it has to name the words that it is about."""
        return self._entry.is_waived_by_words

    @property
    def quoted(self) -> str:
        """The words of the report that its message quotes, empty where it quotes none."""
        values = dict(self.values)
        text = values.get("text", values.get("name", ""))
        return text.removeprefix("…") if isinstance(text, str) else ""

    @property
    def status(self) -> Status:
        """The exit status that this finding asks for, when it counts at all."""
        return self._entry.status

    def message(self, language: Language = "zh") -> str:
        """What is wrong, in one line."""
        return self._filled(self._entry.zh if language == "zh" else self._entry.en, language)

    def hint(self, language: Language = "zh") -> str:
        """What to do about it, or why it may stand; empty when the message says all."""
        if self.waived:
            return f"已豁免：{self.waived}" if language == "zh" else f"waived: {self.waived}"
        return self._filled(self._entry.hint_zh if language == "zh" else self._entry.hint_en, language)

    @property
    def _entry(self) -> Kind:
        return CATALOGUE[self.kind]

    def _filled(self, pattern: str, language: Language) -> str:
        words = {name: value.text(language) if isinstance(value, Term) else value for name, value in self.values}
        # A name in quotes can hold a line end; a message is one line for every reader.
        return " ".join(pattern.format(**words).split("\n"))


def diagnose(kind: str, place: Span | str, path: str = "", /, **values: Value) -> Diagnostic:
    """A finding of a kind in the catalogue, at a span or, where no line is to blame, in a file.

    Raises KeyError for a kind that the catalogue does not hold.
    """
    return diagnose_sum(kind, place, path, (), **values)


def diagnose_sum(kind: str, place: Span | str, path: str, addends: Iterable[Addend], /, **values: Value) -> Diagnostic:
    """A finding about an equation, with its numbers."""
    if kind not in CATALOGUE:
        raise KeyError(kind)
    file, span = (place, None) if isinstance(place, str) else (place.file, place)
    return Diagnostic(kind, file, span, path, tuple(values.items()), tuple(addends))


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings without repetitions, sorted by file, place and code."""

    def place(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
        span = diagnostic.span
        return (
            diagnostic.file,
            span.line if span else 0,
            span.column if span else 0,
            diagnostic.kind,
            diagnostic.path,
        )

    return tuple(sorted(dict.fromkeys(diagnostics), key=place))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of the findings stops the office from being built."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
