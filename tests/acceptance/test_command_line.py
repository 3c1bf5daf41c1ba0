"""gkgen as it is typed: exit statuses, what goes to which stream, both languages, what is imported."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from gkgen.cli import run
from gkgen.cli.main import commands
from gkgen.diagnostics import CATALOGUE, Term
from tests.acceptance.conftest import ROOT

EXAMPLE = str(ROOT / "examples" / "bagang.yaml")
FAULTY = "年度: 2021\n机关: 某某街道\n"


def shell(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "gkgen", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        check=False,
    )


@pytest.fixture
def faulty(tmp_path: Path) -> str:
    path = tmp_path / "某某街道.yaml"
    path.write_text(FAULTY, encoding="utf-8")
    return str(path)


def test_clean_files_end_with_0_and_findings_with_1(faulty: str) -> None:
    assert run(["check", EXAMPLE]) == 0
    assert run(["check", EXAMPLE, faulty]) == 1


@pytest.mark.parametrize(
    "words",
    [[], ["bild"], ["check"], ["check", "没有.yaml"], ["build", EXAMPLE, "-f", "doc"], ["build", EXAMPLE, "-j", "0"]],
)
def test_a_wrong_call_ends_with_2_and_says_so_in_chinese(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == 2
    shown = capsys.readouterr()
    assert re.search("[一-龥]", shown.err + shown.out)
    assert "Traceback" not in shown.err


def test_what_cannot_be_written_ends_with_3_and_tells_which(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run(["build", EXAMPLE, "-o", str(tmp_path / "file" / "below"), "-f", "json"]) == 3
    assert "O02" in capsys.readouterr().err


def test_a_word_file_that_does_not_match_ends_with_4_and_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gkgen.writers import docx

    monkeypatch.setattr(docx, "compare", lambda *_: (docx.Difference(Term("第 1 段", "paragraph 1"), "甲", "乙"),))
    assert run(["build", EXAMPLE, "-o", str(tmp_path), "-f", "docx,json"]) == 4
    assert list(tmp_path.iterdir()) == []


def test_a_fault_of_gkgen_ends_with_70_and_a_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from gkgen.pipeline.core import file_checking

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr(file_checking, "check_text", fail)
    assert run(["build", EXAMPLE]) == 70
    shown = capsys.readouterr().err
    log = re.search(r"\S+gkgen-\S+\.log", shown)
    assert log is not None
    assert "ZeroDivisionError" in Path(log.group()).read_text(encoding="utf-8")
    Path(log.group()).unlink()


def test_an_interrupted_run_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    import gkgen.batch

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(gkgen.batch, "check_all", interrupt)
    assert run(["check", EXAMPLE]) == 130


def test_results_go_to_standard_output_and_findings_to_standard_error(
    tmp_path: Path, faulty: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", EXAMPLE, faulty, "-o", str(tmp_path), "-f", "json,html", "-j", "1"]) == 1
    shown = capsys.readouterr()
    assert shown.out.split() == [str(tmp_path / "bagang.json"), str(tmp_path / "bagang.html")]
    assert "某某街道.yaml" in shown.err


@pytest.mark.unreviewed
def test_findings_as_json_have_the_documented_shape(faulty: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", faulty, EXAMPLE, "--output-format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert set(data) == {"version", "diagnostics", "summary"}
    assert data["summary"] == {"files": 2, "errors": len(data["diagnostics"]), "warnings": 0, "notes": 0}
    keys = {
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "path",
        "code",
        "severity",
        "message",
        "hint",
        "fixable",
        "waived",
        "addends",
    }
    assert len(data["diagnostics"]) == 6
    assert all(set(found) == keys for found in data["diagnostics"])


def test_the_addends_of_a_failed_sum_are_in_the_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.yaml"
    text = Path(EXAMPLE).read_text(encoding="utf-8")
    path.write_text(
        text.replace("复议诉讼情况: 全零", "复议诉讼情况: {行政复议: {结果维持: 1, 总计: 3}}"), encoding="utf-8"
    )
    assert run(["check", str(path), "--output-format", "json", "--lang", "en"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert found["code"] == "R30"
    assert [(addend["side"], addend["label"], addend["value"]) for addend in found["addends"]] == [
        ("left", "total", 3),
        ("right", "upheld", 1),
        ("right", "corrected", 0),
        ("right", "other", 0),
        ("right", "pending", 0),
    ]


@pytest.mark.unreviewed
def test_concise_findings_can_be_parsed(faulty: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", faulty, "--output-format", "concise"])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 6
    assert all(re.fullmatch(r".+:\d+:\d+ 错误 [A-Z]\d\d .+", line) for line in lines)


@pytest.mark.parametrize("words", [["--lang", "en", "check"], ["check", "--lang=en"]])
def test_english_is_spoken_wherever_the_option_stands(
    words: list[str], faulty: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run([*words, faulty])
    shown = capsys.readouterr()
    assert "is missing" in shown.out
    assert "错误" not in shown.out + shown.err


def test_english_can_be_set_for_good(
    faulty: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GKGEN_LANG", "en")
    run(["check", faulty])
    assert "is missing" in capsys.readouterr().out


@pytest.mark.parametrize("verb", sorted(commands("zh").commands))
@pytest.mark.parametrize(("language", "heading"), [("zh", "选项"), ("en", "Options")])
def test_every_verb_explains_itself(verb: str, language: str, heading: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([verb, "--help", "--lang", language]) == 0
    assert heading in capsys.readouterr().out


@pytest.mark.parametrize("kind", CATALOGUE.values(), ids=lambda kind: kind.name)
def test_messages_fit_a_console_in_gbk(kind: object) -> None:
    words = [getattr(kind, part) for part in ("zh", "hint_zh", "en", "hint_en")]
    assert words[0]
    assert words[2]
    for text in words:
        text.encode("gbk")


def test_a_console_in_gbk_is_no_reason_to_stop(faulty: str) -> None:
    done = shell("check", faulty, PYTHONIOENCODING="gbk")
    assert done.returncode == 1
    assert "错误" in done.stderr.decode("gbk")


def test_check_imports_no_renderer_and_help_no_library() -> None:
    script = "import sys; from gkgen.cli import run; run(sys.argv[1:]); print(','.join(sys.modules))"

    def loaded(*words: str) -> set[str]:
        done = subprocess.run(
            [sys.executable, "-c", script, *words], cwd=ROOT, capture_output=True, text=True, check=True
        )
        return set(done.stdout.splitlines()[-1].split(","))

    assert not loaded("check", EXAMPLE) & {"weasyprint", "docxtpl", "docx"}
    assert not loaded("--help") & {"yaml", "cerberus", "jinja2", "weasyprint", "docxtpl", "docx", "lxml", "PIL"}


@pytest.mark.parametrize("shell_name", ["bash", "zsh", "fish"])
def test_completion_scripts_are_printed(shell_name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell_name]) == 0
    assert "_GKGEN_COMPLETE" in capsys.readouterr().out


def test_a_shell_completes_verbs() -> None:
    done = shell(_GKGEN_COMPLETE="bash_complete", COMP_WORDS="gkgen ch", COMP_CWORD="1")
    assert done.stdout.decode() == "plain,check\n"


@pytest.mark.parametrize("year", ["2020", "2021"])
@pytest.mark.parametrize("keys", ["zh", "en"])
def test_a_new_file_lacks_nothing_but_its_text(year: str, keys: str, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    assert run(["new", str(path), "--year", year, "--office", "某某市 某某局: “一”", "--keys", keys]) == 0
    import gkgen

    assert {found.code for found in gkgen.check(path).diagnostics} == {"N16"}
    filled = path.read_text(encoding="utf-8").replace("|\n\n", "|\n    写好了。\n\n")
    path.write_text(filled, encoding="utf-8")
    # What is filled in here is short.
    assert {found.kind for found in gkgen.check(path).diagnostics} <= {"R72.short"}


def test_new_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "old.yaml"
    path.write_text("旧", encoding="utf-8")
    assert run(["new", str(path), "--year", "2021", "--office", "某局"]) == 2
    assert path.read_text(encoding="utf-8") == "旧"


def test_a_batch_gives_the_same_with_one_process_and_with_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outputs = []
    for jobs in ("1", "2"):
        folder = tmp_path / jobs
        examples = map(str, sorted((ROOT / "examples").glob("*.yaml")))
        assert run(["build", *examples, "-o", str(folder), "-f", "html,json", "-j", jobs]) == 0
        names = [Path(line).name for line in capsys.readouterr().out.split()]
        outputs.append([(name, (folder / name).read_bytes()) for name in names])
    assert len(outputs[0]) == 10
    assert outputs[0] == outputs[1]


def test_two_offices_of_one_name_do_not_overwrite_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "office.yaml").write_bytes(Path(EXAMPLE).read_bytes())
    assert run(["build", str(tmp_path), "-o", str(tmp_path / "out"), "-f", "json"]) == 1
    assert "O01" in capsys.readouterr().err
    assert len(list((tmp_path / "out").glob("[!.]*"))) == 1


def test_outputs_are_named_by_a_pattern_and_stay_in_their_folder(tmp_path: Path) -> None:
    assert run(["build", EXAMPLE, "-o", str(tmp_path / "out"), "-f", "json", "--name", "../{年度}/{机关}"]) == 0
    (made,) = (tmp_path / "out").glob("[!.]*")
    assert re.fullmatch(r"[^/\\]*2021[^/\\]*八岗办事处\.json", made.name)


def test_the_report_of_a_batch_is_written(tmp_path: Path, faulty: str) -> None:
    report = tmp_path / "report.json"
    assert (
        run(["build", EXAMPLE, faulty, "-o", str(tmp_path / "out"), "-f", "json", "-j", "1", "--report", str(report)])
        == 1
    )
    data = json.loads(report.read_text(encoding="utf-8"))
    assert [office["status"] for office in data["offices"]] == ["built", "failed"]
    assert data["totals"]["built"] == data["totals"]["failed"] == 1
