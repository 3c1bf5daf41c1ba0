"""Bytes to text, whichever way offices and their websites encode Chinese."""

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# A superset of GBK and GB 2312, which files that say gb2312 use without knowing.
_CHINESE = "gb18030"
_OLD = frozenset({"gb2312", "gbk", "x-gbk", "chinese", "hz-gb-2312", "gb_2312-80"})
# Enough to tell an encoding by; the rest of a large file adds time and no certainty.
_SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, how it was encoded, and whether that is certain: without damage, and said or proved by the bytes."""

    text: str
    encoding: str
    is_certain: bool


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text of a file; `declared` is what it says of itself. Never raises; what cannot be read becomes U+FFFD."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lossy(data, encoding)
    named = _CHINESE if declared.strip().lower() in _OLD else declared.strip().lower()
    for encoding in dict.fromkeys(("utf-8", named, _CHINESE)):
        if encoding and (text := _strict(data, encoding)) is not None and not _is_rubbish(text):
            return Decoded(text, encoding, is_certain=True)
    return _lossy(data, _guess(data) or named or "utf-8")


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None


def _lossy(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding, errors="replace")
    except LookupError:
        text, encoding = data.decode("utf-8", errors="replace"), "utf-8"
    return Decoded(text, encoding, is_certain="\ufffd" not in text)


def _is_rubbish(text: str) -> bool:
    """Whether these are bytes of another encoding, such as UTF-16 without its mark: many zeros, private characters."""
    sample = text[:_SAMPLE]
    odd = sum(1 for letter in sample if letter == "\0" or "\ue000" <= letter <= "\uf8ff")
    return odd * 50 > len(sample)


def _guess(data: bytes) -> str:
    """What charset-normalizer takes it for."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best else ""
