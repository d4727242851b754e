"""What solving comes to: a plan with what is proved of each goal, or a proof that there is none."""

from dataclasses import dataclass
from enum import Enum

from simulator.optimise.conflict import Clause
from simulator.optimise.mend import Repair
from simulator.optimise.tree import Tree


class Status(Enum):
    """What a plan may claim, in our own words; a stopped run never says optimal."""

    PROVEN_OPTIMAL = "proven optimal"
    WITHIN = "within X (proven)"
    FEASIBLE = "feasible, not proven"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"


@dataclass(frozen=True, slots=True)
class GoalResult:
    """What a goal reached and an exact bound on what any plan could reach, both in the goal's own units.

    `tolerance` is a fen's worth of the goal: a smaller gap counts as none.
    """

    name: str
    value: int
    bound: int
    tolerance: int
    scale: int
    nodes: int

    @property
    def gap(self) -> int:
        """Return how much better a plan could be at most."""
        return self.bound - self.value

    @property
    def status(self) -> Status:
        """Return the status word the gap earns."""
        return Status.PROVEN_OPTIMAL if self.gap < self.tolerance else Status.WITHIN


@dataclass(frozen=True, slots=True)
class Stage:
    """The proof of one goal: the value kept, and the tree over the problem with the earlier goals as rows."""

    value: int
    tree: Tree


@dataclass(frozen=True, slots=True)
class Solution:
    """A plan in whole units that obeys every row, with what is proved of each goal.

    `unique` tells whether the tie rule was proved to the last column; `reproducible` is False when the clock
    ended a solver on the way: another run may answer otherwise.
    """

    values: tuple[int, ...]
    goals: tuple[GoalResult, ...]
    stages: tuple[Stage, ...]
    nodes: int
    unique: bool
    reproducible: bool = True

    @property
    def status(self) -> Status:
        """Return the weakest status word among the goals; a plan without goals is optimal as it stands."""
        within = any(goal.status is Status.WITHIN for goal in self.goals)
        return Status.WITHIN if within else Status.PROVEN_OPTIMAL

    @property
    def gap(self) -> int:
        """Return the largest gap among the goals, 0 when all are proved."""
        gaps = [goal.gap for goal in self.goals if goal.status is Status.WITHIN]
        return max(gaps, default=0)


@dataclass(frozen=True, slots=True)
class Infeasible:
    """A proof that no plan obeys every row: the clauses that clash, and what would mend it.

    `repairs` are what one row alone must give, the smallest share of its bound first; `none_alone` is True
    when it is proved that no row of the conflict can mend everything alone. `relaxation` is the least that
    placed rows must give together, added up as they were weighed, None when no such amounts were found.
    `reproducible` is False when the clock ended a solver on the way.
    """

    conflict: tuple[Clause, ...]
    minimal: bool
    repairs: tuple[Repair, ...]
    nodes: int
    proof: Tree
    relaxation: tuple[Repair, ...] | None = None
    none_alone: bool = False
    reproducible: bool = True

    @property
    def status(self) -> Status:
        """Return the status word."""
        return Status.INFEASIBLE
