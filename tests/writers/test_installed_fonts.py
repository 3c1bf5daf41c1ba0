"""Which fonts a report gets, and what is said when they are missing."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from gkgen.diagnostics import Diagnostic, Severity
from gkgen.errors import EnvironmentFault
from gkgen.resources import data_folder
from gkgen.writers import installed_fonts
from gkgen.writers.font_install_advice import ROLES
from gkgen.writers.installed_fonts import FontChoice, FontFace, Fonts, chains, choose

CSS = ':root { --fangsong: "仿宋_GB2312", "FandolFang", "Noto Serif CJK SC", serif; --songti: "SimSun", "宋体"; }'


def face(*families: str, styles: tuple[str, ...] = ("Regular",)) -> FontFace:
    return FontFace(families, styles)


def chosen(css: str, *faces: FontFace) -> Fonts:
    return Fonts(choose(css, faces), faces, can_subset=True)


def families(found: Fonts) -> dict[str, tuple[str, ...]]:
    return {choice.role.name: choice.families for choice in found.choices}


def kinds(findings: tuple[Diagnostic, ...]) -> list[str]:
    return [finding.kind for finding in findings]


def test_a_chain_is_cut_down_to_installed_families_in_its_own_order() -> None:
    found = chosen(CSS, face("Noto Serif CJK SC"), face("FandolFang"), face("DejaVu Sans"))
    assert families(found) == {"fangsong": ("FandolFang", "Noto Serif CJK SC"), "songti": ()}


def test_a_family_is_known_by_its_names_in_every_language_and_in_any_case() -> None:
    found = chosen(':root { --songti: "宋体" }', face("SimSun", "宋体"))
    assert families(found)["songti"] == ("宋体",)
    assert all(found.knows(name) for name in ("SimSun", "宋体", "simsun", "Sim Sun"))
    assert not found.knows("SimHei")


def test_a_role_that_the_style_sheet_does_not_have_is_not_asked_for() -> None:
    assert families(chosen(CSS)).keys() == {"fangsong", "songti"}


def test_the_chains_are_written_back_with_installed_families_only() -> None:
    css = chosen(CSS, face("FandolFang"), face("Noto Serif CJK SC")).css()
    assert chains(css)["fangsong"] == ("FandolFang", "Noto Serif CJK SC")
    assert "songti" not in css, "a chain without any installed family stays as it is"


def test_bold_is_not_asked_of_a_family_that_has_no_bold_face() -> None:
    assert "--songti-weight: 400" in chosen(CSS, face("SimSun")).css()
    assert "--songti-weight" not in chosen(CSS, face("SimSun"), face("SimSun", styles=("粗体", "Bold"))).css()


def test_a_role_without_any_font_is_an_error_that_says_how_to_get_one() -> None:
    finding = chosen(CSS, face("FandolFang")).findings("新建路.yaml")
    assert kinds(finding) == ["E01.font"]
    assert finding[0].severity is Severity.ERROR
    assert finding[0].file == "新建路.yaml"
    assert "宋体" in finding[0].message()
    assert "fonts-noto-cjk" in finding[0].hint()
    assert "Songti" in finding[0].message("en")


def test_a_font_of_another_style_is_a_warning_that_names_it() -> None:
    findings = chosen(CSS, face("Noto Serif CJK SC"), face("SimSun")).findings()
    assert kinds(findings) == ["E01.standin"]
    assert "仿宋" in findings[0].message()
    assert "Noto Serif CJK SC" in findings[0].message()


def test_without_a_latin_face_the_font_of_the_text_stands_in_and_that_is_a_warning() -> None:
    css = CSS.replace("}", ' --latin: "Times New Roman", "Liberation Serif"; }')
    without = chosen(css, face("FandolFang"), face("SimSun"))
    (finding,) = without.findings("新建路.yaml")
    assert (finding.kind, finding.severity) == ("E01.latin", Severity.WARNING)
    assert "Times New Roman" in finding.message()
    assert "apt install fonts-liberation" in finding.hint()
    assert "--latin: none;" in without.css(), "fontconfig would put any font in its place"
    there = chosen(css, face("FandolFang"), face("SimSun"), face("Liberation Serif"))
    assert there.findings() == ()
    assert chains(there.css())["latin"] == ("Liberation Serif",)


def test_none_asks_for_no_font() -> None:
    assert chains('a { --latin: "A"; } @page { --latin: none }') == {"latin": ("A",)}
    assert chains(':root { --latin: "A"; } :root { --latin: none; --kaiti: "B"; }') == {"kaiti": ("B",)}, (
        "a look says so"
    )
    assert "latin" not in families(chosen(CSS + ":root { --latin: none; }"))


def test_a_missing_subsetting_library_is_a_note() -> None:
    slow = replace(chosen(CSS, face("FandolFang"), face("SimSun")), can_subset=False)
    assert kinds(slow.findings()) == ["E05.subset"]
    assert slow.findings()[0].severity is Severity.NOTE


def test_nothing_is_said_when_nothing_is_missing() -> None:
    assert chosen(CSS, face("FandolFang"), face("SimSun")).findings() == ()


def test_every_finding_can_be_read_in_both_languages() -> None:
    everything = tuple(FontChoice(role, ()) for role in ROLES)
    standing_in = tuple(FontChoice(role, role.fallbacks[:1]) for role in ROLES if role.fallbacks)
    findings = Fonts((*everything, *standing_in), (), can_subset=False).findings()
    assert len(findings) == len(ROLES) + 2 + 1
    assert all(
        finding.message(language) and finding.hint(language) for finding in findings for language in ("zh", "en")
    )


def test_the_built_in_style_sheet_has_a_chain_for_every_role_from_office_fonts_to_open_ones() -> None:
    found = chains((data_folder() / "templates" / "report.css").read_text(encoding="utf-8"))
    assert {role.name for role in ROLES} <= found.keys()
    assert found["xiaobiaosong"][0] == "方正小标宋简体"
    assert found["fangsong"][:4] == ("仿宋_GB2312", "FangSong_GB2312", "FangSong", "仿宋")
    assert {"FandolFang", "Noto Serif CJK SC"} <= set(found["fangsong"])
    for role in ROLES:
        chain = found[role.name]
        assert len(chain) == len(set(chain)) >= 5
        own = [index for index, family in enumerate(chain) if family not in role.fallbacks]
        foreign = [index for index, family in enumerate(chain) if family in role.fallbacks]
        assert not foreign or foreign[0] > own[3], "another style stands behind the right one"


def test_comments_in_a_style_sheet_are_no_chains() -> None:
    assert chains('/* --kaiti: "A"; */ a { --songti: \'B\', "C", serif; color: red }') == {"songti": ("B", "C")}


def test_this_machine_has_fonts_and_they_are_looked_up_once() -> None:
    faces = installed_fonts.installed_faces()
    assert any(face.families for face in faces)
    assert installed_fonts.installed_faces() is faces
    assert installed_fonts.resolve(CSS) is installed_fonts.resolve(CSS)


def test_a_machine_without_the_libraries_is_a_fault_of_the_environment_and_nothing_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Broken:
        def find_spec(self, name: str, path: object = None, target: object = None) -> None:
            if name.startswith("weasyprint"):
                sys.stdout.write("-----\nWeasyPrint could not import some external libraries.")
                raise OSError("cannot load library 'libpango'")

    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    with pytest.raises(EnvironmentFault, match="libpango"):
        installed_fonts.load_libraries()
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("system", ["linux", "win32"])
def test_what_was_loaded_before_a_failure_breaks_no_later_attempt(
    system: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each office of a batch has the same finding: one library of several is missing, as of half an installation."""
    package = tmp_path / "weasyprint"
    (package / "text").mkdir(parents=True)
    (package / "__init__.py").write_text("import weasyprint.text.ffi", encoding="utf-8")
    (package / "text" / "__init__.py").touch()
    (package / "text" / "ffi.py").write_text("raise OSError('libpango')", encoding="utf-8")
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "platform", system)
    for _ in range(3):
        with pytest.raises(EnvironmentFault, match="libpango"):
            installed_fonts.load_libraries()
        assert not any(name.startswith("weasyprint") for name in sys.modules)


LOADING = """
import ctypes.util, sys
import cffi
from gkgen.writers.installed_fonts import load_libraries

searched, search, dlopen = [], ctypes.util.find_library, cffi.FFI.dlopen

def found(name):
    searched.append(name)
    return search(name)

def loaded(ffi, name, flags=0):
    if UNKNOWN and ".so" in name:
        raise OSError(name)
    return dlopen(ffi, name, flags)

ctypes.util.find_library, cffi.FFI.dlopen = found, loaded
libraries = load_libraries()
assert ctypes.util.find_library is found
print(libraries.pango.pango_version() > 0, libraries.harfbuzz_subset is not None, len(searched))
"""


def test_libraries_are_searched_for_only_where_the_loader_does_not_know_their_names() -> None:
    """Each search starts other programs; a machine that needs it must find them all the same."""

    def load(unknown: bool) -> list[str]:
        script = LOADING.replace("UNKNOWN", str(unknown))
        return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()

    loaded, _, searched = load(unknown=False)
    assert loaded == "True" and (searched == "0") is (sys.platform == "linux")
    loaded, _, searched = load(unknown=True)
    assert loaded == "True" and int(searched) > 3
