"""What stands between {{ and }}: names of the form, arithmetic, three filters, nothing else.

Jinja2 parses; the tree may hold only what is listed here, so there are no loops, no calls and nothing that grows; it
is then evaluated in the sandbox with exact decimals.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, DecimalException
from difflib import get_close_matches
from functools import cache
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.runtime import Context

from gkgen.errors import GkgenError
from gkgen.sandbox import Sandbox

Value = str | int | Decimal
MAX_LENGTH = 300
_QUOTIENT = Decimal("0.0001")
_ARITHMETIC = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div)


class RefusedError(GkgenError):
    """The expression cannot be evaluated; `kind` and `values` make the finding."""

    def __init__(self, kind: str, **values: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.values = values


@dataclass(frozen=True, slots=True)
class Group:
    """Fields below a name, each under its Chinese and its English key."""

    children: Mapping[str, "Group | Value"]

    def __getitem__(self, name: str) -> "Group | Value":
        return self.children[name]


Names = Group


def _decimal(value: object) -> Decimal:
    if isinstance(value, str | bool) or not isinstance(value, int | float | Decimal):
        raise RefusedError("N05", text="")
    return Decimal(str(value))


def _shown(value: Decimal) -> Decimal:
    """A result without a tail of zeros."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def percentage(value: object, whole: object = 1, places: int = 1) -> str:
    """A share in percent, 33.9%; rounded half up, a tail of zeros left out."""
    share = _decimal(value) / _decimal(whole) * 100
    return f"{_shown(share.quantize(_step(places), ROUND_HALF_UP)):f}%"


def decimals(value: object, places: int = 2) -> str:
    """A number with so many decimals."""
    return f"{_decimal(value).quantize(_step(places), ROUND_HALF_UP):f}"


def absolute(value: object) -> Decimal:
    """A number without its sign."""
    return abs(_decimal(value))


def _step(places: object) -> Decimal:
    if not isinstance(places, int) or not 0 <= places <= 6:
        raise RefusedError("N05", text="")
    return Decimal(1).scaleb(-places)


FILTERS: dict[str, Callable[..., Any]] = {
    "百分比": percentage,
    "percentage": percentage,
    "小数": decimals,
    "decimals": decimals,
    "绝对值": absolute,
    "absolute": absolute,
}


class _Arithmetic(Sandbox):
    """The sandbox with exact decimals for + - * /."""

    def __init__(self, filters: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__(filters)
        self.intercepted_binops = frozenset({"+", "-", "*", "/"})

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> Decimal:  # noqa: ARG002
        a, b = _decimal(left), _decimal(right)
        match operator:
            case "+":
                return a + b
            case "-":
                return a - b
            case "*":
                return a * b
            case _:
                return _shown((a / b).quantize(_QUOTIENT, ROUND_HALF_UP))


@cache
def _environment() -> _Arithmetic:
    return _Arithmetic(FILTERS)


def evaluate(expression: str, names: Names) -> Value:
    """The value of an expression; raises RefusedError, which holds the finding, when there is none."""
    if len(expression) > MAX_LENGTH:
        raise RefusedError("N02", text=f"{expression[:20]}…")
    tree = _parse(expression)
    _check(tree, names)
    try:
        value = _environment().compile_expression(expression, undefined_to_none=False)(**names.children)
    except ZeroDivisionError:
        raise RefusedError("N06", text=expression.strip()) from None
    except DecimalException as fault:
        problem = "N06" if isinstance(fault, ZeroDivisionError) else "N02"
        raise RefusedError(problem, text=expression.strip()) from None
    except (TypeError, ValueError, ArithmeticError):
        raise RefusedError("N02", text=expression.strip()) from None
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise RefusedError("N02", text=expression.strip())
    return value


def _parse(expression: str) -> nodes.Node:
    try:
        body = _environment().parse("{{" + expression + "}}").body
    except TemplateSyntaxError:
        raise RefusedError("N02", text=expression.strip()) from None
    match body:
        case [nodes.Output(nodes=[tree])] if not isinstance(tree, nodes.TemplateData):
            return tree
        case _:
            raise RefusedError("N02", text=expression.strip())


def _check(tree: nodes.Node, names: Names) -> None:
    """Refuses whatever is not a name of the file, a number, + - * / or one of the filters."""
    match tree:
        case nodes.Name() | nodes.Getattr() | nodes.Getitem():
            _resolve(_path(tree), names)
        case nodes.Const(value=int() | float()) if not isinstance(tree.value, bool):
            pass
        case nodes.Neg(node=inner) | nodes.Pos(node=inner):
            _check(inner, names)
        case nodes.Add() | nodes.Sub() | nodes.Mul() | nodes.Div():
            _check(tree.left, names)
            _check(tree.right, names)
        case nodes.Filter(node=nodes.Node() as inner, name=name) if name in FILTERS and not tree.kwargs:
            for part in (inner, *tree.args):
                _check(part, names)
        case _:
            raise RefusedError("N05", text="")


def _path(tree: nodes.Node) -> tuple[str, ...]:
    match tree:
        case nodes.Name(name=name):
            return (name,)
        case nodes.Getattr(node=parent, attr=name):
            return (*_path(parent), name)
        case nodes.Getitem(node=parent, arg=nodes.Const(value=str() as name)):
            return (*_path(parent), name)
        case _:
            raise RefusedError("N05", text="")


def _resolve(path: tuple[str, ...], names: Names) -> None:
    found: Group | Value = names
    for index, name in enumerate(path):
        if not isinstance(found, Group) or name not in found.children:
            near = get_close_matches(name, found.children, n=1, cutoff=0.5) if isinstance(found, Group) else []
            if near:
                raise RefusedError(
                    "N01.near", name=".".join(path), near=".".join((*path[:index], near[0], *path[index + 1 :]))
                )
            raise RefusedError("N01", name=".".join(path))
        found = found.children[name]
    if isinstance(found, Group):
        raise RefusedError("N04", name=".".join(path), child=next(iter(found.children), ""))
