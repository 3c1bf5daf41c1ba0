"""WeasyPrint without fontTools until it asks for it: in processes of their own, since this one has both."""

import subprocess
import sys

import pytest

from tests.cli.calls import environment
from tests.office import office

BEGIN = """
import sys
from gkgen.weasyprint_cache import deferred_fonttools
from gkgen.weasyprint_cache.deferred_fonttools import import_without_fonttools
from gkgen.writers.installed_fonts import load_libraries
def has_fonttools():
    return any(name.partition(".")[0] == "fontTools" for name in sys.modules)
"""
A_REPORT = """
load_libraries(import_without_fonttools)
from gkgen.pipeline.core.checking import check_text
from gkgen.pipeline.core.named_files import FilesInMemory
from gkgen.resources import load_template_set
from gkgen.weasyprint_cache import PATCHES
from gkgen.writers.formats import OUTPUT_FORMATS, prepare_pdf
prepare_pdf()
document = check_text(sys.argv[1].encode(), "office.yaml", FilesInMemory()).document
written = OUTPUT_FORMATS["pdf"].write(document, load_template_set(document.edition), "office.yaml")
assert written.data.startswith(b"%PDF") and not PATCHES.faults
assert not has_fonttools()
"""
ASKED = """
load_libraries(import_without_fonttools)
import weasyprint.pdf.fonts as fonts
import weasyprint.text.fonts as texts
from io import BytesIO
assert not has_fonttools()
%s
import fontTools.subset, fontTools.ttLib, fontTools.varLib.instancer
assert fonts.subset is fontTools.subset
assert fonts.TTFont is texts.TTFont is fontTools.ttLib.TTFont
assert fonts.TTLibError is fontTools.ttLib.TTLibError
assert fonts.ttFont is fontTools.ttLib.ttFont
assert texts.woff2 is fontTools.ttLib.woff2
assert fonts.instantiateVariableFont is fontTools.varLib.instancer.instantiateVariableFont
"""
A_BAD_FONT = """
try:
    fonts.TTFont(BytesIO(b"no font at all"))
except fonts.TTLibError:
    pass
"""
ANOTHER = """
deferred_fonttools._TAKEN = {"weasyprint.text.fonts": {"TTFont": "fontTools.ttLib"}}
load_libraries(import_without_fonttools)
assert "fontTools.subset" in sys.modules
import weasyprint
assert weasyprint.HTML(string="<p>a").write_pdf().startswith(b"%PDF")
"""
LOADED = """
import %s
load_libraries(import_without_fonttools)
import weasyprint.pdf.fonts, fontTools.ttLib
assert weasyprint.pdf.fonts.TTFont is fontTools.ttLib.TTFont
"""


@pytest.mark.parametrize(
    "program",
    [
        A_REPORT,
        ASKED % "fonts.subset.Options()",
        ASKED % A_BAD_FONT,
        ANOTHER,
        LOADED % "fontTools.ttLib",
        LOADED % "weasyprint",
    ],
    ids=["report", "module", "exception", "another WeasyPrint", "fontTools loaded", "WeasyPrint loaded"],
)
def test_fonttools_is_imported_when_it_is_asked_for(program: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + program, office()],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
