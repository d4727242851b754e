"""The order in which a tree is worked through: operands first, every node once, however deep it is."""

from collections.abc import Sequence

from simulator.algebra.tree import Node


def ordered(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Return the nodes and all they stand on, operands before their users, each once.

    >>> from simulator.algebra.tree import leaf
    >>> rent = leaf("rent")
    >>> [node.operation for node in ordered([rent + rent.positive()])]
    ['leaf', 'constant', 'maximum', 'add']
    """
    placed: dict[Node, None] = {}
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting[-1]
        missing = [operand for operand in node.operands if operand not in placed]
        if missing:
            waiting.extend(reversed(missing))
        else:
            placed.setdefault(node)
            waiting.pop()
    return tuple(placed)
