"""A column held against a value as it is written in a lookup: a category, a text, yes or no, a number."""

from collections.abc import Mapping
from types import MappingProxyType

from simulator.expression.grammar import parse
from simulator.expression.tree import Comparison, Constant, Expression, Name
from simulator.expression.values import Type

# the other words a yes or no may be written with in a file
_FLAGS: Mapping[str, str] = MappingProxyType({"true": "yes", "false": "no"})


def equality(column: Expression, word: str, types: Mapping[str, Type]) -> Expression:
    """Return the condition that a column equals a value as it is written (a category, a text, yes, a number).

    >>> from simulator.expression import parse
    >>> equality(parse("size"), "大型", {"size": Type("category", ("大型", "小型"))}).text
    'size = 大型'
    """
    host = types.get(column.tree.text) if isinstance(column.tree, Name) else None
    named = host is not None and host.kind in ("category", "text")
    # a category may look like a number or a column: as a text constant it can mean nothing else
    value = Constant(0, 0, "text", word, word) if named else parse(_FLAGS.get(word, word)).tree
    return Expression(f"{column.text} = {word}", Comparison(0, 0, ("=",), (column.tree, value)))
