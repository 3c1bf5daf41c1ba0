"""The characters with which a match of a regular expression can begin, so that few patterns are tried at each place.

Only what `said` in schema.yaml uses is read: literals, sets without ranges or negation, groups, alternatives,
lookarounds, repetitions.
"""

from gkgen.errors import SchemaError

_LOOKAROUNDS = ("(?=", "(?!", "(?<=", "(?<!")


def first_characters(pattern: str) -> frozenset[str]:
    """The characters that can begin a match; raises SchemaError where that cannot be said."""
    found, may_be_empty, end = _alternatives(pattern, 0)
    if may_be_empty or end != len(pattern) or not found:
        raise SchemaError(f"said: {pattern} matches nothing, or what begins it cannot be told")
    return frozenset(found)


def _alternatives(pattern: str, at: int) -> tuple[set[str], bool, int]:
    found, may_be_empty, at = _sequence(pattern, at)
    while at < len(pattern) and pattern[at] == "|":
        more, is_empty, at = _sequence(pattern, at + 1)
        found, may_be_empty = found | more, may_be_empty or is_empty
    return found, may_be_empty, at


def _sequence(pattern: str, at: int) -> tuple[set[str], bool, int]:
    found: set[str] = set()
    may_be_empty = True
    while at < len(pattern) and pattern[at] not in "|)":
        inside, is_empty, at = _item(pattern, at)
        if may_be_empty:
            found |= inside
            may_be_empty = is_empty
    return found, may_be_empty, at


def _item(pattern: str, at: int) -> tuple[set[str], bool, int]:
    """A literal, a set or a group with its repetition: what can begin it, whether it may be empty, where it ends."""
    char, is_empty = pattern[at], False
    if char == "(":
        is_empty = pattern.startswith(_LOOKAROUNDS, at)
        begin = pattern.index(":", at) + 1 if pattern.startswith("(?:", at) else at + 1
        if is_empty:
            begin = at + (4 if pattern[at + 2] == "<" else 3)
        inside, is_inner_empty, at = _alternatives(pattern, begin)
        inside, is_empty = (set(), True) if is_empty else (inside, is_inner_empty)
        at += 1
    elif char == "[":
        end = pattern.index("]", at)
        inside = set() if pattern[at + 1] == "^" else set(pattern[at + 1 : end].replace("\\d", "0123456789"))
        at = end + 1
    elif char == "\\":
        inside = set("0123456789") if pattern[at + 1] == "d" else {pattern[at + 1]}
        at += 2
    else:
        inside, at = {char}, at + 1
    return _repeated(pattern, at, inside, is_empty)


def _repeated(pattern: str, at: int, inside: set[str], is_empty: bool) -> tuple[set[str], bool, int]:
    if at < len(pattern) and pattern[at] in "?*+":
        return inside, is_empty or pattern[at] != "+", at + 1
    if at < len(pattern) and pattern[at] == "{":
        end = pattern.index("}", at)
        return inside, is_empty or pattern[at + 1] == "0", end + 1
    return inside, is_empty, at
