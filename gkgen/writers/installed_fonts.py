"""The fonts of a report by role: which families of each role are installed, and findings where none is.

report.css lists the families of each role in a custom property, a font stack. fontconfig silently substitutes a family
that is not installed, so the PDF is laid out with stacks reduced to installed families (`Fonts.css`), and the embedded
fonts are compared with them afterwards (`Fonts.knows`).
"""

import ctypes.util
import io
import re
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from threading import get_ident
from typing import Any

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.errors import EnvironmentFault
from gkgen.writers.font_install_advice import ROLES, SUBSETTING, FontRole
from gkgen.writers.rendering_libraries import library_folders

_DRAWINGS = "songti"
_PROPERTY = re.compile(r"--([\w-]+)\s*:\s*([^;{}]*)")


@dataclass(frozen=True, slots=True)
class FontFace:
    """An installed font: the names of its family in several languages, and of its style."""

    families: tuple[str, ...]
    styles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FontChoice:
    """The installed families of a role: the first sets the text, the others the characters that it lacks."""

    role: FontRole
    families: tuple[str, ...]

    @property
    def is_fit(self) -> bool:
        """Whether pages can be laid out with it."""
        return bool(self.families) or self.role.is_optional


@dataclass(frozen=True, slots=True, eq=False)
class Fonts:
    """The fonts that this machine has for a report; `can_subset` is whether harfbuzz-subset is installed.

    It is compared by identity, so that its answers can be cached.
    """

    choices: tuple[FontChoice, ...]
    faces: tuple[FontFace, ...]
    can_subset: bool

    def css(self) -> str:
        """A rule that overrides the font stacks with installed families, and the weight where there is no bold face."""
        lines = []
        for choice in self.choices:
            if choice.families:
                chain = ", ".join(f'"{family}"' for family in choice.families)
                lines.append(f"--{choice.role.name}: {chain};")
                if not self.has_bold(choice.families[0]):
                    lines.append(f"--{choice.role.name}-weight: 400;")
            elif choice.role.is_optional:
                lines.append(f"--{choice.role.name}: none;")
        return f":root {{ {' '.join(lines)} }}\n"

    @lru_cache(maxsize=256)  # noqa: B019 - of few, which live as long as the process
    def knows(self, family: str) -> bool:
        """Whether the family, under any of its names, was chosen for a role."""
        return not self._names(family).isdisjoint(_chosen_names(self))

    @lru_cache(maxsize=256)  # noqa: B019
    def has(self, family: str) -> bool:
        """Whether the family is installed."""
        return any(True for _ in self._of(family))

    @lru_cache(maxsize=256)  # noqa: B019
    def has_bold(self, family: str) -> bool:
        """Whether a bold face of the family is installed; otherwise bold is synthesised from the regular face."""
        return any("bold" in style.casefold() for face in self._of(family) for style in face.styles)

    def findings(self, file: str = "") -> tuple[Diagnostic, ...]:
        """Findings E01 and E05 about fonts that are missing on this machine; `file` is the office file."""
        found = [] if self.can_subset else [diagnose("E05.subset", file, advice=SUBSETTING.everywhere)]
        for choice in self.choices:
            role = choice.role
            told = {"role": role.title, "advice": role.remedy.everywhere}
            if not choice.families:
                found.append(diagnose("E01.latin" if role.is_optional else "E01.font", file, **told))
            elif choice.families[0] in role.fallbacks:
                found.append(diagnose("E01.standin", file, family=choice.families[0], **told))
        return tuple(found)

    def _of(self, family: str) -> Iterator[FontFace]:
        return (face for face in self.faces if _key(family) in map(_key, face.families))

    def _names(self, family: str) -> set[str]:
        return {_key(family)}.union(*(map(_key, face.families) for face in self._of(family)))


@lru_cache(maxsize=16)
def _chosen_names(fonts: Fonts) -> frozenset[str]:
    """All names of all families that were chosen for a role."""
    families = (family for choice in fonts.choices for family in choice.families)
    return frozenset().union(*map(fonts._names, families))


# Called with the same style sheet for every report.
@lru_cache(maxsize=16)
def chains(css: str) -> dict[str, tuple[str, ...]]:
    """The quoted font families in each custom property of a style sheet, in order; `none` in :root asks for no font.

    Of several values of a property the last counts.
    """
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    properties = re.findall(_PROPERTY, bare)
    roots = dict(re.findall(_PROPERTY, "".join(re.findall(r":root\s*\{([^{}]*)\}", bare))))
    asked = ((name, value) for name, value in properties if "none" not in {value.strip(), roots.get(name, "").strip()})
    return {name: tuple(re.findall(r"""["']([^"']+)["']""", value)) for name, value in asked}


def drawing_families(css: str, *, on_paper: bool = False) -> tuple[str, ...]:
    """The families for text in SVG pictures, which are those of tables; with `on_paper` only installed ones.

    With `on_paper` it raises EnvironmentFault when WeasyPrint or the libraries it stands on cannot be loaded.
    """
    if not on_paper:
        return chains(css).get(_DRAWINGS, ())
    return next((choice.families for choice in resolve(css).choices if choice.role.name == _DRAWINGS), ())


def choose(css: str, faces: Iterable[FontFace]) -> tuple[FontChoice, ...]:
    """The installed families of each role that the style sheet defines."""
    installed = {_key(name) for face in faces for name in face.families}
    wanted = chains(css)
    return tuple(
        FontChoice(role, tuple(family for family in wanted[role.name] if _key(family) in installed))
        for role in ROLES
        if role.name in wanted
    )


@lru_cache(maxsize=16)
def resolve(css: str) -> Fonts:
    """The fonts that this machine has for a style sheet.

    Raises EnvironmentFault when WeasyPrint or the libraries it stands on cannot be loaded.
    """
    faces = installed_faces()
    return Fonts(choose(css, faces), faces, load_libraries().harfbuzz_subset is not None)


@cache
def installed_faces() -> tuple[FontFace, ...]:
    """The faces that fontconfig lists, through the same bindings that WeasyPrint sets text with.

    Raises EnvironmentFault when WeasyPrint or the libraries it stands on cannot be loaded.
    """
    libraries = load_libraries()
    ffi, fontconfig = libraries.ffi, libraries.fontconfig
    config = ffi.gc(fontconfig.FcInitLoadConfigAndFonts(), fontconfig.FcConfigDestroy)
    found = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem)
    patterns = () if found == ffi.NULL else (found.fonts[index] for index in range(found.nfont))
    return tuple(
        FontFace(_strings(libraries, pattern, b"family"), _strings(libraries, pattern, b"style"))
        for pattern in patterns
    )


def load_libraries(load: Callable[[], object] = lambda: import_module("weasyprint.text.ffi")) -> Any:
    """WeasyPrint's bindings of Pango, HarfBuzz and fontconfig; `load` imports WeasyPrint where that is to be done.

    Raises EnvironmentFault when they cannot be loaded.
    """
    try:
        # WeasyPrint prints advice to standard output and warns of missing fonts and harfbuzz-subset, which are reported
        # as E01 and E05.
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            find = _finder()
            if find and "weasyprint" not in sys.modules:
                with suppress(ImportError, OSError), _whole_or_not_at_all(), _found_by(find):
                    load()
            with _whole_or_not_at_all():
                from weasyprint.text import ffi
    except (ImportError, OSError) as fault:
        raise EnvironmentFault(f"WeasyPrint: {fault}") from fault
    return ffi


def _finder() -> Callable[[str], str | None] | None:
    """What finds libraries instead of the system's search; None where that is to be asked at once.

    Linux finds them by the names that WeasyPrint tries last. For each earlier name ctypes.util.find_library starts
    ldconfig and a compiler, a third of the time of loading.
    """
    if sys.platform == "linux":
        return lambda name: None
    folders = library_folders()
    if folders is None:
        return None
    folders.prepare()
    return folders.find


@contextmanager
def _found_by(find: Callable[[str], str | None]) -> Iterator[None]:
    """Has ctypes.util.find_library, which is monkeypatched for this thread only, ask `find` alone."""
    search, ours = ctypes.util.find_library, get_ident()
    ctypes.util.find_library = lambda name: find(name) if get_ident() == ours else search(name)
    try:
        yield
    finally:
        ctypes.util.find_library = search


@contextmanager
def _whole_or_not_at_all() -> Iterator[None]:
    """WeasyPrint imported whole: modules that were loaded before a failure would break every later attempt."""
    was_there = "weasyprint" in sys.modules
    try:
        yield
    except (ImportError, OSError):
        for name in [] if was_there else [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
            del sys.modules[name]
        raise


def _strings(libraries: Any, pattern: Any, name: bytes) -> tuple[str, ...]:
    ffi, fontconfig = libraries.ffi, libraries.fontconfig
    values: list[str] = []
    pointer = ffi.new("FcChar8 **")
    while fontconfig.FcPatternGetString(pattern, name, len(values), pointer) == fontconfig.FcResultMatch:
        values.append(ffi.string(pointer[0]).decode("utf-8", "replace"))
    return tuple(values)


def _key(family: str) -> str:
    """The name of a family as fontconfig compares it, ignoring case and blanks."""
    return family.casefold().replace(" ", "")
