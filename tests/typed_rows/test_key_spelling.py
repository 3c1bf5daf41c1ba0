"""Keys as they are typed and pasted: what is accepted, what is told with its key. One table for both."""

import pytest

from gkgen.pipeline.core.checking import form
from gkgen.typed_rows import field_typed, resembled

ACCEPTED = [
    # edition, the field above, what was typed, the key that is meant
    ("2021", "requests", "一、本年新收政府信息公开申请数量", "本年新收"),
    ("2021", "requests", "本年新收政府信息公开申请数量", "本年新收"),
    ("2021", "requests", "二、上年结转政府信息公开申请数量", "上年结转"),
    ("2021", "requests", "三、本年度办理结果", "办理结果"),
    ("2021", "requests", "四、结转下年度继续办理", "结转下年度"),
    ("2021", "requests.results", "（一）予以公开", "予以公开"),
    ("2021", "requests.results", "(三)不予公开", "不予公开"),
    ("2021", "requests.results.unable", "1.本机关不掌握相关政府信息", "本机关不掌握相关政府信息"),
    ("2021", "requests.results.refused", "3.危及“三安全一稳定”", "危及三安全一稳定"),
    ("2021", "requests.results.other", "3.其他", "其他"),
    ("2021", "requests.new_received", "公民", "自然人"),
    ("2021", "requests.new_received", "个人", "自然人"),
    ("2021", "requests.new_received", "企业", "商业企业"),
    ("2021", "requests.new_received", "其它", "其他"),
    ("2021", "requests.new_received", "合计", "总计"),
    ("2021", "disclosure.normative_documents", "本年制发件数", "制发"),
    ("2021", "disclosure.licensing", "本年处理决定数量", "处理决定"),
    ("2021", "disclosure.fees", "本年收费金额（单位：万元）", "收费金额"),
    ("2021", "", "二、主动公开政府信息情况", "主动公开情况"),
    ("2019", "disclosure.regulations", "本年新制作数量", "新制作"),
    ("2019", "disclosure.licensing", "上一年项目数量", "上一年项目"),
    ("2019", "disclosure.licensing", "上年项目", "上一年项目"),
    ("2019", "disclosure.licensing", "本年增/减", "本年增减"),
    ("2019", "disclosure.licensing", "处理决定数量", "处理决定"),
    ("2019", "disclosure.procurement", "采购总金额", "采购金额"),
]
NAMED = [
    ("2021", "requests.new_received", "群众", "自然人"),
    ("2021", "requests.new_received", "公司", "商业企业"),
    ("2021", "requests.new_received", "律师事务所", "法律服务机构"),
]


@pytest.mark.parametrize(("edition", "parent", "typed", "key"), ACCEPTED)
def test_a_label_or_a_word_that_can_mean_nothing_else_is_accepted(
    edition: str, parent: str, typed: str, key: str
) -> None:
    found = form().edition(edition)
    assert found
    above = found.field(parent) if parent else found.root
    meant = field_typed(above, typed)
    assert meant and meant.key == key


@pytest.mark.parametrize(("edition", "parent", "typed", "key"), NAMED)
def test_a_word_that_may_mean_something_else_is_named_with_its_key(
    edition: str, parent: str, typed: str, key: str
) -> None:
    found = form().edition(edition)
    assert found
    assert field_typed(found.field(parent), typed) is None
    meant = resembled(found.field(parent), typed)
    assert meant and meant.key == key


def test_no_word_of_the_schema_means_two_fields_of_the_same_parent() -> None:
    """Guard: a word added in schema.yaml that another field beside it already has would be accepted for neither."""
    seen = 0
    for edition in form().editions:
        for parent in edition.root.walk():
            for child in parent.children:
                for word in (child.key, child.name, *child.accepts):
                    seen += 1
                    assert field_typed(parent, word) == child, (edition.name, parent.path, word)
    assert seen > 500
