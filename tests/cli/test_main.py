"""What ends a run and with which status, --version, and python -m gkgen."""

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from gkgen import __version__, _version
from gkgen.cli import run
from gkgen.errors import EnvironmentFault, TemplateError
from gkgen.source import MAX_BYTES
from tests.cli.calls import ROOT, Gkgen, environment, shell
from tests.office import office
from tests.source.test_foreign_formats import FILES, package

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of an office file in which nothing is wrong, in the current folder."""
    monkeypatch.chdir(tmp_path)
    Path("镇.yaml").write_text(office(), encoding="utf-8")
    Path("空").mkdir()
    return "镇.yaml"


# What ends a run


def raising(fault: BaseException) -> object:
    def fail(*arguments: object, **options: object) -> None:
        raise fault

    return fail


@pytest.mark.parametrize(
    ("fault", "status", "message"),
    [
        (EnvironmentFault("没有字体"), 3, "gkgen: 没有字体"),
        (OSError(28, "No space left on device", "x.docx"), 3, "gkgen: x.docx：磁盘已满"),
        (PermissionError("no file named"), 3, "no file named"),
        (TemplateError("x"), 2, "gkgen: x"),
        (KeyboardInterrupt(), 130, "已中断"),
    ],
)
def test_a_failure_has_its_status_and_one_line(
    fault: BaseException, status: int, message: str, file: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gkgen.batch.build_all", raising(fault))
    assert run(["build", file]) == status
    shown = capsys.readouterr()
    assert (shown.out, len(shown.err.strip().splitlines())) == ("", 1)
    assert message in shown.err


@pytest.mark.parametrize(
    ("language", "words"), [("zh", ("gkgen 自身出错，请把 ", " 交给维护者")), ("en", ("please send ", " to"))]
)
def test_a_fault_outside_of_any_office_leaves_a_log(
    language: str, words: tuple[str, str], file: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gkgen.batch.build_all", raising(ZeroDivisionError("a fault")))
    assert run(["build", file, "--lang", language]) == 70
    shown = capsys.readouterr().err
    assert "Traceback" not in shown
    log = Path(shown.partition(words[0])[2].partition(words[1])[0])
    assert "ZeroDivisionError: a fault" in log.read_text(encoding="utf-8")
    log.unlink()


def test_a_report_that_cannot_be_written_is_the_machines_fault(file: str, capsys: Capture) -> None:
    """Guard: OSError is caught in `run`."""
    assert run(["build", file, "-f", "json", "--report", "镇.yaml/report.json"]) == 3
    assert "镇.yaml" in capsys.readouterr().err


def test_the_worst_office_gives_the_status(file: str) -> None:
    Path("坏.yaml").write_text(office(年度="2018"), encoding="utf-8")
    Path("醒.yaml").write_text(office(总体情况="|\n# 甲"), encoding="utf-8")
    assert run(["check", file, "醒.yaml"]) == 0
    assert run(["check", file, "醒.yaml", "--strict"]) == 1
    assert run(["check", "."]) == 1
    assert run(["build", ".", "-f", "json", "-j", "1"]) == 1
    assert sorted(path.stem for path in Path().glob("[!.]*.json")) == ["醒", "镇"]


def test_names_in_other_encodings_are_shown_and_reported(tmp_path: Path, file: str) -> None:
    odd = os.fsdecode(b"\xb5\xa5.yaml")
    Path(odd).write_text(office(), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "gkgen", "build", odd, "-f", "json", "-o", "出", "--report", "report.json"],
        env=_environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert Path("report.json").read_text(encoding="utf-8").count('"built"') == 2


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(_version.__file__).parents[1]), "PYTHONIOENCODING": "utf-8"}


# The version, the module, what is imported


def test_the_version_is_the_one_of_the_package(gkgen: Gkgen) -> None:
    called = gkgen("--version")
    assert (called.status, called.out, called.err) == (0, f"gkgen {__version__}\n", "")


def test_the_module_ends_with_the_status_of_the_command_line(faulty: Path, tmp_path: Path) -> None:
    assert shell("check", faulty, folder=tmp_path).returncode == 1
    assert shell("--version", folder=tmp_path).stdout.decode().split() == ["gkgen", __version__]
    assert shell("nope", folder=tmp_path).returncode == 2


def test_help_needs_no_library_but_click() -> None:
    script = "import sys\nfrom gkgen.cli import run\nstatus = run(['--help'])\nprint(*sys.modules)\nsys.exit(status)"
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "click" in loaded
    assert version("click")
    assert not loaded & {"yaml", "cerberus", "jinja2", "markdown_it", "weasyprint", "docxtpl", "docx", "lxml", "PIL"}


@pytest.mark.parametrize("verb", ["check", "build", "fix", "format"])
@pytest.mark.parametrize(("name", "data", "wanted"), FILES)
def test_every_command_says_what_it_is_and_what_to_run(
    tmp_path: Path, gkgen: Gkgen, verb: str, name: str, data: bytes, wanted: str
) -> None:
    (tmp_path / name).write_bytes(data)
    called = gkgen(verb, tmp_path / name)
    shown = called.out + called.err
    assert f"这是 {wanted} 文件" in shown
    assert called.status != 0
    assert (tmp_path / name).read_bytes() == data


def test_a_word_file_that_is_larger_than_an_office_file_may_be_is_a_word_file(tmp_path: Path, gkgen: Gkgen) -> None:
    path = tmp_path / "去年.docx"
    path.write_bytes(package("word/document.xml", MAX_BYTES + 1))
    assert "这是 Word 文件" in gkgen("check", path).out
    assert "gkgen import" in gkgen("check", path).out


def test_a_new_report_begins_from_a_word_file(tmp_path: Path, gkgen: Gkgen) -> None:
    """Guard: --from gave the advice to save the Word file as UTF-8."""
    example = Path(__file__).parents[2] / "examples" / "zhangzhuang.yaml"
    assert gkgen("build", example, "-o", tmp_path, "-f", "docx").status == 0
    called = gkgen("new", tmp_path / "今年.yaml", "--from", tmp_path / "zhangzhuang.docx")
    assert (called.status, (tmp_path / "zhangzhuang.yaml").exists()) == (0, True)
    assert "张庄" in (tmp_path / "今年.yaml").read_text(encoding="utf-8")


def test_a_command_is_imported_when_it_runs() -> None:
    script = "import sys\nfrom gkgen.cli import run\nrun(sys.argv[1:])\nprint(*sys.modules, file=sys.stderr)"
    imported = {}
    for words in (("--help",), ("check", "examples/bagang.yaml")):
        done = subprocess.run(
            [sys.executable, "-c", script, *words],
            capture_output=True, text=True, check=True, cwd=ROOT, env=environment(),
        )  # fmt: skip
        imported[words[0]] = {name for name in done.stderr.split() if name.startswith("gkgen.cli.")}
    assert "gkgen.cli.main" in imported["--help"]
    verbs = {f"gkgen.cli.{name}" for name in ("build", "check", "import_", "form", "template", "doctor")}
    assert not imported["--help"] & verbs
    assert imported["check"] & verbs == {"gkgen.cli.check"}
