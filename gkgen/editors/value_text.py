"""A value as the text of an office file: a number, a word, words in quotation marks, or a text behind `|`."""

import json

from gkgen import lazy_re as re
from gkgen.form import Field
from gkgen.source import value_of

# What certainly means nothing to YAML, inside braces and brackets neither; everything else goes into quotation marks.
_PLAIN = re.compile(r"(?:[^\W_]|（)(?:\w|://|[（）()·、，。；“”《》〔〕—\-./@])*")
_TEXTS = frozenset({"text", "prose", "prose_parts", "file", "reference"})
STEP = 2


def has_lines(field: Field | None) -> bool:
    """Whether the field is a text of paragraphs, written below its key."""
    return field is not None and field.kind in {"prose", "prose_parts"}


def inline(value: str, field: Field | None, *, is_flow: bool) -> str | None:
    """The value on the line of its key; None for a text that needs lines of its own, which braces have no room for."""
    if ("\n" in value or has_lines(field)) and not is_flow:
        return None
    return one_line(value, field)


def one_line(value: str, field: Field | None) -> str:
    """The value on one line, a number where the form wants no text; JSON's quotation marks are YAML's."""
    if field is not None and field.kind in _TEXTS:
        return quoted(value)
    return value if value_of(value) != value else quoted(value)


def quoted(text: str) -> str:
    """A text as a YAML value, in quotation marks only where it could be read as something else."""
    return text if _PLAIN.fullmatch(text) and value_of(text) == text else json.dumps(text, ensure_ascii=False)


def block(value: str, margin: int, parent: int, marks: str = "") -> tuple[str, list[str]]:
    """The sign `|` with its marks, and the lines of a text indented by `margin`, those of its key by `parent`.

    A text that begins with a blank says how far it is indented, as YAML cannot see it (YAML 1.2.2, 8.1.1.1).
    """
    lines = value.rstrip("\n").split("\n")
    first = next((line for line in lines if line), "")
    digit = str(margin - parent) if first[:1] in {" ", "\t"} else ""
    return f"|{digit}{marks}", [f"{' ' * margin}{line}" if line else "" for line in lines]
