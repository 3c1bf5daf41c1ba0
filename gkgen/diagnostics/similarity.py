"""Findings about texts that repeat others."""

from gkgen.diagnostics.kinds import Kind, Severity

_W = Severity.WARNING

KINDS: tuple[Kind, ...] = (
    Kind(
        "R80",
        _W,
        "正文有 {percent}% 和上年的报告（{file}）相同，例如“{text}”",
        "{percent}% of the text is that of last year's report ({file}), such as '{text}'",
        "写本年的做法、数字和问题；相同的不要超过一半",
        "write what was done this year; not more than half should be the same",
    ),
    Kind(
        "R81",
        _W,
        "正文约 {percent}% 和“{other}”的报告相同",
        "about {percent}% of the text is that of the report '{other}'",
        "各机关的报告不能雷同；按本机关的情况重写",
        "reports of different offices must differ: write what this office did",
    ),
)
