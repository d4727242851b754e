"""The tree of an expression: frozen nodes that know where they stand, parentheses included."""

from dataclasses import dataclass
from fractions import Fraction

from simulator.expression.values import Kind


@dataclass(frozen=True, slots=True)
class Constant:
    """A literal; `value` is in base units (fen, share, ordinal day), `word` the text as written."""

    offset: int
    width: int
    kind: Kind
    value: Fraction | bool | str
    word: str
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """An identifier: a column, a figure or a category, decided when it is checked."""

    offset: int
    width: int
    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """`-` or `not` before one operand."""

    offset: int
    width: int
    operator: str
    operand: "Node"


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`+ - * /` between two operands."""

    offset: int
    width: int
    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison, or a chain that runs one way, such as `20万元 <= cost < 50万元`."""

    offset: int
    width: int
    operators: tuple[str, ...]
    operands: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Membership:
    """`operand in [choices]`, or `not in`."""

    offset: int
    width: int
    operand: "Node"
    choices: tuple["Node", ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class Logic:
    """`and` or `or` over two or more operands, read from the left."""

    offset: int
    width: int
    operator: str
    operands: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the table with its arguments."""

    offset: int
    width: int
    function: str
    arguments: tuple["Node", ...]


Node = Constant | Name | Prefix | Arithmetic | Comparison | Membership | Logic | Call


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression: the text as written and its tree."""

    text: str
    tree: Node


def children(node: Node) -> tuple[Node, ...]:
    """Return the operands of a node in the order of the text."""
    match node:
        case Prefix():
            return (node.operand,)
        case Arithmetic():
            return (node.left, node.right)
        case Comparison() | Logic():
            return node.operands
        case Membership():
            return (node.operand, *node.choices)
        case Call():
            return node.arguments
        case _:
            return ()


def names(expression: Expression) -> tuple[str, ...]:
    """Return the identifiers used, in order of first appearance; bare category words are among them.

    >>> from simulator.expression import parse
    >>> names(parse("industry in [新能源, 新材料] and annual_rent > 0元"))
    ('industry', '新能源', '新材料', 'annual_rent')
    """
    return tuple(dict.fromkeys(_names(expression.tree)))


def _names(node: Node) -> tuple[str, ...]:
    if isinstance(node, Name):
        return (node.text,)
    return tuple(name for child in children(node) for name in _names(child))
