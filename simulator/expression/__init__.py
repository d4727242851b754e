"""The typed grammar of `eligible`, `when`, `where` and `of`: text → tree → exact column operations.

`parse` reads, `check` types against a scope and finds every fault at once, `evaluate` computes whole
columns exactly. A name is a column or figure of the scope, then a category of the column it is compared with.
"""

from simulator.expression.checking import check, require
from simulator.expression.equality import equality
from simulator.expression.evaluation import constant, evaluate, row_name
from simulator.expression.functions import FUNCTIONS, Function
from simulator.expression.grammar import parse
from simulator.expression.literals import literal
from simulator.expression.lowering import Computed, fetcher, lower
from simulator.expression.tree import Expression, names
from simulator.expression.values import (
    AMOUNTS,
    CONDITION,
    KIND_WORDS,
    ORDERED,
    Codes,
    Column,
    Data,
    ExpressionError,
    Finding,
    Kind,
    Texts,
    Type,
)

__all__ = [
    "AMOUNTS",
    "CONDITION",
    "FUNCTIONS",
    "KIND_WORDS",
    "ORDERED",
    "Codes",
    "Column",
    "Computed",
    "Data",
    "Expression",
    "ExpressionError",
    "Finding",
    "Function",
    "Kind",
    "Texts",
    "Type",
    "check",
    "constant",
    "equality",
    "evaluate",
    "fetcher",
    "literal",
    "lower",
    "names",
    "parse",
    "require",
    "row_name",
]
