"""Quarters, months and days as they are written, and the day on which each counts: its last."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

QUARTER = re.compile(r"(\d{4})?Q([1-4])")
ONE_DAY = timedelta(days=1)


def last_day(text: str, year: int) -> date:
    """Return the day on which a moment counts; one without a year is of the budget year.

    >>> str(last_day("Q3", 2014)), str(last_day("2015Q1", 2014)), str(last_day("2014-11", 2014))
    ('2014-09-30', '2015-03-31', '2014-11-30')
    """
    found = QUARTER.fullmatch(text)
    if found:
        return month_end(int(found[1] or year), 3 * int(found[2]))
    parts = [int(each) for each in text.split("-")]
    return date(*parts) if len(parts) == 3 else month_end(*parts)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - ONE_DAY


def quarter_of(day: date, year: int) -> int:
    """Return the number of the quarter of a day, 0 for the first of the year.

    >>> quarter_of(date(2014, 12, 31), 2014), quarter_of(date(2013, 10, 1), 2014)
    (3, -1)
    """
    return 4 * (day.year - year) + (day.month - 1) // 3


def quarter_end(number: int, year: int) -> date:
    """Return the last day of the quarter with a number counted from the first of a year."""
    return month_end(year + number // 4, 3 * (number % 4) + 3)


def days_from(first: date, last: date) -> Iterator[date]:
    """Yield every day from the first to the last, both included."""
    while first <= last:
        yield first
        first += ONE_DAY


def moved(text: str, years: int) -> str:
    """Return a moment so many years later; one without a year stays as it is.

    >>> moved("2015Q1", 1), moved("Q2", 1), moved("2016-02-29", 1), moved("2014-11", 2)
    ('2016Q1', 'Q2', '2017-02-28', '2016-11')
    """
    if text.startswith("Q"):
        return text
    year = int(text[:4]) + years
    if text[5:] == "02-29" and month_end(year, 2).day == 28:
        return f"{year:04d}-02-28"
    return f"{year:04d}{text[4:]}"
