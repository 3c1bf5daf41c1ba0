"""Two reports compared, number by number and sentence by sentence."""

from gkgen.comparison.alignment import align
from gkgen.comparison.changes import Comparison, FactChange, Kind, SentenceChange, Stretch
from gkgen.comparison.expected_content import expected, is_detail, place_of
from gkgen.comparison.fact_diff import compare_facts
from gkgen.comparison.moved_sentences import with_moves
from gkgen.comparison.printed_diff import ActualTable, ExpectedTable, TextCell, compare_printed
from gkgen.comparison.report_content import Content, Fact, Part
from gkgen.comparison.sentence_diff import Sentence, compare_sentences, cut, split
from gkgen.comparison.shown_blocks import (
    Fidelity,
    ShownBlock,
    ShownPicture,
    ShownTable,
    ShownText,
    kept,
    picture_mark,
    shown_pieces,
)
from gkgen.comparison.word_diff import stretches

__all__ = [
    "ActualTable",
    "Comparison",
    "Content",
    "ExpectedTable",
    "Fact",
    "FactChange",
    "Fidelity",
    "Kind",
    "Part",
    "Sentence",
    "SentenceChange",
    "ShownBlock",
    "ShownPicture",
    "ShownTable",
    "ShownText",
    "Stretch",
    "TextCell",
    "align",
    "compare",
    "compare_facts",
    "compare_printed",
    "compare_sentences",
    "cut",
    "expected",
    "is_detail",
    "kept",
    "picture_mark",
    "place_of",
    "shown_pieces",
    "split",
    "stretches",
]


def compare(before: Content, after: Content) -> Comparison:
    """All that differs between two reports."""
    sentences: list[SentenceChange] = []
    olds, news = ({part.path: part for part in content.parts} for content in (before, after))
    for path in dict.fromkeys((*olds, *news)):
        old, new = (cut(side[path]) if path in side else () for side in (olds, news))
        sentences.extend(compare_sentences(old, new))
    facts = tuple(compare_facts(before.facts, after.facts))
    return Comparison(before.name, after.name, facts, with_moves(sentences))
