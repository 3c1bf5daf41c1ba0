"""What runs gkgen for its users, in their repositories: the hooks of pre-commit, the action of GitHub."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import check_jsonschema
import jsonschema
import pytest
import yaml
from pre_commit.clientlib import load_manifest

from tests.acceptance.conftest import ROOT

BIN = Path(sys.executable).parent
EXAMPLE = (ROOT / "examples" / "xinjianlu.yaml").read_text(encoding="utf-8")
WRONG = EXAMPLE.replace("本年新收: {自然人: 1}", "本年新收: {自然人: 1}\n  结转下年度: {自然人: 5}")


def run(*command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    surroundings |= {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "GIT_CONFIG_GLOBAL": os.devnull, **environment}
    return subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, encoding="utf-8", check=False)


# pre-commit


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose hooks are those of the manifest, by the gkgen of this environment instead of a fresh one."""
    hooks = [{**hook, "language": "system"} for hook in load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))]
    assert {hook["id"] for hook in hooks} >= {"gkgen-check", "gkgen-fix"}
    known = {"id", "name", "entry", "language", "files", "exclude", "require_serial"}
    hooks = [{name: value for name, value in hook.items() if name in known} for hook in hooks]
    hooks.sort(key=lambda hook: hook["id"] != "gkgen-fix")
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    assert git(tmp_path, "init", "--quiet", ".").returncode == 0
    assert run("pre-commit", "install", folder=tmp_path, PRE_COMMIT_HOME=str(tmp_path / ".cache")).returncode == 0
    return tmp_path


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    who = ("-c", "user.name=clerk", "-c", "user.email=clerk@example.com")
    return run("git", *who, *words, folder=folder, PRE_COMMIT_HOME=str(folder / ".cache"))


def commit(folder: Path, **files: str) -> subprocess.CompletedProcess[str]:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        git(folder, "add", f"{name}.yaml")
    return git(folder, "commit", "--quiet", "--message", "改")


def test_a_right_file_is_committed(repository: Path) -> None:
    done = commit(repository, 街道=EXAMPLE)
    assert done.returncode == 0, done.stderr
    assert git(repository, "log", "--format=%s").stdout == "改\n"


def test_a_wrong_sum_is_not_committed(repository: Path) -> None:
    done = commit(repository, 街道=WRONG)
    assert done.returncode == 1
    assert re.search(r"街道\.yaml:\d+:\d+ 错误 R10 ", done.stderr)  # Git passes on what hooks print
    assert git(repository, "log").returncode != 0


def test_a_file_that_was_mended_is_looked_at_once_more(repository: Path) -> None:
    slip = EXAMPLE.replace("年度: ", "年度：")
    assert slip != EXAMPLE
    assert commit(repository, 街道=slip).returncode == 1
    assert (repository / "街道.yaml").read_text(encoding="utf-8") == EXAMPLE
    assert commit(repository, 街道=EXAMPLE).returncode == 0


def test_bases_and_the_files_of_other_programs_are_left_alone(repository: Path) -> None:
    done = commit(repository, _base="年度: 2021\n", **{".gitlab-ci": "stages: [test]\n"})
    assert done.returncode == 0, done.stderr


# GitHub

Action = dict[str, Any]


@pytest.fixture(scope="module")
def action() -> Action:
    data: Action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return data


def published_schema() -> Any:
    path = Path(check_jsonschema.__file__).parent / "builtin_schemas" / "vendor" / "github-actions.json"
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_action_is_valid_by_its_published_schema(action: Action) -> None:
    jsonschema.validate(action, published_schema())
    step = {**action["runs"]["steps"][-1]}
    step.pop("shell")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**action, "runs": {"using": "composite", "steps": [step]}}, published_schema())


def test_no_input_becomes_part_of_a_script(action: Action) -> None:
    scripts = [step["run"] for step in action["runs"]["steps"] if "run" in step]
    assert len(scripts) == 4
    assert not any("${{" in script for script in scripts)
    named = set(re.findall(r"inputs\.([\w-]+)", json.dumps(action["runs"])))
    assert named == set(action["inputs"])


def step(action: Action, name: str, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """A step run as a runner does, on a machine that has gkgen already."""
    (wanted,) = (step for step in action["runs"]["steps"] if step.get("name") == name)

    def given(found: re.Match[str]) -> str:
        return inputs.get(found[1]) or str(action["inputs"][found[1]]["default"])

    environment = {name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", given, text) for name, text in wanted["env"].items()}
    temporary = folder / ".temporary"
    temporary.mkdir(exist_ok=True)
    (temporary / "gkgen").mkdir(exist_ok=True)
    if not (temporary / "gkgen" / "bin").exists():
        (temporary / "gkgen" / "bin").symlink_to(BIN)
    script = temporary / "step.sh"
    script.write_text(wanted["run"], encoding="utf-8")
    environment |= {"RUNNER_TEMP": str(temporary), "GITHUB_STEP_SUMMARY": str(temporary / "summary.md")}
    command = ("bash", "--noprofile", "--norc", "-eo", "pipefail", str(script))
    return run(*command, folder=folder, GITHUB_ACTIONS="true", **environment)


def test_the_action_checks_a_folder_and_annotates_what_it_finds(action: Action, tmp_path: Path) -> None:
    (tmp_path / "a b.yaml").write_text(WRONG, encoding="utf-8")
    done = step(action, "Check", tmp_path, sarif="x.sarif")
    assert done.returncode == 1, done.stderr
    assert done.stdout.count("::error file=a b.yaml,title=gkgen R10,") == 1
    assert "| R10 |" in (tmp_path / ".temporary" / "summary.md").read_text(encoding="utf-8")
    results = json.loads((tmp_path / "x.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert "R10" in {result["ruleId"] for result in results}


def test_the_action_takes_paths_line_by_line_and_runs_nothing_in_them(action: Action, tmp_path: Path) -> None:
    for name in ("a b.yaml", "$(touch gone).yaml", "c.yaml"):
        (tmp_path / name).write_text(EXAMPLE, encoding="utf-8")
    (tmp_path / "wrong.yaml").write_text(WRONG, encoding="utf-8")
    done = step(action, "Check", tmp_path, paths="a b.yaml\n  \n$(touch gone).yaml\n", language="en")
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("2 files: 0 errors")
    assert not (tmp_path / "gone").exists()
    assert step(action, "Check", tmp_path, paths="nowhere").returncode == 2


def test_the_action_builds(action: Action, tmp_path: Path) -> None:
    (tmp_path / "街道.yaml").write_text(EXAMPLE, encoding="utf-8")
    done = step(action, "Build", tmp_path, build="out", formats="docx,json")
    assert done.returncode == 0, done.stderr
    assert sorted(path.suffix for path in (tmp_path / "out").glob("[!.]*")) == [".docx", ".json"]
