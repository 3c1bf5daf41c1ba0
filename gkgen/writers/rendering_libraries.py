"""Pango and its kin as pip brings them: the wheels of `gkgen[pdf-libs]`, for Windows and macOS.

They are wheels of GStreamer, which puts its libraries where neither system looks for them.
"""

import os
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

OWN_FOLDERS = "WEASYPRINT_DLL_DIRECTORIES"
"""The environment variable by which a user names other folders of libraries to WeasyPrint."""

_WHEELS = ("gstreamer_libs", "gstreamer_ext_runtime")
_HOME = {"win32": "bin", "darwin": "lib"}
_CONFIGURED = ("FONTCONFIG_FILE", "FONTCONFIG_PATH")


@dataclass(frozen=True, slots=True)
class LibraryFolders:
    """The folders of libraries that wheels brought, and the configuration of fontconfig beside the first."""

    folders: tuple[Path, ...]
    fonts: Path

    def prepare(self) -> None:
        """Has libraries of these folders find each other, and fontconfig its configuration, unless a user named one."""
        for folder in self.folders:
            if hasattr(os, "add_dll_directory"):
                os.add_dll_directory(str(folder))
        if self.fonts.is_file() and not any(os.environ.get(name) for name in _CONFIGURED):
            os.environ[_CONFIGURED[0]] = str(self.fonts)

    def find(self, name: str) -> str | None:
        """The library under one of the names by which WeasyPrint asks for it, as `ctypes.util.find_library` does.

        On macOS libraries ask for each other by names with a version: under another name one would be loaded twice.
        """
        names = (f"{name.removesuffix('.dylib')}.0.dylib", name) if name.endswith(".dylib") else (f"{name}.dll",)
        paths = (folder / each for folder in self.folders for each in names)
        return next((str(path) for path in paths if path.is_file()), None)


def library_folders() -> LibraryFolders | None:
    """Those of the wheels that are installed; None where there are none, or a user named folders to WeasyPrint."""
    home = _HOME.get(sys.platform)
    if home is None or os.environ.get(OWN_FOLDERS):
        return None
    packages = [
        Path(place) for spec in map(find_spec, _WHEELS) if spec for place in spec.submodule_search_locations or ()
    ]
    folders = tuple(package / home for package in packages if (package / home).is_dir())
    return LibraryFolders(folders, packages[0] / "etc" / "fonts" / "fonts.conf") if folders else None
