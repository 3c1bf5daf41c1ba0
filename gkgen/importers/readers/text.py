"""Text files: reports that a program has turned into lines, each cell of a table on a line of its own."""

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.document import Run
from gkgen.importers.original import Original, Place, TextBlock
from gkgen.importers.readers.encoding import Decoded, decode

_ENDINGS = ("\r\n", "\r", "\v", "\f", "\u2028", "\u2029", "\x85")


def read(data: bytes, name: str) -> Original:
    """The lines of a text file that say something, each with its number."""
    decoded = decode(data)
    text = decoded.text.removeprefix("\ufeff")
    for ending in _ENDINGS:
        text = text.replace(ending, "\n")
    blocks = tuple(
        TextBlock((Run(line.strip()),), Place(line=number))
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip()
    )
    return Original(name, "txt", blocks, diagnostics=damage(decoded, name))


def damage(decoded: Decoded, name: str) -> tuple[Diagnostic, ...]:
    """What cannot be read in the encoding of a file."""
    lost = decoded.text.count("\ufffd")
    return () if decoded.is_certain or not lost else (diagnose("I38", name, encoding=decoded.encoding, count=lost),)
