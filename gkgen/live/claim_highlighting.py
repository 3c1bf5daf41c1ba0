"""A page of a report with each number of its text marked: proved, contradicted, open, or about something else."""

import html
from collections.abc import Iterable, Iterator, Sequence

from gkgen import lazy_re as re
from gkgen.diagnostics import Language
from gkgen.reporters.claim_report import note, stretches, worst
from gkgen.review import ClaimRecord

_PIECE = re.compile(r"(?s)<(?:style|script|title)\b.*?</(?:style|script|title)>|<!--.*?-->|<[^>]*>|[^<]+")
_LETTER = re.compile(r"&(?:#\d+|#x[\da-fA-F]+|\w+);|(?s:.)")
# What only makes lines break is not of the author's text, nor is the gap between Chinese and Latin.
_UNWRITTEN = "\u2060\u200b\u00ad"
_GAP = 'class="gap"'
_STYLE = """<style>
mark { color: inherit; background: none; }
mark.agrees { background: #d8f0dc; }
mark.contradicts { background: #fbd0d6; outline: 1px solid #b00020; }
mark.undecidable { background: #fdeec2; }
mark.elsewhere { background: #ececec; }
</style>
"""


def with_highlights(page: bytes, records: Sequence[ClaimRecord], language: Language) -> bytes:
    """The page with a mark for each record that is found in it; passages are looked for in the order of the report."""
    pieces = [found[0] for found in _PIECE.finditer(page.decode("utf-8"))]
    letters = list(_letters(pieces))
    text = "".join(letter for letter, *_ in letters)
    marks: dict[int, list[tuple[int, int, str]]] = {}
    at = 0
    for own in _by_passage(records):
        written = _bare(own[0].passage.text)
        place = text.find(written, at)
        if place < 0 and (place := text.find(written)) < 0:
            continue  # A cell of a small table is read with its neighbour.
        at = place
        for start, end, opening in _ranges(own, language):
            for _, piece, first, last in letters[place + start : place + end]:
                _extend(marks.setdefault(piece, []), first, last, opening)
        at = place + len(written)
    joined = "".join(_marked(piece, marks.get(number, ())) for number, piece in enumerate(pieces))
    return joined.replace("</head>", f"{_STYLE}</head>", 1).encode("utf-8")


def _letters(pieces: Sequence[str]) -> Iterator[tuple[str, int, int, int]]:
    """The letters that the author wrote, each with its piece and where it stands there."""
    for number, piece in enumerate(pieces):
        if piece.startswith("<") or (number and _GAP in pieces[number - 1]):
            continue
        for found in _LETTER.finditer(piece):
            letter = html.unescape(found[0])
            if not letter.isspace() and letter not in _UNWRITTEN:
                yield letter, number, *found.span()


def _by_passage(records: Iterable[ClaimRecord]) -> Iterator[list[ClaimRecord]]:
    own: list[ClaimRecord] = []
    for record in records:
        if own and own[-1].passage is not record.passage and own[-1].passage != record.passage:
            yield own
            own = []
        own.append(record)
    if own:
        yield own


def _bare(text: str) -> str:
    return "".join(letter for letter in text if not letter.isspace() and letter not in _UNWRITTEN)


def _ranges(records: Sequence[ClaimRecord], language: Language) -> Iterator[tuple[int, int, str]]:
    """Where claims stand in the passage without its blanks, and the tag that marks them."""
    start = 0
    for words, own in stretches(records[0].passage, records):
        end = start + len(_bare(words))
        if own:
            yield start, end, f'<mark class="{worst(own)}" title="{html.escape(note(own, language))}">'
        start = end


def _extend(marks: list[tuple[int, int, str]], first: int, last: int, opening: str) -> None:
    """Adds a letter to the mark before it, where both belong to one."""
    if marks and marks[-1][1] == first and marks[-1][2] == opening:
        marks[-1] = (marks[-1][0], last, opening)
    else:
        marks.append((first, last, opening))


def _marked(piece: str, marks: Iterable[tuple[int, int, str]]) -> str:
    done, written = 0, ""
    for start, end, opening in sorted(marks):
        if start >= done:
            written += f"{piece[done:start]}{opening}{piece[start:end]}</mark>"
            done = end
    return written + piece[done:]
