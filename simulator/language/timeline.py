"""The entries of a row of the calendar in the order of time: where a new quarter, month or day belongs."""

from simulator.language.canonical import CALENDAR_ROWS, Trail
from simulator.model.document import MappingNode, Node, Scalar
from simulator.model.moments import moment_of
from simulator.problems import FindingError

# a file whose year cannot be read says so elsewhere; the order within a row hardly hangs on it
SOME_YEAR = 2000


def is_moment(name: str) -> bool:
    """Return whether a text is a quarter, month or day.

    >>> is_moment("三季度"), is_moment("rows")
    (True, False)
    """
    try:
        moment_of(name)
    except FindingError:
        return False
    return True


def position_in_time(row: Node, trail: Trail, name: str, root: MappingNode) -> int | None:
    """Return where a new entry of that name stands among those of a row; None where no moment belongs."""
    if trail not in CALENDAR_ROWS or not isinstance(row, MappingNode) or not is_moment(name):
        return None
    year = year_of(root)
    day = moment_of(name).last_day(year)
    days = (moment_of(each.key).last_day(year) for each in row.entries if is_moment(each.key))
    return sum(each <= day for each in days)


def year_of(root: MappingNode) -> int:
    """Return the budget year of a tree, or some year where it says none."""
    node = root.get("year")
    text = node.text.strip() if isinstance(node, Scalar) else ""
    return int(text) if text.isdecimal() and 0 < int(text) < 10_000 else SOME_YEAR
