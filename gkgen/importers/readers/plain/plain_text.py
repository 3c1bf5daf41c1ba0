"""Text files: reports turned into lines, with tables in any of the ways in which they are typed."""

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.importers.parsed_document import ParsedDocument
from gkgen.importers.readers.encoding import Decoded, decode
from gkgen.importers.readers.plain.hard_wraps import unwrapped
from gkgen.importers.readers.text_tables import blocks_of

_ENDINGS = ("\r\n", "\r", "\v", "\f", "\u2028", "\u2029", "\x85")
# What mails put before lines that they quote.
_QUOTED = re.compile(r"^(?:>[ \t]?)+")


def read(data: bytes, name: str, charset: str = "") -> ParsedDocument:
    """The lines of a text file that say something, each with its number, and tables typed as text.

    `charset` is how it came encoded.
    """
    decoded = decode(data, charset)
    text = decoded.text.removeprefix("\ufeff")
    for ending in _ENDINGS:
        text = text.replace(ending, "\n")
    typed = ((number, _QUOTED.sub("", line)) for number, line in enumerate(text.split("\n"), start=1))
    lines = [(number, line) for number, line in typed if line.strip()]
    return ParsedDocument(name, "txt", tuple(blocks_of(unwrapped(lines))), diagnostics=damage(decoded, name))


def damage(decoded: Decoded, name: str) -> tuple[Diagnostic, ...]:
    """What cannot be read in the encoding of a file."""
    lost = decoded.text.count("\ufffd")
    return () if decoded.is_certain or not lost else (diagnose("I38", name, encoding=decoded.encoding, count=lost),)
