"""Message patterns made readable: words in place of the {names} that a finding fills in."""

from gkgen.diagnostics import Language

# What is not named here is an ellipsis; English has the name itself in angle brackets.
_CHINESE = {
    "key": "某项",
    "field": "某项",
    "row": "某行",
    "subject": "某行或某列：",
    "left": "一边的数",
    "right": "另一边的数",
    "remedy": "某格改成某数",
    "role": "某种",
}
# Names that may print nothing.
_SILENT = {"more", "context"}


class _Words(dict[str, str]):
    def __init__(self, language: Language) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, name: str) -> str:
        if name in _SILENT:
            return ""
        if self.language == "en":
            return "<row or column>: " if name == "subject" else f"<{name}>"
        return _CHINESE.get(name, "…")


def readable(pattern: str, language: Language) -> str:
    """The pattern as a sentence."""
    return pattern.format_map(_Words(language))
