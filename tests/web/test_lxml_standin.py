"""gkgen.html writes Word files without lxml: what stands in for it makes the same bytes."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import etree
from offices import generate

from gkgen.api import render
from gkgen.writers.formats import FormatName

ROOT = Path(__file__).parents[2]
STANDIN = ROOT / "web" / "lxml_standin"
FORMATS: tuple[FormatName, ...] = ("docx", "html")
RENDER = """
import sys
from hashlib import sha256
from pathlib import Path
from lxml import etree
assert "lxml_standin" in etree.__file__, etree.__file__
from gkgen.api import render
from gkgen.writers.formats import FormatName
pictures = {f"pictures/{path.name}": path.read_bytes() for path in Path(sys.argv[1]).iterdir()}
for name in sys.argv[2:]:
    files = render(Path(name).read_bytes(), ("docx", "html"), files=pictures).files
    print(*(sha256(files[kind]).hexdigest() for kind in ("docx", "html")))
"""


def with_standin(program: str, *arguments: str) -> str:
    """What a program prints that finds the stand-in instead of lxml."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (STANDIN, ROOT)))}
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_word_files_and_pages_are_the_same_bytes(tmp_path: Path) -> None:
    files = sorted((ROOT / "examples").glob("*.yaml"))
    for seed in range(5):
        files.append(tmp_path / f"{seed}.yaml")
        files[-1].write_text(generate(seed), encoding="utf-8")
    pictures = {f"pictures/{path.name}": path.read_bytes() for path in (ROOT / "examples" / "pictures").iterdir()}
    wanted = [render(path.read_bytes(), FORMATS, files=pictures).files for path in files]
    assert len(wanted) == 10
    assert all(set(made) == set(FORMATS) for made in wanted)
    lines = with_standin(RENDER, str(ROOT / "examples" / "pictures"), *map(str, files)).splitlines()
    assert [line.split() for line in lines] == [[sha256(made[kind]).hexdigest() for kind in FORMATS] for made in wanted]


CALLS = {
    "a text set to nothing": "e = etree.fromstring('<a>x</a>'); e.text = ''; print(etree.tostring(e))",
    "a text that is none": "e = etree.fromstring('<a>x</a>'); e.text = None; print(etree.tostring(e))",
    "escapes": r"e = etree.Element('a', {'b': '<&>\"\'\n\t\r'}); e.text = '<&>\"\r\n\t'; print(etree.tostring(e))",
    "a prefix of one's own": "print(etree.tostring(etree.Element('{urn:x}a', nsmap={'p': 'urn:x', None: 'urn:y'})))",
    "a prefix that nobody gave": "print(etree.tostring(etree.SubElement(etree.Element('a'), '{urn:x}b').getparent()))",
    "a declaration that the parent has": (
        "p = etree.Element('{urn:x}a', nsmap={'p': 'urn:x'}); c = etree.Element('{urn:x}b', nsmap={'q': 'urn:x'});"
        "p.append(c); print(etree.tostring(p))"
    ),
    "an attribute in a namespace": (
        "e = etree.fromstring('<a xmlns:p=\"urn:x\" p:b=\"1\"/>'); e.set('{urn:y}c', '2'); print(etree.tostring(e))"
    ),
    "namespaces cleaned up": (
        'e = etree.fromstring(\'<a xmlns:p="urn:x" xmlns:q="urn:y"><q:b/></a>\'); etree.cleanup_namespaces(e);'
        "print(etree.tostring(e))"
    ),
    "a processing instruction": (
        "import copy; e = etree.fromstring('<a><b>x<?mark here ?>y</b></a>');"
        "found = [*e.iter(etree.ProcessingInstruction)];"
        "print(etree.tostring(copy.deepcopy(e)), [(one.target, one.text, one.tail) for one in found]);"
        "e[0].remove(found[0]); print(etree.tostring(e), [one.tag for one in e.iter('{*}b', 'a')])"
    ),
    "a tail goes with its element": (
        "e = etree.fromstring('<a><b/>t<c/></a>'); e.remove(e[0]); print(etree.tostring(e), len(e))"
    ),
    "a declaration and standalone": (
        "print(etree.tostring(etree.Element('a'), encoding='UTF-8', standalone=True, xml_declaration=True))"
    ),
    "a part by itself": (
        "e = etree.fromstring('<p:a xmlns:p=\"urn:x\"><p:b>t</p:b>tail</p:a>'); print(etree.tostring(e[0]))"
    ),
    "blanks dropped": (
        "e = etree.fromstring('<a> <b> </b> </a>', etree.XMLParser(remove_blank_text=True)); print(etree.tostring(e))"
    ),
    "names": "print([e.tag for e in etree.fromstring('<a xmlns=\"urn:x\"><b/><c><b/></c></a>').iter('{*}b')])",
    "a child of any namespace": (
        "e = etree.fromstring('<a xmlns=\"urn:x\"><b>t</b></a>'); print(e.find('{*}b').tag, e.findtext('{*}b'))"
    ),
    "children of any name": (
        "e = etree.fromstring('<a><!-- c --><b/><?p i?><c/></a>'); print([x.tag for x in e.iterchildren('*')])"
    ),
    "siblings and ancestors": (
        "e = etree.fromstring('<a><b/><c/><d><e/></d></a>'); d = e[2]; print(d.getprevious().tag, d.getnext(),"
        "[x.tag for x in d[0].iterancestors()], [x.tag for x in d.itersiblings(preceding=True)])"
    ),
    "too deep": (
        "\ntry:\n    etree.fromstring('<a>' * 300 + '</a>' * 300)\nexcept etree.XMLSyntaxError:\n    print('refused')"
    ),
    "no XML": (
        "\ntry:\n    etree.fromstring('<a><b></a>')\nexcept etree.XMLSyntaxError as fault:\n    print('refused')"
    ),
}


@pytest.fixture(scope="module")
def answers() -> dict[str, str]:
    """What the stand-in answers to each call, all in one process."""
    program = f"from lxml import etree\nfor name, code in {CALLS!r}.items():\n    print('>>>', name)\n    exec(code)"
    parts = with_standin(program).split(">>> ")[1:]
    return dict(part.split("\n", 1) for part in parts)


@pytest.mark.parametrize("name", CALLS)
def test_each_call_answers_as_lxml_does(name: str, answers: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert etree.LXML_VERSION
    exec(CALLS[name], {"etree": etree})
    assert answers[name] == capsys.readouterr().out


def test_what_it_does_not_know_it_refuses() -> None:
    program = (
        "from lxml import etree\ntry:\n    etree.fromstring('<a/>').xpath('count(//b)')\n"
        "except NotImplementedError as refused:\n    print(refused)"
    )
    assert with_standin(program).strip() == "count(//b)"
