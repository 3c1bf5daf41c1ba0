"""XML read by expat; no DTD is loaded and no entity of a document's own is expanded."""

import re
from xml.parsers import expat

from lxml._element import XML_NAMESPACE, _Element, _ProcessingInstruction, blank, clark, make

_DECLARATION = re.compile(r"\s*<\?xml[^>]*encoding=")
_BLANKS = " \t\r\n"
MAX_DEPTH = 256
"""As libxml2 has it without XML_PARSE_HUGE."""


class LxmlError(Exception):
    """The base of lxml's exceptions."""


class XMLSyntaxError(SyntaxError, LxmlError):
    """The text is no XML."""


ParseError = XMLSyntaxError


class XMLParser:
    """The options that are asked for; the others have no effect here."""

    def __init__(self, remove_blank_text=False, **_):
        self.remove_blank_text = remove_blank_text
        self.lookup = None

    def set_element_class_lookup(self, lookup):
        self.lookup = lookup

    def makeelement(self, tag, attrib=None, nsmap=None, **_):
        return make(tag, attrib, nsmap, self.lookup)


_DEFAULT = XMLParser()


class _Builder:
    """The tree under construction, fed by expat's events."""

    def __init__(self, lookup):
        self.lookup = lookup
        self.root = None
        self.last = None
        self.doctype = None
        self.stack = []
        self.scopes = [{"xml": XML_NAMESPACE}]

    def start(self, raw, flat):
        if len(self.stack) >= MAX_DEPTH:
            raise XMLSyntaxError(f"Excessive depth in document: {MAX_DEPTH}", 0, 0, 0)
        pairs = list(zip(flat[::2], flat[1::2], strict=True))
        nsmap = {key.partition(":")[2] or None: value for key, value in pairs if key.partition(":")[0] == "xmlns"}
        scope = {**self.scopes[-1], **nsmap} if nsmap else self.scopes[-1]
        self.scopes.append(scope)
        attrib, prefixes = {}, {}
        for key, value in pairs:
            if key.partition(":")[0] == "xmlns":
                continue
            name, prefix = _resolve(key, scope) if ":" in key else (key, None)
            attrib[name] = value
            if prefix:
                prefixes[name] = prefix
        tag, prefix = _resolve(raw, scope)
        element = blank(tag, self.lookup)
        _Element.__init__(element, tag, attrib, nsmap, prefix, prefixes, self.lookup)
        if self.stack:
            element._parent = self.stack[-1]
            self.stack[-1]._children.append(element)
        else:
            self.root = element
        self.stack.append(element)
        self.last = None
        element._init()

    def end(self, raw):
        self.last = self.stack.pop()
        self.scopes.pop()

    def text(self, text):
        if not self.stack:
            return
        if self.last is None:
            self.stack[-1]._text = (self.stack[-1]._text or "") + text
        else:
            self.last.tail = (self.last.tail or "") + text

    def instruction(self, target, text):
        if self.stack:
            self.last = _ProcessingInstruction(target, text)
            self.stack[-1].append(self.last)

    def doctype_seen(self, *doctype):
        self.doctype = doctype


def _resolve(raw, scope):
    prefix, colon, local = raw.partition(":")
    if not colon:
        return clark(scope.get(None), raw), None
    if prefix not in scope:
        raise XMLSyntaxError(f"Namespace prefix {prefix} on {local} is not defined", 0, 0, 0)
    return clark(scope[prefix], local), prefix


def fromstring(text, parser=None, base_url=None):
    """The root of a document; raises XMLSyntaxError, ValueError for a str that declares an encoding."""
    parser = parser or _DEFAULT
    if isinstance(text, str):
        if _DECLARATION.match(text):
            raise ValueError("Unicode strings with encoding declaration are not supported.")
        text = text.encode("utf-8")
    builder = _Builder(parser.lookup)
    reader = expat.ParserCreate()
    reader.buffer_text = reader.ordered_attributes = True
    reader.StartElementHandler, reader.EndElementHandler = builder.start, builder.end
    reader.ProcessingInstructionHandler = builder.instruction
    reader.CharacterDataHandler, reader.StartDoctypeDeclHandler = builder.text, builder.doctype_seen
    try:
        reader.Parse(text, True)
    except expat.ExpatError as fault:
        raise XMLSyntaxError(str(fault), fault.code, fault.lineno, fault.offset) from None
    if builder.doctype:
        builder.root._doctype = builder.doctype
    if parser.remove_blank_text:
        _drop_blanks(builder.root)
    return builder.root


XML = fromstring


def parse(source, parser=None):
    """The tree of a file that is open for reading."""
    return fromstring(source.read(), parser).getroottree()


def _drop_blanks(root):
    """Blanks between elements, as libxml2 drops them."""
    for element in root.iter():
        if element._children:
            if element._text and not element._text.strip(_BLANKS):
                element._text = None
            for child in element._children:
                if child.tail and not child.tail.strip(_BLANKS):
                    child.tail = None
