"""A rendered file compared with its expected content: paragraphs by sentences, tables by cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from itertools import zip_longest
from typing import Protocol

from gkgen import lazy_re as re
from gkgen.comparison.alignment import align
from gkgen.comparison.changes import FactChange, SentenceChange
from gkgen.comparison.moved_sentences import with_moves
from gkgen.comparison.report_content import Fact
from gkgen.comparison.sentence_diff import MARKS, Sentence, compare_sentences
from gkgen.diagnostics import Term
from gkgen.grid import Spanning, resolve

# The layout grid of a table: a merged cell is repeated in every slot that it covers.
FactRows = tuple[tuple[Fact, ...], ...]
TextRows = tuple[tuple[str, ...], ...]

_SPACE = re.compile(r"\s+")
# Blanks that part no two numbers.
_BLANKS = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
_EXTRA_ROW = Term("多出的一行", "a row too many")
_EXTRA_CELL = Term("多出的一格", "a cell too many")
_EXTRA_TABLE = Term("多出的表", "a table too many")
_TABLE = Term("整张表", "the whole table")
_BEHIND = Term("表后", "behind the table")
MAX_COMPARED_CHARACTERS = 2_000
# That one line of a title is printed on.
_MAX_TITLE_LINES = 4


@dataclass(frozen=True, slots=True)
class ExpectedTable:
    """A table that a rendered file should have."""

    group: Term
    rows: FactRows


class TextCell(Spanning, Protocol):
    """An origin cell as any reader has it."""

    @property
    def text(self) -> str:
        """Its text, on one or more lines."""


@dataclass(frozen=True, slots=True)
class ActualTable:
    """A table that a rendered file has."""

    rows: TextRows

    @classmethod
    def of(cls, rows: Sequence[Sequence[TextCell]]) -> "ActualTable":
        """The table of rows of origin cells, whose spans count as far as they make sense; "" fills what none covers."""
        return cls(
            tuple(tuple(slot.cell.text if slot else "" for slot in line) for line in resolve(rows, lenient=True))
        )


def compare_printed(
    expected: Sequence[Sentence | ExpectedTable], actual: Sequence[Sentence | ActualTable]
) -> tuple[tuple[FactChange, ...], tuple[SentenceChange, ...]]:
    """The cells and the sentences that differ; tables are aligned first, then the text between them."""
    tables = [(at, each) for at, each in enumerate(expected) if isinstance(each, ExpectedTable)]
    others = [(at, each) for at, each in enumerate(actual) if isinstance(each, ActualTable)]
    texts = [_plain(each.rows) for _, each in tables], [each.rows for _, each in others]
    facts: list[FactChange] = []
    sentences: list[SentenceChange] = []
    begin = other_begin = 0
    beside = None
    for old, new in align(*texts, _words):
        if old is None and new is not None:
            facts.append(FactChange("", _EXTRA_TABLE, _TABLE, None, _words(others[new][1].rows)))
        elif old is not None and new is None:
            group = tables[old][1].group
            facts.append(FactChange("", group, _TABLE, _words(texts[0][old]), None))
        elif old is not None and new is not None:
            (end, table), (other_end, other) = tables[old], others[new]
            sentences += _compare_texts(expected[begin:end], actual[other_begin:other_end], beside)
            beside = Sentence("", "", table.group, _BEHIND, opens=True)
            facts += _compare_tables(table, other)
            begin, other_begin = end, other_end
    sentences += _compare_texts(expected[begin:], actual[other_begin:], beside)
    return tuple(facts), with_moves(sentences)


def _compare_texts(
    expected: Sequence[Sentence | ExpectedTable], actual: Sequence[Sentence | ActualTable], beside: Sentence | None
) -> Iterator[SentenceChange]:
    texts = [each for each in expected if isinstance(each, Sentence)]
    others = [each for each in actual if isinstance(each, Sentence)]
    return compare_sentences(texts, _divided(list(_rejoined(others, texts)), texts), beside)


def _rejoined(actual: Sequence[Sentence], expected: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences; lines that together are one of the title or the letterhead, which print may break, as that one."""
    titles = {each.text for each in expected if each.path in {"title", "office"}}
    at = 0
    while at < len(actual):
        ends = range(at + 2, min(len(actual), at + _MAX_TITLE_LINES) + 1)
        end = next((end for end in ends if "".join(each.text for each in actual[at:end]) in titles), at + 1)
        yield replace(actual[at], text="".join(each.text for each in actual[at:end]))
        at = end


def _divided(actual: Sequence[Sentence], expected: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, with titles and headings, which end without a mark, separated from the text that follows.

    A web page may have both in one element, a PDF in one paragraph.
    """
    known, own = {each.text for each in expected}, {each.text for each in actual}
    heads = [
        (at, each.text) for at, each in enumerate(expected) if each.text not in own and not each.text.endswith(MARKS)
    ]
    found: list[Sentence] = []
    for sentence in actual:
        text, opens = sentence.text, sentence.opens
        head = next((pair for pair in heads if text.startswith(pair[1])), None)
        while text not in known and head and text != head[1]:
            found.append(replace(sentence, text=head[1], opens=opens))
            following = expected[head[0] + 1] if head[0] + 1 < len(expected) else None
            text, opens = text.removeprefix(head[1]).strip(), following is not None and following.opens
            head = (head[0] + 1, following.text) if following and text.startswith(following.text) else None
        found.append(replace(sentence, text=text, opens=opens))
    return found


def _plain(rows: FactRows) -> TextRows:
    return tuple(tuple(fact.text for fact in row) for row in rows)


def _words(rows: TextRows) -> str:
    """The beginning of a table in one line, by which tables are aligned."""
    return " | ".join(text for row in rows for text in dict.fromkeys(row) if text)[:MAX_COMPARED_CHARACTERS]


def _compare_tables(expected: ExpectedTable, actual: ActualTable) -> Iterator[FactChange]:
    rows = _plain(expected.rows)
    reported: set[tuple[int, str | None]] = set()
    for old, new in align(rows, actual.rows, _row):
        if old is None and new is not None:
            yield FactChange("", expected.group, _EXTRA_ROW, None, _row(actual.rows[new]))
        elif old is not None and new is None:
            label = next((Term(fact.text, fact.text) for fact in reversed(expected.rows[old]) if not fact.path), _TABLE)
            yield FactChange("", expected.group, label, _row(rows[old]), None)
        elif old is not None and new is not None:
            for fact, text in zip_longest(expected.rows[old], actual.rows[new]):
                # A merged cell is in several slots and reported once.
                if (id(fact), text) not in reported and (change := _change(expected.group, fact, text)):
                    reported.add((id(fact), text))
                    yield change


def _row(texts: Sequence[str]) -> str:
    return " | ".join(texts)


def _change(group: Term, fact: Fact | None, text: str | None) -> FactChange | None:
    if fact is None:
        return FactChange("", group, _EXTRA_CELL, None, text) if text else None
    if text is not None and _bare(fact.text) == _bare(text):
        return None
    number = _number(text) if fact.value is not None and text is not None else None
    difference = number - fact.value if number is not None and fact.value is not None else None
    return FactChange(fact.path, group, fact.label, fact.text, text, difference)


def _bare(text: str) -> str:
    """The text of a cell without spaces and line ends, which depend on the width of its column; not 4 9 as 49."""
    return _SPACE.sub(" ", _BLANKS.sub("", text))


def _number(text: str) -> int | Decimal | None:
    try:
        value = Decimal(_bare(text))
    except InvalidOperation:
        return None
    return int(value) if value == value.to_integral_value() and "." not in text else value
