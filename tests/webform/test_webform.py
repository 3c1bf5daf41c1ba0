"""The parts of the page fit: words are there and used, looks are for what is there, scripts have their tags."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "gkgen" / "webform" / "page"
WORDS = (PAGE / "words.js").read_text(encoding="utf-8")
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(PAGE.glob("*.js"))}
ELSEWHERE = "\n".join(text for name, text in SCRIPTS.items() if name != "words.js")
KEYS = re.findall(r"(?m)(?:^  |\], )([a-z][a-z_]*): \[", WORDS)
# What a script puts together: kinds of findings, of readings, of doubts about a claim; the fields of the contact.
COMPOSED = re.compile(
    r"(error|warning|missing|note)_all|(open|decided|sure)_v|claim_\w+|department|postcode|address|email|fax"
)


def test_every_word_is_used_and_every_word_that_is_used_is_there() -> None:
    assert len(KEYS) == len(set(KEYS)) > 200
    unused = [
        key
        for key in KEYS
        if not COMPOSED.fullmatch(key) and not re.search(rf"[\"`\']{key}[\"`\']|\b{key}:", ELSEWHERE)
    ]
    assert unused == []
    asked = set(re.findall(r"\bt\(\"([a-z_]+)\"", ELSEWHERE))
    assert len(asked) > 150
    assert asked - set(KEYS) == set()


def test_every_class_of_the_style_sheet_is_on_the_page() -> None:
    css = re.sub(r"/\*.*?\*/", "", (PAGE / "style.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    selectors = re.sub(r"\{[^{}]*\}", " ", css)
    classes = set(re.findall(r"\.([a-z][\w-]*)", selectors))
    assert len(classes) > 100
    page = ELSEWHERE + (PAGE / "form.html").read_text(encoding="utf-8")
    # `section-3` and the like are put together; names of tables are those of the form.
    unknown = {name for name in classes if not re.search(rf"(?<![\w-]){name}(?![\w-])", page)}
    assert {name for name in unknown if not re.fullmatch(r"section-\d|requests|disputes|disclosure", name)} == set()


def test_every_script_has_its_tag() -> None:
    engines = {"engine_of_server.js"}  # put in by who serves or builds the page
    tags = re.findall(r'<script src="([^"]+)"', (PAGE / "form.html").read_text(encoding="utf-8"))
    assert sorted(tags) == sorted(set(SCRIPTS) - engines)
