"""Completion: keys in the language of the file, rows and columns, values, and references with what they are now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lsprotocol import types as lsp

from gkgen import lazy_re as re
from gkgen.diagnostics import Term
from gkgen.editors import Keys, Parents
from gkgen.editors.field_descriptions import shown, word
from gkgen.editors.snippets import whole_report
from gkgen.form import Edition, Field
from gkgen.invisible_characters import visible
from gkgen.language_server.cursor import Cursor, cursor_at
from gkgen.language_server.line_outline import Outline
from gkgen.language_server.neighbours import office_files_near
from gkgen.language_server.request import Request
from gkgen.narrative import Group, text_of
from gkgen.pipeline.core.checking import form
from gkgen.validation import ALL_ZERO, FLAGS, SUMMED, is_row, typed_cells

TRIGGERS = ("{", ".", "|", " ", ":")
_FILTERS = (
    (Term("百分比", "percentage"), Term("写成百分数，例如 33.9%", "a share in percent, 33.9%")),
    (Term("小数", "decimals"), Term("保留几位小数", "a fixed number of decimals")),
    (Term("绝对值", "absolute"), Term("不带正负号", "without its sign")),
)
_TAB_STOP = re.compile(r"\$\{\d+:([^}]*)\}|\$\{?\d+\}?")
_UNKNOWN = Term("还没有数", "no number yet")
_FILE_FIELDS = frozenset({"extends", "previous", "units", "units.reports", "units.own"})


def complete(request: Request, position: lsp.Position) -> list[lsp.CompletionItem]:
    """What may be typed at a place."""
    line, column = request.text.place(position)
    cursor = cursor_at(request.text.lines, line, column)
    return list(_Completion(request, cursor, (line, column)).items())


@dataclass(frozen=True, slots=True)
class _Completion:
    request: Request
    cursor: Cursor
    place: tuple[int, int]

    def items(self) -> Iterator[lsp.CompletionItem]:
        match self.cursor.wanted:
            case "filter":
                yield from self.filters()
            case "reference":
                yield from self.references(self.cursor.typed)
            case "key":
                yield from self.new_keys()
            case "value":
                yield from self.values()

    @property
    def keys(self) -> Keys:
        """The language of the keys that the file has; of an empty file, that of messages."""
        lines = Outline.of(self.request.text.lines).lines
        typed = [each.key for each in lines if each.key and each.above < 0 and each.number != self.place[0] - 1]
        if not typed:
            return self.request.language
        return "en" if all(key.isascii() for key in typed) else "zh"

    @property
    def edition(self) -> Edition:
        return self.request.readable.edition

    def parents(self, trail: Iterable[str]) -> Parents:
        """What the form has at the end of a trail of keys."""
        found = Parents.roots(self.edition, form().editions)
        for key in trail:
            field = found.child(key).field
            # Last year's report, and one's own figures of a sum, are written like a report.
            found = Parents.roots(self.edition, ()) if field and field.kind == "reference" else found.child(key)
        return found

    def new_keys(self) -> Iterator[lsp.CompletionItem]:
        """Keys of the form that the mapping does not have yet."""
        parents = self.parents(self.cursor.trail)
        own = parents.fields[:1]
        children = own[0].children if own else ()
        is_list = bool(own) and own[0].kind == "list" and not self.cursor.is_flow
        if is_list and not self.request.text.lines[self.place[0] - 1].lstrip().startswith("-"):
            return
        taken = {field.path for key in self.cursor.beside if (field := parents.child(key).field)}
        if not self.cursor.trail and not self.cursor.beside and not self.cursor.typed:
            yield self.whole_report()
        for number, field in enumerate(children):
            if field.path not in taken:
                yield self.key_item(field, number)

    def key_item(self, field: Field, number: int) -> lsp.CompletionItem:
        key = self.key(field)
        about = shown(field, self.request.language)
        return self.item(
            key,
            f"{key}: {self.beginning(field)}",
            lsp.CompletionItemKind.Property,
            sort_text=f"{number:03}",
            detail=(about.get("description") or "").partition("\n")[0] or None,
            documentation=lsp.MarkupContent(lsp.MarkupKind.Markdown, about["markdownDescription"]),
        )

    def beginning(self, field: Field) -> str:
        """What a new value begins with, as a snippet."""
        table = self.edition.table(field.path.split(".")[0])
        if self.cursor.is_flow:
            return "${1:0}" if field.is_number else "$1"
        indent = " " * (self.place[1] - len(self.cursor.typed) - 1 + 2)
        if table and field.children:
            return f"{{{self.columns(field)}}}" if is_row(field) else f"\n{indent}$1"
        match field.kind:
            case "prose":
                return f"|\n{indent}$1"
            case "parts" | "prose_parts":
                return f"\n{indent}$1"
            case "list":
                return f"\n{indent}- $1"
            case _:
                return "$1"

    def columns(self, row: Field) -> str:
        """All columns of a row that an author types, each to be filled in."""
        cells = typed_cells(self.edition, row)
        return ", ".join(f"{self.key(cell)}: ${{{place}:0}}" for place, cell in enumerate(cells, start=1))

    def whole_report(self) -> lsp.CompletionItem:
        """A report with everything that it must have."""
        snippet = whole_report(form().latest, self.keys, self.request.language)
        body = str(snippet["bodyText"])
        return self.item(str(snippet["label"]), body, lsp.CompletionItemKind.Snippet, sort_text="zzz")

    def values(self) -> Iterator[lsp.CompletionItem]:
        """What a value may be."""
        field = self.parents(self.cursor.trail[:-1]).child(self.cursor.trail[-1]).field if self.cursor.trail else None
        if field is None:
            return
        table = self.edition.table(field.path.split(".")[0])
        if table and not self.cursor.is_flow and field.children:
            yield from self.table_values(field)
        elif field.path in _FILE_FIELDS:
            yield from self.files(field)
        elif field.path in {"checks", "units.adjustments.cell"}:
            yield from self.references(self.cursor.typed.rpartition(" ")[2])
        elif field.path == "waivers.rule":
            yield from self.codes()
        elif field.kind == "flag":
            for text in (flag for flag in (*FLAGS, "true", "false") if flag.isascii() == (self.keys == "en")):
                yield self.item(text, text, lsp.CompletionItemKind.Value)
        else:
            for number, text in enumerate(field.allowed):
                yield self.item(text, text, lsp.CompletionItemKind.EnumMember, sort_text=f"{number:03}")

    def table_values(self, field: Field) -> Iterator[lsp.CompletionItem]:
        """A row with all of its columns, zeros, the sum of other reports."""
        zero = word("zero", self.request.language)
        if is_row(field):
            about = word("cells", self.request.language)
            label = f"{{{self.key(typed_cells(self.edition, field)[0])}: …}}"
            yield self.item(
                label, f"{{{self.columns(field)}}}", lsp.CompletionItemKind.Snippet, sort_text="0", detail=about
            )
        yield self.item(ALL_ZERO, ALL_ZERO, lsp.CompletionItemKind.Value, sort_text="1", detail=zero)
        if "units" in {parents.path for key in self.top_keys() if (parents := self.parents([key]).field)}:
            text = next(each for each in sorted(SUMMED) if each.isascii() == (self.keys == "en"))
            yield self.item(text, text, lsp.CompletionItemKind.Value, sort_text="2")

    def top_keys(self) -> Iterator[str]:
        return (each.key for each in Outline.of(self.request.text.lines).lines if each.key and each.above < 0)

    def files(self, field: Field) -> Iterator[lsp.CompletionItem]:
        """Office files of the folder; for 继承 those that are bases."""
        for name in office_files_near(self.request.path, only_bases=field.path == "extends"):
            yield self.item(name, name, lsp.CompletionItemKind.File)

    def codes(self) -> Iterator[lsp.CompletionItem]:
        """The codes of what was found and may be waived."""
        told: dict[str, str] = {}
        for found in self.request.readable.findings:
            if found.is_waivable and not found.waived:
                told.setdefault(found.code, visible(found.message(self.request.language)))
        for code, message in told.items():
            yield self.item(code, code, lsp.CompletionItemKind.Constant, detail=message)

    def filters(self) -> Iterator[lsp.CompletionItem]:
        """The filters of a reference."""
        for name, about in _FILTERS:
            text = name.text(self.keys)
            yield self.item(text, text, lsp.CompletionItemKind.Function, detail=about.text(self.request.language))

    def references(self, typed: str) -> Iterator[lsp.CompletionItem]:
        """What the file has at a name with dots; at the beginning also every cell of the tables by its whole name."""
        names = self.request.readable.names
        if names is None:
            return
        *above, _ = typed.split(".")
        prefix = "".join(f"{name}." for name in above)
        group = self.request.readable.value_of(prefix.rstrip(".")) if above else names
        if not isinstance(group, Group):
            return
        for number, (name, value) in enumerate(self.children(group, above)):
            yield self.reference(f"{prefix}{name}", value, typed, f"0{number:03}")
        if not above:
            for number, (name, value) in enumerate(self.cells(names)):
                yield self.reference(name, value, typed, f"1{number:03}")

    def children(self, group: Group, above: list[str]) -> Iterator[tuple[str, Any]]:
        """The names of a group in the language of the file: the author's own, then those of the form."""
        fields = self.parents(above).children
        known = {key for field in fields for key in (field.key, field.name)}
        yield from ((name, value) for name, value in group.children.items() if name not in known)
        for key in dict.fromkeys(self.key(field) for field in fields):
            if key in group.children:
                yield key, group.children[key]

    def cells(self, names: Group) -> Iterator[tuple[str, Any]]:
        for table in self.edition.tables:
            for leaf in table.field.leaves():
                name = ".".join(self.key(field) for field in self.fields_to(leaf.path))
                found: Any = names
                for part in name.split("."):
                    found = found.children.get(part) if isinstance(found, Group) else None
                if found is not None and not isinstance(found, Group):
                    yield name, found

    def fields_to(self, path: str) -> Iterator[Field]:
        parts = path.split(".")
        return (self.edition.field(".".join(parts[:end])) for end in range(1, len(parts) + 1))

    def reference(self, name: str, value: Any, typed: str, sort_text: str) -> lsp.CompletionItem:
        is_group = isinstance(value, Group)
        line, column = self.place
        behind = self.request.text.lines[line - 1][column - 1 :]
        before = self.request.text.lines[line - 1][: column - 1 - len(typed)]
        opening, closing, swallowed = "", "", 0
        if self.cursor.wanted == "reference":
            opening = "" if before.endswith(" ") else " "
            if self.cursor.opened == 1:
                opening = "{ "
                swallowed = 1 if behind.startswith("}") else 0
            closing = "" if is_group or behind.lstrip(" ").startswith(("}}", "|")) else " }}"
        number = "…" if is_group else _UNKNOWN.text(self.request.language) if value is None else text_of(value)
        kind = lsp.CompletionItemKind.Module if is_group else lsp.CompletionItemKind.Reference
        start = self.request.text.position(line, column - len(typed))
        end = self.request.text.position(line, column + swallowed)
        return lsp.CompletionItem(
            label=name,
            kind=kind,
            detail=number if is_group else f"= {number}" if value is not None else number,
            sort_text=sort_text,
            filter_text=name,
            text_edit=lsp.TextEdit(lsp.Range(start, end), f"{opening}{name}{closing}"),
        )

    def item(self, label: str, body: str, kind: lsp.CompletionItemKind, **more: Any) -> lsp.CompletionItem:
        """An item that replaces what was typed; its body is a snippet where the editor knows them."""
        line, column = self.place
        start = self.request.text.position(line, column - len(self.cursor.typed))
        place = lsp.Range(start, self.request.text.position(line, column))
        if self.request.settings.has_snippets and "$" in body:
            form_of_text = lsp.InsertTextFormat.Snippet
            return lsp.CompletionItem(
                label, kind=kind, insert_text_format=form_of_text, text_edit=lsp.TextEdit(place, body), **more
            )
        return lsp.CompletionItem(label, kind=kind, text_edit=lsp.TextEdit(place, _plain(body)), **more)

    def key(self, field: Field) -> str:
        return field.key if self.keys == "zh" else field.name


def _plain(body: str) -> str:
    """A snippet as text."""
    return _TAB_STOP.sub(lambda found: found[1] or "", body)
