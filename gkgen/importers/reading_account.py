"""An account of how a report was read: what is certain, what was decided and why, what somebody has to look at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from gkgen.diagnostics import Diagnostic, Severity, Term
from gkgen.document import Block, Heading, plain
from gkgen.importers.match_result import ImportIssue, MatchedReport
from gkgen.importers.parsed_document import Place

if TYPE_CHECKING:
    from gkgen.form import Edition, Field

NO_WORDS = Term("", "")


class Certainty(StrEnum):
    """How sure a line of an account is. A warning or an error has to be looked at, a note was merely decided."""

    CERTAIN = "certain"
    DECIDED = "decided"
    TO_CHECK = "to_check"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a matter stands: in the original, in the office file (a line from 1, 0 for none), and what it concerns.

    `path` is the field of the form, empty where it concerns none.
    """

    place: Place
    line: int
    subject: Term
    path: str = ""


@dataclass(frozen=True, slots=True)
class AccountLine:
    """All findings of one kind, or one part of the report that is certain; `message` is that of the first spot.

    `code` and `hint` are empty for what is certain.
    """

    certainty: Certainty
    message: Term
    spots: tuple[Spot, ...] = ()
    code: str = ""
    hint: Term = NO_WORDS


@dataclass(frozen=True, slots=True)
class ReadingAccount:
    """The lines of one report: `source` the file that was read, `target` its office file."""

    source: str
    target: str
    lines: tuple[AccountLine, ...]

    def count(self, certainty: Certainty) -> int:
        """How many matters there are of that certainty; what is certain counts by lines."""
        return sum(max(1, len(line.spots)) for line in self.lines if line.certainty is certainty)


def account_of(
    found: MatchedReport, told: Iterable[Diagnostic], lost: Iterable[Diagnostic], names: tuple[str, str]
) -> ReadingAccount:
    """The account of a report; `told` are the findings of its issues in their order, `lost` those of its reader.

    `names` are those of the file that was read and of the office file.
    """
    pairs = list(zip(told, found.issues, strict=True))
    pairs += [(each, ImportIssue(each.kind, "", Place())) for each in lost]
    lines = [*_certain(found), *_of_findings(pairs, found.edition, names[1])]
    order = list(Certainty)
    lines.sort(key=lambda line: order.index(line.certainty))
    return ReadingAccount(*names, tuple(lines))


def _of_findings(
    pairs: Iterable[tuple[Diagnostic, ImportIssue]], edition: "Edition", target: str
) -> Iterator[AccountLine]:
    """A line for each kind of finding, errors first."""
    kinds: dict[str, list[tuple[Diagnostic, ImportIssue]]] = {}
    for diagnostic, own in pairs:
        kinds.setdefault(diagnostic.kind, []).append((diagnostic, own))
    ranks = list(Severity)
    for group in sorted(kinds.values(), key=lambda group: ranks.index(group[0][0].severity)):
        first = group[0][0]
        spots = (
            Spot(own.place, _line_in(each, target), subject_of(edition, own.path), own.path) for each, own in group
        )
        yield AccountLine(
            Certainty.DECIDED if first.severity is Severity.NOTE else Certainty.TO_CHECK,
            Term(first.message("zh"), first.message("en")),
            tuple(dict.fromkeys(spots)),
            first.code,
            Term(first.hint("zh"), first.hint("en")),
        )


def _line_in(diagnostic: Diagnostic, target: str) -> int:
    """The line of the office file, 0 for a finding about the file that was read."""
    return diagnostic.span.line if diagnostic.span and diagnostic.span.file == target else 0


def subject_of(edition: "Edition", path: str) -> Term:
    """What a path of the form is called in print: a section, or a table with the labels of row and column."""
    own = edition.root.child(path.partition(".")[0])
    if own is None:
        return NO_WORDS
    leaf = edition.field(path)
    head = own.heading_term if own.heading else own.term
    if leaf is own:
        return head
    inside = own.trail_to(leaf)
    return Term(f"{head.zh}·{inside.zh}", f"{head.en}.{inside.en}")


def _certain(found: MatchedReport) -> Iterator[AccountLine]:
    doubted = {own.path for own in found.issues if own.path}
    named = [
        (own.term, value)
        for own in found.edition.root.children
        if own.name in {"year", "office"} and own.path not in doubted
        if (value := str(found.year) if own.name == "year" else found.texts.get(own.path, ""))
    ]
    if named:
        zh = "，".join(f"{term.zh} {value}" for term, value in named)
        yield AccountLine(Certainty.CERTAIN, Term(zh, ", ".join(f"{term.en} {value}" for term, value in named)))
    for own in found.edition.root.children:
        line = _certain_table(found, own, doubted) if own.name in found.tables else _certain_text(found, own, doubted)
        if line:
            yield line


def _certain_table(found: MatchedReport, own: "Field", doubted: set[str]) -> AccountLine | None:
    """How many cells of a table are beyond doubt: nothing is said of them, of their row or of the table."""
    cells = found.tables[own.name]
    doubtful = doubted | cells.unknown.keys()
    leaves = [leaf for leaf in own.leaves() if not _is_below(leaf.path, doubtful - {own.path})]
    if not leaves or not cells.is_there or own.path in doubtful:
        return None
    head, count = own.heading_term, len(leaves)
    return AccountLine(
        Certainty.CERTAIN,
        Term(f"{head.zh}：{count} 格按行名、列名读入", f"{head.en}: {count} cells, read by their labels"),
    )


def _is_below(path: str, paths: Iterable[str]) -> bool:
    return any(path == each or path.startswith(f"{each}.") for each in paths)


def _certain_text(found: MatchedReport, own: "Field", doubted: set[str]) -> AccountLine | None:
    blocks = _texts(found.prose, own)
    if not blocks or _is_below(own.path, doubted) or any(each.startswith(f"{own.path}.") for each in doubted):
        return None
    head = own.heading_term if own.heading else own.term
    count = sum(len("".join(text.split())) for text in blocks)
    return AccountLine(
        Certainty.CERTAIN,
        Term(f"{head.zh}：{len(blocks)} 段，{count} 字", f"{head.en}: {len(blocks)} paragraphs, {count} characters"),
    )


def _texts(prose: Mapping[str, Sequence[Block]], own: "Field") -> list[str]:
    blocks = [block for path, found in prose.items() if _is_below(path, (own.path,)) for block in found]
    return [text for block in blocks if not isinstance(block, Heading) if (text := plain(getattr(block, "runs", ())))]
