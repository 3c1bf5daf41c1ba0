"""The field that is meant by what was typed for its key: key, English name, label of the form, other words."""

from gkgen.form import Field
from gkgen.label_normalization import normalized


def field_typed(parent: Field, typed: str) -> Field | None:
    """The child that a key means; None where it means none, or more than one."""
    for child in parent.children:
        if typed in {child.key, child.name}:
            return child
    word = normalized(typed)
    found = [child for child in parent.children if word and word in map(normalized, spellings(child))]
    return found[0] if len(found) == 1 else None


def spellings(field: Field) -> tuple[str, ...]:
    """What an author may type for the key of a field, the key first."""
    others = (field.label, field.heading, *field.accepts)
    return (field.key, field.name, *(other for other in others if other))


def resembled(parent: Field, typed: str) -> Field | None:
    """The child for which a word is often typed that can mean something else, too."""
    word = normalized(typed)
    return next(
        (child for child in parent.children if word and word in map(normalized, (*child.resembles, *child.also))), None
    )
