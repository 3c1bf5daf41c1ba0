"""Scalars as the core schema of YAML 1.2 reads them (YAML 1.2.2, section 10.3), money as exact decimals."""

from decimal import Decimal

from gkgen import lazy_re as re
from gkgen.source.nodes import Atom

# No leading zeros: 0632 is an area code. No octal, hexadecimal, exponent or underscore: nobody writes a report so.
# The length keeps a long row of digits, an account number say, from becoming a number at all.
_INTEGER = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,17})", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,12}", re.ASCII)
_WORDS: dict[str, Atom] = {
    "true": True,
    "True": True,
    "false": False,
    "False": False,
    "null": None,
    "~": None,
    "": None,
}


def value_of(text: str) -> Atom:
    """The value of a plain scalar."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    return text
