"""The sandbox: strict, escaping, closed, and compiling each text once."""

import traceback
from pathlib import Path

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


def shout(text: str) -> str:
    """A filter that Jinja2 applies to constants as it compiles."""
    return text.upper() + "!"


def test_a_text_is_compiled_once_for_all_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GKGEN_CACHE", str(tmp_path / "cache"))
    calls: list[str] = []

    def counted(self: JinjaEnvironment, source: str) -> object:
        calls.append(source)
        return compiled(self, source)

    compiled = JinjaEnvironment.compile
    monkeypatch.setattr(JinjaEnvironment, "compile", counted)
    source = "{{ 'a'|shout }}{% for x in y %}\n{{ x }}{% endfor %}{{ z|shout }}"
    words = {"y": ["<", 2], "z": "b"}
    first = JinjaEnvironment({"shout": shout}, trim_blocks=True).from_string(source).render(words)
    assert first == "A!&lt;2B!"
    assert JinjaEnvironment({"shout": shout}, trim_blocks=True).from_string(source).render(words) == first
    assert len(calls) == 1
    # Other options, and filters that cannot be told apart.
    assert JinjaEnvironment({"shout": shout}).from_string(source).render(words) == "A!\n&lt;\n2B!"
    assert JinjaEnvironment({"shout": lambda text: text}).from_string(source).render(words) == "a\n&lt;\n2b"
    assert JinjaEnvironment({"shout": lambda text: "x"}).from_string(source).render(words) == "x\n&lt;\n2x"
    assert len(calls) == 4


def test_a_kept_template_tells_the_line_of_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GKGEN_CACHE", str(tmp_path / "cache"))
    for _ in range(2):
        with pytest.raises(UndefinedError, match="'missing' is undefined") as fault:
            JinjaEnvironment().from_string("a\nb\n{{ missing }}").render()
        lines = [line for frame, line in traceback.walk_tb(fault.tb) if frame.f_code.co_filename == "<template>"]
        assert lines == [3]


def test_what_jinja_is_given_besides_a_text_is_not_kept() -> None:
    sandbox = JinjaEnvironment()
    assert sandbox.from_string("{{ g }}", {"g": 1}).render() == "1"
    assert sandbox.from_string("{{ g }}", {"g": 2}).render() == "2"
    assert isinstance(sandbox.from_string(sandbox.parse("x")), Template)


def test_filters_are_added_to_those_of_jinja() -> None:
    sandbox = JinjaEnvironment({"twice": lambda text: text * 2})
    assert sandbox.from_string("{{ a|twice|upper }}").render(a="x") == "XX"
    assert "twice" not in JinjaEnvironment().filters
