"""Shares and changes of what other clauses, words behind the number or a bracket name."""

import pytest

from tests.review.cases import kinds_in


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # The clause before names what a share is of.
        ("自然人是申请的主体，占新收总量的83.3%。", ""),
        ("自然人是申请的主体，占新收总量的63.3%。", "R67"),
        ("不掌握是无法提供的唯一理由，占无法提供总数的一半。", "R67"),
        # Those who stand behind it.
        ("约六分之一的申请由商业企业提出。", ""),
        ("三分之一的申请由商业企业提出。", "R67"),
        ("办结的7件里，有大约半数无法提供。", "R67"),
        # A bound before the whole.
        ("予以公开和部分公开合计超过办结总数的七成。", ""),
        ("予以公开和部分公开合计不到办结总数的七成。", "R67"),
        ("予以公开（含部分公开）的比例为71.4%。", ""),
        ("予以公开（含部分公开）的比例为57.1%。", "R67"),
        # Behind a list a share may be of the whole.
        ("办结7件，其中予以公开4件、部分公开1件、不掌握2件，占新收和结转总数的87.5%。", ""),
        ("自然人与商业企业分别占83.3%和16.7%。", ""),
        ("新收、上年结转、办结、结转下年度依次为6件、2件、7件和1件。", ""),
        ("新收、上年结转、办结、结转下年度依次为6件、1件、7件和2件。", "R61 R63"),
    ],
)
def test_shares_of_what_other_words_name(text: str, kinds: str) -> None:
    assert kinds_in(f"依申请公开情况。{text}") == kinds.split()


LAST = "{依申请公开情况: {本年新收: {自然人: 3, 商业企业: 1}}}"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("新收申请增加2件，其中自然人增加2件，商业企业没有变化。", ""),
        ("新收申请比上年增加2件，其中自然人增加3件。", "R57"),
        ("新收6件，同比增加2件；主题教育活动12件，同比减少8件。", ""),
        ("受理商标登记申请320件，比上年增加40件。", ""),
        ("申请量比上年增长五成，其中自然人最多，由3件增至5件。", ""),
        ("申请量比上年增长五成，其中自然人最多，由3件增至6件。", "R60"),
    ],
)
def test_a_change_is_of_what_its_own_clause_names(text: str, kinds: str) -> None:
    assert kinds_in(f"依申请公开情况。{text}", 上年=LAST) == kinds.split()
