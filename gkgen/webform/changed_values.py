"""What differs between two texts of an office file, told by the places of the printed report."""

from gkgen.diagnostics import Language
from gkgen.editors import Parents, values_by_path
from gkgen.form import Edition
from gkgen.source import Source
from gkgen.webform.form_description import place_of


def changed_values(
    before: Source, after: Source, parents: Parents, edition: Edition, language: Language
) -> list[list[str]]:
    """The values that differ, as place, text before and text after, in the order of the file."""
    old, new = (_values(source, parents) for source in (before, after))
    return [
        [" · ".join(place_of(edition, path, language)), old.get(path, ""), new.get(path, "")]
        for path in dict.fromkeys((*old, *new))
        if old.get(path) != new.get(path)
    ]


def _values(source: Source, parents: Parents) -> dict[str, str]:
    found = values_by_path(source.root, parents) if source.root else ()
    return {path: scalar.text.strip() for path, scalar, _ in found}
