"""gkgen schema: printed in whatever the stream speaks, written to a file as UTF-8."""

import json
from pathlib import Path

import pytest

from gkgen.cli.schema import OUTPUTS
from gkgen.pipeline.editing.editor_schema import schema_text
from gkgen.resources import PACKAGE
from tests.cli.calls import Gkgen, shell


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2025])
def test_the_schema_of_a_year_is_printed(year: int, gkgen: Gkgen) -> None:
    called = gkgen("schema", "--year", str(year))
    assert (called.status, called.err) == (0, "")
    assert called.out == schema_text(year)
    assert json.loads(called.out) != json.loads(schema_text())


def test_the_options_choose_keys_language_and_bases(gkgen: Gkgen) -> None:
    plain = gkgen("schema").out
    others = [gkgen("schema", *option).out for option in (("--keys", "en"), ("--lang", "en"), ("--base",))]
    assert len({plain, *others}) == 4
    assert others[0] == schema_text(keys="en")
    assert others[1] == schema_text(language="en")
    assert others[2] == schema_text(is_base=True)


def test_the_schemas_of_its_own_outputs_are_printed_by_name(gkgen: Gkgen) -> None:
    files = (PACKAGE / "schemas").glob("*.schema.json")
    assert sorted(OUTPUTS) == sorted(path.name.partition(".")[0] for path in files)
    titles = {json.loads(gkgen("schema", "--of", name).out)["title"] for name in OUTPUTS}
    assert len(titles) == len(OUTPUTS)
    assert gkgen("schema", "--of", "findings", "--year", "2021").status == 2


def test_it_is_written_to_a_file(gkgen: Gkgen, tmp_path: Path) -> None:
    path = tmp_path / "新" / "office.schema.json"
    called = gkgen("schema", "-o", path)
    assert (called.status, called.out) == (0, f"{path}\n")
    assert path.read_bytes() == schema_text().encode()


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
def test_it_can_be_read_whatever_the_console_speaks(encoding: str, tmp_path: Path) -> None:
    done = shell("schema", folder=tmp_path, PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert json.loads(done.stdout) == json.loads(schema_text())
