"""Words of a file inside Markdown: whoever wrote the file must not make an editor show links or load pictures."""

from gkgen.invisible_characters import visible

_SPECIAL = "\\`*_{}[]<>()#+-.!|~"


def escaped(text: str) -> str:
    """The text as Markdown that shows it as it is."""
    shown = visible(text)
    return "".join(f"\\{sign}" if sign in _SPECIAL else sign for sign in shown)


def code(text: str) -> str:
    """The text as code, in as many backticks as it needs."""
    shown, marks = visible(text), "`"
    while marks in shown:
        marks += "`"
    return f"{marks}{shown}{marks}" if len(marks) == 1 else f"{marks} {shown} {marks}"
