"""The author's own equations, 核对: 公开总数 == 网站 + 新媒体."""

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.narrative import Names, RefusedError, UnknownError, evaluate, text_of
from gkgen.source import ScalarNode
from gkgen.validation import Office

# Authors type = and the full-width sign as well as ==.
_EQUALS = re.compile(r"==?|＝")


def own_checks(office: Office, names: Names) -> tuple[Diagnostic, ...]:
    """The equations that do not hold or cannot be read."""
    return tuple(finding for check in office.checks if (finding := _check(check, names)))


def _check(check: ScalarNode, names: Names) -> Diagnostic | None:
    sides = _EQUALS.split(check.text)
    if len(sides) != 2:
        return diagnose("C02", check.span, "checks", check=check.text)
    try:
        left, right = (evaluate(side, names) for side in sides)
    except UnknownError:
        return None
    except RefusedError as refused:
        return diagnose(refused.kind, check.span, "checks", **refused.values)
    if left == right:
        return None
    return diagnose("C01", check.span, "checks", check=check.text, left=text_of(left), right=text_of(right))
