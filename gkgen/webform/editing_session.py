"""One office file being filled in: its text changes at the values that are typed, and is checked after each change."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from gkgen.diagnostics import Diagnostic, Language, diagnose
from gkgen.editors import EditError, Parents, comments, values_by_path, with_item, with_value, without_item
from gkgen.errors import TemplateError
from gkgen.form import Edition, Field
from gkgen.pipeline.core.building import render_document
from gkgen.pipeline.core.checking import Checked, check_source, form, known_keys
from gkgen.pipeline.core.named_files import FilesInMemory, NamedFiles
from gkgen.pipeline.editing.carry_over import NOTHING, carry
from gkgen.pipeline.editing.fixing import fix_text
from gkgen.pipeline.editing.starter import starter
from gkgen.resources import load_template_set
from gkgen.review import RULES, ClaimRecord, keeping_claims
from gkgen.source import ScalarNode, Source, read
from gkgen.source.decoding import transcribe
from gkgen.typed_rows import cell_meant
from gkgen.webform import paged_preview
from gkgen.webform.added_files import AddedFiles
from gkgen.webform.changed_values import changed_values
from gkgen.webform.claim_marks import marks_of
from gkgen.webform.finding_data import finding_data
from gkgen.webform.form_description import describe
from gkgen.webform.part_splitting import parts_of
from gkgen.webform.pasted_block import read_block
from gkgen.webform.unverified_cells import opened_up, waiting

_PAGES = {"sheets": paged_preview.write, "paper": paged_preview.write_for_printing}
MAX_READINGS = 2
"""Texts of the file whose reading is kept: that of now and the one before the last change."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file made from the report, perhaps as a draft; `data` is empty where findings stand in the way."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...]
    is_draft: bool = False


@cache
def _cells(edition: Edition) -> frozenset[str]:
    return frozenset(leaf.path for table in edition.tables for leaf in table.field.leaves())


def _in_table(cell: Field, typed: str) -> str | None:
    """What is written for a cell: as it was typed where that is certainly no number, for a finding to tell."""
    meant = cell_meant(cell, typed)
    return (typed if meant is None else meant) or None


@dataclass(slots=True)
class EditingSession:
    """An office file in memory with the files that it names; nothing here writes a disk.

    `text` has line ends of one character; `newline` and `encoding` are those of the file that was opened, which
    `saved` gives back. `files` were added in the page; all others come from `elsewhere`.
    """

    text: str
    name: str = "office.yaml"
    language: Language = "zh"
    files: dict[str, bytes] = field(default_factory=dict)
    newline: str = "\n"
    encoding: str = "utf-8"
    elsewhere: NamedFiles = field(default_factory=FilesInMemory)
    _readings: dict[str, Source] = field(default_factory=dict, repr=False)

    @classmethod
    def open(cls, data: bytes, name: str, language: Language = "zh") -> "EditingSession":
        """A file that was opened; one in GBK or UTF-16 is saved in UTF-8.

        Raises ValueError for bytes that are no text.
        """
        found = transcribe(data)
        if found is None:
            raise ValueError(name)
        text, encoding = found
        newline = "\r\n" if "\r\n" in text else "\n"
        kept = encoding if encoding.startswith("utf-8") else "utf-8"
        return cls(text.replace("\r\n", "\n").replace("\r", "\n"), name, language, {}, newline, kept)

    @classmethod
    def begin(
        cls, year: int, office: str, language: Language = "zh", previous: tuple[str, bytes] | None = None
    ) -> "EditingSession | tuple[Diagnostic, ...]":
        """A new report, with what last year's file, given as name and bytes, hands on; or why there is none."""
        edition = form().edition_of(year)
        if edition is None:
            return (diagnose("R01", "", year=year, first=form().editions[0].first_year),)
        carried, name = NOTHING, ""
        if previous:
            name, data = previous
            found, reasons = carry(data, name, form())
            if found is None:
                return reasons
            carried = replace(found, words={})
        text = starter(edition, year, office, "zh", carried, name)
        return cls(text, f"{office}{year}.yaml", language, dict([previous] if previous else []))

    def saved(self) -> bytes:
        """The bytes of the file to be saved."""
        return self.text.replace("\n", self.newline).encode(self.encoding)

    def change(self, path: str, value: str | None) -> str:
        """Another value for the field at a dotted English path, none to take it out; empty, or why that cannot be.

        What is typed into a table is read as what is pasted there: 3件 is 3, a dash is nothing.
        """
        source = self._source()
        parents, edition = self._parents(source), self._edition(source)
        if value is not None and path in _cells(edition):
            value = _in_table(edition.field(path), value)
        try:
            opened = opened_up(source, parents, edition, path)
            self.text = with_value(opened, parents, path, value, lambda text, _: self._source(text))
        except EditError as refused:
            return str(refused)
        return ""

    def waive(self, code: str, reason: str, words: str = "") -> str:
        """Writes down why a finding may stand, and about which words it is; empty, or why that cannot be."""
        source = self._source()
        item = {"rule": code, **({"words": words} if words else {}), "reason": reason}
        try:
            self.text = with_item(source, self._parents(source), "waivers", item)
        except EditError as refused:
            return str(refused)
        return ""

    def take_back(self, code: str, reason: str) -> str:
        """Takes out why a finding may stand; empty, or why that cannot be."""
        source = self._source()
        try:
            self.text = without_item(source, self._parents(source), "waivers", {"rule": code, "reason": reason})
        except EditError as refused:
            return str(refused)
        return ""

    def pasted(self, text: str, path: str) -> dict[str, Any]:
        """A block of cells pasted into the cell at a path, as `PastedBlock` reads it; nothing is taken over yet."""
        tables = self._edition(self._source()).tables
        table = next(table for table in tables if path.startswith(f"{table.field.path}."))
        return read_block(text, table, path).as_data()

    def mended(self) -> tuple[str, list[list[str]]]:
        """The text as `gkgen fix` would write it, and the values that differ: place, before and after.

        Where only the way of writing differs there are none.
        """
        mending = fix_text(self.text.encode("utf-8", "surrogatepass"))
        if mending is None or mending.text == self.text:
            return self.text, []
        return mending.text, self.differences(self.text, mending.text)

    def split(self, path: str) -> tuple[str, list[list[str]]]:
        """The text with a section taken apart into its parts, and each with its label; none where that cannot be."""
        source = self._source()
        section, value = self._edition(source).field(path), self._values(source).get(path)
        parts = parts_of(value.text, section) if value else None
        trial = EditingSession(self.text, self.name)
        changes = {path: None, **parts} if parts else {}
        if not parts or any(trial.change(each, text) for each, text in changes.items()):
            return self.text, []
        return trial.text, [[child.label, parts[child.path]] for child in section.children]

    def differences(self, before: str, after: str) -> list[list[str]]:
        """The values that differ between two texts of the file: place, before and after."""
        old, new = self._source(before), self._source(after)
        return changed_values(old, new, self._parents(new), self._edition(new), self.language)

    def state(self) -> dict[str, Any]:
        """Everything that the page shows of the file, for JSON.

        `values` are those typed, by path, and `numbers` all that print; `findings` come in the order of the file;
        `places` says in which lines each top-level entry stands, `lines` where each value begins, `missing` which files
        it names and does not have, `comments` how many comments it has; `last_year` are the numbers of last year's
        report, if it names one;
        `claims` what the texts say, as `marks_of` gives it; `waiting` what is to be compared with the original, by
        path, with the numbers that it may be.
        """
        source = self._source()
        files = AddedFiles(self.files, self.elsewhere)
        claims: list[ClaimRecord] = []
        checked = self._check(files, claims)
        edition = self._edition(source)
        values = dict(self._values(source))
        return {
            "text": self.text,
            "edition": edition.name,
            "is_readable": source.root is not None,
            "values": {path: scalar.text for path, scalar in values.items()},
            "numbers": {path: number.text for path, number in checked.numbers.items()},
            "last_year": {path: number.text for path, number in checked.last_year.items()} or None,
            "comments": len(comments(source.lines, source.root)) if source.root else 0,
            "places": self._places(source),
            "lines": {path: scalar.span.line for path, scalar in values.items()},
            "missing": sorted(files.missing),
            "findings": [finding_data(found, source, edition, values, self.language) for found in checked.diagnostics],
            "waiting": waiting(source, self._parents(source)),
            "claims": marks_of(claims, values, source, self.language),
        }

    def description(self) -> dict[str, Any]:
        """The edition of the form that the file is of, for JSON."""
        return describe(self._edition(self._source()), self.language)

    def make(self, format_name: str, *, as_draft: bool = False) -> Made:
        """A finished file: docx, html, json, where WeasyPrint is also pdf.

        `sheets` are the pages for a preview, `paper` the page for a browser to print. `as_draft` makes a
        draft, marked as one, where errors stand in the way; a preview is one then.
        """
        checked = self._check(AddedFiles(self.files, self.elsewhere), with_draft=as_draft)
        document = checked.document or checked.draft
        if document is None:
            return Made(b"", checked.diagnostics)
        try:
            looks = load_template_set(document.edition)
        except TemplateError as fault:
            return Made(b"", (diagnose("T01", self.name, reason=str(fault)),))
        if format_name in _PAGES:
            return Made(_PAGES[format_name](document, looks), checked.diagnostics, document.is_draft)
        made, found = render_document(document, (format_name,), looks, self.name)
        return Made(made.get(format_name, b""), (*checked.diagnostics, *found), document.is_draft)

    def _check(
        self, files: NamedFiles, claims: list[ClaimRecord] | None = None, *, with_draft: bool = False
    ) -> Checked:
        """The report checked; `claims`, if given, takes the record of each claim of its texts."""
        rules = RULES if claims is None else keeping_claims(RULES, claims)
        return check_source(self._source(), files, rules, wanted="draft" if with_draft else "document")

    def _source(self, text: str | None = None) -> Source:
        """A text of the file, that of now by default, as it was read last: most of what a key takes is to read YAML."""
        text = self.text if text is None else text
        found = self._readings.pop(text, None)
        if found is None:
            found = read(text.encode("utf-8", "surrogatepass"), self.name, known_keys())
        self._readings[text] = found
        while len(self._readings) > MAX_READINGS:
            del self._readings[next(iter(self._readings))]
        return found

    def _edition(self, source: Source) -> Edition:
        """The edition that the year of the file asks for, the latest where it has none that can be used."""
        years = (
            (entry.value for entry in source.root.entries if entry.key.text in {"年度", "year"}) if source.root else ()
        )
        year = next((value.value for value in years if isinstance(value, ScalarNode)), None)
        return (form().edition_of(year) if isinstance(year, int) else None) or form().latest

    def _parents(self, source: Source) -> Parents:
        return Parents.roots(self._edition(source), form().editions)

    def _values(self, source: Source) -> Mapping[str, ScalarNode]:
        if source.root is None:
            return {}
        return {path: scalar for path, scalar, _ in values_by_path(source.root, self._parents(source))}

    def _places(self, source: Source) -> list[dict[str, Any]]:
        if source.root is None:
            return []
        parents = self._parents(source)
        return [
            {"path": parents.child(entry.key.text).key(entry.key.text, "en"), "line": entry.key.span.line}
            for entry in source.root.entries
        ]
