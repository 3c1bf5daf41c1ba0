"""From the plain data of schema.yaml to a Form; a contradiction in it raises SchemaError at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gkgen.errors import SchemaError
from gkgen.form.carried_cells import balance, carried, verify_carried_cells
from gkgen.form.equations import equations, floors
from gkgen.form.fields import Edition, Field, Form, TableForm
from gkgen.form.office_kinds import office_kinds

Rules = Mapping[str, Any]


def load_form(data: Rules) -> Form:
    """The form that schema.yaml describes, given as the plain mapping read from it."""
    editions = [_edition(name, own, data) for name, own in data["editions"].items()]
    _verify_said(data.get("said", {}), frozenset().union(*({*edition.paths, *edition.without} for edition in editions)))
    return Form(tuple(sorted(editions, key=lambda edition: edition.first_year)))


def _edition(name: str, own: Rules, data: Rules) -> Edition:
    resolver = _Resolver(data["types"], {**data["schemas"], **own.get("schemas", {})}, data.get("office_kinds", {}))
    tables = {table: {**data["tables"].get(table, {}), **extra} for table, extra in own["tables"].items()}
    fields = {
        field: {**rules, "schema": tables[field]["schema"]} if field in tables else rules
        for field, rules in data["fields"].items()
    }
    unknown = tables.keys() - fields.keys()
    if unknown:
        raise SchemaError(f"edition {name}: no field for table {', '.join(sorted(unknown))}")
    rules, root = resolver.schema(fields, "")
    whole = Field("", "", "", "parts", (), "", "", "", True, (), root)
    verify_carried_cells(whole)
    years = own["years"]
    return Edition(
        name=name,
        first_year=years["first"],
        last_year=years.get("last"),
        notice=own["notice"],
        notice_titles=tuple(own.get("notice_titles", ())),
        root=whole,
        tables=tuple(_table(field, tables[field.name], resolver) for field in root if field.name in tables),
        rules=rules,
        phrases=data["phrases"],
        reading=data.get("reading", {}),
        said=data.get("said", {}),
        paths=frozenset(field.path for field in whole.walk() if field.path),
        without=tuple(own.get("without", ())),
        office_kinds=office_kinds(data.get("office_kinds", {})),
    )


def _verify_said(said: Rules, paths: frozenset[str]) -> None:
    """Raise SchemaError where a word of texts names a cell that no edition has."""
    names: dict[str, str] = said.get("names", {})
    meant = {name: [each.strip() for each in text.split("|")] for name, text in names.items() if "+" not in text}
    named = [path for each in meant.values() for path in each]
    for term in said.get("terms", ()):
        for row in term.get("id", "").split("|") if term["slot"] == "row" else ():
            head, _, rest = row.partition("+")[0].partition(".")
            named += [f"{meant[head][0]}.{rest}"] if rest else []
    if unknown := sorted({path for path in named if path not in paths}):
        raise SchemaError(f"said: no edition has a field {', '.join(unknown)}")


def _table(field: Field, rules: Rules, resolver: "_Resolver") -> TableForm:
    columns = resolver.schema(resolver.schemas[rules["columns"]], "")[1] if "columns" in rules else ()
    return TableForm(
        field=field,
        layout=rules["layout"],
        columns=columns,
        widths=tuple(rules["widths"]),
        head=rules.get("head", ""),
        corner=_lines(rules.get("corner", "")),
        equations=equations(field, columns, rules.get("sums", ())),
        floors=floors(field, rules.get("floors", ())),
    )


def _lines(label: str | Sequence[str]) -> tuple[str, ...]:
    """What a cell prints, on as many lines as schema.yaml has it."""
    return (label,) if isinstance(label, str) else tuple(label)


@dataclass(frozen=True, slots=True)
class _Resolver:
    """Expands named types and schemas; gives the Cerberus rules and the field tree side by side."""

    types: Rules
    schemas: Mapping[str, Rules]
    kinds: Iterable[str]

    def schema(self, source: Rules | str, parent: str) -> tuple[dict[str, Any], tuple[Field, ...]]:
        """Cerberus schema and fields of a group, given in place or by name."""
        if isinstance(source, str):
            if source not in self.schemas:
                raise SchemaError(f"{parent}: no schema named {source}")
            source = self.schemas[source]
        pairs = [(name, *self.field(name, rules, parent)) for name, rules in source.items()]
        keys = [field.key for _, _, field in pairs]
        if len(set(keys)) != len(keys):
            raise SchemaError(f"{parent}: two fields share a key")
        return {name: rules for name, rules, _ in pairs}, tuple(field for _, _, field in pairs)

    def field(self, name: str, own: Rules, parent: str) -> tuple[dict[str, Any], Field]:
        """Cerberus rules and field of one entry."""
        path = f"{parent}.{name}".strip(".")
        kind = own["type"]
        rules = {**self.types.get(kind, {"type": kind}), **{k: v for k, v in own.items() if k != "type"}}
        meta = rules.get("meta", {})
        children: tuple[Field, ...] = ()
        if "schema" in rules and "list" not in rules["type"]:
            rules["schema"], children = self.schema(rules["schema"], path)
        elif "list" in rules["type"]:
            rules["schema"], entry = self.field("", rules["schema"], path)
            children = entry.children
        if "valuesrules" in rules:
            rules["keysrules"] = dict(rules["keysrules"])
            rules["valuesrules"] = dict(rules["valuesrules"])
        if isinstance(rules.get("allowed"), str):
            rules["allowed"] = list(self.kinds)
        label = meta.get("label", "")
        return rules, Field(
            path=path,
            name=name,
            key=meta.get("key", name),
            kind=kind,
            lines=_lines(label),
            group=meta.get("group", ""),
            heading=meta.get("heading", ""),
            counts=meta.get("counts", ""),
            required=rules.get("required", False),
            allowed=tuple(rules.get("allowed", ())),
            children=children,
            also=tuple(meta.get("also", ())),
            accepts=tuple(meta.get("accepts", ())),
            resembles=tuple(meta.get("resembles", ())),
            english=meta.get("english", ""),
            carries=carried(meta, path),
            balance=balance(meta, path),
            is_lasting=meta.get("lasting", False),
        )
