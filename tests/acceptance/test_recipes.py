"""The CI recipes of `gkgen init` and of the docs follow the published schemas of GitHub and GitLab; Gitee has none."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from pre_commit.clientlib import load_config

from gkgen.pipeline.editing.scaffold import found_district
from tests.acceptance.conftest import ROOT

CHECKER = Path(sys.executable).with_name("check-jsonschema")


def faults(schema: str, file: Path) -> str:
    """What a schema that check-jsonschema brings along has against a file; it needs no network."""
    command = [str(CHECKER), "--builtin-schema", f"vendor.{schema}", str(file)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout if done.returncode else ""


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("district")
    found_district(folder, 2025)
    return folder


@pytest.mark.parametrize(
    ("schema", "name"), [("github-workflows", ".github/workflows/reports.yml"), ("gitlab-ci", ".gitlab-ci.yml")]
)
def test_a_recipe_of_a_new_folder_follows_its_schema(schema: str, name: str, district: Path, tmp_path: Path) -> None:
    assert faults(schema, district / name) == ""
    # Guard: the schema has an opinion.
    text = (district / name).read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(text.replace("on:\n", "onn:\n").replace("script:\n", "script: {}\n  #"), encoding="utf-8")
    assert faults(schema, wrong) != ""


def test_the_hooks_of_a_new_folder_are_read_by_pre_commit(district: Path) -> None:
    (repository,) = load_config(str(district / ".pre-commit-config.yaml"))["repos"]
    assert {hook["id"] for hook in repository["hooks"]} >= {"gkgen-fix", "gkgen-format", "gkgen-check"}


def test_the_recipe_for_gitee_has_the_parts_of_its_examples(district: Path) -> None:
    """Nobody publishes a schema for it; these are the names that its own examples have."""
    recipe = yaml.safe_load((district / ".workflow" / "reports.yml").read_text(encoding="utf-8"))
    assert {"version", "name", "displayName", "triggers", "stages"} <= set(recipe)
    steps = [step for stage in recipe["stages"] for step in stage["steps"]]
    assert all({"step", "name", "displayName", "commands"} <= set(step) for step in steps)
    assert any("gkgen check ." in step["commands"] for step in steps)


ACTION = re.compile(r"uses: *([\w./-]+)@(\S+)")
INSTALLS = "pip install --no-index --find-links 安装包 --require-hashes -r requirements.txt"


def recipes(district: Path) -> dict[str, str]:
    names = (".github/workflows/reports.yml", ".gitlab-ci.yml", ".workflow/reports.yml")
    return {name: (district / name).read_text(encoding="utf-8") for name in names}


def test_actions_are_those_of_a_commit_and_keep_no_token(district: Path) -> None:
    """A tag can be moved; the token of a checkout would stand in .git/config for whatever runs later."""
    texts = [recipes(district)[".github/workflows/reports.yml"], (ROOT / "action.yml").read_text(encoding="utf-8")]
    used = [found for text in texts for found in ACTION.findall(text)]
    assert len(used) == 6
    assert all(re.fullmatch("[0-9a-f]{40}", commit) for _, commit in used)
    jobs = yaml.safe_load(texts[0])["jobs"].values()
    checkouts = [step for job in jobs for step in job["steps"] if "actions/checkout@" in step.get("uses", "")]
    assert [step["with"]["persist-credentials"] for step in checkouts] == [False, False]
    assert yaml.safe_load(texts[0])["permissions"] == {"contents": "read"}


def test_recipes_install_from_the_folder_with_hashes_and_warn_of_it(district: Path) -> None:
    for name, text in recipes(district).items():
        installs = [line for line in text.splitlines() if re.search(r"\bpip\b", line)]
        assert installs, name
        assert all(line.strip().endswith(INSTALLS) for line in installs), name
        assert "# 合并请求里的“安装包”和 requirements.txt 会在服务器上运行" in text, name
    readme = (district / "README.md").read_text(encoding="utf-8")
    assert "gkgen init . --year 2025 --wheels gkgen-" in readme
    assert "合并请求里的“安装包”和 `requirements.txt` 会在服务器上运行" in readme


@pytest.mark.parametrize("page", ["engineers.md", "engineers.zh-CN.md"])
def test_the_recipe_of_the_docs_follows_its_schema(page: str, tmp_path: Path) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    (recipe,) = re.findall(r"^```yaml\n(# \.gitlab-ci\.yml\n.*?)^```$", text, re.MULTILINE | re.DOTALL)
    file = tmp_path / ".gitlab-ci.yml"
    file.write_text(recipe, encoding="utf-8")
    assert faults("gitlab-ci", file) == ""
