"""The JSON Schema of office files where editors look for it: in the project, so that it is found without a network."""

import json
import os
from functools import cache
from pathlib import Path

from gkgen.diagnostics import Language
from gkgen.editors import Keys, Wanted, office_schema
from gkgen.pipeline.core.checking import form
from gkgen.pipeline.core.project import Project

# One folder for a whole project, named by files at any depth; it belongs into Git.
FOLDER = ".gkgen"
OFFICE, ENGLISH, BASE = "office.schema.json", "office.en.schema.json", "base.schema.json"


@cache
def schema_text(year: int | None = None, keys: Keys = "zh", language: Language = "zh", *, is_base: bool = False) -> str:
    """The schema of the edition of a year, of all editions without one; raises KeyError for a year that has none."""
    edition = form().edition_of(year) if year is not None else None
    if year is not None and edition is None:
        raise KeyError(year)
    schema = office_schema(form(), Wanted(edition, keys, language, is_base))
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def modeline(path: Path, keys: Keys = "zh", *, is_base: bool = False, root: Path | None = None) -> str:
    """The comment that tells an editor where the schema of a file is, seen from that file."""
    schema = schema_place(path, keys, is_base=is_base, root=root)
    seen = Path(os.path.relpath(schema, path.parent.resolve())).as_posix()
    return f"# yaml-language-server: $schema={seen}"


def schema_place(path: Path, keys: Keys = "zh", *, is_base: bool = False, root: Path | None = None) -> Path:
    """Where the schema of a file is, in its project or below `root`."""
    name = BASE if is_base else OFFICE if keys == "zh" else ENGLISH
    return (root.resolve() if root else Project.of(path).root) / FOLDER / name


def schema_file(path: Path, keys: Keys = "zh") -> dict[Path, bytes]:
    """The schema that a new office file needs beside it, where it is not there or an older one is."""
    place, data = schema_place(path, keys), schema_text(keys=keys).encode("utf-8")
    return {} if place.is_file() and place.read_bytes() == data else {place: data}
