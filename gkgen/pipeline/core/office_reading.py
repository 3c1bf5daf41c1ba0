"""An office file read together with its chain of bases (继承)."""

import os
from dataclasses import dataclass
from pathlib import PurePath

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.form import Form
from gkgen.pipeline.core.named_files import REPORT_FINDINGS, NamedFiles, Refusal, load_report, relocated
from gkgen.source import NO_KEYS, KnownKeys, ScalarNode, Source, read
from gkgen.validation import Office, validate

# A district, its city, its province: a longer chain is a mistake.
MAX_BASES = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """The file itself, the office that results with its bases (None when it cannot be read), and the findings."""

    source: Source
    office: Office | None
    diagnostics: tuple[Diagnostic, ...]


def read_office(data: bytes, name: str, form: Form, files: NamedFiles, keys: KnownKeys = NO_KEYS) -> Reading:
    """Reads an office file given as bytes, and its bases through `files`."""
    return with_bases(read(data, name, keys), form, files, keys)


def with_bases(source: Source, form: Form, files: NamedFiles, keys: KnownKeys = NO_KEYS) -> Reading:
    """An office file that was read, with its bases through `files`."""
    bases, found = _bases(source, form, files, keys)
    office, broken = validate(source, form, bases)
    reported = (finding for each in (source, *bases) for finding in each.diagnostics)
    return Reading(source, office, (*reported, *found, *broken))


def _bases(
    source: Source, form: Form, files: NamedFiles, keys: KnownKeys
) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
    """The bases, nearest first; the chain ends with a finding where a base is missing or is already in it."""
    chain = [source]
    field = form.latest.field("extends")
    words = {"field": field.term}
    while scalar := _extends(chain[-1], field.key, field.name):
        name = scalar.text.strip()
        relative = relocated(name, chain[-1].name, source.name)
        path = os.path.normpath(PurePath(source.name).parent / relative)
        if any(os.path.normpath(each.name) == path for each in chain):
            return tuple(chain[1:]), (diagnose("L06", scalar.span, "extends", **words, name=name),)
        if len(chain) > MAX_BASES:
            return tuple(chain[1:]), (diagnose("L06.deep", scalar.span, "extends", **words, most=MAX_BASES),)
        data = load_report(relative, files)
        if isinstance(data, Refusal):
            return tuple(chain[1:]), (diagnose(REPORT_FINDINGS[data], scalar.span, "extends", **words, name=name),)
        base = read(data, path, keys)
        if line := foreign_line(base, form):
            found = diagnose("L02.foreign", scalar.span, "extends", **words, name=name, line=line)
            return tuple(chain[1:]), (found,)
        chain.append(base)
    return tuple(chain[1:]), ()


def foreign_line(source: Source, form: Form) -> int:
    """The line from which a file named by another does not read as an office file; 0 for one that does.

    Such a file may hold passwords: whoever sends an office file chooses what it names, and must not see a word of it.
    """
    if source.root is None:
        return next((each.span.line for each in source.diagnostics if each.span), 1)
    known = {key for edition in form.editions for field in edition.root.children for key in (field.key, field.name)}
    unknown = [entry.key for entry in source.root.entries if entry.key.text not in known]
    return unknown[0].span.line if 2 * len(unknown) >= len(source.root.entries) and unknown else 0


def _extends(source: Source, *keys: str) -> ScalarNode | None:
    """The name of the base, where the file names one."""
    entries = source.root.entries if source.root else ()
    values = (entry.value for entry in entries if entry.key.text in keys)
    return next((value for value in values if isinstance(value, ScalarNode) and value.text.strip()), None)
