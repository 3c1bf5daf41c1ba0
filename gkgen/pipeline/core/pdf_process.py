"""The PDF of a single office, written by a second process that loads WeasyPrint while this one checks the office.

WeasyPrint takes as long to load as the check and Word together. Whatever happens to the second process, nothing comes
of it but time: this one then writes the PDF itself.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gkgen.document import Document
    from gkgen.resources import TemplateSet
    from gkgen.writers.installed_fonts import FontFace
    from gkgen.writers.written_file import WrittenFile

# The path is that of the process which asks: the folder that it stands in is not to be searched for modules.
_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from gkgen.pipeline.core.pdf_process import serve; serve()"
_STANDARD_OUTPUT, _STANDARD_ERROR = 1, 2


@dataclass(slots=True, eq=False)
class PdfProcess:
    """A running process; it answers with the installed faces first, then with the PDF it is asked for."""

    process: "subprocess.Popen[bytes]"
    questions: IO[bytes]
    replies: IO[bytes]
    answers: list[Any] = field(default_factory=list)

    def ask(self, document: "Document", templates: "TemplateSet", source: str) -> None:
        """Have it write a document. It reads what is sent once WeasyPrint is loaded, so a thread waits for that."""

        def send() -> None:
            # It may have ended, or be ended while this is sent.
            with suppress(OSError, ValueError):
                pickle.dump((document, templates, source), self.questions)
                self.questions.flush()

        Thread(target=send, daemon=True).start()

    def answer(self, number: int) -> Any:
        """What it answers, waiting for it; None where it has ended."""
        while len(self.answers) <= number:
            try:
                self.answers.append(pickle.load(self.replies))  # noqa: S301 - from a process of our own
            except (EOFError, OSError, pickle.UnpicklingError):
                self.answers.append(None)
        return self.answers[number]

    def end(self) -> None:
        """Ends it, whatever it does."""
        self.process.kill()
        self.process.wait()
        self.replies.close()
        # What was not sent is not sent any more.
        with suppress(OSError):
            self.questions.close()


_running: list[PdfProcess] = []
"""The process that was started for the office at hand, if any."""


@contextmanager
def pdf_process(*, is_wanted: bool) -> Iterator[None]:
    """Has the PDF of one office written by a second process, where one is wanted and this machine has a core for it."""
    process = _started() if is_wanted and may_start() else None
    try:
        yield
    finally:
        _running.clear()
        if process:
            process.end()


def may_start() -> bool:
    """Whether a second process is of use: on a free core, before WeasyPrint is loaded, by an interpreter of its own."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return cores > 1 and "weasyprint" not in sys.modules and not hasattr(sys, "frozen")


def _started() -> PdfProcess | None:
    command = [sys.executable, "-P", "-c", _PROGRAM, *sys.path]
    try:
        # Ctrl-C in a terminal goes to a session; here it is for the process that asks, which ends this one.
        process = subprocess.Popen(  # noqa: S603 - Python, without any argument from the user
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )
    except OSError:
        return None
    if process.stdin is None or process.stdout is None:
        return None
    _running.append(PdfProcess(process, process.stdin, process.stdout))
    return _running[0]


def asked(document: "Document", templates: "TemplateSet", source: str) -> PdfProcess | None:
    """The process that has begun to write the PDF of a document; None where this process is to write it."""
    if not _running:
        return None
    process = _running.pop()
    process.ask(document, templates, source)
    return process


def written(process: PdfProcess | None) -> "WrittenFile | None":
    """The PDF that a process was asked for; None where it could not be written there."""
    answer: WrittenFile | None = process.answer(1) if process else None
    return answer


def installed_faces() -> "tuple[FontFace, ...]":
    """The faces that fontconfig lists. Raises EnvironmentFault when WeasyPrint cannot be loaded."""
    from gkgen.writers import installed_fonts

    faces: tuple[FontFace, ...] | None = _running[0].answer(0) if _running else None
    return installed_fonts.installed_faces() if faces is None else faces


def serve() -> None:
    """What the second process does: it ends when the one that asked is gone, and leaves Ctrl-C to it."""
    import gc

    from gkgen.pipeline.core.process_limits import end_when_closed
    from gkgen.weasyprint_cache.deferred_fonttools import import_without_fonttools
    from gkgen.writers import installed_fonts
    from gkgen.writers.formats import OUTPUT_FORMATS, prepare_pdf

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    answers = os.fdopen(os.dup(_STANDARD_OUTPUT), "wb")
    os.dup2(_STANDARD_ERROR, _STANDARD_OUTPUT)

    def answer(value: Any) -> None:
        pickle.dump(value, answers)
        answers.flush()

    with suppress(Exception):
        installed_fonts.load_libraries(import_without_fonttools)
        answer(installed_fonts.installed_faces())
        prepare_pdf()
        document, templates, source = pickle.load(sys.stdin.buffer)  # noqa: S301 - from a process of our own
        end_when_closed(sys.stdin.fileno())
        answer(OUTPUT_FORMATS["pdf"].write(document, templates, source))
    # Nothing here is worth taking apart object by object.
    os._exit(0)
