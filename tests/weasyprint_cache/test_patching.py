"""Patches act on gkgen's documents alone, and are left out where WeasyPrint is another or fails."""

import hashlib
import inspect
import linecache
import subprocess
import sys
from base64 import urlsafe_b64encode
from functools import reduce
from importlib import metadata
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from glyph_positions import MAX_SHIFT, compare

from gkgen.document import SmallTable
from gkgen.weasyprint_cache import PATCHES, SWITCH, font_configuration, patching
from gkgen.weasyprint_cache.patching import Patch, Patches, Target
from gkgen.writers import pdf
from tests.writers.pages import built_in, paragraph, report, runs

PAGE = report(
    paragraph("全年主动公开政府信息749条，其中网站320条。" * 9, bold=True),
    paragraph("加粗"),
    SmallTable((1, 2), ((runs("甲"), runs("乙")), (runs("ABC xyz"), runs("很长的一格" * 20)))),
)
HOST = """
import sys
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
TEXT = "<html lang=zh><style>body { font-family: FandolSong, 'Noto Serif CJK SC' } table { border-collapse: collapse }"
TEXT += "td { border: 1px solid; height: 20pt } p { letter-spacing: 1px }</style><title>%d</title>"
TEXT += "<p>全年主动公开政府信息749条，其中网站320条。" * 5 + "<table>" + "<tr><td>甲<td>%d" * 9 + "</table>"
def plain(number):
    text = TEXT.replace("%d", str(number))
    return HTML(string=text).write_pdf(font_config=FontConfiguration() if number % 2 else None)
"""
NAMES = [patch.name for patch in PATCHES.patches]
TARGETS = {f"{target.module}.{target.path}": target for patch in PATCHES.patches for target in patch.targets}


def written() -> bytes:
    return pdf.write(PAGE, built_in()).data


def off(monkeypatch: pytest.MonkeyPatch) -> bytes:
    with monkeypatch.context() as patch:
        patch.setenv(SWITCH, "off")
        return written()


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The patches of another process, over those that are installed and do not act."""
    from gkgen.writers.pdf import writing

    written()
    before = {id(owner): (owner, dict(vars(owner))) for owner in _owners()}
    for owner, names in before.values():
        for name, value in names.items():
            if hasattr(value, "__wrapped__") and _is_ours(value):
                setattr(owner, name, value.__wrapped__)
    patches = Patches(PATCHES.patches)
    monkeypatch.setattr(writing, "PATCHES", patches)
    yield patches
    for owner, names in before.values():
        for name, value in names.items():
            if vars(owner).get(name) is not value:
                setattr(owner, name, value)


def _is_ours(value: Any) -> bool:
    return getattr(getattr(value, "__code__", None), "co_filename", "") == patching.__file__


def original(module: str, path: str) -> Any:
    """A part of WeasyPrint as it was before anything was installed."""
    found: Any = sys.modules[module]
    for name in path.split("."):
        found = getattr(found, name)
        found = found.__wrapped__ if _is_ours(found) else found
    return found


def _owners() -> list[Any]:
    modules = [module for path, module in sys.modules.items() if path.startswith("weasyprint.")]
    return [*modules, *(reduce(getattr, t.path.split(".")[:-1], sys.modules[t.module]) for t in TARGETS.values())]


def test_every_patch_is_installed_with_the_sources_that_it_was_tested_with() -> None:
    written()
    assert PATCHES.installed == set(NAMES)
    assert not PATCHES.faults
    for target in TARGETS.values():
        path = target.source or target.path
        function = original(target.module, path)
        digest = hashlib.sha256(inspect.getsource(function).rstrip().encode()).hexdigest()[:16]
        content = Path(inspect.getfile(function)).read_bytes()
        recorded = urlsafe_b64encode(hashlib.sha256(content).digest()).decode()[:16]
        assert target.digests == {digest, f"sha256={recorded}"}, target.path


def test_without_sources_the_record_of_the_wheel_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.layout import percent

    monkeypatch.setattr(linecache, "getlines", lambda *_: [])
    # Nor does metadata name files that are not there.
    monkeypatch.setattr(metadata, "files", lambda name: [])
    (target,) = (target for target in TARGETS.values() if target.path == "resolve_percentages")
    found = original("weasyprint.layout.percent", "resolve_percentages")
    monkeypatch.setattr(percent, "resolve_percentages", found)
    digest = patching.source_digest("weasyprint.layout.percent", "resolve_percentages")
    assert digest.startswith("sha256=")
    assert digest in target.digests


def test_off_is_slower_and_has_the_same_glyphs_at_the_same_places(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, ours = off(monkeypatch), written()
    assert len(plain) > 1.5 * len(ours)  # fonts as WeasyPrint embeds them
    found = compare(plain, ours)
    assert found.lines > 60
    assert not found.others
    assert found.shift <= MAX_SHIFT


@pytest.mark.parametrize("name", NAMES)
def test_without_one_patch_the_glyphs_are_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = written()
    monkeypatch.setitem(PATCHES.faults, name, "left out")
    found = compare(ours, written())
    assert not found.others
    assert found.shift <= MAX_SHIFT


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_with_another_source_leaves_its_patch_out(
    name: str, fresh: Patches, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = TARGETS[name]
    digest = patching.source_digest
    place = target.module, target.source or target.path
    monkeypatch.setattr(patching, "source_digest", lambda *words: "other" if words == place else digest(*words))
    plain = written()
    assert plain.startswith(b"%PDF")
    (patch,) = (patch for patch in fresh.patches if target in patch.targets)
    assert [found for found, _ in fresh.notes()] == [patch.name]
    assert fresh.installed == set(NAMES) - {patch.name}


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_that_is_missing_leaves_its_patch_out(
    name: str, fresh: Patches, monkeypatch: pytest.MonkeyPatch
) -> None:
    (patch,) = (patch for patch in fresh.patches if TARGETS[name] in patch.targets)
    renamed = [Target(t.module, f"{t.path}_2", t.wrap, t.is_ours, t.digests, t.source) for t in patch.targets]
    others = (other for other in fresh.patches if other is not patch)
    fresh.patches = (*others, Patch(patch.name, patch.module, (*patch.targets[:-1], renamed[-1])))
    assert written().startswith(b"%PDF")
    ((found, reason),) = fresh.notes()
    assert found == patch.name
    assert "AttributeError" in reason


@pytest.mark.parametrize("name", NAMES)
def test_a_patch_that_raises_is_left_out_and_the_pdf_is_written(
    name: str, fresh: Patches, monkeypatch: pytest.MonkeyPatch
) -> None:
    (patch,) = (patch for patch in fresh.patches if patch.name == name)
    fresh.turn_on()
    fresh.turn_off()
    helper = {
        "computed styles": "_is_shared",
        "element places": "_page",
        "box measures": "_SIDES",
        "text lines": "block_text",
        "font embedding": "program",
        "table pieces": "_pieces",
    }[name]
    module = sys.modules[f"{patch.module}.piece_placing" if name == "table pieces" else patch.module]
    with monkeypatch.context() as damaged:
        damaged.setattr(module, helper, None)
        assert written().startswith(b"%PDF")
    ((found, reason),) = fresh.notes()
    assert found == name
    assert "TypeError" in reason
    assert written().startswith(b"%PDF")


def test_a_fault_that_is_no_patch_is_raised_and_leaves_none_out(
    fresh: Patches, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gkgen.writers.pdf import writing

    def fail(*_: Any) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as damaged, pytest.raises(ZeroDivisionError):
        damaged.setattr(writing, "embolden", fail)
        written()
    assert not fresh.notes()


def test_another_program_in_the_process_is_never_touched() -> None:
    """Its PDFs are those of a process without gkgen: made between reports, and in another thread, 60 each."""
    alone = subprocess.run(
        [sys.executable, "-c", f"{HOST}\nfor n in range(60): sys.stdout.write(plain(n).hex() + '\\n')"],
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split()
    program: dict[str, Any] = {}
    exec(HOST, program)
    plain = program["plain"]
    ours = written()
    between = []
    for number in range(60):
        between.append(plain(number).hex())
        if number % 6 == 0:
            assert written() == ours
    assert between == alone
    beside: list[str] = []
    thread = Thread(target=lambda: beside.extend(plain(number).hex() for number in range(60)))
    thread.start()
    reports = 0
    while thread.is_alive():
        assert written() == ours
        reports += 1
    thread.join()
    assert reports > 5
    assert beside == alone
    assert not PATCHES.faults


def test_our_documents_are_told_by_their_font_configuration() -> None:
    from weasyprint.text.fonts import FontConfiguration

    assert patching.styled_by_us(type("Style", (), {"font_config": font_configuration()}))
    assert not patching.styled_by_us(type("Style", (), {"font_config": FontConfiguration()}))
    assert not patching.styled_by_us(object())


AT_THE_END = """
import atexit

def look():
    from gkgen.weasyprint_cache import patching
    print(patching.font_configuration.cache_info().currsize, sum(map(len, patching.STORES.values())))

atexit.register(look)  # what was registered last runs first: this sees what the package left
from gkgen.api import render
from gkgen.weasyprint_cache import patching
from tests.office import office

assert render(office(), ("pdf",)).files["pdf"]
assert patching.font_configuration.cache_info().currsize and any(patching.STORES.values())
"""


def test_nothing_of_pango_outlives_pango() -> None:
    """The interpreter unloads libraries before it frees what is left, and crashed in freeing it."""
    done = subprocess.run([sys.executable, "-c", AT_THE_END], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "0 0\n"), done.stderr
