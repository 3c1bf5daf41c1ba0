"""The notice that sets the form, as the text cites it: its number, its title, its year (R58)."""

from collections.abc import Iterator

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.label_normalization import half_width
from gkgen.narrative import Passage
from gkgen.review.case import Case
from gkgen.review.sentence_splitting import sentence_at

_NUMBER = re.compile(r"国办[㐀-鿿]{0,4}?函?\s?[〔\[［【(（]\s?(?:19|20)\d\d\s?[〕\]］】)）]\s?第?\d{1,3}\s?号")
_TITLE = re.compile(r"《(?P<title>(?:[^《》]|《[^《》]*》){4,90})》\s?[（(]?\s?$")
_REPORT = re.compile("年度报告|本报告|编制")
# A bureau of the State Council's office that issues such notices; what else it issues is about other matters.
_SERIES = "国办公开办函"
_FORMS = re.compile("年度报告格式|年度报告有关事项")


def cited_notice(case: Case) -> Iterator[Diagnostic]:
    """A number that is not that of the notice in force for the year, or that is another notice's than the title."""
    wanted, title = case.edition.notice, "".join(case.edition.notice_titles[:1])
    for passage in case.passages:
        if "国办" not in passage.text:
            continue
        numbers = list(_NUMBER.finditer(passage.text))
        is_cited = any(_bare(found[0]) == _bare(wanted) for found in numbers)
        for found in numbers:
            cited = _TITLE.search(passage.text[: found.start()])
            kind = _problem(passage, found, cited["title"] if cited else "", case)
            if kind and not (kind == "R58" and is_cited):
                place, text = case.spot(passage, *found.span()), found[0]
                yield diagnose(kind, place, passage.path, text=text, wanted=wanted, title=title, year=case.year)


def _problem(passage: Passage, found: re.Match[str], cited: str, case: Case) -> str:
    wanted, titles = _bare(case.edition.notice), case.edition.notice_titles
    number = _bare(found[0])
    if number == wanted:
        return "R58.title" if _FORMS.search(cited) and titles and not any(map(cited.__contains__, titles)) else ""
    if cited:
        # A notice under its own title may be cited beside the form, but no other number goes with the form's title.
        if titles and titles[0] in cited:
            return "R58.number"
        return "R58" if _FORMS.search(cited) else ""
    begin, end = sentence_at(passage.text, found.start())
    is_of_form = _FORMS.search(passage.text, begin, end) or _REPORT.search(passage.text, begin, end)
    is_near = number.startswith(_SERIES) or number[number.find("(") :] == wanted[wanted.find("(") :]
    return "R58" if is_of_form and is_near else ""


def _bare(number: str) -> str:
    """A number in half width with one kind of brackets."""
    return re.sub(r"[〔\[【]", "(", re.sub(r"[〕\]】]", ")", re.sub(r"\s|第", "", half_width(number))))
