"""Where numbers come from, as lines and as JSON."""

import json

from gkgen.checks import Origin
from gkgen.diagnostics import Span, Term
from gkgen.pipeline.inspecting.number_trace import Trace
from gkgen.reporters.trace_report import trace_json, trace_lines
from gkgen.terminal_width import cells


def part(name: str, value: int, line: int, reason: str = "") -> Trace:
    span = Span(name, line, 1, line, 2)
    return Trace(Term(name, name), "x.y", value, Origin.TYPED, span, name, (), 1, reason)


TRACE = Trace(
    Term("表.格", "x.y"),
    "x.y",
    21,
    Origin.SUMMED,
    None,
    "区.yaml",
    (part("甲.yaml", 20, 7), part("乙.yaml", 0, 8), part("调整", 1, 9, reason="漏报一件")),
)


def test_lines_name_file_line_and_value_and_count_zeros() -> None:
    lines = list(trace_lines([TRACE], "zh"))
    assert [line.split() for line in lines] == [
        ["表.格", "汇总", "21"],
        ["甲.yaml:7", "20"],
        ["调整:9", "漏报一件", "1"],
        ["另有", "1", "项是", "0"],
    ]
    assert max(map(cells, lines)) <= 80


def test_json_has_every_part() -> None:
    (cell,) = json.loads(trace_json([TRACE], "zh"))["cells"]
    assert [(each["file"], each["line"], each["value"]) for each in cell["parts"]] == [
        ("甲.yaml", 7, 20),
        ("乙.yaml", 8, 0),
        ("调整", 9, 1),
    ]
