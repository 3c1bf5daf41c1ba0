"""The page as WeasyPrint takes it: parsed by a faster parser, judged by no rules for what it cannot hold."""

import re
from functools import cache
from typing import Any
from xml.etree import ElementTree

from lxml import etree
from lxml import html as markup

from gkgen.writers.pdf.watching import closed_fetcher, listening

# WeasyPrint gives every element a style for its notes and its list marker. Where nothing asks for them they are half
# of all styles.
_NOTES = re.compile(r"^::(?:marker|(?:foot)?note-\w+) \{.*\}\n", re.MULTILINE)
# Drawings and formulas among the elements of a template have rules of their own, which lxml does not know.
_FOREIGN = re.compile(r"<(?:svg|math)\b", re.IGNORECASE)
_ASKED_FOR = re.compile(r"marker|list-item|note")


def page(text: str, css: str) -> Any:
    """The page of that text, which is to be laid out by that style sheet."""
    from weasyprint import HTML

    made = HTML(string=text if (is_foreign := bool(_FOREIGN.search(text))) else "", url_fetcher=closed_fetcher())
    if not is_foreign:
        made.wrapper_element, made.etree_element = _wrapped(_tree(text))
    if not _ASKED_FOR.search(css):
        made._ua_stylesheets = lambda forms=False: [_few_rules()]
    return made


def _wrapped(root: ElementTree.Element) -> tuple[Any, Any]:
    from cssselect2 import ElementWrapper

    wrapper = ElementWrapper.from_html_root(root, content_language=None)
    return wrapper, wrapper.etree_element


def _tree(text: str) -> ElementTree.Element:
    # Pictures stand in attributes, and can be longer than lxml allows by itself.
    parser = markup.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8")
    return _copied(etree.fromstring(text.encode("utf-8"), parser))


def _copied(element: "etree._Element") -> ElementTree.Element:
    """Elements of the standard library, which are faster to walk through many times."""
    copy = ElementTree.Element(str(element.tag), {str(name): str(value) for name, value in element.attrib.items()})
    copy.text, copy.tail = element.text, element.tail
    copy.extend(map(_copied, element))
    return copy


@cache
def _few_rules() -> Any:
    """WeasyPrint's own style sheet without the rules for notes and list markers."""
    from weasyprint import CSS
    from weasyprint.html import UA, UA_COUNTER_STYLE

    with listening():  # what WeasyPrint finds wrong in its own style sheet is nothing to our users
        return CSS(string=_NOTES.sub("", UA), counter_style=UA_COUNTER_STYLE)
