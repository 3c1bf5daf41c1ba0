"""What schema.yaml says of the kinds of offices."""

from typing import Any

import pytest

from gkgen.errors import SchemaError
from gkgen.form import kind_of
from gkgen.form.office_kinds import office_kinds
from gkgen.pipeline.core.checking import form

KINDS = form().latest.office_kinds


@pytest.mark.parametrize(
    ("name", "key", "makes_none"),
    [
        ("张庄镇人民政府", "乡镇政府", True),
        ("新建路街道办事处", "街道办事处", True),
        ("某某县人民政府", "县级以上政府", True),
        ("某某市人民政府", "县级以上政府", False),
        ("某某自治区人民政府", "县级以上政府", False),
        ("某某市教育局", "部门", True),
        ("国家税务局", "部门", False),
    ],
)
def test_a_name_tells_the_kind_and_whether_it_makes_regulations(name: str, key: str, makes_none: bool) -> None:
    kind = kind_of(KINDS, "", name)
    assert kind is not None
    assert (kind.key, kind.cannot_make_regulations(name)) == (key, makes_none)


def test_what_is_stated_comes_before_the_name() -> None:
    stated = kind_of(KINDS, "部门", "张庄镇人民政府")
    assert stated is not None and stated.key == "部门"
    assert kind_of(KINDS, "", "某某中心") is None
    assert kind_of(KINDS, "没有这一类", "张庄镇人民政府") is None


def test_the_last_days_for_publication_are_those_of_article_49() -> None:
    assert {kind.key: kind.publish_by for kind in KINDS if kind.publish_by} == {
        "县级以上政府": (3, 31),
        "部门": (1, 31),
    }


def test_the_kinds_are_what_an_office_file_may_say() -> None:
    assert form().latest.field("kind").allowed == tuple(kind.key for kind in KINDS)
    assert len(KINDS) == 5


@pytest.mark.parametrize("entry", [{"publish_by": "02-29"}, {"publish_by": "31"}, {"deadline": "01-31"}], ids=str)
def test_a_kind_that_means_nothing_is_refused(entry: dict[str, Any]) -> None:
    with pytest.raises(SchemaError, match="office_kinds: 部门: "):
        office_kinds({"部门": entry})
