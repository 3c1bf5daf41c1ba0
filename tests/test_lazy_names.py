"""Public names of a package that are imported on first use."""

import json

import pytest

from gkgen.lazy_names import lazy_names

LOAD = lazy_names({"json": ("dumps", "loads"), "gkgen.not_there": ("nothing",)})


def test_a_name_is_what_its_module_holds() -> None:
    assert (LOAD("dumps"), LOAD("loads")) == (json.dumps, json.loads)


@pytest.mark.parametrize("name", ["load", "json", "__path__"])
def test_a_name_that_no_module_was_said_to_hold_is_no_attribute(name: str) -> None:
    with pytest.raises(AttributeError, match=name):
        LOAD(name)


def test_a_module_is_imported_when_its_name_is_used() -> None:
    with pytest.raises(ModuleNotFoundError):
        LOAD("nothing")
