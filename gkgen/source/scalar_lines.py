"""What the parser tells about the lines of a file: which lie inside a scalar, and which may hold a slip.

The parser is believed: what lies inside a text is text, however much it looks like an entry. Only where the form wants
a mapping or a number and the parser sees something else may a line hold a slip.
"""

from dataclasses import dataclass, field
from typing import Literal

from gkgen import lazy_re as re
from gkgen.source.known_keys import KnownKeys
from gkgen.source.nodes import ScalarNode
from gkgen.source.row_slips import ODD_BLANK

# What a line is part of: entries, a block behind | or >, another scalar of several lines, nothing.
LinePlace = Literal["data", "text", "quoted", "comment"]

# A heading of the text such as ## 改进情况 where YAML sees a comment.
HEADING = re.compile(r"^ *##+ *[^\s#]")
_SIGN = re.compile(f"[:：，、；;﹕︰∶=＝｛｝{ODD_BLANK}]")
# Signs that belong beside a key, brackets, blanks that YAML does not know, numbers.
_ODD_KEY = re.compile(rf"[:：，、；;﹕︰∶。=＝{{}}｛｝{ODD_BLANK}]|[\d０-９]$")
_ENTRY_AT_START = re.compile(r"(?P<key>[^\s:：]{1,40}) *[:：]")
_SLIP_AT_START = re.compile(r"[｛\[（(【［〔《<“「\d０-９]|[^\s:：；;﹕︰∶=＝]{1,40} *[:：；;﹕︰∶=＝]")
_ODD_NUMBER = re.compile(f"[{ODD_BLANK}“”‘’「『〝＂„].*[\\d０-９]|[\\d０-９].*[{ODD_BLANK}]")
# Signs in a text that would be slips elsewhere.
_PROTECTED = re.compile(f"[:：，、；;﹕︰∶。=＝｛｝“”‘’「」『』{ODD_BLANK}]")


@dataclass(slots=True)
class ScalarLines:
    """The lines that scalars take.

    `inside` are the lines that belong to a scalar as a whole, `suspects` those that may hold a slip, `texts` the
    columns, from 0, of the texts in braces and brackets of a line.
    """

    inside: dict[int, LinePlace] = field(default_factory=dict)
    suspects: set[int] = field(default_factory=set)
    texts: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    latest: range = range(0)

    def note_key(self, node: ScalarNode, beside: KnownKeys) -> None:
        """Looks at a key, given the keys that may stand beside it."""
        is_unknown = beside.has_free_names or (beside.children and node.text not in beside.children)
        if is_unknown and _ODD_KEY.search(node.text):
            self.suspects.add(node.span.line)

    def note_value(self, node: ScalarNode, wanted: KnownKeys, *, is_plain: bool, is_flow: bool) -> None:
        """Looks at a value or an item, given what may stand there."""
        first = node.span.line
        last = node.span.end_line - (node.is_block and node.span.end_column == 1)
        if is_plain and _may_be_slip(node.text, wanted, is_flow=is_flow):
            self.suspects.update(range(first, last + 1))
            return
        self.latest = range(first + 1, last + 1)
        self.inside.update(dict.fromkeys(self.latest, "text" if node.is_block else "quoted"))
        if is_flow and first == last and _PROTECTED.search(node.text):
            self.texts.setdefault(first, []).append((node.span.column - 1, node.span.end_column - 1))

    def note_headings(self, block: ScalarNode, lines: tuple[str, ...]) -> None:
        """Looks for headings behind a block of text that were not indented, so that YAML drops them as comments."""
        number = block.span.end_line
        while number <= len(lines) and (not lines[number - 1].strip() or HEADING.match(lines[number - 1])):
            self.suspects.add(number)
            number += 1

    def forget(self, line: int) -> None:
        """Takes back what was noted about the last scalar when the parser failed in it or at its end."""
        if self.latest and self.latest[-1] >= line:
            for number in self.latest:
                self.inside.pop(number, None)


def _may_be_slip(text: str, wanted: KnownKeys, *, is_flow: bool) -> bool:
    """Whether a plain scalar looks like entries or a row; where a text is as good, only one that begins with a key."""
    if wanted.takes_text:
        entry = _ENTRY_AT_START.match(text)
        return entry is not None and entry["key"] in wanted.children
    if wanted.wants_mapping:
        return bool(_SLIP_AT_START.match(text) and (_SIGN.search(text) or "," in text))
    if wanted.is_number and is_flow:
        return bool(_ODD_NUMBER.match(text) or (_SLIP_AT_START.match(text) and _SIGN.search(text)))
    return wanted.is_number and text.strip() != text.strip(" ")
