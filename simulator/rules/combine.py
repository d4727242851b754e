"""Steps that combine named limbs, each with its own steps: their sum, the highest, the lowest."""

from dataclasses import dataclass
from functools import reduce
from typing import Annotated, ClassVar

from simulator.exact import Exact
from simulator.model import kinds
from simulator.model.step import Branch, Rows, Step, run_steps


@dataclass(frozen=True, slots=True)
class Combine(Step):
    """Named limbs, each a list of steps of its own that starts from nothing."""

    makes: ClassVar[bool] = True
    short: ClassVar[str | None] = "branches"
    branches: Annotated[tuple[Branch, ...], kinds.Named(kinds.Steps())]

    def limbs(self, rows: Rows) -> tuple[Exact, ...]:
        """Return what each limb comes to, in exact fen, in the order written."""
        return tuple(run_steps(branch.steps, rows)[-1] for branch in self.branches)


@dataclass(frozen=True, slots=True)
class Sum(Combine):
    """Pay all limbs together."""

    word: ClassVar[str] = "sum"

    def apply(self, so_far: Exact, rows: Rows) -> Exact:
        """Return the amount so far plus every limb, in exact fen, one row an applicant."""
        return reduce(Exact.__add__, self.limbs(rows), so_far)


@dataclass(frozen=True, slots=True)
class Highest(Combine):
    """Pay only the limb that comes to most (就高不重复)."""

    word: ClassVar[str] = "highest"

    def apply(self, so_far: Exact, rows: Rows) -> Exact:
        """Return the amount so far plus the largest limb, in exact fen, one row an applicant."""
        return so_far + reduce(Exact.maximum, self.limbs(rows))


@dataclass(frozen=True, slots=True)
class Lowest(Combine):
    """Pay only the limb that comes to least."""

    word: ClassVar[str] = "lowest"

    def apply(self, so_far: Exact, rows: Rows) -> Exact:
        """Return the amount so far plus the smallest limb, in exact fen, one row an applicant."""
        return so_far + reduce(Exact.minimum, self.limbs(rows))
