"""Elements: a tag in Clark notation, attributes, text and tail, children that know their parent."""

from xml.etree import ElementPath

XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"


class _Element:
    """An element.

    python-docx's classes override `text`, so the text itself is kept in `_text`. `_nsmap` has the prefixes declared
    here, `_prefixes` the prefix that each attribute was typed with.
    """

    def __init__(self, tag, attrib=None, nsmap=None, prefix=None, prefixes=None, lookup=None):
        self.tag = tag
        self.prefix = prefix
        self.attrib = attrib if attrib is not None else {}
        self.tail = None
        self._text = None
        self._parent = None
        self._children = []
        self._nsmap = nsmap or {}
        self._prefixes = prefixes or {}
        self._lookup = lookup

    def _init(self):
        """Called for every new element; classes may override it."""

    @property
    def text(self):
        return self._text

    @text.setter
    def text(self, value):
        self._text = value

    def __len__(self):
        return len(self._children)

    def __iter__(self):
        return iter(self._children)

    def __reversed__(self):
        return reversed(self._children)

    def __bool__(self):
        return bool(self._children)

    def __getitem__(self, index):
        return self._children[index]

    def __contains__(self, element):
        return any(child is element for child in self._children)

    @property
    def nsmap(self):
        found, node = {}, self
        while node is not None:
            for prefix, uri in node._nsmap.items():
                found.setdefault(prefix, uri)
            node = node._parent
        return found

    def getparent(self):
        return self._parent

    def getroottree(self):
        return _ElementTree(self)

    def getchildren(self):
        return list(self._children)

    def getnext(self):
        return next(self.itersiblings(), None)

    def getprevious(self):
        return next(self.itersiblings(preceding=True), None)

    def index(self, element):
        for place, child in enumerate(self._children):
            if child is element:
                return place
        raise ValueError("Element is not a child of this node.")

    def get(self, key, default=None):
        return self.attrib.get(key, default)

    def keys(self):
        return list(self.attrib)

    def values(self):
        return list(self.attrib.values())

    def items(self):
        return list(self.attrib.items())

    def set(self, key, value):
        if not isinstance(value, str):
            raise TypeError(f"Argument must be bytes or unicode, got {type(value).__name__!r}")
        self.attrib[key] = value

    def iter(self, *tags):
        """This element and all below it, in the order of the document; `{*}name` is a name in any namespace."""
        names = frozenset(tag for tag in tags if tag != "*" and not (isinstance(tag, str) and tag[:3] == "{*}"))
        locals_ = frozenset(tag[3:] for tag in tags if isinstance(tag, str) and tag[:3] == "{*}")
        is_any = not names and not locals_
        stack = [self]
        while stack:
            node = stack.pop()
            if is_any or node.tag in names or (locals_ and _local(node.tag) in locals_):
                yield node
            stack.extend(reversed(node._children))

    def iterdescendants(self, *tags):
        return (node for node in self.iter(*tags) if node is not self)

    def iterchildren(self, *tags, reversed=False):
        children = self._children[::-1] if reversed else list(self._children)
        if tags == ("*",):  # elements, neither comments nor instructions
            return iter([child for child in children if isinstance(child.tag, str)])
        return iter([child for child in children if not tags or child.tag in tags])

    def iterancestors(self, *tags):
        node = self._parent
        while node is not None:
            if not tags or node.tag in tags:
                yield node
            node = node._parent

    def itersiblings(self, *tags, preceding=False):
        if self._parent is None:
            return
        place, around = self._parent.index(self), self._parent._children
        siblings = around[:place][::-1] if preceding else around[place + 1 :]
        yield from (sibling for sibling in siblings if not tags or sibling.tag in tags)

    def itertext(self):
        if self._text:
            yield self._text
        for child in self._children:
            yield from child.itertext()
            if child.tail:
                yield child.tail

    def find(self, path, namespaces=None):
        if _is_name(path):
            return next((child for child in self._children if child.tag == path), None)
        return ElementPath.find(self, path, namespaces)

    def findall(self, path, namespaces=None):
        if _is_name(path):
            return [child for child in self._children if child.tag == path]
        return ElementPath.findall(self, path, namespaces)

    def iterfind(self, path, namespaces=None):
        return iter(self.findall(path, namespaces))

    def findtext(self, path, default=None, namespaces=None):
        found = self.find(path, namespaces)
        return default if found is None else (found.text or "")

    def xpath(self, path, namespaces=None, **_):
        from lxml._paths import XPath

        return XPath(path, namespaces=namespaces)(self)

    def append(self, element):
        self._adopt(element)
        self._children.append(element)

    def extend(self, elements):
        for element in elements:
            self.append(element)

    def insert(self, index, element):
        self._adopt(element)
        self._children.insert(index, element)

    def remove(self, element):
        del self._children[self.index(element)]
        element._parent = None

    def replace(self, old, new):
        place = self.index(old)
        self._adopt(new)
        old._parent = None
        self._children[place] = new

    def clear(self):
        for child in self._children:
            child._parent = None
        self._children, self.attrib, self._text, self.tail = [], {}, None, None

    def addnext(self, element):
        parent = self._parent
        parent._adopt(element)
        parent._children.insert(parent.index(self) + 1, element)

    def addprevious(self, element):
        parent = self._parent
        parent._adopt(element)
        parent._children.insert(parent.index(self), element)

    def __setitem__(self, index, value):
        new = list(value) if isinstance(index, slice) else [value]
        for child in self._children[index] if isinstance(index, slice) else [self._children[index]]:
            child._parent = None
        for element in new:
            self._adopt(element)
        self._children[index] = new if isinstance(index, slice) else new[0]

    def __delitem__(self, index):
        for child in self._children[index] if isinstance(index, slice) else [self._children[index]]:
            child._parent = None
        del self._children[index]

    def makeelement(self, tag, attrib=None, nsmap=None, **_):
        return make(tag, attrib, nsmap, self._lookup)

    def __copy__(self):
        return self.__deepcopy__({})

    def __deepcopy__(self, memo):
        made = _copy(self)
        made._nsmap = self.nsmap if self._parent is not None else dict(self._nsmap)
        return made

    def _adopt(self, element):
        """Take an element from where it is; what is declared here already is not declared again by it.

        So does libxml2, in moveNodeToDocument.
        """
        old = element._parent
        if old is not None:
            old._children = [child for child in old._children if child is not element]
        element._parent = self
        if element._nsmap:
            declared = set(self.nsmap.values())
            element._nsmap = {prefix: uri for prefix, uri in element._nsmap.items() if uri not in declared}


class ElementBase(_Element):
    """The base of classes of one's own."""


class _Comment(_Element):
    """A name that is only compared with."""


class _ProcessingInstruction(_Element):
    """`<?target text?>`, as read; its tag is the function that would make one, as in lxml."""

    def __init__(self, target, text):
        super().__init__(ProcessingInstruction)
        self.target, self._text = target, text


def _local(tag):
    return tag.rpartition("}")[2] if isinstance(tag, str) else None


def _unsupported(*_, **__):
    raise NotImplementedError("the stand-in for lxml makes elements only")


def ProcessingInstruction(*_, **__):
    """A name that is only compared with."""
    _unsupported()


Comment = Entity = _unsupported


class _DocInfo:
    def __init__(self, internal_dtd):
        self.internalDTD = internal_dtd


class _ElementTree:
    """The tree that an element is in."""

    def __init__(self, element):
        self._element = element

    def getroot(self):
        node = self._element
        while node._parent is not None:
            node = node._parent
        return node

    @property
    def docinfo(self):
        return _DocInfo(getattr(self.getroot(), "_doctype", None))


def ElementTree(element):
    """The tree of an element."""
    return _ElementTree(element)


class ElementNamespaceClassLookup:
    """Classes for elements by namespace and name."""

    def __init__(self, fallback=None):
        self._namespaces = {}

    def get_namespace(self, uri):
        return self._namespaces.setdefault(uri, {})

    def class_of(self, tag):
        if tag[:1] != "{":
            return _Element
        uri, _, local = tag[1:].partition("}")
        classes = self._namespaces.get(uri)
        return (classes.get(local) or classes.get(None) or ElementBase) if classes else _Element


class QName:
    """A name with its namespace."""

    def __init__(self, name, local=None):
        text = name.tag if isinstance(name, _Element) else name
        self.text = clark(text, local) if local else text

    @property
    def localname(self):
        return self.text.rpartition("}")[2]

    @property
    def namespace(self):
        return self.text[1:].partition("}")[0] if self.text[:1] == "{" else None

    def __str__(self):
        return self.text

    def __eq__(self, other):
        return self.text == str(other)

    def __hash__(self):
        return hash(self.text)


def make(tag, attrib=None, nsmap=None, lookup=None):
    """A new element, of the class that the lookup has for it."""
    tag, nsmap = str(tag), dict(nsmap or {})
    element = blank(tag, lookup)
    _Element.__init__(element, tag, {str(key): value for key, value in (attrib or {}).items()}, nsmap, lookup=lookup)
    if tag[:1] == "{" and (uri := tag[1:].partition("}")[0]) not in nsmap.values():
        element._nsmap["ns0"] = uri
    element._init()
    return element


def blank(tag, lookup):
    """An element of the right class, not yet initialised: the classes are not called, as in lxml."""
    return object.__new__(lookup.class_of(tag) if lookup else _Element)


def Element(tag, attrib=None, nsmap=None, **extra):
    """A new element."""
    return make(tag, {**(attrib or {}), **extra}, nsmap)


def SubElement(parent, tag, attrib=None, nsmap=None, **extra):
    """A new last child."""
    element = make(tag, {**(attrib or {}), **extra}, nsmap, parent._lookup)
    parent.append(element)
    return element


def iselement(element):
    """Whether this is an element."""
    return isinstance(element, _Element)


def clark(uri, local):
    """A name in Clark notation."""
    return f"{{{uri}}}{local}" if uri else local


def _copy(element):
    made = object.__new__(type(element))
    nsmap, prefixes = dict(element._nsmap), dict(element._prefixes)
    _Element.__init__(made, element.tag, dict(element.attrib), nsmap, element.prefix, prefixes, element._lookup)
    made._text, made.tail = element._text, element.tail
    if isinstance(element, _ProcessingInstruction):
        made.target = element.target
    for child in element._children:
        copied = _copy(child)
        copied._parent = made
        made._children.append(copied)
    made._init()
    return made


def _is_name(path):
    """Whether a path is the name of a child, which needs no ElementPath."""
    is_plain = path[0] not in "./*" and path[:3] != "{*}" and path.count("{") < 2
    return is_plain and "/" not in path.rpartition("}")[2] and "[" not in path
