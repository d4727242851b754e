"""What-ifs on one row: the same problem at many bounds, each answer with a proof of its own.

The relaxation is loaded once and each next bound starts from the last prices, so that a whole budget curve
costs little more than its first point.
"""

from collections.abc import Sequence
from typing import Literal

from simulator.optimise.exact import dense
from simulator.optimise.limits import Limits
from simulator.optimise.problem import Problem
from simulator.optimise.sift import Engine, relaxation
from simulator.optimise.solution import Infeasible, Solution
from simulator.optimise.solve import FOCUS_COLUMNS, solved
from simulator.optimise.solvers import backend
from simulator.optimise.solvers.answer import Backend

SIDES = ("lower", "upper")


class Restart:
    """One problem kept ready, to be solved again and again as the bounds of its rows move.

    >>> from simulator.optimise import Kind, LinearForm, ProblemBuilder
    >>> builder = ProblemBuilder()
    >>> _ = builder.add_columns(["rent", "research"], 0, [300, 500], Kind.AMOUNT)
    >>> _ = builder.add_row("budget", [0, 1], [1, 1], None, 600, place="spending.project")
    >>> builder.add_goal("points", LinearForm((0, 1), (3, 2)))
    >>> ready = Restart(builder.build())
    >>> [ready.solve_at("budget", None, most).values for most in (600, 400)]
    [(300, 300), (300, 100)]
    """

    def __init__(self, problem: Problem, *, solver: str = "highs", node_limit: int = 20_000) -> None:
        self._problem = problem
        self._propose: Backend = backend(solver)
        self._limits = Limits(nodes=node_limit)
        self._engine: Engine | None = None

    @property
    def problem(self) -> Problem:
        """Return the problem with the bounds last set."""
        return self._problem

    def solve_at(self, row: str | int, lower: int | None, upper: int | None) -> Solution | Infeasible:
        """Return the answer with other bounds on one row; bounds set before on other rows stay.

        Raises ValueError for an unknown name or bounds that cannot be, IndexError for an unknown index.
        """
        index = row_index(self._problem, row)
        self._problem = self._problem.with_bounds(index, lower, upper)
        if self._engine is not None:
            self._engine.move_row(index, lower, upper)
        return solved(self._problem, self._propose, self._limits, self._ready())

    def _ready(self) -> Engine | None:
        # a small problem is solved by its tree alone, from the same start as ever
        if self._problem.column_count <= FOCUS_COLUMNS or not self._problem.goals:
            return None
        if self._engine is None:
            cost = dense(self._problem.goals[0].form, self._problem.column_count)
            self._engine = relaxation(self._problem, cost)
        return self._engine


def row_index(problem: Problem, row: str | int) -> int:
    """Return the index of a row given by name or index.

    Raises ValueError for an unknown name, IndexError for an unknown index.
    """
    if isinstance(row, str):
        if row not in problem.row_names:
            raise ValueError(f"there is no row {row!r}")
        return problem.row_names.index(row)
    if not 0 <= row < problem.row_count:
        raise IndexError(f"row {row} does not exist ({problem.row_count} rows)")
    return row


def sweep(  # noqa: PLR0913 - a row, its bounds and its side, and what solve is told
    problem: Problem,
    row: str | int,
    bounds: Sequence[int],
    side: Literal["lower", "upper"],
    *,
    solver: str = "highs",
    node_limit: int = 20_000,
) -> tuple[Solution | Infeasible, ...]:
    """Return the answer at each bound of one side of a row, in the order given; the other side stays.

    Each is proved on its own and is as good as what `solve` finds for that problem. Raises ValueError for
    an unknown row or side, or a bound beyond the other side.
    """
    index = row_index(problem, row)
    if side not in SIDES:
        raise ValueError(f"a row has no side {side!r}; these exist: {', '.join(SIDES)}")
    ready = Restart(problem, solver=solver, node_limit=node_limit)
    low, high = problem.row_lower[index], problem.row_upper[index]
    moved = [(bound, high) if side == "lower" else (low, bound) for bound in bounds]
    return tuple(ready.solve_at(index, *ends) for ends in moved)
