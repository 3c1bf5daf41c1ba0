"""The rules of the style sheets inside a page and the elements they are for; files of their own cannot be read."""

from collections.abc import Iterator, Mapping
from typing import Any

from gkgen import lazy_re as re
from gkgen.importers.readers.html.page_tree import PageElement

# Of these alone the declarations are kept.
_SHOWING = """
    display visibility opacity color background background-color font-size font font-weight text-decoration
    text-decoration-line vertical-align position margin-left left right top bottom text-indent clip clip-path
    width height max-height max-width overflow transform content mso-hide float direction unicode-bidi margin-right
    letter-spacing padding-left padding-right filter scale translate zoom content-visibility -webkit-text-security
    -webkit-text-fill-color
"""
_PROPERTIES = frozenset(_SHOWING.split())
_SCREEN_PIXELS = 1200
_GROUPS = frozenset({"media", "supports", "layer", "container"})
_CUSTOM = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]{1,200})")
_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
MAX_SELECTORS = 3_000
"""Of the style sheets of a page; those beyond are not read."""

Declarations = Mapping[str, str]


def declarations_of(text: str) -> dict[str, str]:
    """The declarations of a style attribute or a rule that decide how a text is read; the last of a name counts."""
    found: dict[str, str] = {}
    for declaration in re.split(r";(?![^(]*\))", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)):
        name, separator, value = declaration.partition(":")
        if separator and (known := name.strip().lower()) in _PROPERTIES:
            found[known] = value.replace("!important", "").strip()[:200].lower()
    return found


def declared_by_sheets(root: PageElement) -> dict[PageElement, list[tuple[str, Declarations]]]:
    """The declarations of the style elements of a page for its elements, the weaker ones first."""
    text = _with_values("\n".join(style.all_text() for style in root.iter("style")))
    rules = [rule for rule in _rules(text) if rule[1]]
    if not rules:
        return {}
    import cssselect2

    matcher = cssselect2.Matcher()
    for prelude, declared in rules[:MAX_SELECTORS]:
        try:
            selectors = cssselect2.compile_selector_list(prelude)
        except cssselect2.SelectorError:
            continue
        for selector in selectors:
            matcher.add_selector(selector, declared)
    known = {id(element.source): element for element in root.iter()}
    found: dict[PageElement, list[tuple[str, Declarations]]] = {}
    for wrapped in cssselect2.ElementWrapper.from_html_root(root.source).iter_subtree():
        element = known.get(id(wrapped.etree_element))
        if element is not None and (matches := matcher.match(wrapped)):
            found[element] = [(pseudo or "", declared) for _, _, pseudo, declared in matches]
    return found


def _with_values(text: str) -> str:
    """A style sheet with the values of its variables, the last of each name, in their place."""
    if "var(" not in text:
        return text
    values = {match[1]: match[2].strip() for match in _CUSTOM.finditer(text)}
    return _VAR.sub(lambda match: values.get(match[1], match[2] or ""), text)


def _rules(text: str) -> Iterator[tuple[Any, Declarations]]:
    """Selectors and declarations of a style sheet, those for the screen and for all media too."""
    if not text.strip():
        return
    import tinycss2

    waiting = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    while waiting:
        rule = waiting.pop(0)
        if rule.type == "qualified-rule":
            inside = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            own = [each for each in inside if each.type == "declaration"]
            prelude = tinycss2.serialize(rule.prelude)
            yield prelude, declarations_of(";".join(each.serialize() for each in own))
            for each in inside:
                if each.type == "qualified-rule":
                    each.prelude = tinycss2.parse_component_value_list(
                        _nested(tinycss2.serialize(each.prelude), prelude)
                    )
                    waiting.insert(0, each)
        elif rule.type == "at-rule" and rule.lower_at_keyword in _GROUPS and rule.content is not None:
            media = tinycss2.serialize(rule.prelude).lower()
            if rule.lower_at_keyword != "media" or _is_for_screens(media):
                waiting[:0] = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)


def _nested(selector: str, around: str) -> str:
    """The selector of a rule inside another (CSS Nesting, 3)."""
    return selector.replace("&", f":is({around})") if "&" in selector else f":is({around}) {selector}"


def _is_for_screens(media: str) -> bool:
    """Whether rules for these media hold on the screen of a desk."""
    bounds = re.findall(r"(min|max)-width\s*:\s*(\d+)", media)
    fits = all((int(value) <= _SCREEN_PIXELS) is (edge == "min") for edge, value in bounds)
    return "print" not in media and fits and ("width" not in media or bool(bounds))
