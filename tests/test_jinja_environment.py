"""The sandbox: strict, escaping, closed, and compiling each text once."""

import pytest
from jinja2 import Template, UndefinedError
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from gkgen.jinja_environment import JinjaEnvironment


def rendered(source: str, **values: object) -> str:
    return JinjaEnvironment().from_string(source).render(**values)


def test_values_are_escaped_and_markup_is_not() -> None:
    assert rendered("{{ a }}{{ b }}", a="张&李<b>", b=Markup("<i>")) == "张&amp;李&lt;b&gt;<i>"


@pytest.mark.parametrize("source", ["{{ x }}", "{{ a.x }}", "{% if x %}{% endif %}", "{% for y in x %}{% endfor %}"])
def test_a_name_that_is_missing_is_never_printed_as_nothing(source: str) -> None:
    with pytest.raises(UndefinedError):
        rendered(source, a={})


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__ }}",
        "{{ a.__init__.__globals__ }}",
        "{{ a.append(1) }}",
        "{{ d.update(x=1) }}",
        "{{ range(10**9)|list }}",
        "{{ f.__code__ }}",
        "{{ '{0.__class__}'.format(a) }}",
    ],
)
def test_nothing_leads_out_and_nothing_given_is_changed(source: str) -> None:
    given: list[int] = []
    with pytest.raises((SecurityError, UndefinedError, OverflowError)):
        rendered(source, a=given, d={}, f=rendered)
    assert given == []


def test_what_a_dictionary_holds_is_found_after_its_own_methods() -> None:
    """As Jinja2 does it."""
    given = {"name": "a", "keys": "b", "_inner": "c"}
    assert rendered("{{ d.name }}{{ d['keys'] }}{{ d._inner }}", d=given) == "abc"
    assert rendered("{{ d.keys() | list | length }}", d=given) == "3"


def test_a_text_is_compiled_once_by_each_sandbox() -> None:
    sandbox = JinjaEnvironment()
    template = sandbox.from_string("{{ a }}")
    assert sandbox.from_string("{{ a }}") is template
    assert sandbox.from_string("{{ b }}") is not template
    assert JinjaEnvironment().from_string("{{ a }}") is not template


def test_what_jinja_is_given_besides_a_text_is_not_kept() -> None:
    sandbox = JinjaEnvironment()
    assert sandbox.from_string("{{ g }}", {"g": 1}).render() == "1"
    assert sandbox.from_string("{{ g }}", {"g": 2}).render() == "2"
    assert isinstance(sandbox.from_string(sandbox.parse("x")), Template)


def test_filters_are_added_to_those_of_jinja() -> None:
    sandbox = JinjaEnvironment({"twice": lambda text: text * 2})
    assert sandbox.from_string("{{ a|twice|upper }}").render(a="x") == "XX"
    assert "twice" not in JinjaEnvironment().filters
