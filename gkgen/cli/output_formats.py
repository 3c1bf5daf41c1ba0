"""--output-format: the formats of findings, and the default."""

import os
from collections.abc import Sequence

import click

from gkgen.cli.i18n import OneOf
from gkgen.cli.language import Translate

SHOWN = ("text", "concise")
REPORTED = ("json", "github", "gitlab", "sarif", "markdown")


def output_format(translate: Translate, names: Sequence[str]) -> click.Option:
    """The option, for a command with these formats."""
    zh = {
        "text": "带原文（text）",
        "concise": "每条一行（concise）",
        "json": "给程序读（json）",
        "github": "标在 GitHub 的改动旁边（github，在 GitHub Actions 里自动选用）",
        "gitlab": "GitLab 的代码质量报告（gitlab）",
        "sarif": "SARIF 2.1.0（sarif）",
        "markdown": "贴进合并请求的表格（markdown）",
    }
    en = {
        "text": "with the lines (text)",
        "concise": "a line each (concise)",
        "json": "for programs (json)",
        "github": "beside the lines of a pull request (github, chosen by itself inside GitHub Actions)",
        "gitlab": "as a GitLab code quality report (gitlab)",
        "sarif": "as SARIF 2.1.0 (sarif)",
        "markdown": "as a table for a pull request (markdown)",
    }
    return click.Option(
        ["--output-format"],
        type=OneOf(names, translate),
        metavar="|".join(names),
        help=translate(
            f"怎样显示：{'、'.join(zh[name] for name in names)}",
            f"how findings are shown: {', '.join(en[name] for name in names)}",
        ),
    )


def on_screen(named: str | None = None) -> str:
    """The format that was named, else the default for the terminal or the CI service."""
    return named or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
