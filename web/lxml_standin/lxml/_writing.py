"""XML written as libxml2 writes it: where namespaces are declared, what is escaped, when an element is empty."""

import re

from lxml._element import XML_NAMESPACE, _Element, _ElementTree, _ProcessingInstruction

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
)
_IN_TEXT = re.compile("[&<>\r]").search
_IN_ATTRIBUTE = re.compile('[&<>"\r\n\t]').search
_WITHOUT_DECLARATION = {"ASCII", "UTF-8", "UTF8", "US-ASCII"}


def tostring(element, encoding=None, xml_declaration=None, with_tail=True, standalone=None, **_):
    """An element and all below it, as bytes; as text where the encoding is "unicode" or str."""
    if isinstance(element, _ElementTree):
        element = element.getroot()
    writer = _Writer()
    writer.write(_with_namespaces(element), {"xml": XML_NAMESPACE}, {})
    text = "".join(writer.out)
    if with_tail and element.tail:
        text += element.tail.translate(_TEXT)
    if encoding in ("unicode", str):
        return text
    encoding = encoding or "ASCII"
    if xml_declaration is None:
        xml_declaration = standalone is not None or encoding.upper() not in _WITHOUT_DECLARATION
    head = ""
    if xml_declaration:
        alone = "" if standalone is None else f" standalone='{'yes' if standalone else 'no'}'"
        head = f"<?xml version='1.0' encoding='{encoding}'{alone}?>\n"
    return (head + text).encode(encoding, "xmlcharrefreplace")


def cleanup_namespaces(root, top_nsmap=None, keep_ns_prefixes=None):
    """Takes out declarations that nothing uses."""
    kept = set(keep_ns_prefixes or ())
    writer = _Writer()
    writer.write(root, {"xml": XML_NAMESPACE}, {})
    for element in root.iter():
        element._nsmap = {
            prefix: uri
            for prefix, uri in element._nsmap.items()
            if prefix in kept or (id(element), prefix) in writer.used
        }


def strip_elements(root, *tags, with_tail=True):
    """Takes out all elements of these names below the root."""
    for element in list(root.iter()):
        for child in [child for child in element._children if child.tag in tags]:
            element.remove(child)


def _with_namespaces(element):
    """The element, declaring what its ancestors declare."""
    if element._parent is None:
        return element
    top = object.__new__(_Element)
    nsmap = {**element._parent.nsmap, **element._nsmap}
    _Element.__init__(top, element.tag, element.attrib, nsmap, element.prefix, element._prefixes)
    top._text, top._children = element._text, element._children
    return top


class _Writer:
    """Pieces of text in `out`, and in `used` which declaration (of which element, for which prefix) is needed."""

    def __init__(self):
        self.out = []
        self.used = set()

    def write(self, element, scope, owners):
        """`scope` has the prefixes declared so far, `owners` the element that declared each."""
        if isinstance(element, _ProcessingInstruction):
            self.out.append(f"<?{element.target} {element.text}?>" if element.text else f"<?{element.target}?>")
            return
        names = _Names(element, scope, owners, self.used)
        tag = names.qualified(element.tag, element.prefix, is_attribute=False)
        attributes = [
            (names.qualified(key, element._prefixes.get(key), is_attribute=True), value)
            for key, value in element.attrib.items()
        ]
        out = self.out
        out.append(f"<{tag}")
        for prefix, uri in names.declared.items():
            out.append(f' xmlns:{prefix}="{uri.translate(_ATTRIBUTE)}"' if prefix else f' xmlns="{uri}"')
        for key, value in attributes:
            out.append(f' {key}="{value.translate(_ATTRIBUTE) if _IN_ATTRIBUTE(value) else value}"')
        if element._text is None and not element._children:
            out.append("/>")
            return
        out.append(">")
        self.text(element._text)
        for child in element._children:
            self.write(child, names.scope, names.owners)
            self.text(child.tail)
        out.append(f"</{tag}>")

    def text(self, text):
        if text:
            self.out.append(text.translate(_TEXT) if _IN_TEXT(text) else text)


class _Names:
    """The names of one element with their prefixes, declared where no prefix is at hand."""

    def __init__(self, element, scope, owners, used):
        self.element, self.used = element, used
        self.declared = dict(element._nsmap)
        self.scope = {**scope, **self.declared} if self.declared else scope
        self.owners = {**owners, **dict.fromkeys(self.declared, id(element))} if self.declared else owners

    def qualified(self, name, wanted, *, is_attribute):
        """The name with a prefix: the one it was typed with if that still means the same, else any."""
        if name[0] != "{":
            return name
        uri, _, local = name[1:].partition("}")
        prefix = self.prefix(uri, wanted, is_attribute=is_attribute)
        return f"{prefix}:{local}" if prefix else local

    def prefix(self, uri, wanted, *, is_attribute):
        if uri == XML_NAMESPACE:
            return "xml"
        scope = self.scope
        if (wanted is not None or not is_attribute) and scope.get(wanted) == uri:
            found = wanted
        else:
            known = (
                prefix for prefix, value in scope.items() if value == uri and not (is_attribute and prefix is None)
            )
            found = next(known, ...)
        if found is ...:
            return self.new(uri)
        if found in self.owners:
            self.used.add((self.owners[found], found))
        return found

    def new(self, uri):
        number = next(number for number in range(len(self.scope) + 1) if f"ns{number}" not in self.scope)
        prefix = f"ns{number}"
        self.declared[prefix] = uri
        self.scope = {**self.scope, prefix: uri}
        self.owners = {**self.owners, prefix: id(self.element)}
        return prefix
