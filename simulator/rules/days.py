"""Days between two dates by the counts that loans use: as the calendar has them, or every month thirty."""

from fractions import Fraction
from types import MappingProxyType

from simulator.algebra import Number, constant

# days of a year that begins on 1 March, of four years, a century and four centuries of the calendar
YEAR, FOUR_YEARS, CENTURY, FOUR_CENTURIES = 365, 1461, 36_524, 146_097
# the ordinal of 1 March of the year 0, so that a leap day is the last day of its year
FIRST_OF_MARCH = -305
LONGEST = 30


def days_between(count: str, begins: Number, ends: Number) -> Number:
    """Return the days from one date to another (their ordinals), never negative.

    `actual` counts the calendar's days; `thirty` takes every month for 30 days and a 31st for the 30th.
    """
    position = _POSITIONS[count]
    return (position(ends) - position(begins)).positive()


def _calendar(date: Number) -> Number:
    return date


def _thirty(date: Number) -> Number:
    """Return a date's place on a calendar whose months all have 30 days.

    Horizon are counted from March, and their months too: five months in turn have 153 days.
    """
    day = date - constant(FIRST_OF_MARCH)
    era = _full(day, FOUR_CENTURIES)
    of_era = day - era * FOUR_CENTURIES
    year = _full(
        of_era - _full(of_era, FOUR_YEARS - 1) + _full(of_era, CENTURY) - _full(of_era, FOUR_CENTURIES - 1),
        YEAR,
    )
    of_year = of_era - (year * YEAR + _full(year, 4) - _full(year, 100))
    month = _full(of_year * 5 + constant(2), 153)
    of_month = of_year - _full(month * 153 + constant(2), 5) + constant(1)
    months = (era * 400 + year) * 12 + month
    return months * LONGEST + of_month.minimum(constant(LONGEST))


def _full(number: Number, size: int) -> Number:
    return (number * Fraction(1, size)).rounded("down")


_POSITIONS = MappingProxyType({"actual": _calendar, "thirty": _thirty})
COUNTS: tuple[str, ...] = tuple(_POSITIONS)
