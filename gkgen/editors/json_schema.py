"""The JSON Schema (draft 7) of an office file: of one edition, or of all, chosen by the report year as gkgen does."""

from dataclasses import dataclass

from gkgen.diagnostics import Language
from gkgen.editors.field_descriptions import word
from gkgen.editors.json_schema_fields import Definitions, Fields, Keys
from gkgen.editors.json_schema_values import Schema
from gkgen.editors.snippets import whole_report
from gkgen.form import Edition, Field, Form


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which schema: of one edition or, with None, of all; which keys editors suggest; for a base file (继承) or not."""

    edition: Edition | None = None
    keys: Keys = "zh"
    language: Language = "zh"
    is_base: bool = False


def office_schema(form: Form, wanted: Wanted) -> Schema:
    """The schema, as plain data."""
    return _Schema(form, wanted, Definitions()).whole()


@dataclass(frozen=True, slots=True)
class _Schema:
    form: Form
    wanted: Wanted
    definitions: Definitions

    def whole(self) -> Schema:
        own = self.one(self.wanted.edition) if self.wanted.edition else self.chosen()
        snippets = [whole_report(self.wanted.edition or self.form.latest, self.wanted.keys, self.wanted.language)]
        return {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": word("title", self.wanted.language),
            "type": "object",
            "defaultSnippets": [] if self.wanted.is_base else snippets,
            **own,
            "definitions": dict(sorted(self.definitions.schemas.items())),
        }

    def one(self, edition: Edition) -> Schema:
        """An office of one edition."""
        bounds = {"minimum": edition.first_year, **({"maximum": edition.last_year} if edition.last_year else {})}
        year, template = self.field("year"), self.field("template")
        return {
            "allOf": [
                self.form_of(edition),
                _where(year, bounds),
                _where(template, {"enum": [*_typed(edition.name), None]}),
                {"if": {"not": self.inherits()}, "then": self.required(edition)},
            ]
        }

    def chosen(self) -> Schema:
        """An office of the edition that its year asks for; without a year any, for a base may give it."""
        last: Schema = {"anyOf": [self.form_of(edition) for edition in self.form.editions]}
        for edition in self.form.editions:
            last = {"if": self.is_of(edition), "then": self.one(edition), "else": last}
        year = self.field("year")
        first = _where(year, {"minimum": self.form.editions[0].first_year})
        needed = {"if": {"not": self.inherits()}, "then": self.required(self.form.latest)}
        return {"allOf": [last, first, needed]}

    def field(self, name: str) -> Field:
        return self.form.latest.field(name)

    def form_of(self, edition: Edition) -> Schema:
        """The fields of an edition; what it says of last year is judged by last year's edition."""
        whole, part = self.fields(edition, is_part=self.wanted.is_base), self.fields(edition, is_part=True)
        name = f"{edition.name}.{'base' if self.wanted.is_base else 'whole'}"
        own = self.definitions.refer(name, whole.root())
        before = self.form.edition_of(edition.first_year - 1) or edition
        earlier = self.fields(before, is_part=True)
        is_first: Schema = {"anyOf": [_has(key, {"const": edition.first_year}) for key in _keys(self.field("year"))]}
        return {"allOf": [own], "if": is_first, "then": self.previous(earlier), "else": self.previous(part)}

    def fields(self, edition: Edition, *, is_part: bool = False) -> Fields:
        return Fields(edition, self.wanted.keys, self.wanted.language, self.definitions, is_part)

    def previous(self, fields: Fields) -> Schema:
        part = self.definitions.refer(f"{fields.edition.name}.part", fields.root())
        either: Schema = {"anyOf": [part, {"not": {"type": "object"}}]}
        return _where(self.field("previous"), either)

    def required(self, edition: Edition) -> Schema:
        """What a report must have, in the file itself where it inherits nothing."""
        fields = self.fields(edition)
        needed = [field for field in edition.root.children if field.required and not self.wanted.is_base]
        order = slice(None) if self.wanted.keys == "zh" else slice(None, None, -1)
        return {"allOf": [fields.required(field, *_keys(field)[order]) for field in needed]} if needed else {}

    def inherits(self) -> Schema:
        """That the file names a base."""
        named = {"not": {"type": ["null", "object", "array"]}}
        return {"anyOf": [_has(key, named) for key in _keys(self.field("extends"))]}

    def is_of(self, edition: Edition) -> Schema:
        """That the year, or without one the template, asks for the edition."""
        bounds = {"minimum": edition.first_year, **({"maximum": edition.last_year} if edition.last_year else {})}
        years = [_has(key, {"type": "integer", **bounds}) for key in _keys(self.field("year"))]
        no_year = {"not": {"anyOf": [_has(key, {"type": "integer"}) for key in _keys(self.field("year"))]}}
        template = [_has(key, {"enum": _typed(edition.name)}) for key in _keys(self.field("template"))]
        return {"anyOf": [*years, {"allOf": [no_year, {"anyOf": template}]}]}


def _keys(field: Field) -> tuple[str, str]:
    return field.key, field.name


def _where(field: Field, schema: Schema) -> Schema:
    """Further schema of a field at any level; a pattern, since editors propose what is among the properties."""
    return {"patternProperties": {f"^(?:{'|'.join(_keys(field))})$": schema}}


def _has(key: str, schema: Schema) -> Schema:
    return {"required": [key], "properties": {key: schema}}


def _typed(text: str) -> list[str | int]:
    """A text of digits may be typed without quotes."""
    return [text, *([int(text)] if text.isdigit() else [])]
