"""Expressions between {{ and }}: names of the form, arithmetic and three filters, nothing else.

Jinja2 parses them. The syntax tree may hold only the nodes listed here, so there are no loops, no calls and nothing
that grows; it is then evaluated in the sandbox with exact decimals.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, DecimalException, localcontext
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from gkgen.diagnostics import Term
from gkgen.errors import GkgenError
from gkgen.similarity import closest

if TYPE_CHECKING:
    from jinja2 import nodes

    from gkgen.jinja_environment import JinjaEnvironment

Value = str | int | Decimal
MAX_LENGTH = 300
MAX_NUMBER = Decimal(10) ** 36
"""The product of any two numbers that a file can hold."""
MAX_DECIMALS = 24
_QUOTIENT = Decimal("0.0001")
# Enough digits for the product of any two numbers that a file can hold.
_DIGITS = 60
# Compiled expressions that are cached: offices write the same ones, and a thousand take a few megabytes.
_MAX_CACHED_EXPRESSIONS = 1000


class RefusedError(GkgenError):
    """The expression cannot be evaluated; `kind` and `values` make the finding."""

    def __init__(self, kind: str, **values: str | Term) -> None:
        super().__init__(kind)
        self.kind = kind
        self.values = values


class UnknownError(GkgenError):
    """A name refers to a number that cannot be known; the reason is reported at the number itself."""


@dataclass(frozen=True, slots=True)
class Group:
    """Fields below a name, each under its Chinese and its English key; None is a number that cannot be known."""

    children: Mapping[str, "Group | Value | None"]


Names = Group


_BRACKETS = Term("过滤器先于加减乘除：写成 (甲 / 乙) | 百分比", "filters come first: write (a / b) | percentage")


def _decimal(value: object) -> Decimal:
    if isinstance(value, str) and value.endswith("%"):
        raise RefusedError("N05", text=_BRACKETS)
    if not isinstance(value, int | float | Decimal):
        raise RefusedError("N05", text="")
    number = Decimal(str(value))
    if not abs(number) < MAX_NUMBER:
        raise RefusedError("N02.large", text=f"{number:.3E}")
    return number


def _shown(value: Decimal) -> Decimal:
    """A result without trailing zeros."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _quotient(dividend: Decimal, divisor: Decimal) -> Decimal:
    if not divisor:
        raise ZeroDivisionError
    return dividend / divisor


def percentage(value: object, whole: object = 1, places: int = 1) -> str:
    """A share in percent, 33.9%; rounded half up, without trailing zeros."""
    share = _quotient(_decimal(value), _decimal(whole)) * 100
    return f"{_shown(share.quantize(_step(places), ROUND_HALF_UP)):f}%"


def decimals(value: object, places: int = 2) -> str:
    """A number with a fixed number of decimals."""
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


@cache
def _environment() -> "JinjaEnvironment":
    """The sandbox, with exact decimals for + - * /; Jinja2 is imported with the first expression."""
    from gkgen.jinja_environment import JinjaEnvironment

    class Arithmetic(JinjaEnvironment):
        intercepted_binops = frozenset({"+", "-", "*", "/"})

        def call_binop(self, context: object, operator: str, left: object, right: object) -> Decimal:  # noqa: ARG002
            a, b = _decimal(left), _decimal(right)
            match operator:
                case "+":
                    return a + b
                case "-":
                    return a - b
                case "*":
                    return a * b
                case _:
                    return _quotient(a, b)

        def getattr(self, obj: object, attribute: str) -> object:
            """The child of a group by name, and no attribute that Python would find there."""
            return obj.children[attribute] if isinstance(obj, Group) else super().getattr(obj, attribute)

        def getitem(self, obj: object, argument: object) -> object:
            """The same for subscripts."""
            is_name = isinstance(obj, Group) and isinstance(argument, str)
            return obj.children[argument] if is_name else super().getitem(obj, argument)  # type: ignore[attr-defined]

    return Arithmetic(FILTERS)


def evaluate(expression: str, names: Names) -> Value:
    """The value of an expression; raises RefusedError, which holds the finding, when there is none.

    Numbers are exact; the result of a division is rounded to four decimals at the end. Raises UnknownError where a
    number is missing for a reason that has been reported.
    """
    if len(expression) > MAX_LENGTH:
        raise RefusedError("N02", text=f"{expression[:20]}…")
    try:
        with localcontext(prec=_DIGITS):
            return _evaluate(expression, names)
    except ZeroDivisionError:
        raise RefusedError("N06", text=expression.strip()) from None
    except (TypeError, ValueError, ArithmeticError, DecimalException, RecursionError, SyntaxError):
        # Python compiles no expression of two hundred signs or brackets one within another.
        raise RefusedError("N02", text=expression.strip()) from None


def _evaluate(expression: str, names: Names) -> Value:
    from jinja2 import nodes

    tree = _parse(expression)
    if isinstance(tree, nodes.Name | nodes.Getattr | nodes.Getitem):
        return _resolve(_path(tree), names)
    _check(tree, names)
    value = _compiled(expression)(**names.children)
    if isinstance(value, float):
        value = Decimal(str(value))
    if isinstance(value, Decimal) and any(isinstance(node, nodes.Div) for node in _parts(tree)):
        value = _shown(value.quantize(_QUOTIENT, ROUND_HALF_UP))
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise RefusedError("N02", text=expression.strip())
    if isinstance(value, Decimal):
        _bounded(value)
    return value


def _bounded(number: Decimal) -> Decimal:
    """The number; refused where no report can mean it, or where it would be printed with a tail of digits."""
    exponent = number.as_tuple().exponent
    is_sensible = abs(number) < MAX_NUMBER and isinstance(exponent, int) and exponent >= -MAX_DECIMALS
    if not is_sensible:
        raise RefusedError("N02.large", text=f"{number:.3E}")
    return number


def _parts(tree: "nodes.Node") -> "Iterator[nodes.Node]":
    yield tree
    for child in tree.iter_child_nodes():
        yield from _parts(child)


@lru_cache(_MAX_CACHED_EXPRESSIONS)
def _compiled(expression: str) -> Callable[..., Any]:
    return _environment().compile_expression(expression, undefined_to_none=False)


@lru_cache(_MAX_CACHED_EXPRESSIONS)
def _parse(expression: str) -> "nodes.Node":
    from jinja2 import TemplateSyntaxError, nodes

    try:
        # With spaces: Jinja2 takes a minus beside the braces for whitespace control.
        body = _environment().parse("{{ " + expression + " }}").body
    except (TemplateSyntaxError, SyntaxError):
        # Jinja takes digits of any script for a number and leaves reading it to Python, which does not.
        raise RefusedError("N02", text=expression.strip()) from None
    match body:
        case [nodes.Output(nodes=[tree])] if not isinstance(tree, nodes.TemplateData):
            return tree
        case _:
            raise RefusedError("N02", text=expression.strip())


def _check(tree: "nodes.Node", names: Names) -> None:
    """Refuses every node that is not a name of the file, a number, + - * / or one of the filters."""
    from jinja2 import nodes

    match tree:
        case nodes.Name() | nodes.Getattr() | nodes.Getitem():
            _resolve(_path(tree), names)
        case nodes.Const(value=int() | float()) if not isinstance(tree.value, bool):
            _bounded(Decimal(str(tree.value)))
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


def _path(tree: "nodes.Node") -> tuple[str, ...]:
    from jinja2 import nodes

    match tree:
        case nodes.Name(name=name):
            return (name,)
        case nodes.Getattr(node=parent, attr=name):
            return (*_path(parent), name)
        case nodes.Getitem(node=parent, arg=nodes.Const(value=str() as name)):
            return (*_path(parent), name)
        case _:
            raise RefusedError("N05", text="")


def _resolve(path: tuple[str, ...], names: Names) -> Value:
    """The value of that name; raises RefusedError for an unknown one."""
    found: Group | Value | None = names
    for index, name in enumerate(path):
        if not isinstance(found, Group) or name not in found.children:
            near = closest(name, found.children) if isinstance(found, Group) else None
            if near:
                raise RefusedError(
                    "N01.near", name=".".join(path), near=".".join((*path[:index], near, *path[index + 1 :]))
                )
            raise RefusedError("N01", name=".".join(path))
        found = found.children[name]
    if found is None:
        raise UnknownError
    if isinstance(found, Group):
        raise RefusedError("N04", name=".".join(path), child=next(iter(found.children), ""))
    return found
