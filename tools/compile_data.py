"""Checks schema.yaml and gkgen/rules/*.yaml and writes what gkgen loads: `python tools/compile_data.py`.

In gkgen/compiled/, catalogue.json holds the kinds of findings and the scopes of the rules, explanations.json the
texts of `gkgen explain`, schema.json the content of schema.yaml.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from gkgen.diagnostics.kinds import Severity, Status
from gkgen.errors import SchemaError
from gkgen.source import Entry, MappingNode, ScalarNode, SequenceNode, plain, read

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "gkgen" / "rules"
SCHEMA = ROOT / "schema.yaml"
COMPILED = ROOT / "gkgen" / "compiled"
FIRST_YEAR, LAST_YEAR = 2019, 2098
_CODE, _VARIANT = re.compile("[A-Z][0-9]{2}"), re.compile("[a-z_]+")
_KIND = frozenset({"severity", "status", "overridable", "fixable", "message", "hint", "waived_by_words"})
_EXPLANATION = frozenset({"title", "why", "source", "wrong", "right", "beside", "told_by", "checklist"})
_ENTRY = _KIND | _EXPLANATION | {"years", "cells", "variants"}
_SEVERITIES, _STATUSES = {str(each) for each in Severity}, {each.name.lower() for each in Status}

Kinds = dict[str, list[Any]]


class RulesError(Exception):
    """The problems of the rules, one a line."""


def compiled_rules(folder: Path = RULES) -> dict[str, dict[str, Any]]:
    """The content of each JSON file of the rules by its name; raises RulesError where the YAML is not valid."""
    problems: list[str] = []
    sources: dict[str, str] = {}
    kinds: Kinds = {}
    rules: dict[str, list[Any]] = {}
    explanations: dict[str, Any] = {}
    for path in sorted(folder.glob("*.yaml")):
        sources[path.name] = sha256(path.read_bytes()).hexdigest()
        for entry in _entries(path, problems):
            code, data = entry.key.text, plain(entry.value)
            problems += (f"{_at(entry.key)}: {problem}" for problem in _problems(entry, code in explanations))
            if problems:
                continue
            kinds.update(_kinds(code, data))
            years = data.get("years", {})
            rules[code] = [years.get("first"), years.get("last"), data.get("cells", [])]
            explanations[code] = {"family": path.stem, **{key: data[key] for key in sorted(_EXPLANATION & data.keys())}}
    problems += (f"{code}: told_by {other}, which does not exist" for code, other in _told_by_unknown(explanations))
    if problems:
        raise RulesError("\n".join(problems))
    return {
        "catalogue.json": {"sources": sources, "kinds": kinds, "rules": rules},
        "explanations.json": explanations,
    }


def compiled_schema(path: Path = SCHEMA) -> dict[str, dict[str, Any]]:
    """The content of schema.json by its name; raises RulesError where schema.yaml cannot be read."""
    problems: list[str] = []
    content = {entry.key.text: plain(entry.value) for entry in _entries(path, problems)}
    problems += _wrong_patterns(path.name, content.get("office_kinds", {}))
    if problems:
        raise RulesError("\n".join(problems))
    return {"schema.json": {"sources": {path.name: sha256(path.read_bytes()).hexdigest()}, "schema": content}}


def _wrong_patterns(file: str, kinds: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Patterns of office kinds that mean nothing: gkgen compiles them only when it needs them."""
    for key, entry in kinds.items():
        for name in ("name", "no_regulations"):
            try:
                re.compile(entry.get(name, ""))
            except re.error as fault:
                yield f"{file}: office_kinds: {key}: {name}: {fault}"


def _entries(path: Path, problems: list[str]) -> Iterator[Entry]:
    try:
        source = read(path.read_bytes(), path.name)
    except SchemaError as fault:
        # The words of gkgen's own findings are what is to be compiled, and are not there yet.
        problems.append(_fault_of_yaml(path) or f"{path.name}:1: {fault}")
        return
    problems += (
        f"{path.name}:{found.span.line if found.span else 1}: {found.message('en')}" for found in source.diagnostics
    )
    if source.root is not None:
        yield from source.root.entries


def _fault_of_yaml(path: Path) -> str:
    try:
        yaml.compose(path.read_bytes())
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        return f"{path.name}:{line}: {fault.problem or fault.context}"
    except yaml.YAMLError as fault:
        return f"{path.name}:1: {fault}"
    return ""


def _kinds(code: str, data: Mapping[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    """The kinds of an entry; a variant has the severity of its code unless it has its own."""
    variants = {
        f"{code}.{name}": {"severity": data["severity"], **own} for name, own in data.get("variants", {}).items()
    }
    for name, kind in {**({code: data} if "message" in data else {}), **variants}.items():
        hint = kind.get("hint", {"zh": "", "en": ""})
        yield (
            name,
            [
                kind["severity"],
                kind.get("status", "findings").upper(),
                kind["message"]["zh"],
                kind["message"]["en"],
                hint["zh"],
                hint["en"],
                kind.get("overridable", False),
                kind.get("fixable", False),
                data.get("waived_by_words", False),
            ],
        )


def _problems(entry: Entry, is_known: bool) -> Iterator[str]:
    """The problems of an entry."""
    code = entry.key.text
    if not _CODE.fullmatch(code):
        yield f"{code} is no code"
    if is_known:
        yield f"{code} is defined twice"
    if not isinstance(entry.value, MappingNode):
        yield f"{code} has no fields"
        return
    data = plain(entry.value)
    yield from _unknown(code, data, _ENTRY)
    ways = ["message" in data or "variants" in data, "told_by" in data, "checklist" in data]
    if ways.count(True) != 1:
        yield f"{code} has to have messages, or told_by, or checklist"
    for name in ("wrong", "right"):
        if not isinstance(data.get(name, ""), str):
            yield f"{code}: {name} is no text"
    for name in ("title", "why", "source"):
        yield from _both_languages(code, name, data.get(name))
    if "message" in data or "variants" in data:
        yield from _kind_problems(code, data, "message" in data)
        for variant, own in data.get("variants", {}).items():
            if not isinstance(own, dict):
                yield f"{code}.{variant} has no fields"
                continue
            if not _VARIANT.fullmatch(variant):
                yield f"{code}.{variant} is no name of a variant"
            yield from _unknown(f"{code}.{variant}", own, _KIND)
            yield from _kind_problems(f"{code}.{variant}", {"severity": data.get("severity"), **own}, True)
    yield from _scope_problems(code, data)


def _kind_problems(name: str, kind: Mapping[str, Any], has_message: bool) -> Iterator[str]:
    if kind.get("severity") not in _SEVERITIES:
        yield f"{name} has no severity of {', '.join(sorted(_SEVERITIES))}"
    if kind.get("status", "findings") not in _STATUSES:
        yield f"{name} has no status of {', '.join(sorted(_STATUSES))}"
    for flag in ("overridable", "fixable", "waived_by_words"):
        if not isinstance(kind.get(flag, False), bool):
            yield f"{name}: {flag} is true or false"
    if has_message and "message" not in kind:
        yield f"{name} has no message"
    for key in ("message", "hint"):
        yield from _both_languages(name, key, kind.get(key))
    texts = [text for key in ("message", "hint") for text in dict(kind.get(key) or {}).values()]
    if any(_names(text) is None for text in texts):
        yield f"{name}: braces that do not close"
    message = kind.get("message")
    # Hints may differ: where to get a font is not the same for readers of both languages.
    if isinstance(message, dict) and _names(message.get("zh")) != _names(message.get("en")):
        yield f"{name}: the messages in both languages have other values in them"


def _scope_problems(code: str, data: Mapping[str, Any]) -> Iterator[str]:
    years, cells = data.get("years", {}), data.get("cells", [])
    if not isinstance(years, dict) or not years.keys() <= {"first", "last"}:
        yield f"{code}: years has first, last or both"
    elif not all(isinstance(year, int) for year in years.values()):
        yield f"{code}: a year is a number"
    elif years.get("first", FIRST_YEAR) > years.get("last", LAST_YEAR) or years.get("first", FIRST_YEAR) > LAST_YEAR:
        yield f"{code}: years of no report"
    if not isinstance(cells, list) or not all(isinstance(cell, str) for cell in cells):
        yield f"{code}: cells is a list of fields"


def _unknown(name: str, data: Mapping[str, Any], known: Iterable[str]) -> Iterator[str]:
    if more := sorted(data.keys() - set(known)):
        yield f"{name} has unknown fields: {', '.join(more)}"


def _both_languages(name: str, key: str, texts: object) -> Iterator[str]:
    if texts is None:
        return
    if not isinstance(texts, dict) or texts.keys() != {"zh", "en"}:
        yield f"{name}: {key} has to be there in zh and in en"
    elif not all(isinstance(text, str) and text for text in texts.values()):
        yield f"{name}: {key} is no text"


def _told_by_unknown(explanations: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for code, entry in explanations.items():
        yield from ((code, other) for other in entry.get("told_by", ()) if other not in explanations)


def _names(pattern: object) -> set[str] | None:
    """The fields of a format string; None for a malformed one."""
    try:
        return {name for _, name, _, _ in Formatter().parse(str(pattern)) if name}
    except ValueError:
        return None


def _at(node: MappingNode | ScalarNode | SequenceNode) -> str:
    return f"{node.span.file}:{node.span.line}"


def dumped(content: Mapping[str, Any]) -> str:
    """JSON with one entry a line, so that a change of one rule is a change of one line."""
    parts = []
    for key, value in content.items():
        if isinstance(value, dict) and key in {"sources", "kinds", "rules", "schema"}:
            inner = ",\n".join(f"{json.dumps(name)}:{_dense(own)}" for name, own in value.items())
            parts.append(f"{json.dumps(key)}:{{\n{inner}\n}}")
        else:
            parts.append(f"{json.dumps(key)}:{_dense(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _dense(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    """Writes the files, or none and ends with the problems."""
    COMPILED.mkdir(exist_ok=True)
    try:
        files = {**compiled_rules(), **compiled_schema()}
    except RulesError as fault:
        sys.exit(str(fault))
    for name, content in files.items():
        (COMPILED / name).write_text(dumped(content), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
