"""HTML in an author's text, pasted from the editor of a website: what it looks like, and the text without it."""

import html

from gkgen import lazy_re as re

_TAG = (
    r"</?(?:a|b|blockquote|br|center|code|dd|del|div|dl|dt|em|font|h[1-6]|hr|i|iframe|img|li|o:p|ol|p|pre|s|script"
    r"|section|small|span|strong|style|su[bp]|table|tbody|td|th|thead|tr|u|ul|video)\b[^<>]{0,200}>"
)
_ENTITY = r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});"
HTML = re.compile(f"{_TAG}|{_ENTITY}")
_STRETCH = re.compile(rf"(?:{_TAG}|&nbsp;|&#160;|&e[nm]sp;)+")
_CHARACTER = re.compile(_ENTITY)
# What gkgen would read as a sign: a reference, a table, a picture, emphasis, an escape.
_SIGNS = frozenset("{}|[]*`\\!#%")


def without_html(text: str) -> str:
    """The text without tags, and with the characters that its entities stand for.

    Numbers and words that only a tag held apart stay apart: 12<br>13 becomes 12 13.
    """
    return without_tags(_CHARACTER.sub(_character, without_tags(text)))


def without_tags(text: str) -> str:
    """The text without tags and the spaces of HTML, and nothing besides."""
    return _STRETCH.sub(_gap, text)


def _gap(found: re.Match[str]) -> str:
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return " " if all(letter.isascii() and letter.isalnum() for letter in (before or " ", after or " ")) else ""


def _character(found: re.Match[str]) -> str:
    character = html.unescape(found.group())
    return found.group() if len(character) != 1 or character in _SIGNS or not character.isprintable() else character
