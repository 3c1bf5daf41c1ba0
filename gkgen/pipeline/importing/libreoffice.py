"""Old Word files, WPS and RTF converted to docx by LibreOffice; only this module starts it.

LibreOffice gets a temporary folder, a profile in which macros are disabled and links are not followed, and a timeout.
"""

import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.pipeline.core.process_limits import WindowsJob, kernel32

TIMEOUT_SECONDS = 60.0
"""Seconds; a report takes two, the first start on a machine some more."""
MAX_MEMORY_BYTES = 3_000_000_000
"""Bytes of address space of LibreOffice, of which it uses a third for an ordinary report."""
MAX_UNPACKED_BYTES = 100_000_000
"""Bytes of all parts of an ODT; LibreOffice takes seventy times as much memory for its paragraphs."""
_PROGRAMS = ("soffice", "libreoffice", "soffice.com")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Writer/Content/Update", "Field", "false"),
)
MAX_REASON_CHARACTERS = 200
# Starts a program, and kills it with all processes of its group once the pipe that is its input is closed.
_ENDING_WITH_GKGEN = (
    "/bin/sh",
    "-c",
    'exec 3<&0 </dev/null; { cat <&3; kill -9 0; } >/dev/null 2>&1 & exec "$@" 3<&-',
    "sh",
)
# What a field does, such as INCLUDEPICTURE; a word that no program knows makes it nothing (RTF 1.9.1, Fields).
_INSTRUCTION_GROUP = re.compile(rb"\{\s*(?:\\\*\s*)?\\fldinst(?![a-z])")
_PICTURE = re.compile(rb"INCLUDEPICTURE\s+\"?([^\"{}\r\n]{0,200})")
_INSTRUCTION = re.compile(rb"\\fldinst(?![a-z])")


def find_program() -> str | None:
    """The path of LibreOffice on this machine, None when it is not installed."""
    found = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    return found or next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def to_docx(data: bytes, name: str, suffix: str, timeout: float = TIMEOUT_SECONDS) -> bytes | Diagnostic:
    """The file as docx, or why it cannot be converted; `suffix` is that of its format, such as doc."""
    program = find_program()
    if program is None:
        return diagnose("I44", name, format=suffix)
    if _unpacked_bytes(data) > MAX_UNPACKED_BYTES:
        return diagnose("I42.memory", name)
    with tempfile.TemporaryDirectory(prefix="gkgen-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        _write_profile(place / "profile")
        source = place / f"report.{suffix}"
        source.write_bytes(_without_instructions(data) if suffix == "rtf" else data)
        said = _run(_command(program, place, source), place, timeout)
        if said is None:
            return diagnose("I42.time", name, seconds=round(timeout))
        made = place / "out" / "report.docx"
        try:
            return made.read_bytes()
        except OSError:
            return diagnose(
                "I44.failed", name, reason=said.strip().rpartition("\n")[2][:MAX_REASON_CHARACTERS] or "soffice"
            )


def _unpacked_bytes(data: bytes) -> int:
    """The bytes of the parts of a zip file, as it states them; 0 for another file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, LookupError, RuntimeError, NotImplementedError):
        return 0


def linked_pictures(data: bytes) -> tuple[str, ...]:
    """The names of the pictures that an RTF file links to, which are not loaded."""
    found = (match[1].decode("latin-1").strip().replace("\\", "/") for match in _PICTURE.finditer(data))
    return tuple(name.rpartition("/")[2] or "?" for name in found)


def _without_instructions(data: bytes) -> bytes:
    """An RTF file without field instructions: LibreOffice would insert the pictures and texts that they name."""
    return _INSTRUCTION.sub(rb"\\fldnone", _INSTRUCTION_GROUP.sub(rb"{\\*\\fldnone", data))


def _write_profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    user = folder / "user"
    user.mkdir(parents=True)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    (user / "registrymodifications.xcu").write_text(f"{head}{items}</oor:items>\n", encoding="utf-8")


def _command(program: str, place: Path, source: Path) -> list[str]:
    return [
        program,
        f"-env:UserInstallation={(place / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "--nolockcheck",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(place / "out"),
        str(source),
    ]


def _run(command: list[str], place: Path, timeout: float) -> str | None:
    """The output of the program; None when it was stopped after the timeout, with all processes that it started."""
    environment = {**os.environ, "HOME": str(place), "TMPDIR": str(place)}
    has_groups = hasattr(os, "killpg")
    with (
        _held_open() as held,
        subprocess.Popen(  # noqa: S603 - LibreOffice, without any argument from the user
            [*_ENDING_WITH_GKGEN, *command] if has_groups else command,
            stdin=held,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
            preexec_fn=_limit_memory if has_groups else None,  # noqa: PLW1509 - it calls the system alone
        ) as process,
        _in_windows_job(process),
    ):
        try:
            said, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            _stop(process)
            return None
        except BaseException:
            # In a session of its own it does not get the Ctrl-C of the terminal.
            _stop(process)
            raise
    return said.decode("utf-8", "replace")


@contextmanager
def _held_open() -> Iterator[int]:
    """The end for reading of a pipe whose other end this process alone has: it closes however this process ends."""
    reading, writing = os.pipe()
    try:
        yield reading
    finally:
        os.close(writing)
        os.close(reading)


@contextmanager
def _in_windows_job(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """On Windows, limits the memory of the program, and ends it with all that it started however this one ends."""
    if sys.platform != "win32":
        yield
        return
    job = WindowsJob(MAX_MEMORY_BYTES, kernel32())
    job.add(int(process._handle))
    try:
        yield
    finally:
        job.close()


def _limit_memory() -> None:
    """Runs in the new process before LibreOffice does."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """Ends the program and, where there are process groups, those that it started."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    with suppress(OSError, ValueError, subprocess.TimeoutExpired):
        process.communicate(timeout=10)
