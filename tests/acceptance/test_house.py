"""House rules that no linter knows: where tests stand, names of modules, lengths of modules and functions."""

import ast
import re
import sys
import tomllib
from collections import defaultdict
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import grimp

from tests.acceptance.conftest import ROOT

MODULES = sorted((ROOT / "gkgen").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
# Tests of finished files and of whole corpora, of scripts beside the package.
ELSEWHERE = ("acceptance/", "benchmarks/", "kit/", "tools/", "web/", "test_corpus.py", "test_mistakes.py")
# What a module named so is about is the format.
FORMATS = {"docx", "html", "json", "markdown", "pdf", "text"}
MAX_MODULE_LINES = 309
MAX_FUNCTION_LINES = 40


def test_tests_stand_where_the_code_stands() -> None:
    """tests/a/test_b.py tests gkgen/a/b.py; that of a package as a whole has its name: tests/a/b/test_b.py."""
    names = [path.relative_to(ROOT / "tests").as_posix() for path in TESTS]
    assert len([name for name in names if not name.startswith(ELSEWHERE)]) > 100
    homeless = []
    for name in names:
        place, stem = Path(name).parent, Path(name).stem.removeprefix("test_")
        is_module = (ROOT / "gkgen" / place / f"{stem}.py").exists()
        is_package = place.name == stem and (ROOT / "gkgen" / place).is_dir()
        if not (name.startswith(ELSEWHERE) or is_module or is_package):
            homeless.append(name)
    assert homeless == []


def test_modules_import_in_no_circle() -> None:
    graph = grimp.build_graph("gkgen", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert sum(map(len, imports.values())) > 1_000
    TopologicalSorter(imports).prepare()  # raises CycleError, which names the circle


def test_no_two_modules_share_a_name() -> None:
    by_stem = defaultdict(list)
    for path in MODULES:
        if path.stem not in FORMATS and path.name != "__init__.py":
            by_stem[path.stem].append(path.relative_to(ROOT).as_posix())
    assert len(by_stem) > 200
    assert [paths for paths in by_stem.values() if len(paths) > 1] == []


def test_modules_and_functions_are_short() -> None:
    functions = []
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= MAX_MODULE_LINES, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                functions.append(f"{path.name}:{node.lineno}")
                length = (node.end_lineno or 0) - node.lineno + 1
                assert length <= MAX_FUNCTION_LINES, f"{path.name}:{node.lineno} {node.name} has {length} lines"
    assert len(functions) > 1_000


def imported() -> set[str]:
    """The top-level modules that gkgen imports, at the top of a module or inside a function."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in MODULES]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    named = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    named += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level]
    return {name.partition(".")[0] for name in named} - set(sys.stdlib_module_names) - {"gkgen"}


def test_what_is_imported_is_declared_and_nothing_else() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = settings["optional-dependencies"]
    requirements = [*settings["dependencies"], *optional["dask"], *optional["fast"], *optional["lsp"]]
    declared = {re.split(r"[<>=\[]", each)[0].lower() for each in requirements}
    homes = packages_distributions()
    used = {name: {home.lower().replace("_", "-") for home in homes[name]} for name in imported()}
    assert len(used) > 15
    assert {name for name, distributions in used.items() if not distributions & declared} == set()
    # What others bring along is bounded where they accept releases with published weaknesses.
    assert declared - set().union(*used.values()) == {"cryptography", "fonttools", "h11", "tornado"}
