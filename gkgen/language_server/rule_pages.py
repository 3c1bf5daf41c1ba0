"""The page of a code: where a finding's link leads, and what stands there."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from gkgen import lazy_re as re
from gkgen.diagnostics import Language
from gkgen.pipeline.inspecting.explanations import explanations, known_code
from gkgen.reporters.rules_page import rule_sections
from gkgen.resources import PACKAGE

_ENTRY = re.compile(r"(?m)^([A-Z]\d\d):")


def page(code: str, language: Language) -> str:
    """What a code means, as Markdown; empty for one that gkgen does not know."""
    known = known_code(code)
    return "\n".join(rule_sections([explanations()[known]], language)) if known else ""


def address(code: str, pages: str) -> str:
    """The address of the page of a code.

    `pages` is the editor's own, with `{code}` in it. Without one it is the rule's entry in gkgen/rules, which any
    editor can open.
    """
    if pages:
        return pages.replace("{code}", code)
    place = _entries().get(code)
    return f"{place[0].as_uri()}#L{place[1]}" if place else ""


@cache
def _entries() -> Mapping[str, tuple[Path, int]]:
    found: dict[str, tuple[Path, int]] = {}
    for path in sorted((PACKAGE / "rules").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        for entry in _ENTRY.finditer(text):
            found[entry[1]] = path, text.count("\n", 0, entry.start()) + 1
    return found
