"""Texts that were left out, as a finding names them."""

from collections.abc import Sequence
from itertools import islice

from gkgen.diagnostics import Term


def shortened(texts: Sequence[str], most: int = 12, longest: int = 20) -> Term:
    """The texts in a line, each with its first words."""
    named = [text if len(text) <= longest else f"{text[:longest]}…" for text in islice(texts, most)]
    more = len(texts) - len(named)
    return Term(
        "、".join(named) + (f" 等 {len(texts)} 处" if more else ""),
        ", ".join(named) + (f" and {more} more" if more else ""),
    )
