"""The report of `gkgen form`: an office file on this machine, saved where it is, never over a change made elsewhere."""

from pathlib import Path, PurePath
from threading import Lock

from gkgen.diagnostics import Diagnostic, Language, diagnose, reason_of
from gkgen.importers.side_by_side import SideBySide
from gkgen.pipeline.core.atomic_write import replace_file, write_all
from gkgen.pipeline.core.building import BuildOptions, build_file
from gkgen.pipeline.core.file_reading import read_office_file
from gkgen.pipeline.core.project import Project, digest, digest_of
from gkgen.webform.editing_session import EditingSession
from gkgen.webform.page_calls import Answer, PageCalls, reading

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".svg"})
"""The files that a page may add to a project."""


class ServedReport(PageCalls):
    """The calls on an office file at `path`; `known` is the digest of the file as the page knows it.

    `beside` is the original, where the file was imported just now. Two pages may be open on it: each call has the lock.
    """

    def __init__(self, path: Path, language: Language, beside: SideBySide | None = None) -> None:
        super().__init__(language)
        self.path, self.project, self.known, self.lock = path, Project.of(path), "", Lock()
        self.beside = beside

    def load(self) -> tuple[Diagnostic, ...]:
        """Opens the file, new or again; the reasons where it cannot be read."""
        data = read_office_file(self.path)
        if isinstance(data, Diagnostic):
            return (data,)
        try:
            session = EditingSession.open(data, str(self.path), self.language)
        except ValueError:
            return (diagnose("Y01.bytes", str(self.path)),)
        session.elsewhere = self.project
        self.session, self.known = session, digest(data)
        return ()

    def call(self, name: str, values: dict[str, object], data: bytes = b"") -> Answer:
        """One call by its name; a page that is served has calls for the file on disk as well."""
        match name:
            case "reload":
                return self.refusal(found) if (found := self.load()) else self.loaded()
            case "on_disk":
                return Answer({"is_changed": digest_of(self.path) != self.known, "path": str(self.path)})
            case "differences":
                return self.differences()
            case "save":
                return self.save_on_disk(is_forced=values.get("is_forced") is True)
            case "build":
                return self.build(str(values["kind"]))
            case "add_file":
                return self.add_to_project(str(values["name"]), data)
            case "open" | "begin" | "read":
                # Another file is opened by another `gkgen form`: this page saves to one place alone.
                raise KeyError(name)
            case _:
                return super().call(name, values, data)

    def loaded(self) -> Answer:
        """The state of the file, with what was read of its original."""
        return self.state(read=reading(self.beside, self.language)) if self.beside else self.state()

    def differences(self) -> Answer:
        """The values that the file on disk and the page do not share: place, on disk, in the page."""
        data = read_office_file(self.path)
        try:
            there = None if isinstance(data, Diagnostic) else EditingSession.open(data, str(self.path))
        except ValueError:
            there = None
        return Answer({"changes": self.session.differences(there.text, self.session.text) if there else []})

    def save_on_disk(self, *, is_forced: bool) -> Answer:
        """Saves the file, unless it was changed elsewhere since and the page does not know."""
        if not is_forced and digest_of(self.path) != self.known:
            return Answer({"is_changed": True})
        data = self.session.saved()
        if fault := replace_file(self.path, data, self.project.root):
            return self.refusal((diagnose("O02", str(self.path), name=str(self.path), reason=reason_of(fault)),))
        self.known = digest(data)
        return Answer({"is_changed": False, "path": str(self.path)})

    def build(self, kind: str) -> Answer:
        """Writes a finished file beside the office file, from what was saved."""
        outcome = build_file(self.path, BuildOptions(formats=(kind,)))
        return Answer({"outputs": list(outcome.outputs), "findings": self.shown(outcome.diagnostics)})

    def add_to_project(self, name: str, data: bytes) -> Answer:
        """A picture written into the project; whatever else is added, and what is there already, stays in memory."""
        relative = PurePath(name)
        place = (self.path.parent / relative).resolve()
        is_inside = place.is_relative_to(self.project.root) and not any(part.startswith(".") for part in relative.parts)
        if is_inside and relative.suffix.lower() in PICTURES and not place.exists():
            try:
                write_all({place: data}, home=self.project.root)
            except OSError as fault:
                return self.refusal((diagnose("O02", name, name=name, reason=reason_of(fault)),))
            return self.state()
        return self.add_file(name, data)
