"""Steps that combine named limbs, each with its own steps: their sum, the highest, the lowest."""

from abc import abstractmethod
from dataclasses import dataclass
from functools import reduce
from typing import Annotated, ClassVar

from simulator.algebra import EVERYONE, NOBODY, NOTHING, Number, Truth, constant
from simulator.model import kinds
from simulator.model.step import Branch, Detail, Fact, Sheet, Step, parts_of, run_steps


@dataclass(frozen=True, slots=True)
class Combine(Step):
    """Named limbs, each a list of steps of its own that starts from nothing."""

    makes: ClassVar[bool] = True
    short: ClassVar[str | None] = "branches"
    branches: Annotated[tuple[Branch, ...], kinds.Named(kinds.Steps())]

    def limbs(self, sheet: Sheet) -> tuple[Number, ...]:
        """Return what each limb comes to, in exact fen, in the order written."""
        return tuple(run_steps(branch.steps, sheet)[-1] for branch in self.branches)

    def first_by_name(self, truths: tuple[Truth, ...]) -> tuple[Truth, ...]:
        """Return of each limb where it holds and no limb of a smaller name does: keys have no order."""
        order = sorted(range(len(truths)), key=lambda place: self.branches[place].name)
        found = first_of_all(tuple(truths[place] for place in order))
        return tuple(found[order.index(place)] for place in range(len(truths)))

    @abstractmethod
    def taken(self, limbs: tuple[Number, ...]) -> tuple[Truth, ...]:
        """Return of each limb the rows on which it is paid."""

    def limbs_paid(self, sheet: Sheet) -> tuple[tuple[str, Truth], ...]:
        """Return on which rows each limb is paid."""
        names = (branch.name for branch in self.branches)
        return tuple(zip(names, self.taken(self.limbs(sheet)), strict=True))

    def parts(self, so_far: Number, sheet: Sheet) -> tuple[tuple[str, Number], ...]:
        """Return what the limbs that are paid settle beside their amounts, equal names added up."""
        return parts_where(self.branches, self.taken(self.limbs(sheet)), sheet)

    def details(self, so_far: Number, sheet: Sheet) -> tuple[Detail, ...]:
        """Return which limb is paid."""
        limbs = self.limbs(sheet)
        return taken_lines(tuple(branch.name for branch in self.branches), limbs, self.taken(limbs))


@dataclass(frozen=True, slots=True)
class Sum(Combine):
    """Pay all limbs together."""

    word: ClassVar[str] = "sum"

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount so far plus every limb, in exact fen, one row an applicant."""
        return reduce(Number.__add__, self.limbs(sheet), so_far)

    def taken(self, limbs: tuple[Number, ...]) -> tuple[Truth, ...]:
        """Return that every limb is paid."""
        return tuple(EVERYONE for _ in limbs)

    def details(self, so_far: Number, sheet: Sheet) -> tuple[Detail, ...]:
        """Return nothing: every limb is told by itself."""
        return ()


@dataclass(frozen=True, slots=True)
class Highest(Combine):
    """Pay only the limb that comes to most (就高不重复)."""

    word: ClassVar[str] = "highest"

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount so far plus the largest limb, in exact fen, one row an applicant."""
        return so_far + reduce(Number.maximum, self.limbs(sheet))

    def taken(self, limbs: tuple[Number, ...]) -> tuple[Truth, ...]:
        """Return of each limb where it is the highest; of equals the one whose name is smaller."""
        most = reduce(Number.maximum, limbs)
        return self.first_by_name(tuple(limb.equals(most) for limb in limbs))


@dataclass(frozen=True, slots=True)
class Lowest(Combine):
    """Pay only the limb that comes to least."""

    word: ClassVar[str] = "lowest"

    def after(self, so_far: Number, sheet: Sheet) -> Number:
        """Return the amount so far plus the smallest limb, in exact fen, one row an applicant."""
        return so_far + reduce(Number.minimum, self.limbs(sheet))

    def taken(self, limbs: tuple[Number, ...]) -> tuple[Truth, ...]:
        """Return of each limb where it is the lowest; of equals the one whose name is smaller."""
        least = reduce(Number.minimum, limbs)
        return self.first_by_name(tuple(limb.equals(least) for limb in limbs))


def first_of_all(truths: tuple[Truth, ...]) -> tuple[Truth, ...]:
    """Return of each truth the rows on which it holds and none before it does."""
    found, earlier = list[Truth](), NOBODY
    for truth in truths:
        found.append(truth & ~earlier)
        earlier = earlier | truth
    return tuple(found)


def parts_where(
    branches: tuple[Branch, ...], truths: tuple[Truth, ...], sheet: Sheet
) -> tuple[tuple[str, Number], ...]:
    """Return what branches settle beside their amounts where each is taken, equal names added up."""
    found: dict[str, Number] = {}
    for branch, truth in zip(branches, truths, strict=True):
        for name, number in parts_of(branch.steps, sheet):
            found[name] = found.get(name, NOTHING) + number.where(truth, NOTHING)
    return tuple(found.items())


def taken_lines(
    names: tuple[str, ...], amounts: tuple[Number, ...], truths: tuple[Truth, ...]
) -> tuple[Detail, ...]:
    """Return a line for each limb with its amount, told only where it is taken."""
    rows = zip(names, amounts, truths, strict=True)
    return tuple(
        Detail("explain_taken", (marked(truth), Fact("amount", amount)), name) for name, amount, truth in rows
    )


def marked(truth: Truth) -> Fact:
    """Return the fact that lets a line be told only where a truth holds."""
    return Fact("told", constant(1).where(truth, NOTHING), "number")
