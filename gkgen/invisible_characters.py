"""Characters that are not seen: none may stand in a printed text, and a path is shown without them.

Some reorder a line (Trojan source: Word prints 21 where the PDF prints 12), some are commands of a terminal, and the
rest hide in a number so that no comparison finds it.
"""

from collections.abc import Iterator

from gkgen import lazy_re as re

# C0 controls but tab and line ends, DEL and C1; U+2028, U+2029 and U+0085 end a line for YAML alone; noncharacters
# and lone surrogates are no text at all. None of them can be set in Word.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)

# Unicode Standard Annex 9 (directional formatting) and 44 (Default_Ignorable_Code_Point): direction, width zero,
# fillers, deprecated and annotation controls, tags.
_NEVER_SEEN = (
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u200b\u2060-\u2065\u206a-\u206f\u3164\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
# Joiners shape the letters of Arabic, Tibetan, Mongolian and their neighbours; variation selectors choose the shape of
# a Chinese character. Anywhere else they are not seen.
_JOINED = "\u0600-\u109f\u1780-\u18af"
_SHAPED = "\u180b-\u180f\u200c\u200d"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_INVISIBLE = re.compile(
    f"[{_NEVER_SEEN}]|(?<![{_JOINED}])[{_SHAPED}]|(?:(?<=[\x00-\u2dff])|^)[{_SELECTORS}]", re.MULTILINE
)
# Looks for one of them anywhere, thirty times as fast.
_CANDIDATE = re.compile(f"[{_NEVER_SEEN}{_SHAPED}{_SELECTORS}]")
_HIDDEN = re.compile(f"{UNPRINTABLE.pattern}|[\t\n\r]|{_INVISIBLE.pattern}", re.MULTILINE)


def find_unseen(text: str) -> Iterator[re.Match[str]]:
    """The characters of a text that are not seen and may not stand in it: first those that no program can set."""
    yield from UNPRINTABLE.finditer(text)
    if _CANDIDATE.search(text):
        yield from _INVISIBLE.finditer(text)


def may_hold_unseen(text: str) -> bool:
    """Whether it is worth to look for them in a part of a text."""
    return UNPRINTABLE.search(text) is not None or _CANDIDATE.search(text) is not None


def without_unseen(text: str) -> str:
    """The text without the characters that are not seen."""
    bare = UNPRINTABLE.sub("", text)
    return _INVISIBLE.sub("", bare) if _CANDIDATE.search(bare) else bare


def visible(text: str) -> str:
    """The text on one line, with a question mark for each character that is not seen: for names and excerpts."""
    return text if text.isascii() and text.isprintable() else _HIDDEN.sub("?", text)
