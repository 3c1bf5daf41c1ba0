"""JSON as text: what is not seen is escaped, so that a terminal obeys nothing, and programs read the same."""

import json
from typing import Any

from gkgen.invisible_characters import find_unseen


def json_text(data: Any, *, ascii_only: bool, indent: int = 2) -> str:
    """The data as JSON; with `ascii_only`, for consoles of other encodings, all letters beyond ASCII are escaped."""
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    # They can only stand within strings.
    for unseen in {found.group() for found in find_unseen(text)}:
        text = text.replace(unseen, json.dumps(unseen)[1:-1])
    return text
