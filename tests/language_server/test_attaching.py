"""Which YAML files are office files."""

from pathlib import Path

import pytest

from gkgen.language_server.attaching import is_office_file
from tests.language_server.reports import ENGLISH, REPORT


def attached(text: str, path: Path | None = None) -> bool:
    return is_office_file(text.split("\n"), path)


@pytest.mark.parametrize("text", [REPORT, ENGLISH, "年度: 2025\n机", "年度：２０２５\n机关: 某局\n"])
def test_office_files_are_known_by_their_first_keys(text: str) -> None:
    assert attached(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n",
        "name: ci\non: push\njobs:\n  a: {}\n",
        "title: a page\nkind: post\n",
        "repos:\n  - repo: local\n",
        "标题: 一篇博客\n作者: 某人\n标签: [甲]\n",
        "# yaml-language-server: $schema=https://json.schemastore.org/github-workflow.json\n年度: 2025\n",
    ],
)
def test_other_files_are_left_alone(text: str) -> None:
    assert not attached(text)


def test_the_schema_line_decides() -> None:
    for name in ("office.schema.json", "office.en.schema.json", "base.schema.json"):
        assert attached(f"# yaml-language-server: $schema=../.gkgen/{name}\n")


def test_an_empty_file_is_one_where_gkgen_was_set_up(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    path = tmp_path / "2025" / "甲.yaml"
    assert not attached("", path)
    (tmp_path / ".gkgen").mkdir()
    (tmp_path / ".gkgen" / "office.schema.json").write_text("{}")
    assert attached("", path)
    assert attached("# 说明\n", tmp_path / "2025" / "_共用.yaml")
    for other in ("2025/名册.yaml", ".github/workflows/a.yaml", ".pre-commit-config.yaml"):
        assert not attached("", tmp_path / other)
    assert not attached("repos:\n  - repo: local\n", path)
