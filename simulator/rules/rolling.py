"""Rolling windows: what one group may still be paid when every stretch of so many years has one ceiling."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from simulator.expression import Expression
from simulator.model import kinds
from simulator.money import Fen

Served = Callable[[Fen, Fen], Fen]
FEBRUARY_29 = (2, 29)


@dataclass(frozen=True, slots=True)
class Window:
    """A rolling window: the date an award counts on, and how many years back it looks."""

    of: Annotated[Expression, kinds.Formula("date")]
    years: Annotated[int, kinds.Count(1)]


def clipped(due: Fen, left: Fen) -> Fen:
    """Return what of an amount the room left allows, in fen.

    >>> clipped(5, 3), clipped(2, 3)
    (3, 2)
    """
    return min(due, left)


def whole_or_nothing(due: Fen, left: Fen) -> Fen:
    """Return the amount when it fits whole, else nothing, in fen.

    >>> whole_or_nothing(5, 3), whole_or_nothing(2, 3)
    (0, 2)
    """
    return due if due <= left else 0


def served_in_windows(
    dues: Sequence[Fen], days: Sequence[int], most: Fen, years: int, serve: Served
) -> list[Fen]:
    """Return what each of a group is paid, first in order first, so that no window holds more than `most`.

    A window ends on a day and holds the `years` before it, the day itself included, the day `years` earlier
    not. `days` are ordinals of dates; an award out of date order counts in the windows of later days too.

    >>> days = [date(2021, 3, 1).toordinal(), date(2022, 3, 1).toordinal(), date(2024, 3, 1).toordinal()]
    >>> served_in_windows([60, 60, 60], days, 100, 3, clipped)
    [60, 40, 60]
    """
    dates = sorted(dict.fromkeys(days))
    opens = [bisect_right(dates, years_before(day, years)) for day in dates]
    paid = [0] * len(dates)
    served = []
    for due, day in zip(dues, days, strict=True):
        at = bisect_left(dates, day)
        served.append(serve(due, most - _fullest(paid, opens, at)))
        paid[at] += served[-1]
    return served


def years_before(day: int, years: int) -> int:
    """Return the same day so many years earlier, as an ordinal; 29 February falls back to the 28th.

    >>> date.fromordinal(years_before(date(2024, 2, 29).toordinal(), 3)).isoformat()
    '2021-02-28'
    """
    found = date.fromordinal(day)
    if found.year <= years:
        return 0
    leap = (found.month, found.day) == FEBRUARY_29
    return found.replace(year=found.year - years, day=28 if leap else found.day).toordinal()


def _fullest(paid: Sequence[Fen], opens: Sequence[int], at: int) -> Fen:
    """Return the most that is paid in any window with this date in it; only one that ends here may be new."""
    ends = range(at, bisect_right(opens, at))
    return max(sum(paid[opens[end] : end + 1]) for end in ends if end == at or paid[end])
