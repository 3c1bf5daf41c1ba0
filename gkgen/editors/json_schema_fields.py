"""JSON Schema for the fields of an edition, each defined once and referred to by both of its keys."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from gkgen.diagnostics import Language
from gkgen.editors import json_schema_values
from gkgen.editors.field_descriptions import shown, word
from gkgen.editors.json_schema_values import Rules, Schema
from gkgen.editors.snippets import BLOCK, parts_snippets, table_snippets
from gkgen.form import Edition, Field
from gkgen.validation import ALL_ZERO, FLAGS, RESERVED_NAMES, SUMMED, is_row, typed_cells

Keys = Literal["zh", "en"]


@dataclass(slots=True)
class Definitions:
    """Schemas that others refer to by name; what is the same for two fields is kept once.

    `roots` are those of whole files by edition and whether they are parts of one, made once each.
    """

    schemas: dict[str, Schema] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    roots: dict[tuple[str, bool], Schema] = field(default_factory=dict)

    def refer(self, name: str, schema: Schema) -> Schema:
        """A reference to the schema."""
        known = self.names.setdefault(json.dumps(schema, sort_keys=True), name)
        self.schemas[known] = schema
        return {"$ref": f"#/definitions/{known}"}


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of an edition as JSON Schema. In a `part` of a report nothing is required."""

    edition: Edition
    keys: Keys
    language: Language
    definitions: Definitions
    is_part: bool = False

    def root(self) -> Schema:
        """All that a file of this edition may hold; what it must hold depends on what it inherits."""
        roots, name = self.definitions.roots, (self.edition.name, self.is_part)
        if name not in roots:
            schema = self.mapping(self.edition.root, self.edition.rules)
            roots[name] = {keyword: rule for keyword, rule in schema.items() if keyword != "allOf"}
        return roots[name]

    def mapping(self, parent: Field, rules: Mapping[str, Rules]) -> Schema:
        """Named entries, each under either of its keys, no others."""
        properties: dict[str, Schema] = {}
        twice: dict[str, Schema] = {}
        required: list[Schema] = []
        for child in parent.children:
            wanted = self.definitions.refer(self.name(child), self.field(child, rules[child.name]))
            first, second = (child.key, child.name) if self.keys == "zh" else (child.name, child.key)
            properties[first] = wanted
            if second == first:
                continue
            properties[second] = {"doNotSuggest": True, "allOf": [wanted]}
            message = word("twice", self.language, key=first, name=second)
            twice[first] = {"properties": {second: False}, "errorMessage": message}
            if child.required and not self.is_part:
                required.append(self.required(child, first, second))
        all_of = {"allOf": required} if required else {}
        shape: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        return {**shape, "dependencies": twice, **all_of}

    def required(self, wanted: Field, *keys: str) -> Schema:
        """That the field is there, under one of its keys."""
        message = word("missing", self.language, key=wanted.key, name=wanted.name)
        return {"anyOf": [{"required": [key], "errorMessage": message} for key in keys]}

    def name(self, wanted: Field) -> str:
        """How the definition of a field is called."""
        return f"{self.edition.name}{'.part' if self.is_part else ''}.{wanted.path}"

    def field(self, wanted: Field, rules: Rules) -> Schema:
        """A field with what an editor shows of it."""
        return {**shown(wanted, self.language), **self.value(wanted, rules)}

    def value(self, wanted: Field, rules: Rules) -> Schema:
        """The schema of a field's value."""
        match wanted.kind:
            case "count" | "change" | "money" if self.edition.table(wanted.path.split(".")[0]):
                return {"anyOf": [json_schema_values.number(rules), {"enum": sorted(SUMMED)}]}
            case "integer" | "count" | "change" | "money" | "adjustment":
                return json_schema_values.number(rules)
            case "aggregation":
                return self.aggregation(wanted, rules)
            case "flag":
                return {"enum": [*FLAGS, *FLAGS.values()]}
            case "list":
                return {"type": "array", "items": self.item(wanted, rules["schema"])}
            case "parts" | "row" if self.edition.table(wanted.path.split(".")[0]):
                return self.table(wanted, rules)
            case "parts" if "valuesrules" in rules:
                return self.figures(rules)
            case "parts":
                return self.parts(wanted, rules)
            case _:
                return self.text(wanted, rules)

    def text(self, wanted: Field, rules: Rules) -> Schema:
        """A text, in place of which some fields take entries of their own."""
        is_required = wanted.required and not self.is_part
        text = json_schema_values.text(wanted, rules, self.language, is_required=is_required)
        match wanted.kind:
            case "prose":
                return {**text, "defaultSnippets": [BLOCK]}
            case "prose_parts":
                return {"anyOf": [*text["anyOf"], self.parts(wanted, rules)]}
            case "reference":
                # What belongs below it depends on the year of the report.
                return {"anyOf": [*text["anyOf"], {"type": "object"}]}
            case _:
                return text

    def parts(self, wanted: Field, rules: Rules) -> Schema:
        """Named entries, which an editor writes all at once."""
        snippets = parts_snippets(wanted, self.keys, self.language)
        return {**self.mapping(wanted, rules["schema"]), "defaultSnippets": snippets}

    def aggregation(self, wanted: Field, rules: Rules) -> Schema:
        """The reports that are summed up: as a list, or with what else is added."""
        reports = wanted.children[0]
        return {"anyOf": [self.value(reports, rules["schema"][reports.name]), self.parts(wanted, rules)]}

    def summed_word(self) -> str:
        """What an author types for the sum of the reports, in the language of the keys."""
        return next(word for word in sorted(SUMMED) if word.isascii() == (self.keys != "zh"))

    def item(self, wanted: Field, rules: Rules) -> Schema:
        """An entry of a list; a text in it must be typed as one."""
        if wanted.children:
            return self.mapping(wanted, rules["schema"])
        strings: Schema = json_schema_values.text(wanted, rules, self.language, is_required=False)["anyOf"][0]
        return strings

    def figures(self, rules: Rules) -> Schema:
        """Numbers under names of the author's own."""
        taken = {key for child in self.edition.root.children for key in (child.key, child.name)} | RESERVED_NAMES
        names = json_schema_values.figure_names(taken, self.language)
        numbers = json_schema_values.number(rules["valuesrules"])
        return {"type": "object", "propertyNames": names, "additionalProperties": numbers}

    def table(self, wanted: Field, rules: Rules) -> Schema:
        """A table or a part of one: row by row, 全零 for all of it, a row also as a list, its total too or not."""
        cells = typed_cells(self.edition, wanted) if is_row(wanted) else ()
        shape = self.definitions.refer(f"{self.name(wanted)}.rows", self.mapping(wanted, rules["schema"]))
        numbers = [json_schema_values.number(rules["schema"][cell.name]) for cell in cells]
        rest = (cell for cell in wanted.children if cells and cell not in cells)
        total = [json_schema_values.number(rules["schema"][cell.name]) for cell in rest]
        in_a_list: list[Schema] = [
            {"type": "array", "items": [*numbers, *total], "minItems": len(numbers), "maxItems": len(numbers + total)}
        ]
        single = numbers if len(numbers) == 1 else [json_schema_values.zero()]
        rows = {"title": wanted.key if self.language == "zh" else wanted.name, **shape}
        words = [ALL_ZERO, self.summed_word()]
        # Typed in the other language it is right, but not proposed.
        ways = [rows, {"enum": words}, json_schema_values.one_of(SUMMED), *single, *(in_a_list if numbers else [])]
        return {"anyOf": ways, "defaultSnippets": table_snippets(cells, self.keys, self.language)}
