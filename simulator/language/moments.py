"""Quarters, months and days as they are written: Q3, 三季度, 2015Q1, 2014-11, 2014-11-20."""

from simulator.language.context import Context, Missing
from simulator.language.scalars import of_scalar
from simulator.model import kinds
from simulator.model.document import Node, Scalar
from simulator.model.moments import Moment, moment_of

__all__ = ["moment_of", "read_when"]


def _parsed(_: kinds.When, node: Scalar) -> Moment:
    return moment_of(node.text)


def read_when(kind: kinds.When, node: Node, context: Context) -> Moment | Missing:
    """Return the moment written at a node, or report S401."""
    found: Moment | Missing = of_scalar(_parsed)(kind, node, context)
    return found
