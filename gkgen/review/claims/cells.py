"""A phrase of the text beside the cell that it contradicts."""

from gkgen.diagnostics import Diagnostic, Span, diagnose
from gkgen.review.case import Case


def contradiction(case: Case, kind: str, place: Span, path: str, text: str, cell: str) -> Diagnostic:
    """The finding that quotes the phrase and names the cell with its number."""
    return diagnose(
        kind,
        place,
        path,
        text=text,
        field=case.term(cell),
        value=str(case.value(cell)),
        reference=reference(case, cell),
    )


def reference(case: Case, path: str) -> str:
    """How a cell is referred to in a text: 依申请公开情况.本年新收.总计."""
    names, found = [], case.edition.root
    for name in path.split("."):
        child = found.child(name)
        if child is None:
            raise KeyError(path)
        names.append(child.key)
        found = child
    return ".".join(names)
