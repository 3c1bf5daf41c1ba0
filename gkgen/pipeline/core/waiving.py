"""Waivers: warnings that the author accepts, with a reason (豁免)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from gkgen import lazy_re as re
from gkgen.diagnostics import CATALOGUE, Diagnostic, diagnose, has_errors
from gkgen.validation import Office

_CODES = frozenset(kind.partition(".")[0] for kind in CATALOGUE)
# Whether such a waiver is needed is known only where other offices are.
_CODES_OF_BATCHES = frozenset({"R81"})
_EMPTY_REASON = re.compile(r"[\W\d_]*|.|无|没有|属实|正确|已核对|同意|ok", re.IGNORECASE)


def waive(found: Iterable[Diagnostic], office: Office) -> Iterator[Diagnostic]:
    """The findings, those that are waived with the reason, and the findings about the waivers."""
    findings = tuple(found)
    reasons: dict[str, str] = {}
    wrong: list[Diagnostic] = []
    for waiver in office.waivers:
        code = waiver.rule.text.strip().upper()
        own = [each for each in findings if each.code == code]
        if code not in _CODES:
            wrong.append(diagnose("W02", waiver.rule.span, "waivers", code=waiver.rule.text.strip()))
        elif own and not any(each.is_waivable for each in own):
            wrong.append(diagnose("W03", waiver.rule.span, "waivers", code=code))
        elif _EMPTY_REASON.fullmatch(waiver.reason.text.strip()):
            wrong.append(diagnose("W04", waiver.reason.span, "waivers", code=code, reason=waiver.reason.text.strip()))
        elif own:
            reasons.setdefault(code, waiver.reason.text.strip())
        elif not has_errors(findings) and code not in _CODES_OF_BATCHES and waiver.rule.span.file == office.name:
            # With errors, not every rule could be tried; and a base has waivers for offices of all kinds.
            wrong.append(diagnose("W01", waiver.rule.span, "waivers", code=code))
    for each in findings:
        yield replace(each, waived=reasons[each.code]) if each.code in reasons and each.is_waivable else each
    yield from wrong
