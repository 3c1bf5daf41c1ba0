"""The language of messages, chosen before any text is made."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from gkgen.diagnostics import Language

Translate = Callable[[str, str], str]
VARIABLE = "GKGEN_LANG"


def detect(arguments: Sequence[str], environ: Mapping[str, str]) -> Language:
    """`--lang en` at any position, else GKGEN_LANG, else Chinese."""
    wanted = environ.get(VARIABLE, "")
    for argument, following in pairwise([*arguments, ""]):
        if argument == "--":
            break
        if argument == "--lang":
            wanted = following
        elif argument.startswith("--lang="):
            wanted = argument.partition("=")[2]
    return "en" if wanted.lower().startswith("en") else "zh"


def translator(language: Language) -> Translate:
    """A function that picks the text of that language from a Chinese and an English one."""
    return (lambda zh, en: zh) if language == "zh" else (lambda zh, en: en)
