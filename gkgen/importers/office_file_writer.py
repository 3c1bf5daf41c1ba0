"""An office file as a careful author would have typed it, with a comment wherever something has to be looked at."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from gkgen.diagnostics import CATALOGUE, Diagnostic, Language, Severity, Span, diagnose
from gkgen.document import Block, Heading, plain
from gkgen.editors.value_text import quoted
from gkgen.form import Edition, Field
from gkgen.importers.match_result import ImportIssue, MatchedReport
from gkgen.importers.prose.to_markdown import dump, unnumbered
from gkgen.validation import ALL_ZERO, UNVERIFIED

Keys = Literal["zh", "en"]
Readings = Mapping[str, tuple[str, ...]]
_FLAGS = {"zh": {"yes": "是", "no": "否"}, "en": {"yes": "true", "no": "false"}}


@dataclass(frozen=True, slots=True)
class WritingOptions:
    """How an office file is written: its keys, the language of comments, the line that stands on top for editors."""

    keys: Keys = "zh"
    language: Language = "zh"
    top: str = ""


@dataclass(frozen=True, slots=True)
class OfficeFileText:
    """The text of an office file, its findings in the order of the issues, each at its line, and the lines of paths."""

    text: str
    diagnostics: tuple[Diagnostic, ...]
    places: Mapping[str, int]


def write(found: MatchedReport, source: str, target: str, manner: WritingOptions) -> OfficeFileText:
    """The office file `target` made from the report `source`."""
    writer = _Writer(found, manner.keys, manner.language, source, [manner.top] if manner.top else [])
    writer.all()
    return OfficeFileText("\n".join(writer.lines) + "\n", tuple(writer.findings(target)), writer.places)


@dataclass(slots=True)
class _Writer:
    """A file being written; `places` are the lines of paths, `told` the issues that stand as comments already."""

    found: MatchedReport
    keys: Keys
    language: Language
    source: str
    lines: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    told: set[int] = field(default_factory=set)

    @property
    def edition(self) -> Edition:
        return self.found.edition

    def all(self) -> None:
        name = re.split(r"[/\\\\]", self.source)[-1]
        self.lines.append(self.say(f"# 由 {name} 转来", f"# imported from {name}"))
        self.comments("", "")
        for own in self.edition.root.children:
            match own.kind:
                case "prose" | "prose_parts":
                    self.prose(own)
                case "parts" if self.edition.table(own.name):
                    self.table(own)
                case "parts":
                    self.parts(own)
                case "integer":
                    self.put(own, str(self.found.year))
                case "list":
                    self.waivers(own)
                case _:
                    self.value(own)

    def say(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    def key(self, own: Field) -> str:
        return own.key if self.keys == "zh" else own.name

    def put(self, own: Field, value: str, margin: str = "") -> None:
        """One line, with what is doubtful about it above."""
        self.comments(own.path, margin)
        self.lines.append(f"{margin}{self.key(own)}:{' ' if value else ''}{value}")
        self.places[own.path] = len(self.lines)

    def comments(self, path: str, margin: str, below: Iterable[str] = ()) -> None:
        """The issues about a path, and about those below it that have no line of their own."""
        paths = {path, *below}
        for number, own in enumerate(self.found.issues):
            is_loud = CATALOGUE[own.kind].severity is not Severity.NOTE
            if own.path in paths and number not in self.told and is_loud:
                self.told.add(number)
                finding = self.finding(own, self.source)
                self.lines.append(f"{margin}# {finding.code} {finding.message(self.language)}")

    def finding(self, own: ImportIssue, place: Span | str) -> Diagnostic:
        return diagnose(own.kind, place, own.path, **{**dict(own.values), "place": own.place.term})

    def findings(self, target: str) -> Iterator[Diagnostic]:
        """Every issue at the line where its field was written; what was dropped is a finding in the original."""
        for own in self.found.issues:
            path = own.path
            while path and path not in self.places:
                path = path.rpartition(".")[0]
            line = self.places.get(path) if path else None
            if line is None:
                at = own.place.line
                yield self.finding(own, Span(self.source, at, 1, at, 1) if at else self.source)
            else:
                yield self.finding(own, Span(target, line, 1, line, 1 + len(self.lines[line - 1])))

    def value(self, own: Field) -> None:
        text = self.found.texts.get(own.path, "")
        if "\n" in text:
            self.put(own, "|")
            self.lines += [f"  {line}" for line in text.split("\n")]
        elif text:
            self.put(own, quoted(text))

    def parts(self, own: Field) -> None:
        """Page metadata, or whom to ask; what the text says already is a comment."""
        typed = {child.path: self.found.texts[child.path] for child in own.children if child.path in self.found.texts}
        noted = {child.path: self.found.notes[child.path] for child in own.children if child.path in self.found.notes}
        if typed:
            self.put(own, "")
            for child in own.children:
                if child.path in typed:
                    self.put(child, quoted(typed[child.path]), "  ")
        elif noted:
            self.lines.append(
                self.say(
                    "# 引言里已经写了怎样联系；要由 gkgen 统一来写，就删去那一句，再去掉下面各行的井号。",
                    "# The preface says whom to ask; for gkgen to say it, delete that and the # of these lines.",
                )
            )
            self.lines.append(f"# {self.key(own)}:")
            children = (child for child in own.children if child.path in noted)
            self.lines += [f"#   {self.key(child)}: {quoted(noted[child.path])}" for child in children]

    def waivers(self, own: Field) -> None:
        """The rules that the original does not meet."""
        if own.name != "waivers" or not self.found.waivers:
            return
        self.lines.append("")
        self.put(own, "")
        rule, reason = (child for child in own.children if child.name in ("rule", "reason"))
        for code in self.found.waivers:
            why = self.edition.phrases["import_waiver"]
            self.lines.append(f"  - {{{self.key(rule)}: {code}, {self.key(reason)}: {why}}}")

    def prose(self, own: Field) -> None:
        blocks = self.found.prose.get(own.path, ())
        fee = own.child("processing_fee")
        charged = {path: text for path, text in self.found.texts.items() if fee and path.startswith(f"{fee.path}.")}
        if not blocks and not charged:
            return
        self.lines.append("")
        if fee and charged:
            self.put(own, "")
            flow = ", ".join(
                f"{self.key(child)}: {_FLAGS[self.keys].get(charged[child.path], charged[child.path])}"
                for child in fee.children
                if child.path in charged
            )
            self.put(fee, f"{{{flow}}}", "  ")
            text = own.child("text")
            if blocks and text:
                self.block(text, dump(blocks), "  ")
        elif parts := self.aspects(own, blocks):
            self.put(own, "")
            for part, lines in parts:
                self.block(part, lines, "  ")
        else:
            self.block(own, dump(blocks), "")

    def block(self, own: Field, lines: Sequence[str], margin: str) -> None:
        self.put(own, "|", margin)
        self.lines += [f"{margin}  {line}".rstrip() for line in lines]

    def aspects(self, own: Field, blocks: Sequence[Block]) -> list[tuple[Field, tuple[str, ...]]]:
        """The parts that the form names, where the text consists of them; else nothing."""
        labels = {part.label: part for part in own.children if part.label}
        bare = unnumbered(blocks)
        heads = [at for at, block in enumerate(bare) if isinstance(block, Heading) and block.level == 2]
        names = [plain(bare[at].runs) for at in heads if isinstance(bare[at], Heading)]  # type: ignore[union-attr]
        order = [name for name in labels if name in names]
        if not labels or not heads or heads[0] != 0 or names != order:
            return []
        ends = [*heads[1:], len(bare)]
        if any(end - start < 2 for start, end in zip(heads, ends, strict=True)):
            return []
        return [
            (labels[name], dump(bare[start + 1 : end], is_bare=True))
            for name, start, end in zip(names, heads, ends, strict=True)
        ]

    def table(self, own: Field) -> None:
        cells = self.found.tables[own.name]
        self.lines.append("")
        if own.path in cells.unknown or not (cells.typed or cells.unknown):
            self.comments(own.path, "", [child.path for child in own.walk()])
            self.put(own, UNVERIFIED[self.keys] if cells.unknown else ALL_ZERO)
            return
        self.put(own, "")
        for child in own.children:
            self.row(child, "  ", cells.typed, cells.unknown)

    def row(self, own: Field, margin: str, typed: Mapping[str, str], unknown: Readings) -> None:
        leaves = tuple(own.leaves())
        paths = [child.path for child in own.walk()]
        if not any(path in unknown for path in paths) and not any(leaf.path in typed for leaf in leaves):
            self.comments(own.path, margin, paths)
            return
        if any(child.children for child in own.children):
            self.put(own, "", margin)
            for child in own.children:
                self.row(child, f"{margin}  ", typed, unknown)
            return
        self.comments(own.path, margin, paths)
        if own.path in unknown:
            self.put(own, self.unverified(unknown[own.path]), margin)
            return
        numbers = {
            leaf.path: self.unverified(unknown[leaf.path]) if leaf.path in unknown else typed.get(leaf.path)
            for leaf in leaves
        }
        flow = ", ".join(f"{self.key(leaf)}: {numbers[leaf.path]}" for leaf in leaves if numbers[leaf.path] is not None)
        self.put(own, f"{{{flow}}}", margin)
        self.places.update({leaf.path: len(self.lines) for leaf in leaves})

    def unverified(self, readings: Sequence[str]) -> str:
        """What stands in the place of a number that is not certain: the numbers that it may be."""
        mark = UNVERIFIED[self.keys]
        return f"{{{mark}: [{', '.join(readings)}]}}" if readings else mark
