"""The data that gkgen puts into its PDF: they say of every text what it is, and are believed as far as pages agree."""

import json
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from gkgen import lazy_re as re
from gkgen.document import Run, Runs, plain
from gkgen.importers.parsed_document import GridBlock, GridCell, ImageBlock, Part, Place, SourceBlock, TextBlock

VERSION = 1
_MAX_DATA_BYTES = 10_000_000
_NUMBER = re.compile(r"[+\-−增减]?\d[\d,]*(?:\.\d+)?")
_MAX_SHOWN = 60
# What json.loads gives for a file that is not gkgen's, or that was edited.
_STRANGE = (KeyError, TypeError, AttributeError, IndexError, ValueError, RecursionError)

Data = Mapping[str, Any]


class _OtherwiseError(Exception):
    """The pages say something else."""


def find(opened: Any) -> Data | None:
    """The data of a PDF opened with PDFium; None where gkgen put none in."""
    for index in range(min(opened.count_attachments(), 100)):
        attached = opened.get_attachment(index)
        if not attached.get_name().endswith(".json"):
            continue
        content = bytes(attached.get_data())
        if len(content) > _MAX_DATA_BYTES:
            continue
        try:
            data = json.loads(content)
            if data["version"] == VERSION and data["edition"] and data["sections"] and "tables" in data:
                return dict(data)
        except _STRANGE:
            continue
    return None


def blocks(data: Data, pages: Sequence[SourceBlock]) -> tuple[SourceBlock, ...] | str:
    """The blocks as the data have them, numbers and tables as the pages show them; or the first text that differs."""
    try:
        return tuple(_Reader(data, _Printed.of(pages)).read())
    except _OtherwiseError as fault:
        return str(fault)
    except _STRANGE:
        return "JSON"


def _bare(text: str) -> str:
    """Text without what a typesetter adds: blanks, marks for breaking lines."""
    plain_letters = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in plain_letters if not letter.isspace() and unicodedata.category(letter) != "Cf")


def _said(block: TextBlock | ImageBlock) -> str:
    return block.text if isinstance(block, TextBlock) else block.caption


@dataclass(slots=True)
class _Printed:
    """What the pages show: all text in one, with the places of its pieces; tables; pictures."""

    text: str
    ends: list[int]
    places: list[Place]
    grids: list[GridBlock]
    images: list[ImageBlock]
    done: int = 0

    @classmethod
    def of(cls, pages: Sequence[SourceBlock]) -> "_Printed":
        # A caption is a text of the pages like any other, though the pages' reader gave it to its picture.
        texts = [(_said(block), block.place) for block in pages if isinstance(block, TextBlock | ImageBlock)]
        text, ends = "", []
        for words, _ in texts:
            text += _bare(words)
            ends.append(len(text))
        return cls(
            text,
            ends,
            [place for _, place in texts],
            [block for block in pages if isinstance(block, GridBlock)],
            [block for block in pages if isinstance(block, ImageBlock)],
        )

    def seek(self, text: str) -> Place:
        """Where a text is printed, behind those before it."""
        wanted = _bare(text)
        at = self.text.find(wanted, self.done)
        if at < 0:
            raise _OtherwiseError(text[:_MAX_SHOWN])
        self.done = at + len(wanted)
        return self.places[min(bisect_left(self.ends, at + 1), len(self.places) - 1)]

    def grid(self, what: str) -> GridBlock:
        """The next table."""
        if not self.grids:
            raise _OtherwiseError(what)
        return self.grids.pop(0)


@dataclass(slots=True)
class _Reader:
    data: Data
    printed: _Printed
    _figures: list[str] = field(default_factory=list)

    def read(self) -> Iterator[SourceBlock]:
        data = self.data
        bodies = [data["preface"], *(section.get("blocks", ()) for section in data["sections"])]
        self._figures = [str(block["picture"]) for body in bodies for block in body if block["kind"] == "figure"]
        for line in data["title"]:
            yield self.text(line, Part.TITLE)
        for name, value in data["metadata"].items():
            yield TextBlock((Run(f"{name}：{value}"),), Place(), Part.DETAIL)
        yield from self.prose(data["preface"])
        for section in data["sections"]:
            yield self.text(section["heading"], Part.SECTION, 1)
            if "table" in section:
                yield self.statutory(section)
            else:
                yield from self.prose(section["blocks"])
        if data["signature"]:
            lines = (data["signature"]["name"], data["signature"]["date"])
            yield from (self.text(line, Part.SIGNATURE) for line in lines if line)
        if self.printed.grids:
            raise _OtherwiseError(self.printed.grids[0].rows[0][0].text[:_MAX_SHOWN])

    def text(self, text: str, part: Part, level: int = 0) -> TextBlock:
        return TextBlock((Run(text),), self.printed.seek(text), part, level)

    def prose(self, body: Sequence[Data]) -> Iterator[SourceBlock]:
        for block in body:
            match block["kind"]:
                case "figure":
                    yield self.figure(block)
                case "table":
                    yield self.small(block)
                case kind:
                    runs, marker = _runs(block["runs"]), str(block.get("marker", ""))
                    place = self.printed.seek(marker + plain(runs))
                    level = int(block.get("level", block.get("depth", 0)))
                    yield TextBlock(runs, place, Part(kind), level, marker)

    def figure(self, block: Data) -> ImageBlock:
        """A picture with its caption."""
        name, caption = str(block["picture"]), str(block["caption"])
        place = self.printed.seek(caption) if caption else Place()
        stem = name.replace("\\", "-").replace("/", "-")
        if name in self.data.get("drawings", ()):
            return ImageBlock(stem, str(self.data["drawings"][name]).encode("utf-8"), caption, place)
        taken = self._taken(name)
        if taken is None:
            return ImageBlock(stem, b"", caption, place)
        return replace(taken, name=f"{stem.rpartition('.')[0]}.{taken.name.rpartition('.')[2]}", caption=caption)

    def _taken(self, name: str) -> ImageBlock | None:
        """The picture on the page, where as many stand as there should be, in the same order.

        Drawings are lines there, but for those that a reader's program would draw otherwise: they are pictures too.
        """
        images, drawings = self.printed.images, self.data.get("drawings", ())
        pixels = [each for each in self._figures if each not in drawings]
        for named in (pixels, self._figures):
            if len(images) == len(named):
                return images[named.index(name)]
        return None

    def small(self, block: Data) -> GridBlock:
        """A table of the author's own, as the data have it, if the page says the same."""
        rows = tuple(tuple(_cell(_runs(cell)) for cell in row) for row in block["rows"])
        grid = self.printed.grid(rows[0][0].text)
        for own, printed in zip(rows, grid.rows, strict=False):
            if [_bare(cell.text) for cell in own] != [_bare(cell.text) for cell in printed]:
                raise _OtherwiseError(" ".join(cell.text for cell in printed)[:_MAX_SHOWN])
        if len(rows) != len(grid.rows):
            raise _OtherwiseError(rows[0][0].text[:_MAX_SHOWN])
        return replace(grid, rows=rows)

    def statutory(self, section: Data) -> GridBlock:
        """A table of the form as it is printed, if its numbers are those of the data."""
        grid = self.printed.grid(section["heading"])
        wanted = [_amount(str(value)) for value in _values(self.data["tables"][section["table"]])]
        cells = (_bare(cell.text) for row in grid.rows for cell in row)
        if wanted != [_amount(text) for text in cells if _NUMBER.fullmatch(text)]:
            raise _OtherwiseError(str(section["heading"]))
        return grid


def _runs(runs: Sequence[Data]) -> Runs:
    return tuple(Run(str(run["text"]), bool(run["bold"])) for run in runs)


def _cell(runs: Runs) -> GridCell:
    return GridCell(plain(runs), runs=runs if any(run.bold for run in runs) else ())


def _values(tree: Any) -> Iterator[Any]:
    if isinstance(tree, Mapping):
        for value in tree.values():
            yield from _values(value)
    else:
        yield tree


def _amount(text: str) -> str:
    """A number without the ways in which it can be written: +3, 增3 and 3 are one."""
    sign = "-" if text[:1] in {"-", "−", "减"} else ""
    return sign + text.lstrip("+-−增减").replace(",", "")
