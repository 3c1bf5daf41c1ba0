"""What gkgen.html says and makes is what gkgen says and makes."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from statistics import median

from offices import generate

import gkgen
from gkgen.api import render
from gkgen.webform.page_calls import PageCalls
from web.build import licenses
from web.tests.nodejs import ROOT, node

COUNT = 100
MAX_BYTES = 12_000_000


def test_a_hundred_reports_have_the_same_findings_and_the_same_word_files(build: Path, tmp_path: Path) -> None:
    texts = {f"{seed}.yaml": generate(seed) for seed in range(COUNT)}
    (tmp_path / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    made = json.loads(node("reports.mjs", str(build), str(tmp_path / "texts.json")))
    for name, text in texts.items():
        here = render(text, ("docx",), name=name)
        findings = [[found.code, found.span.line if found.span else 0] for found in here.diagnostics]
        assert made[name]["findings"] == findings, name
        assert made[name]["word"] == sha256(here.files.get("docx", b"")).hexdigest(), name
    times = {kind: median(each[kind] for each in made.values()) for kind in ("check", "make")}
    print(f"{COUNT} reports: check {times['check']:.0f} ms, Word {times['make']:.0f} ms (median)")


def test_web_pages_of_reports_have_no_faults_by_axe_core(build: Path, tmp_path: Path) -> None:
    """On a desk, on phones, at twice the size and in large print; none scrolls sideways as a whole."""
    list(gkgen.build_all(sorted((ROOT / "examples").glob("*.yaml")), tmp_path, ("html",), workers=1))
    long = generate(1).replace("机关: ", "机关: 新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县", 1)
    (tmp_path / "long.html").write_bytes(render(long, ("html",), name="long.yaml").files["html"])
    judged = json.loads(node("report_pages.mjs", str(build), *map(str, sorted(tmp_path.glob("*.html")))))
    assert len(judged) == 6 * len(list(tmp_path.glob("*.html"))) >= 24
    assert min(each["passed"] for each in judged) > 30
    assert [each for each in judged if each["faults"] or each["sideways"]] == []


def test_published_reports_are_read_as_on_linux(build: Path, tmp_path: Path) -> None:
    """Word and web pages that gkgen made, a text, and foreign Word files where there are some."""
    for path in sorted((ROOT / "examples").glob("*.yaml")):
        made = render(path.read_bytes(), ("docx", "html"), name=path.name)
        for kind, data in made.files.items():
            (tmp_path / f"{path.stem}.{kind}").write_bytes(data)
    (tmp_path / "text.txt").write_text("甲镇2024年政府信息公开工作年度报告\n一、总体情况\n公开信息12条。\n", "utf-8")
    foreign = sorted((ROOT.parent / "shared" / "corpus" / "docx").glob("*.docx"))
    files = [*sorted(tmp_path.glob("*.*")), *foreign]
    assert len(files) - len(foreign) == 9
    read = json.loads(node("imports.mjs", str(build), *map(str, files)))
    for file in files:
        here = PageCalls().call("read", {"name": file.name}, file.read_bytes()).values
        refused, text = read[str(file)]
        wanted = here.get("text", "")
        # What libxml2 and expat say of broken XML are other words; a picture that a browser must convert stays behind
        # here, where there is none.
        if text.count("pictures/") == wanted.count("pictures/"):
            assert (bool(refused), text) == (bool(here.get("refused")), wanted), file.name


def test_the_tests_of_word_files_hold_without_lxml() -> None:
    folders = ["tests/ooxml", "tests/word_templates", "tests/writers/docx", "tests/writers/test_signature.py"]
    folders = [folder for folder in folders if (ROOT / folder).exists()]
    path = os.pathsep.join(map(str, (ROOT / "web" / "lxml_standin", ROOT)))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *folders]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False
    )
    summary = done.stdout.strip().splitlines()[-1]
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in summary
    print(summary)


def test_the_file_is_small_enough_to_send(build: Path) -> None:
    assert 5_000_000 < (build / "gkgen.html").stat().st_size <= MAX_BYTES


def test_every_part_has_its_license() -> None:
    parts = licenses({"gkgen": "0", "Pyodide": "0", "Python": "0"})
    wanted = {
        line.split("==")[0] for line in (ROOT / "web" / "requirements.txt").read_text().split("\n") if "==" in line
    }
    assert {part["name"].lower().replace("_", "-") for part in parts} == {*wanted, "gkgen", "pyodide", "python"}
    assert all(part["license"] and part["text"] for part in parts)


def test_the_same_checkout_gives_the_same_bytes(build: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "web" / "build.py"), "-o", str(tmp_path / "again.html")]
    subprocess.run(command, check=True, capture_output=True)
    assert (tmp_path / "again.html").read_bytes() == (build / "gkgen.html").read_bytes()
