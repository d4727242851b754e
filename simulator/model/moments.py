"""When something falls: a quarter, a month or a day, of the budget year unless a year is written."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from simulator.money import normalised
from simulator.problems import FindingError

QUARTERS = 4
MONTHS_A_QUARTER = 3
FURTHEST_YEARS = 30
"""No moment of a scenario is more years away from its budget year."""
LAST_YEAR = 9999
"""The last year that has days."""
_CHINESE = {"一": "1", "二": "2", "三": "3", "四": "4"}
_QUARTER = re.compile(r"(?:(\d{4})\s*年?\s*)?(?:Q|q|第)?([1-4一二三四])(季度)?")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A quarter (`Q3`, `2015Q1`), a month (`2014-11`) or a day (`2014-11-20`).

    `year` is None for a quarter of the budget year. What falls in a quarter or a month counts on its last
    day, so a gate at the end of November needs a month.
    """

    quarter: int
    year: int | None = None
    month: int | None = None
    day: int | None = None

    def within(self, year: int) -> "Moment":
        """Return the moment with its year: that of the budget where none is written."""
        return self if self.year is not None else Moment(self.quarter, year)

    def index(self, year: int) -> int:
        """Return the number of its quarter, counted from the first of a year: 0 for Q1, -1 for Q4 before.

        >>> Moment(3).index(2014), Moment(1, 2015).index(2014), Moment(4, 2013).index(2014)
        (2, 4, -1)
        """
        own = year if self.year is None else self.year
        return (own - year) * QUARTERS + self.quarter - 1

    def last_day(self, year: int) -> date:
        """Return the day on which it counts.

        >>> Moment(3).last_day(2014).isoformat(), Moment(4, 2014, 11).last_day(2014).isoformat()
        ('2014-09-30', '2014-11-30')
        """
        own = year if self.year is None else self.year
        month = self.month or self.quarter * MONTHS_A_QUARTER
        return date(own, month, self.day or monthrange(own, month)[1])

    def is_far(self, year: int) -> bool:
        """Return whether it is too many years away from a budget year.

        >>> Moment(1, 2044).is_far(2014), Moment(1, 2045).is_far(2014), Moment(1).is_far(2014)
        (False, True, False)
        """
        return self.year is not None and abs(self.year - year) > FURTHEST_YEARS

    @property
    def text(self) -> str:
        """Return it as it is written.

        >>> Moment(3).text, Moment(1, 2015).text, Moment(4, 2014, 11).text, Moment(4, 2014, 11, 5).text
        ('Q3', '2015Q1', '2014-11', '2014-11-05')
        """
        year = "" if self.year is None else str(self.year)
        if self.month is None:
            return f"{year}Q{self.quarter}"
        return f"{year}-{self.month:02d}" + ("" if self.day is None else f"-{self.day:02d}")


def moment_of(text: str) -> Moment:
    """Return the moment that a text writes; raises FindingError S401 for anything else.

    >>> moment_of("Q3"), moment_of("2015年一季度").text, moment_of("2014-11").quarter
    (Moment(quarter=3, year=None, month=None, day=None), '2015Q1', 4)
    """
    plain = normalised(text).strip()
    quarter = _QUARTER.fullmatch(plain)
    if quarter and ("Q" in plain.upper() or quarter[3]):
        number = int(_CHINESE.get(quarter[2], quarter[2]))
        return _of_real_year(Moment(number, int(quarter[1]) if quarter[1] else None), text)
    found = _MONTH.fullmatch(plain)
    if found is None:
        raise FindingError("S401", text=text)
    return _month_or_day(text, int(found[1]), int(found[2]), None if found[3] is None else int(found[3]))


def _month_or_day(text: str, year: int, month: int, day: int | None) -> Moment:
    if not 1 <= month <= 12 or not year or (day is not None and not 1 <= day <= monthrange(year, month)[1]):
        raise FindingError("S401", text=text)
    return Moment((month - 1) // MONTHS_A_QUARTER + 1, year, month, day)


def _of_real_year(moment: Moment, text: str) -> Moment:
    if moment.year == 0:
        raise FindingError("S401", text=text)
    return moment


def canonical_moment(text: str) -> str:
    """Return a moment in its one form, and anything else as it is.

    >>> canonical_moment("一季度"), canonical_moment("2014-6"), canonical_moment("pay")
    ('Q1', '2014-06', 'pay')
    """
    try:
        return moment_of(text).text
    except FindingError:
        return text


def quarter_text(index: int, year: int) -> str:
    """Return the quarter with a number counted from the first of a year.

    >>> quarter_text(2, 2014), quarter_text(4, 2014)
    ('Q3', '2015Q1')
    """
    own, quarter = divmod(index, QUARTERS)
    return f"Q{quarter + 1}" if not own else f"{year + own}Q{quarter + 1}"
