"""Functions of WeasyPrint exchanged for faster ones: once per process, and for gkgen's own documents alone.

A patch acts only on documents that have gkgen's font configuration, so that a host program can use WeasyPrint for
itself, in another thread too. A patch is left out where its target is missing or is not the source that it was tested
with, and after it has failed; WeasyPrint then does the work itself.
"""

import atexit
import linecache
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, reduce, wraps
from hashlib import sha256
from importlib import import_module, metadata
from typing import Any

from gkgen.weasyprint_cache.store import STORES

SWITCH = "GKGEN_PDF_CACHE"
"""The environment variable that turns all patches off: `GKGEN_PDF_CACHE=off`."""

_DIGITS = 16
"""How much of a digest is compared."""


@dataclass(frozen=True, slots=True)
class Target:
    """A function or class of WeasyPrint and what takes its place.

    `wrap` makes the replacement of the original; `is_ours` tells from the arguments of a call whether a document of
    gkgen is at work. `digests` are those of the tested sources of `path`, or of `source` where that is given, and of
    their file as the wheel's RECORD has it, for installations without sources.
    """

    module: str
    path: str
    wrap: Callable[[Any], Any]
    is_ours: Callable[..., bool]
    digests: frozenset[str]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Patch:
    """Targets that are exchanged together or not at all; `module` or package is where their replacements stand."""

    name: str
    module: str
    targets: tuple[Target, ...]


@cache
def font_configuration() -> Any:
    """The font configuration of all of gkgen's documents, which tells them from others."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@atexit.register
def _release() -> None:
    """Free Pango's objects while Pango is loaded: the interpreter unloads it first, and crashes in freeing them."""
    for store in STORES.values():
        store.clear()
    font_configuration.cache_clear()


def styled_by_us(style: Any) -> bool:
    """Whether a style belongs to a document of gkgen."""
    return getattr(style, "font_config", None) is font_configuration()


class Patches:
    """The patches of a process: which are installed, which were left out and why."""

    def __init__(self, patches: tuple[Patch, ...]) -> None:
        self.patches = patches
        self.active: set[str] = set()
        self.faults: dict[str, str] = {}
        self.installed: set[str] = set()

    def add(self, patch: Patch) -> None:
        """One more patch, such as what is kept above this package and exchanges nothing."""
        self.patches = (*self.patches, patch)

    def turn_on(self) -> None:
        """Install what is not installed yet and make it act, unless the switch says off."""
        self.active.clear()
        if os.environ.get(SWITCH, "").casefold() == "off":
            return
        for patch in self.patches:
            if patch.name not in self.installed and patch.name not in self.faults:
                self._install(patch)
        self.active.update(self.installed - self.faults.keys())

    def turn_off(self) -> bool:
        """Let WeasyPrint do all work; whether that changes anything."""
        was_on = bool(self.active)
        self.active.clear()
        return was_on

    def leave_out(self, fault: BaseException) -> None:
        """Leave out the patch that failed last; all of them where the traceback names none."""
        reason = f"{type(fault).__name__}: {fault}"
        modules = [frame.f_globals.get("__name__", "") for frame in _frames(fault)]
        named = [patch.name for module in reversed(modules) for patch in self.patches if _is_in(module, patch.module)]
        for name in named[:1] or [patch.name for patch in self.patches]:
            self.faults[name] = reason

    def notes(self) -> tuple[tuple[str, str], ...]:
        """Names of the patches that were left out, and why."""
        return tuple(sorted(self.faults.items()))

    def _install(self, patch: Patch) -> None:
        try:
            found = [(target, *_found(target)) for target in patch.targets]
            exchanges = [
                (place, name, self._dispatcher(patch, target, original))
                for target, owner, original in found
                for place, name in _places(target, owner, original)
            ]
        except Exception as fault:  # noqa: BLE001 - whatever another WeasyPrint does, the PDF is written
            self.faults[patch.name] = f"{type(fault).__name__}: {fault}"
            return
        for place, name, replacement in exchanges:
            setattr(place, name, replacement)
        self.installed.add(patch.name)

    def _dispatcher(self, patch: Patch, target: Target, original: Any) -> Any:
        active, name, is_ours, replacement = self.active, patch.name, target.is_ours, target.wrap(original)

        @wraps(original, updated=())
        def dispatched(*words: Any, **named: Any) -> Any:
            if name in active and is_ours(*words):
                return replacement(*words, **named)
            return original(*words, **named)

        return dispatched


def source_digest(module: str, path: str) -> str:
    """The beginning of the SHA-256 of a function's source; of its file as RECORD has it where there is no source."""
    function: Any = reduce(getattr, path.split("."), sys.modules[module])
    code = function.__code__
    lines = linecache.getlines(code.co_filename)[code.co_firstlineno - 1 :]
    if not lines:
        return _recorded_digest(function.__module__)
    depth = _indentation(lines[0])
    end = next((n for n, line in enumerate(lines) if n and line.strip() and _indentation(line) <= depth), len(lines))
    return sha256("".join(lines[:end]).rstrip().encode()).hexdigest()[:_DIGITS]


def _found(target: Target) -> tuple[Any, Any]:
    """The owner of a target and the target. Raises AttributeError or ValueError where it is not as tested."""
    module = import_module(target.module)
    *path, name = target.path.split(".")
    owner = reduce(getattr, path, module)
    original = getattr(owner, name)
    if source_digest(target.module, target.source or target.path) not in target.digests:
        raise ValueError(f"another {target.module}.{target.path}")
    return owner, original


def _places(target: Target, owner: Any, original: Any) -> Iterator[tuple[Any, str]]:
    """Every module of WeasyPrint that has the target under its name."""
    name = target.path.rpartition(".")[2]
    yield owner, name
    if "." not in target.path:
        for path, module in list(sys.modules.items()):
            if path.startswith("weasyprint.") and module is not owner and getattr(module, name, None) is original:
                yield module, name


def _recorded_digest(module: str) -> str:
    """As RECORD has it; `metadata.files` leaves out what is not there."""
    path = module.replace(".", "/")
    for line in (metadata.distribution("weasyprint").read_text("RECORD") or "").splitlines():
        name, digest, _ = line.rsplit(",", 2)
        if name in {f"{path}.py", f"{path}/__init__.py"}:
            mode, _, value = digest.partition("=")
            return f"{mode}={value[:_DIGITS]}"
    return ""


def _is_in(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def _frames(fault: BaseException) -> Iterator[Any]:
    traceback = fault.__traceback__
    while traceback:
        yield traceback.tb_frame
        traceback = traceback.tb_next
