"""What PyYAML's parsers complain of, in words that name the usual cause, at the place where an author must look."""

from collections.abc import Sequence

import yaml

from gkgen import lazy_re as re
from gkgen.source.positions import Mark, Place

_VALUE = re.compile(r"^ *(?:- +)*(?:[^\s:#'\"{\[][^:#]{0,60}: +)?(?P<value>\S)")
# YAML keeps these for itself at the beginning of a value.
_RESERVED = frozenset("*&!%@`>|-?]},")
# A key and a text behind it, before another colon.
_KEY_AND_TEXT = re.compile(r"^ *(?:- +)*[^\s:#'\"{\[][^:#]{0,60}: +\S")
_PASTED_BEFORE_BRACES = re.compile(r" *[^\s:：#{]+: *\d+(?:[\s,，、]+\d+)*\s*\{")
_STEP = 2
# Lines that are looked at for the next entry.
_NEAR = 40
_CLOSING = {'"': '"', "'": "'", "[": "]", "{": "}"}
_INDENT = ("mapping values", "block end", "simple key", "expected key", "'-' indicator", "document start")


def explain(fault: yaml.MarkedYAMLError, lines: Sequence[str]) -> tuple[str, Mark, dict[str, str]]:
    """Kind of the finding, its place and the values for its message."""
    problem = f"{fault.context or ''} {fault.problem or ''}".strip()
    mark, text = _place(fault, lines)
    value = _VALUE.match(text)
    first = value["value"] if value and value.start("value") <= mark.column and "mapping values" not in problem else ""
    if text[mark.column : mark.column + 1] == "\t":
        return *(_misread(problem, mark, text, lines) if _PASTED_BEFORE_BRACES.match(text) else ("Y12", mark)), {}
    if "nesting depth" in problem:
        # LibYAML 0.2.6 and newer stop at a depth of their own, before they give the events of what is open.
        return "Y08.depth", mark, {}
    if "escape" in problem or "hexdecimal" in problem:
        return "Y03.escape", mark, {}
    if "quoted scalar" in problem:
        return "Y03.quote", mark, {}
    if value and first in _RESERVED:
        return "Y03.start", Place(mark.line, value.start("value")), {"character": first}
    if "flow" in problem:
        return "Y03.flow", mark, {}
    if first in _CLOSING and ("expected key" in problem or "block end" in problem):
        return "Y03.after" if first in "\"'" else "Y03.remark", mark, {"character": _CLOSING[first]}
    if any(words in problem for words in _INDENT):
        return *_misread(problem, mark, text, lines), {}
    return "Y03", mark, {"detail": problem}


def _misread(problem: str, mark: Mark, text: str, lines: Sequence[str]) -> tuple[str, Mark]:
    """The cause where an entry stands at a place where none can be."""
    if pasted := _PASTED_BEFORE_BRACES.match(text):
        return "Y03.pasted", Place(mark.line, pasted.end() - 1)
    if "mapping values" in problem and _KEY_AND_TEXT.match(text[: mark.column]):
        return "Y03.colon", mark
    odd = _odd_line(lines, mark)
    before = _line_before(lines, odd.line)
    if "mapping values" in problem and before >= 0 and _is_sentence(lines[before], lines[odd.line]):
        return "Y03.words", Place(before, _indent(lines[before]))
    line = lines[odd.line].partition(" #")[0].strip()
    # A colon, or a sign of YAML, tells of an entry; without either a sentence was put between entries.
    return ("Y03.indent" if re.search(r":(?:\s|$)|^[-?{}\[\]]", line) else "Y03.words"), odd


def _line_before(lines: Sequence[str], number: int) -> int:
    """The next line above that is neither blank nor a comment; -1 where there is none."""
    above = (each for each in range(number - 1, -1, -1) if lines[each].strip() and lines[each].lstrip()[0] != "#")
    return next(above, -1)


def _is_sentence(line: str, below: str) -> bool:
    """Whether a line is no entry and was taken for the beginning of the key below it."""
    return _indent(line) == _indent(below) and not re.search(r":(?:\s|$)", line) and line.lstrip()[0] not in "-?"


def _odd_line(lines: Sequence[str], mark: Mark) -> Mark:
    """The line that stands out of its column: the one complained of, or the first of its neighbours above.

    `   甲: 1` and below it `  乙: 2` are told at 乙, but it is 甲 that has a blank too many.
    """
    indent = _indent(lines[mark.line])
    if (sticks_out := _line_that_sticks_out(lines, mark.line, indent)) is not None:
        return Place(sticks_out, _indent(lines[sticks_out]))
    above = mark.line
    for number in range(mark.line - 1, -1, -1):
        line = lines[number]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if _indent(line) <= indent:
            is_deeper = indent - _indent(line) == _STEP and above != mark.line
            return Place(above, _indent(lines[above])) if is_deeper else mark
        above = number
    return mark


def _line_that_sticks_out(lines: Sequence[str], number: int, indent: int) -> int | None:
    """The line above, where it alone stands further out than its neighbours and opens nothing: `- 甲: 1` in a table."""
    before = _line_before(lines, number)
    text = lines[before].partition(" #")[0].strip() if before >= 0 else ""
    if not text or _indent(lines[before]) >= indent or text.endswith((":", "|", ">")):
        return None
    has_bullet = not (text[0].isalnum() or text[0] in "\"'")
    if has_bullet or (_indent(lines[before]) == indent - 1 and indent % _STEP == 0):
        return before
    below = next((line for line in lines[number + 1 : number + _NEAR] if line.strip() and line.lstrip()[0] != "#"), "")
    further = _line_before(lines, before)
    return before if further >= 0 and _indent(lines[further]) == indent == _indent(below) else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _place(fault: yaml.MarkedYAMLError, lines: Sequence[str]) -> tuple[Mark, str]:
    """Where to look, and that line: the parser notices what is unfinished only at the next thing, or at the end."""
    mark = fault.problem_mark or fault.context_mark or Place(0, 0)
    begun = fault.context_mark
    if begun and mark.line > begun.line and re.search("quoted|flow|simple key", f"{fault.context}"):
        mark = begun
    line = min(mark.line, len(lines) - 1)
    return Place(line, mark.column if line == mark.line else 0), lines[line]
