"""What a page calls by name: JSON and bytes in, JSON and bytes out, the same in a browser and behind a server."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gkgen._version import __version__
from gkgen.diagnostics import Diagnostic, Language, diagnose, has_errors
from gkgen.form import Form
from gkgen.importers.readers.format_detection import read_document
from gkgen.importers.side_by_side import SideBySide
from gkgen.invisible_characters import visible
from gkgen.pipeline.core.checking import form
from gkgen.pipeline.importing.conversion import convert
from gkgen.pipeline.importing.converted_report import ImportOptions
from gkgen.reporters.import_report import beside_data
from gkgen.reporters.text import advice
from gkgen.webform import report_bundle
from gkgen.webform.editing_session import EditingSession

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call gives back: values for JSON, and the bytes of a file."""

    values: Data
    data: bytes = b""


@dataclass(slots=True)
class PageCalls:
    """The report that a page has open, and the calls on it.

    A call that changes the report answers with its state, as `EditingSession.state` has it, and `refused` where it
    could not be done.
    """

    language: Language = "zh"
    session: EditingSession = field(default_factory=lambda: EditingSession(""))

    def call(self, name: str, values: Data, data: bytes = b"") -> Answer:
        """One call by its name, `values` being its arguments; raises KeyError for a name that there is not."""
        method, takes_data = _CALLS[name]
        answer: Answer = method(self, **values, data=data) if takes_data else method(self, **values)
        return answer

    def about(self) -> Answer:
        """The version, and the years that there is a form for."""
        known: Form = form()
        first, last = known.editions[0].first_year, known.latest.first_year
        return Answer({"version": __version__, "first_year": first, "latest_edition": last})

    def begin(self, year: int, office: str, data: bytes, previous: str = "") -> Answer:
        """A new report; `previous` names last year's file, whose bytes come along."""
        last_year = (previous, data) if previous else None
        begun = EditingSession.begin(year, office, self.language, last_year)
        if not isinstance(begun, EditingSession):
            return self.refusal(begun)
        self.session = begun
        return self.state()

    def open(self, name: str, data: bytes) -> Answer:
        """An office file opened, or a zip file of one with the files that it names."""
        files: Mapping[str, bytes] = {}
        if name.lower().endswith(report_bundle.SUFFIX):
            unpacked = report_bundle.unpack(data)
            if unpacked is None:
                return self.read(name, data)
            name, data, files = unpacked
        try:
            self.session = EditingSession.open(data, name, self.language)
        except ValueError:
            return self.refusal((diagnose("Y01.bytes", name),))
        self.session.files.update(files)
        return self.state(files=sorted(files))

    def read(self, name: str, data: bytes) -> Answer:
        """A published report, read as `gkgen import` reads it, and what was doubtful about it."""
        original = read_document(data, name)
        if has_errors(original.diagnostics):
            return self.refusal(original.diagnostics)
        target = f"{name.rpartition('.')[0] or name}.yaml"
        converted = convert(original, target, ImportOptions("zh", self.language, is_beside=True))
        self.session = EditingSession(converted.text, target, self.language, dict(converted.pictures))
        return self.state(read=reading(converted.beside, self.language), files=sorted(converted.pictures))

    def text(self, text: str) -> Answer:
        """The text of the file as it was typed anew."""
        self.session.text = text
        return self.state()

    def change(self, values: Mapping[str, str | None]) -> Answer:
        """Values by path, all or none of them."""
        before = self.session.text
        for path, value in values.items():
            if refused := self.session.change(path, value):
                self.session.text = before
                return self.state(refused=refused)
        return self.state()

    def waive(self, code: str, reason: str, words: str = "") -> Answer:
        """Why a finding may stand, and the words that it is about."""
        return self.state(refused=self.session.waive(code, reason, words))

    def take_back(self, code: str, reason: str) -> Answer:
        """A finding that may not stand after all."""
        return self.state(refused=self.session.take_back(code, reason))

    def paste(self, text: str, path: str) -> Answer:
        """A block from Excel or Word, read for the cell that it is pasted into."""
        return Answer(self.session.pasted(text, path))

    def mend(self) -> Answer:
        """What `gkgen fix` would write, as the text and the values that differ; the report stays as it is."""
        text, changes = self.session.mended()
        return Answer({"text": text, "is_changed": text != self.session.text, "changes": changes})

    def split(self, path: str) -> Answer:
        """A section that is one text taken apart, as the text and its parts; the report stays as it is."""
        text, parts = self.session.split(path)
        return Answer({"text": text, "parts": parts})

    def add_file(self, name: str, data: bytes) -> Answer:
        """A file that the report names: last year's report, a base, a picture."""
        self.session.files[name] = data
        return self.state()

    def file(self, name: str) -> Answer:
        """A file that came with the report, as its pictures do: the page keeps it with the draft."""
        return Answer({}, self.session.files.get(name, b""))

    def describe(self) -> Answer:
        """The edition of the form that the report is of."""
        return Answer(self.session.description())

    def save(self) -> Answer:
        """The office file itself."""
        return Answer({"name": self.session.name}, self.session.saved())

    def pack(self) -> Answer:
        """The office file and the files that were added, as one zip file."""
        name = f"{self.session.name.rpartition('.')[0] or self.session.name}{report_bundle.SUFFIX}"
        return Answer({"name": name}, report_bundle.pack(self.session.name, self.session.saved(), self.session.files))

    def make(self, kind: str, *, as_draft: bool = False) -> Answer:
        """A file of a kind: docx, html, json, or the findings in its way; as a draft there are none."""
        made = self.session.make(kind, as_draft=as_draft)
        return Answer({"findings": self.shown(made.diagnostics), "is_draft": made.is_draft}, made.data)

    def speak(self, language: Language) -> Answer:
        """Another language for findings and the form."""
        self.language = self.session.language = language
        return self.state()

    def state(self, **more: Any) -> Answer:
        """The state of the report, and what else there is to say."""
        return Answer({**self.session.state(), "name": self.session.name, **more})

    def refusal(self, found: tuple[Diagnostic, ...]) -> Answer:
        """Why something could not be done; the report that was open stays."""
        return Answer({"refused": " ".join(each["message"] for each in self.shown(found)), "read": self.shown(found)})

    def shown(self, found: tuple[Diagnostic, ...]) -> list[dict[str, str]]:
        """Findings as words."""
        return [
            {
                "code": each.code,
                "severity": each.severity.value,
                "message": visible(each.message(self.language)),
                "hint": visible(advice(each, self.language)),
            }
            for each in found
        ]


def reading(beside: SideBySide | None, language: Language) -> Data:
    """The original in pieces, and what was certain, decided or left to be settled, with the marks of both."""
    found = beside_data(beside, 1, language) if beside else {}
    return {name: found[name] for name in ("account", "pieces", "classes") if name in found}


_TAKES_DATA = frozenset({"begin", "open", "read", "add_file"})
_CALLS: dict[str, tuple[Callable[..., Answer], bool]] = {
    method.__name__: (method, method.__name__ in _TAKES_DATA)
    for method in (
        PageCalls.about,
        PageCalls.begin,
        PageCalls.open,
        PageCalls.read,
        PageCalls.text,
        PageCalls.change,
        PageCalls.waive,
        PageCalls.take_back,
        PageCalls.paste,
        PageCalls.mend,
        PageCalls.split,
        PageCalls.add_file,
        PageCalls.file,
        PageCalls.describe,
        PageCalls.save,
        PageCalls.pack,
        PageCalls.make,
        PageCalls.speak,
    )
}


def call_with_json(calls: PageCalls, name: str, values: str, data: bytes) -> tuple[str, bytes]:
    """A call with its values, and those of the answer, as JSON texts."""
    answer = calls.call(name, json.loads(values), data)
    return json.dumps(answer.values, ensure_ascii=False), answer.data
