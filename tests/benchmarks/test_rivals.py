"""The plain script of the benchmark gives the page all that it asks for; else a row of the comparison is missing."""

import ast

from jinja2 import Environment, meta, nodes

from gkgen.resources import load_template_set
from tests.acceptance.conftest import ROOT


def test_the_plain_script_knows_all_names_and_filters_of_the_page() -> None:
    environment = Environment(autoescape=True)
    environment.filters |= {"spaced": str, "whole_numbers": str}
    page = environment.parse(load_template_set("2021").html)
    script = ast.parse((ROOT / "benchmarks" / "rivals" / "plain.py").read_text(encoding="utf-8"))
    given = {keyword.arg for call in ast.walk(script) if isinstance(call, ast.Call) for keyword in call.keywords}
    set_there = {each.name for each in page.find_all(nodes.Name) if each.ctx == "store"}
    assert meta.find_undeclared_variables(page) - set_there <= given
    words = {each.value for each in ast.walk(script) if isinstance(each, ast.Constant)}
    assert {each.name for each in page.find_all(nodes.Filter)} & {"spaced", "whole_numbers"} <= words
