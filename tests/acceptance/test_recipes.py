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


@pytest.mark.parametrize("page", ["engineers.md", "engineers.zh-CN.md"])
def test_the_recipe_of_the_docs_follows_its_schema(page: str, tmp_path: Path) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    (recipe,) = re.findall(r"^```yaml\n(# \.gitlab-ci\.yml\n.*?)^```$", text, re.MULTILINE | re.DOTALL)
    file = tmp_path / ".gitlab-ci.yml"
    file.write_text(recipe, encoding="utf-8")
    assert faults("gitlab-ci", file) == ""
