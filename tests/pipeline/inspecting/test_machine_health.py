"""What is made of what a machine has: missing characters, fonts of another style, slow subsetting."""

import json
from dataclasses import replace

import pytest

from gkgen.diagnostics import diagnose
from gkgen.pipeline.inspecting.machine_health import RARE, Health, Trial, examine, is_standin
from gkgen.reporters.health_report import examined, health_json
from gkgen.writers.font_install_advice import ROLES, SYSTEMS
from gkgen.writers.installed_fonts import FontChoice, Fonts


@pytest.fixture(scope="module")
def here() -> Health:
    return examine()


def text(health: Health) -> str:
    return "\n".join(examined(health, "zh"))


def test_nothing_is_missing_here(here: Health) -> None:
    assert (here.missing, here.rare_missing, here.fault) == ((), "", "")
    assert here.can_make("docx")
    assert here.can_make("pdf")
    assert not here.can_make("odt")


def test_characters_that_no_font_has_are_named(here: Health) -> None:
    without = [diagnose("E02.glyph", "x", character=c, codepoint="", context="", advice="") for c in "𬭚㙟"]
    told = replace(here, trials=(*here.trials[:1], Trial("pdf", 1.0, tuple(without))))
    assert told.rare_missing == "㙟𬭚", "in the order of RARE"
    assert f"  生僻字和标点 {RARE}：缺 㙟𬭚" in text(told)
    assert "收录 㙟𬭚 的字体" in text(told)
    assert told.can_make("pdf"), "reports without them can be made"


def test_a_font_of_another_style_is_missing_and_used(here: Health) -> None:
    fangsong = next(role for role in ROLES if role.name == "fangsong")
    choice = FontChoice(fangsong, (fangsong.fallbacks[0],))
    assert is_standin(choice)
    told = replace(here, fonts=Fonts((choice,), (), can_subset=False))
    assert "  正文（仿宋体）：Noto Serif CJK SC（代用，不是规范字体）" in text(told)
    assert [what.zh[:5] for what, _ in told.missing] == ["正文（仿宋", "harfb"]


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_system_of_this_machine_comes_first(system: str, here: Health) -> None:
    lines = text(replace(here, system=system, fonts=None, fault="libpango")).splitlines()
    at = lines.index("  排 PDF 的库：libpango")
    assert lines[at + 1].startswith(f"    {SYSTEMS[system].zh}：")
    assert len({line.partition("：")[0] for line in lines[at + 1 : at + 4]}) == 3


def test_what_the_trial_says_is_shown(here: Health) -> None:
    found = diagnose("E04.renderer", "doctor", message="some property")
    told = replace(here, trials=(*here.trials[:1], Trial("pdf", 1.0, (found,))))
    assert "some property" in text(told)
    assert "可以生成 PDF" in text(told)


def test_what_does_not_speed_up_pdfs_here_is_one_note(here: Health) -> None:
    assert here.left_out == ()
    assert "加速" not in text(here)
    told = replace(here, left_out=(("fonts", "AttributeError: Font"), ("lines", "another iter_line_boxes")))
    assert "这里的 WeasyPrint 有 2 处不能加速（fonts、lines）：PDF 照样写，只是慢一些" in text(told)
    assert json.loads(health_json(told, "en"))["left_out"]["fonts"] == "AttributeError: Font"
