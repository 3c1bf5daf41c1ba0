"""Rewrites docs/rules.md and docs/rules.zh-CN.md from the rules of gkgen: `.venv/bin/python tools/list_rules.py`."""

from pathlib import Path

from gkgen.diagnostics import Language
from gkgen.pipeline.inspecting.explanations import explanations
from gkgen.reporters.rules_page import rules_page

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES: dict[str, Language] = {"rules.zh-CN.md": "zh", "rules.md": "en"}


def page(language: Language) -> str:
    """The page of all rules."""
    return "\n".join(rules_page(explanations().values(), language)).rstrip("\n") + "\n"


def main() -> None:
    for name, language in PAGES.items():
        (DOCS / name).write_text(page(language), encoding="utf-8")


if __name__ == "__main__":
    main()
