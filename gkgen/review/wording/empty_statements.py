"""Texts that say nothing: 无 under an aspect or a part that must say something, or its heading once more (R89)."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.form import Edition
from gkgen.label_normalization import normalized, without_number
from gkgen.narrative import Passage
from gkgen.review.case import Case
from gkgen.typed_rows import spellings

_SECTIONS = ("overview", "problems")
_NOTHING = re.compile(
    r"(?:(?:目前|当前|本年度?|今年)?(?:暂|均|皆|尚)?(?:无|没有|未发现|不存在|不适用|不涉及)"
    r"(?:任何|什么|明显|突出|此类|相关|有关|重大|较大)?(?:的?(?:情况|问题|内容|事项|措施|不足))?"
    r"|空|略|同(?:上|前|去年|上年度?)|[详参]?见(?:上|下|前|后)?(?:文|述|面|附件|附表|正文)?|待[定填补]写?|未填写?|[/\-—…x×*]+)+",
)
_SIGNS = re.compile(r"[\s，。；：、！.,;:（）()【】]+")
# What may stand around the words of a heading without saying more than it.
_FILLERS = frozenset("的主要及和与等情况方面工作存在有关如下以具体本年度")


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
        bare = _SIGNS.sub("", without_number(text))
        said = bare.lstrip(_heading_characters(case.edition, path))
        if bare and not said:
            yield diagnose("R89.heading", passages[0].span, path, field=field.term, text=text.strip())
        elif not bare or _NOTHING.fullmatch(said):
            kind = "R89.part" if path.startswith("problems.") else "R89"
            yield diagnose(kind, passages[0].span, path, field=field.term, text=text.strip())


@cache
def _heading_characters(edition: Edition, path: str) -> str:
    """The characters of the headings above a text, and those that add nothing to them."""
    section = path.partition(".")[0]
    headings = (normalized(word) for each in (section, path) for word in spellings(edition.field(each)))
    return "".join(_FILLERS.union(*headings))
