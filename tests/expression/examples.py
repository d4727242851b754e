"""A scope and columns that the tests of expressions share."""

from datetime import date
from fractions import Fraction

import numpy as np

from simulator.exact import Exact
from simulator.expression import Column, Type

INDUSTRIES = ("新能源", "新材料", "生物", "互联网", "其他")
SCOPE = {
    "annual_rent": Type("money"),
    "revenue": Type("money"),
    "lpr": Type("share"),
    "performance": Type("share"),
    "growth": Type("points"),
    "leverage": Type("multiple"),
    "jobs": Type("count"),
    "score": Type("number"),
    "strategic": Type("yes_no"),
    "blacklisted": Type("yes_no"),
    "applied_on": Type("date"),
    "waited": Type("days"),
    "due": Type("quarter"),
    "firm_id": Type("text"),
    "industry": Type("category", INDUSTRIES),
    "renewal": Type("category", ("是", "否")),
    "grade": Type("category", ("1", "2", "3")),
}


def days(*written: str) -> Exact:
    """Return dates as a column of ordinal days."""
    return Exact.of([date.fromisoformat(each).toordinal() for each in written])


COLUMNS = {
    "annual_rent": Column(SCOPE["annual_rent"], Exact.of([0, 50_000_00, 500_000_00])),
    "revenue": Column(SCOPE["revenue"], Exact.of([0, 100_000_00, 0])),
    "lpr": Column(SCOPE["lpr"], Exact.constant(Fraction("0.0435"), 1)),
    "performance": Column(SCOPE["performance"], Exact(np.array([50, 75, 100]), 100)),
    "jobs": Column(SCOPE["jobs"], Exact.of([0, 12, 30])),
    "score": Column(SCOPE["score"], Exact(np.array([595, 600, 605]), 10)),
    "strategic": Column(SCOPE["strategic"], np.array([True, False, True])),
    "blacklisted": Column(SCOPE["blacklisted"], np.array([False, False, True])),
    "applied_on": Column(SCOPE["applied_on"], days("2014-06-30", "2012-02-29", "2014-12-31")),
    "due": Column(SCOPE["due"], Exact.of([2014 * 4, 2014 * 4 + 2, 2015 * 4 + 3])),
    "firm_id": Column(SCOPE["firm_id"], np.array(["F001", "F002", "007"], dtype=object)),
    "industry": Column(SCOPE["industry"], np.array([0, 4, 2])),
    "renewal": Column(SCOPE["renewal"], np.array([0, 1, 1])),
    "grade": Column(SCOPE["grade"], np.array([2, 0, 1])),
}
