"""A section written as one text taken apart at its headings, where they are those of its parts: 总体情况 by aspect."""

from gkgen import lazy_re as re
from gkgen.form import Field
from gkgen.label_normalization import normalized
from gkgen.typed_rows import spellings

_HEADING = re.compile(r"[ \t]*(#+)[ \t]*(.*?)[ \t#]*")


def parts_of(text: str, section: Field) -> dict[str, str] | None:
    """The texts of the parts by path; None where a heading is of no part, or parts are missing or out of order.

    What stands before the first heading stays before the first part. Headings are those of the first level that the
    text has.
    """
    lines = text.split("\n")
    level = min((len(head[1]) for line in lines if (head := _HEADING.fullmatch(line))), default=0)
    found: dict[str, list[str]] = {}
    opening: list[str] = []
    current = opening
    for line in lines:
        heading = _HEADING.fullmatch(line)
        if not heading or len(heading[1]) != level:
            current.append(line)
            continue
        part = next((child for child in section.children if normalized(heading[2]) in _names(child)), None)
        if part is None or part.path in found:
            return None
        current = found[part.path] = [*opening] if not found else []
    if list(found) != [child.path for child in section.children]:
        return None
    return {path: "\n".join(part).strip("\n") for path, part in found.items()}


def _names(part: Field) -> set[str]:
    return {normalized(word) for word in spellings(part)}
