"""Allocation problems of any size for the benchmarks: plain arrays first, so that every peer is fed the same.

Twenty programmes and twelve districts share one budget. A column is an application: 0 or 1 when only whole
projects are paid, else an amount in fen up to its claim. Thirty-five rows link them: the budget, an envelope
a programme, a share or a floor a district, and two ratios; each is met by a plan that is known beforehand.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from simulator.optimise import Kind, LinearForm, Problem, ProblemBuilder

PROGRAMMES = 20
DISTRICTS = 12
LEAST_CLAIM, MOST_CLAIM = 10**5, 10**8
SHARE_UNITS = 1_000
"""Shares of the total are written in thousandths."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Row:
    """One linking row: its terms, its inclusive bounds (None for none) and the clause it stands for."""

    name: str
    columns: Ints
    coefficients: Ints
    lower: int | None
    upper: int | None


@dataclass(frozen=True, slots=True)
class Generated:
    """One problem as arrays: a claim, a score, a programme and a district an application, and the rows.

    `claims` are fen; `scores` are hundredths of a point, for a whole project when `whole`, else a fen.
    """

    whole: bool
    claims: Ints
    scores: Ints
    programmes: Ints
    districts: Ints
    names: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def upper(self) -> Ints:
        """Return the most each column can be: 1 for a whole project, else its claim in fen."""
        return np.ones_like(self.claims) if self.whole else self.claims


def generated(columns: int, *, whole: bool, seed: int = 1) -> Generated:
    """Return a feasible problem with several rows that bind; the same for the same seed."""
    random = np.random.default_rng(seed)
    claims = np.exp(random.uniform(np.log(LEAST_CLAIM), np.log(MOST_CLAIM), columns)).astype(np.int64)
    programmes = random.integers(0, PROGRAMMES, columns)
    districts = random.integers(0, DISTRICTS, columns)
    scores = np.rint(100 * random.integers(60, 101, columns) * random.uniform(0.9, 1.1, columns))
    names = tuple(f"programme{p:02d}/applicant{j:06d}" for j, p in enumerate(programmes.tolist()))
    paid = random.random(columns) < _chances(programmes)
    rows = _rows(claims, programmes, districts, paid, claims if whole else np.ones_like(claims))
    return Generated(whole, claims, scores.astype(np.int64), programmes, districts, names, rows)


def _young(programmes: Ints) -> npt.NDArray[np.bool_]:
    return (np.arange(programmes.size) * 7 + programmes) % 5 != 0


def _paid_afterwards(programmes: Ints) -> npt.NDArray[np.bool_]:
    return programmes % 4 != 3


def _chances(programmes: Ints) -> npt.NDArray[np.float64]:
    """Return how likely the known plan pays each claim: the two ratios pull it off the best plan."""
    young = np.where(_young(programmes), 1.1, 0.6)
    return np.where(_paid_afterwards(programmes), 1.1, 0.7) * young * 0.4


def _rows(
    claims: Ints, programmes: Ints, districts: Ints, paid: npt.NDArray[np.bool_], unit: Ints
) -> tuple[Row, ...]:
    """Return the thirty-five rows, each of which a plan that pays some claims in full obeys."""
    everyone = np.arange(claims.size)
    spent = np.where(paid, claims, 0)
    total = int(spent.sum())
    rows = [Row("budget", everyone, unit, None, max(total, int(claims.sum()) * 2 // 5))]
    for programme in range(PROGRAMMES):
        members = np.nonzero(programmes == programme)[0]
        most = int(spent[members].sum()) * (2 if programme % 5 else 3)
        rows.append(Row(f"envelope{programme:02d}", members, unit[members], None, most))
    rows += [_district(number, districts == number, spent, total, unit) for number in range(DISTRICTS)]
    young, post = _young(programmes), _paid_afterwards(programmes)
    part = int(spent[young].sum()) * SHARE_UNITS // max(1, total)
    rows.append(_ratio("young firms", young, part, SHARE_UNITS, unit, at_least=True))
    rows.append(_ratio("paid afterwards", post, min(4, int(spent[post].sum()) * 5 // max(1, total)), 5, unit))
    return tuple(rows)


def _district(number: int, members: npt.NDArray[np.bool_], spent: Ints, total: int, unit: Ints) -> Row:
    """Return a floor in fen, a least share or a greatest share of the total, in turn."""
    reached = int(spent[members].sum())
    inside = np.nonzero(members)[0]
    if number % 3 == 0:
        return Row(f"district{number:02d} floor", inside, unit[inside], reached * 9 // 10, None)
    share = reached * SHARE_UNITS // max(1, total)
    if number % 3 == 1:
        return _ratio(f"district{number:02d} least share", members, share * 8 // 10, SHARE_UNITS, unit)
    name = f"district{number:02d} greatest share"
    return _ratio(name, members, share * 12 // 10 + 2, SHARE_UNITS, unit, at_least=False)


def _ratio(  # noqa: PLR0913 - a ratio is its two sides, its size and its direction
    name: str, members: npt.NDArray[np.bool_], part: int, whole: int, unit: Ints, *, at_least: bool = True
) -> Row:
    """Return `whole * (sum of members) - part * (sum of all)`, at least or at most nothing."""
    weights = (np.where(members, whole, 0) - part) * unit
    bounds = (0, None) if at_least else (None, 0)
    return Row(name, np.arange(members.size), weights, *bounds)


def to_builder(problem: Generated) -> ProblemBuilder:
    """Return a builder of ours holding the problem, fed from its arrays."""
    builder = ProblemBuilder()
    kind = Kind.CHOICE if problem.whole else Kind.AMOUNT
    builder.add_columns(problem.names, 0, problem.upper, kind)
    for row in problem.rows:
        builder.add_row(row.name, row.columns, row.coefficients, row.lower, row.upper, f"clause {row.name}")
    columns = tuple(range(problem.claims.size))
    builder.add_goal("points", LinearForm(columns, tuple(problem.scores.tolist())), 100)
    return builder


def to_problem(problem: Generated) -> Problem:
    """Return our frozen problem."""
    return to_builder(problem).build()


def as_csc(problem: Generated) -> dict[str, Any]:
    """Return the float arrays a solver is fed directly: compressed columns, bounds, negated scores."""
    columns = np.concatenate([row.columns for row in problem.rows])
    rows = np.repeat(np.arange(len(problem.rows)), [len(row.columns) for row in problem.rows])
    values = np.concatenate([row.coefficients for row in problem.rows])
    kept = np.nonzero(values)[0]
    order = kept[np.lexsort((rows[kept], columns[kept]))]
    start = np.searchsorted(columns[order], np.arange(problem.claims.size + 1))
    return {
        "start": start.astype(np.int32),
        "index": rows[order].astype(np.int32),
        "value": values[order].astype(np.float64),
        "cost": -problem.scores.astype(np.float64),
        "upper": problem.upper.astype(np.float64),
        "row_lower": np.array([-np.inf if r.lower is None else r.lower for r in problem.rows], dtype=float),
        "row_upper": np.array([np.inf if r.upper is None else r.upper for r in problem.rows], dtype=float),
    }
