"""Texts that say nothing: 无 under an aspect or a part that must say something, or its heading once more (R89)."""

from collections import defaultdict
from collections.abc import Iterator

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.label_normalization import normalized
from gkgen.narrative import Passage
from gkgen.review.case import Case
from gkgen.typed_rows import spellings

_SECTIONS = ("overview", "problems")
_NOTHING = re.compile(
    r"(?:暂|均|皆)?(?:无|没有|不存在|不适用)(?:此类|相关|有关)?(?:情况|问题|内容|事项)?|略|同上(?:年)?|待[填补]写?|[/\-—…x×]+"
)


def empty_statements(case: Case) -> Iterator[Diagnostic]:
    """An aspect of the overview, or a part of the fifth section, of which the text says nothing (R89)."""
    texts: dict[str, list[Passage]] = defaultdict(list)
    for passage in case.words(*_SECTIONS):
        texts[passage.path].append(passage)
    for path, passages in texts.items():
        text = "".join(passage.text for passage in passages)
        # A whole section of a word is R72's.
        if path in _SECTIONS or path not in case.edition.paths:
            continue
        field = case.field(path)
        bare = re.sub(r"[\s，。；：、！.,;:]", "", text)
        kind = "R89.part" if path.startswith("problems.") else "R89"
        if not bare or _NOTHING.fullmatch(bare):
            yield diagnose(kind, passages[0].span, path, field=field.term, text=text.strip())
        elif normalized(text) in map(normalized, spellings(field)):
            yield diagnose("R89.heading", passages[0].span, path, field=field.term, text=text.strip())
