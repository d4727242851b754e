"""A tree made lighter for given ranges: nothing twice, and nothing that the proved bounds already decide.

The value of every row stays what it was while the rows stay within the ranges.
"""

import operator
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType

from simulator.algebra.bounds import Bound, Ranges, bound_of_number, settled
from simulator.algebra.order import ordered
from simulator.algebra.tree import EVERYONE, NOBODY, Node, Number, Truth, constant


@dataclass(frozen=True, slots=True, eq=False)
class Light:
    """A tree of the same value, its nodes in order, and the bound of each number (None: no proof)."""

    amount: Number
    order: tuple[Node, ...]
    bounds: Mapping[Number, Bound | None]

    @property
    def is_proved(self) -> bool:
        """Return whether every number in the tree has a bound."""
        return all(self.bounds[node] is not None for node in self.order if isinstance(node, Number))


def simplified(amount: Number, ranges: Ranges) -> Light:
    """Return the tree without what the ranges make idle; equal sub-trees become one.

    >>> from simulator.algebra.tree import leaf
    >>> simplified(leaf("rent").positive().at_most(constant(900)), {"rent": (0, 800, 1)}).amount.operation
    'leaf'
    """
    workshop = _Workshop(ranges)
    new: dict[Node, Node] = {}
    for node in ordered((amount,)):
        operands = [new[operand] for operand in node.operands]
        built = _BUILT[node.operation](node, *operands) if operands else node
        new[node] = workshop.kept(_lighter(workshop, built))
    result = new[amount]
    if not isinstance(result, Number):
        raise TypeError("an amount is a number, not a truth")
    return Light(result, ordered((result,)), workshop.bounds)


@dataclass(frozen=True, slots=True, eq=False)
class _Workshop:
    """The nodes kept so far, one of each content, and their bounds."""

    ranges: Ranges
    nodes: dict[Hashable, Node] = field(default_factory=dict)
    bounds: dict[Number, Bound | None] = field(default_factory=dict)

    def kept(self, node: Node) -> Node:
        """Return the node of this content that was met first, or a constant if only one value is left."""
        if any(isinstance(each, Number) and each not in self.bounds for each in node.operands):
            node = replace(node, operands=tuple(self.kept(each) for each in node.operands))
        key = _content(node)
        if key not in self.nodes:
            self.nodes[key] = self._proved(node) if isinstance(node, Number) else node
        return self.nodes[key]

    def _proved(self, number: Number) -> Node:
        bound = self.bounds[number] = bound_of_number(number, self.bounds, self.ranges)
        if bound is None or number.is_constant or not bound.is_one_value:
            return number
        return self.kept(constant(bound.smallest))

    def never_above(self, left: Number, right: Number) -> bool:
        """Return whether the bounds prove that the left number is above the right one on no row."""
        ours, theirs = self.bounds[left], self.bounds[right]
        if ours is None or theirs is None:
            return left is right
        return left is right or ours.largest <= theirs.smallest


def _content(node: Node) -> Hashable:
    if isinstance(node, Truth):
        return (node.operation, node.operands, node.holds, node.source)
    # two ints are hashed many times faster than a fraction
    value = (node.value.numerator, node.value.denominator)
    return (node.operation, node.operands, value, node.source, node.mode)


# ── building again, constants folded ───────────────────────────────────────────────────────────────


def _product(_: Node, left: Number, right: Number) -> Number:
    # a constant stands last, and two of them in a row are one
    if left.is_constant:
        left, right = right, left
    inner, factor = scaled(left)
    return inner * (right.value * factor) if right.is_constant else left * right


def scaled(number: Number) -> tuple[Number, Fraction]:
    """Return what a constant multiplies, and the constant; the number itself and 1 where there is none."""
    if number.operation == "multiply":
        inner, factor = number.operands
        if isinstance(inner, Number) and isinstance(factor, Number) and factor.is_constant:
            return inner, factor.value
    return number, Fraction(1)


def _plain(operation: Callable[..., Node]) -> Callable[..., Node]:
    return lambda _, *operands: operation(*operands)


# each takes the node as it was, then its operands as they are now
_BUILT: Mapping[str, Callable[..., Node]] = MappingProxyType(
    {
        "add": _plain(operator.add),
        "subtract": _plain(operator.sub),
        "multiply": _product,
        "minimum": _plain(Number.minimum),
        "maximum": _plain(Number.maximum),
        "choose": lambda _, truth, this, other: this.where(truth, other),
        "quotient": lambda node, dividend, divisor: dividend.divided_by(divisor, node.value),
        "round": lambda node, number: number.rounded(node.mode, node.value),
        "and": _plain(operator.and_),
        "or": _plain(operator.or_),
        "not": _plain(operator.invert),
        "=": _plain(Number.equals),
        "≥": _plain(Number.at_least),
        ">": _plain(Number.above),
    }
)

# ── leaving out what the bounds decide ─────────────────────────────────────────────────────────────


def _lighter(workshop: _Workshop, node: Node) -> Node:
    rule = _LIGHTER.get(node.operation)
    return node if rule is None else rule(workshop, node, *node.operands)


def _smaller(workshop: _Workshop, node: Number, left: Number, right: Number) -> Number:
    if workshop.never_above(left, right):
        return left
    return right if workshop.never_above(right, left) else node


def _larger(workshop: _Workshop, node: Number, left: Number, right: Number) -> Number:
    if workshop.never_above(left, right):
        return right
    return left if workshop.never_above(right, left) else node


def _choice(workshop: _Workshop, node: Number, truth: Truth, this: Number, other: Number) -> Number:
    # one number at either of two rates is that number times a rate: to choose between constants is cheaper
    (inner, factor), (same, other_factor) = scaled(this), scaled(other)
    if inner is not same:
        return node
    rate = workshop.kept(constant(factor).where(truth, constant(other_factor)))
    return inner * rate if isinstance(rate, Number) else node


def _whole_already(workshop: _Workshop, node: Number, number: Number) -> Number:
    bound = workshop.bounds[number]
    return number if bound is not None and (bound.step / node.value).denominator == 1 else node


def _compared(workshop: _Workshop, node: Truth, left: Number, right: Number) -> Truth:
    holds = settled(node, workshop.bounds)
    return node if holds is None else EVERYONE if holds else NOBODY


_LIGHTER: Mapping[str, Callable[..., Node]] = MappingProxyType(
    {
        "minimum": _smaller,
        "maximum": _larger,
        "choose": _choice,
        "round": _whole_already,
        "=": _compared,
        "≥": _compared,
        ">": _compared,
    }
)
