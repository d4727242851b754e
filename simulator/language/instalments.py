"""Payments of the calendar that come and go when an overlay moves a share from one quarter to another."""

from dataclasses import replace

from simulator.language.canonical import canonical_path, trail_of
from simulator.language.edits import replaced
from simulator.language.paths import PathError, Route, find, route
from simulator.language.timeline import is_moment, position_in_time
from simulator.model.calendar import PAY
from simulator.model.document import Entry, ListNode, MappingNode, Node, Scalar
from simulator.problems import Place

CALENDAR = "calendar"
NOTHING_YET = "0%"
REPEATED = "O502"


def is_payment(path: str) -> bool:
    """Return whether a path is that of a payment in a quarter, month or day of the calendar.

    >>> is_payment("日历.reform.逐行.二批.四季度.拨付"), is_payment("calendar.reform.column")
    (True, False)
    """
    names = canonical_path(path).split(".")
    return names[0] == CALENDAR and names[-1] == PAY and is_moment(names[-2])


def with_payment(root: MappingNode, path: str, place: Place) -> MappingNode:
    """Return the tree with an empty payment where a payment's path leads to none yet; else as it is.

    A quarter that the row does not have yet is put in between the others in the order of time.
    """
    if not is_payment(path) or not _is_free(root, path):
        return root
    row_path, moment = _row_and_moment(path)
    try:
        row = find(root, row_path)
    except PathError:
        return root
    if not isinstance(row, MappingNode):
        return root
    pay = MappingNode((Entry(PAY, PAY, place, Scalar(NOTHING_YET, place)),), place)
    if row.get(moment) is not None:
        return replaced(root, row_path, _with_items(row, moment, (*_items(row, moment), pay)))
    at = position_in_time(row, trail_of(row_path), moment, root) or 0
    entry = Entry(moment, moment, place, ListNode((pay,), place))
    grown = replace(row, entries=(*row.entries[:at], entry, *row.entries[at:]))
    return replaced(root, row_path, grown)


def without_payment(root: MappingNode, way: Route) -> MappingNode:
    """Return the tree without the payment that a way leads to; its quarter stays, and may be blank."""
    row_path, moment = _row_and_moment(way.path)
    row = find(root, row_path)
    if not isinstance(row, MappingNode):
        return root
    kept = tuple(each for each in _items(row, moment) if not _is_pay(each))
    return replaced(root, row_path, _with_items(row, moment, kept))


def _row_and_moment(path: str) -> tuple[str, str]:
    *row, moment, _ = canonical_path(path).split(".")
    return ".".join(row), moment


def _is_free(root: MappingNode, path: str) -> bool:
    try:
        route(root, path)
    except PathError as error:
        # where a quarter pays twice, the path is not free but means two
        return error.code != REPEATED
    return False


def _items(row: MappingNode, moment: str) -> tuple[Node, ...]:
    node = row.get(moment)
    if isinstance(node, ListNode):
        return node.items
    return () if node is None else (node,)


def _is_pay(node: Node) -> bool:
    return isinstance(node, MappingNode) and node.keys() == (PAY,)


def _with_items(row: MappingNode, moment: str, items: tuple[Node, ...]) -> MappingNode:
    entries = (
        replace(each, value=ListNode(items, each.value.place)) if each.key == moment else each
        for each in row.entries
    )
    return replace(row, entries=tuple(entries))
