"""The few XPath expressions that writing a Word file needs; all others raise NotImplementedError."""

import re

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STEP = re.compile(r"(?P<axis>//|\.//|descendant::|\./)?(?P<prefix>\w+):(?P<name>\w+)")
_ATTRIBUTES = re.compile(r"//\*\[local-name\(\)='(?P<name>\w+)'\]/@(?P<key>\w+)")
_CHILDREN = re.compile(r"(?:\.?/?/?[\w:*]+)+")


class XPath:
    """An expression, compiled."""

    def __init__(self, path, namespaces=None, **_):
        self.path, self.namespaces = path, namespaces or {}

    def __call__(self, node):
        if self.path.startswith("descendant::w:r[not(w:t/text())"):
            return [run for run in node.iter(f"{_WORD}r") if run is not node and _is_empty(run)]
        if step := _STEP.fullmatch(self.path):
            return self.step(node, step)
        if " | " in self.path and "[" not in self.path:
            return self.union(node)
        if found := _ATTRIBUTES.fullmatch(self.path):
            elements = node.getroottree().getroot().iter(f"{{*}}{found['name']}")
            return [value for element in elements if (value := element.get(found["key"])) is not None]
        if _CHILDREN.fullmatch(self.path):
            return node.findall(f".{self.path}" if self.path.startswith("/") else self.path, self.namespaces)
        raise NotImplementedError(self.path)

    def step(self, node, step):
        tag = f"{{{self.namespaces[step['prefix']]}}}{step['name']}"
        match step["axis"]:
            case "//":
                return list(node.getroottree().getroot().iter(tag))
            case ".//" | "descendant::":
                return list(node.iterdescendants(tag))
            case _:
                return node.findall(tag)

    def union(self, node):
        found = {id(each): each for part in self.path.split(" | ") for each in node.findall(part, self.namespaces)}
        return [each for each in node.iter() if id(each) in found]


def FunctionNamespace(uri):
    """Functions for XPath, which nothing here calls."""
    return {}


def _is_empty(run):
    """A run without text and without anything but properties."""
    for child in run._children:
        if child.tag == f"{_WORD}t":
            if child._text or any(each.tail for each in child._children):
                return False
        elif child.tag != f"{_WORD}rPr":
            return False
    return True
