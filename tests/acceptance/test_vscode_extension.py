"""The extension of VS Code: of one version with gkgen, pinned, and where it looks for gkgen."""

import json
import re
import subprocess
import sys
from pathlib import Path

from gkgen._version import __version__
from gkgen.language_server.code_actions import ASK_REASON, WAIVE
from gkgen.language_server.server import ATTACHED, RULE
from tests.acceptance.conftest import ROOT

FOLDER = ROOT / "editors" / "vscode"


def test_what_it_is_made_from_is_pinned_and_it_has_the_version_of_gkgen() -> None:
    package = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))
    assert package["version"] == __version__
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", each) for each in package["devDependencies"].values())
    lock = json.loads((FOLDER / "package-lock.json").read_text(encoding="utf-8"))
    assert lock["packages"][""]["devDependencies"] == package["devDependencies"]
    assert not any("resolved" in each for each in lock["packages"].values())


def test_all_words_are_there_in_both_languages() -> None:
    wanted = set(re.findall(r"%([\w.]+)%", (FOLDER / "package.json").read_text(encoding="utf-8")))
    for name in ("package.nls.json", "package.nls.zh-cn.json"):
        assert json.loads((FOLDER / name).read_text(encoding="utf-8")).keys() == wanted


def test_it_speaks_with_the_server_by_the_same_names() -> None:
    source = (FOLDER / "src" / "extension.js").read_text(encoding="utf-8")
    for name in (ATTACHED, RULE, WAIVE, ASK_REASON, "rulePages", "asksReason", '"lsp", "--lang"'):
        assert name in source, name


def test_where_gkgen_is_looked_for() -> None:
    node = Path(sys.executable).with_name("node")
    tests = [str(path) for path in (FOLDER / "test").glob("*.test.js")]
    assert tests
    done = subprocess.run([node, "--test", *tests], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout
    assert "pass 5" in done.stdout
