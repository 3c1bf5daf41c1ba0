"""Builds gkgen.html: one file with the page, Python for WebAssembly, gkgen and what it needs. `python web/build.py`

The parts come from npm (package-lock.json) and PyPI (requirements.txt), pinned and hashed. The same checkout gives the
same bytes. Node.js runs Pyodide once, so that its own Python compiles the modules that the page will load.
"""

import argparse
import base64
import email
import gzip
import json
import os
import runpy
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

WEB = Path(__file__).resolve().parent
ROOT = WEB.parent
BUILD = ROOT / "build" / "web"
PYODIDE = BUILD / "npm" / "node_modules" / "pyodide"
# The page has no use for these: terminals, editors, folders, processes, looks, PDF, sources of what is compiled.
_LEFT_OUT = (
    *("gkgen/cli/", "gkgen/batch/", "gkgen/live/", "gkgen/district/", "gkgen/schemas/"),
    *("gkgen/language_server/", "gkgen/_data/templates/looks/"),
    *("gkgen/weasyprint_cache/", "gkgen/writers/pdf/", "gkgen/importers/readers/pdf/", "gkgen/__main__.py"),
    *("gkgen/pipeline/comparing/", "gkgen/pipeline/inspecting/", "gkgen/reporters/differences/"),
    *(
        f"gkgen/reporters/{name}"
        for name in ("batch", "explanation", "fix_", "git", "health", "report_", "rules", "sarif")
    ),
    "gkgen/compiled/explanations.json",
    *("charset_normalizer/cli/", "markdown_it/cli/", "docx/templates/", "gkgen/word_templates/"),
)
_EPOCH = (1980, 1, 1, 0, 0, 0)


def main() -> int:
    """Builds the file, prints its parts and sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=BUILD / "gkgen.html")
    arguments = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    install()
    site = collect()
    compiled = compile_modules(site)
    page = assemble(compiled)
    arguments.output.write_bytes(page)
    print(f"{arguments.output}: {len(page) / 1e6:.2f} MB")
    return 0


def install() -> None:
    """What npm and PyPI have, into build/web; only where it is not there yet."""
    npm = BUILD / "npm"
    lock = (WEB / "package-lock.json").read_bytes()
    if not (npm / "done").exists() or (npm / "done").read_bytes() != lock:
        npm.mkdir(exist_ok=True)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(WEB / name, npm)
        run("npm", "ci", "--prefix", str(npm), "--loglevel=error")
        (npm / "done").write_bytes(lock)
    libraries, wanted = BUILD / "libraries", (WEB / "requirements.txt").read_bytes()
    if not (libraries / "done").exists() or (libraries / "done").read_bytes() != wanted:
        shutil.rmtree(libraries, ignore_errors=True)
        run(
            *(sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-deps"),
            *("--require-hashes", "--only-binary=:all:", "--no-compile", "--target", str(libraries)),
            *("--platform", "manylinux2014_x86_64", "--python-version", "3.11", "--implementation", "cp"),
            *("--abi", "cp311", "--abi", "none", "-r", str(WEB / "requirements.txt")),
        )
        (libraries / "done").write_bytes(wanted)


def collect() -> Path:
    """A zip of the libraries, the stand-in for lxml and gkgen, as sources."""
    target = BUILD / "site-sources.zip"
    sources = [(BUILD / "libraries", ""), (WEB / "lxml_standin", ""), (ROOT / "gkgen", "gkgen/")]
    sources += [(ROOT / "templates", "gkgen/_data/templates/"), (WEB / "pictures_standin", "")]
    found = {"gkgen/_data/schema.yaml": ROOT / "schema.yaml"}
    for folder, prefix in sources:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            inside = path.relative_to(folder)
            name = f"{prefix}{inside.as_posix()}"
            if not name.startswith(_LEFT_OUT) and _is_wanted(inside):
                found[name] = path  # a stand-in comes after what it stands for
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, path in found.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), path.read_bytes())
    return target


def _is_wanted(path: Path) -> bool:
    is_page = path.parts[:2] == ("webform", "page") and path.name != "sheets.css"  # it is around the engine already
    if is_page or path.suffix in {".so", ".pyc", ".pyx", ".pxd", ".c", ".pyi"} or "__pycache__" in path.parts:
        return False
    is_metadata = any(part.endswith(".dist-info") for part in path.parts[:-1])
    return (not is_metadata or "licenses" in path.parts or path.name in {"LICENSE", "METADATA"}) and path.name != "done"


def compile_modules(site: Path) -> Path:
    """The folder with both zips, compiled by Pyodide's Python."""
    target = BUILD / "compiled"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    run("node", str(WEB / "compile.mjs"), str(PYODIDE), str(site), str(target))
    return target


def assemble(compiled: Path) -> bytes:
    """The page with its parts as text: the parts that JavaScript is made of, and packed ones for the worker."""
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text())["info"]
    lock["version"] = json.loads((PYODIDE / "package.json").read_text())["version"]
    assets = {
        "wasm": PYODIDE / "pyodide.asm.wasm",
        "asm": PYODIDE / "pyodide.asm.mjs",
        "loader": PYODIDE / "pyodide.js",
        "stdlib": compiled / "stdlib.zip",
        "site": compiled / "site.zip",
    }
    version = runpy.run_path(str(ROOT / "gkgen" / "_version.py"))["__version__"]
    assets["licenses"] = compiled / "licenses.json"
    parts = licenses({"gkgen": version, "Pyodide": lock["version"], "Python": lock["python"]})
    assets["licenses"].write_text(json.dumps(parts, ensure_ascii=False), encoding="utf-8")
    packed = "".join(_packed(name, path) for name, path in assets.items())
    worker = json.dumps((WEB / "worker.js").read_text(encoding="utf-8")).replace("</", "<\\/")
    engine = f"const PYODIDE = {json.dumps(lock)};\nconst WORKER = {worker};\n"
    text = (ROOT / "gkgen" / "webform" / "page" / "form.html").read_text(encoding="utf-8")
    for kind, tag in (("css", "style"), ("js", "script")):
        for path in sorted((ROOT / "gkgen" / "webform" / "page").glob(f"*.{kind}")):
            link = (
                f'<link rel="stylesheet" href="{path.name}">'
                if kind == "css"
                else f'<script src="{path.name}"></script>'
            )
            text = text.replace(link, f"<{tag}>\n{path.read_text(encoding='utf-8')}</{tag}>")
    text = text.replace("<title>", f'<meta name="generator" content="gkgen {version}">\n<title>', 1)
    browser = (WEB / "engine_in_browser.js").read_text(encoding="utf-8")
    text = text.replace("<!-- engine -->", f"{packed}<script>\n{engine}{browser}</script>")
    return text.encode("utf-8")


def licenses(versions: dict[str, str]) -> list[dict[str, str]]:
    """Name, version, license and its text of each part of the file."""
    known = {"gkgen": "Apache-2.0", "Pyodide": "MPL-2.0", "Python": "PSF-2.0"}
    texts = {
        "gkgen": (ROOT / "LICENSE").read_text(encoding="utf-8"),
        "Pyodide": "https://github.com/pyodide/pyodide",
        "Python": "https://docs.python.org/3/license.html",
    }
    found = [
        {"name": name, "version": version, "license": known[name], "text": texts[name]}
        for name, version in versions.items()
    ]
    for folder in sorted((BUILD / "libraries").glob("*.dist-info")):
        told = email.message_from_string((folder / "METADATA").read_text(encoding="utf-8"))
        classifiers = [each for each in told.get_all("Classifier", []) if each.startswith("License ::")]
        license_ = told["License-Expression"] or told["License"] or classifiers[-1].rpartition(":: ")[2]
        files = sorted(path for path in folder.rglob("LICENSE*") if path.is_file())
        text = "\n\n".join(path.read_text(encoding="utf-8") for path in files) or told["Home-page"] or ""
        found.append(
            {"name": told["Name"], "version": told["Version"], "license": license_.split("\n")[0], "text": text}
        )
    return found


def _packed(name: str, path: Path) -> str:
    data = gzip.compress(path.read_bytes(), 9, mtime=0)
    print(f"  {name}: {path.stat().st_size / 1e6:.2f} MB, packed {len(data) / 1e6:.2f} MB")
    return f'<script type="application/octet-stream" id="asset-{name}">{base64.b64encode(data).decode()}</script>\n'


def run(*command: str) -> None:
    """A command, whose output is shown; the programs of the virtual environment come first."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(command, check=True, env={**os.environ, "PATH": path})


if __name__ == "__main__":
    sys.exit(main())
