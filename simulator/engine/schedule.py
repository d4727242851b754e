"""When money falls due, in whole fen: instalments, milestones, yearly appropriations, cash ceilings. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise

from simulator.money import Fen, down, half_up


def instalments(amount: Fen, shares: Sequence[Fraction]) -> tuple[Fen, ...]:
    """Return an amount in instalments: each is the cumulative share, half-up, less what was paid before.

    So the last instalment is the balance, and no fen is lost or paid twice. Raises ValueError when the shares
    do not add to 1.

    >>> instalments(100_000_001, [Fraction(1, 2), Fraction(3, 10), Fraction(1, 5)])
    (50000001, 30000000, 20000000)
    """
    if sum(shares) != 1:
        raise ValueError("the shares of the instalments add to 1")
    reached = [half_up(amount * share) for share in accumulate(shares)]
    return tuple(after - before for before, after in pairwise([0, *reached]))


@dataclass(frozen=True, slots=True)
class MilestonePayments:
    """What completed work is due, what is not yet, and what of the whole is kept back, in fen."""

    due: Fen
    unpaid: Fen
    retained: Fen


def milestone_payments(
    amounts: Sequence[Fen], done: Sequence[bool], retention: Fraction = Fraction(0)
) -> MilestonePayments:
    """Return what is due for the work that is done; the part kept back is of the whole, half-up.

    >>> milestone_payments([200, 350, 450], [True, False, True], Fraction(1, 20))
    MilestonePayments(due=650, unpaid=350, retained=50)
    """
    whole = sum(amounts)
    due = sum(amount for amount, finished in zip(amounts, done, strict=True) if finished)
    return MilestonePayments(due, whole - due, half_up(whole * retention))


@dataclass(frozen=True, slots=True)
class Commitment:
    """A contract against the years' appropriations: what it binds at once, and whether each year bears it.

    `cash_fits` says of each year whether its instalments fit; `commitment_fits` whether the whole contract
    fits the first year's appropriation, which is where it is booked.
    """

    committed: Fen
    cash_fits: tuple[bool, ...]
    commitment_fits: bool


def commitment(payments: Sequence[Fen], appropriations: Sequence[Fen]) -> Commitment:
    """Return how a contract paid year by year stands against the appropriations of the first years.

    Horizon without an appropriation are not judged; without any year nothing is asked, and everything fits.

    >>> commitment([180, 90, 30], [250])
    Commitment(committed=300, cash_fits=(True,), commitment_fits=False)
    """
    committed = sum(payments)
    fits = tuple(paid <= held for paid, held in zip(payments, appropriations, strict=False))
    return Commitment(committed, fits, not appropriations or committed <= appropriations[0])


@dataclass(frozen=True, slots=True)
class CashOutlay:
    """Period by period: the most that may be paid by its end, what is paid in it, what waits after it."""

    ceilings: tuple[Fen, ...]
    paid: tuple[Fen, ...]
    waiting: tuple[Fen, ...]

    @property
    def unmet(self) -> Fen:
        """Return what still waits at the end, in fen."""
        return self.waiting[-1] if self.waiting else 0


def cash_outlay(budget: Fen, shares: Sequence[Fraction], demands: Sequence[Fen]) -> CashOutlay:
    """Return what is paid when cumulative payments may not pass a share of the budget; unmet demand queues.

    Ceilings are rounded down to the fen. Raises ValueError when there is not one share a demand, or when the
    shares fall.

    >>> cash_outlay(1000, [Fraction(1, 10), Fraction(1)], [300, 200])
    CashOutlay(ceilings=(100, 1000), paid=(100, 400), waiting=(200, 0))
    """
    if len(shares) != len(demands) or any(later < earlier for earlier, later in pairwise(shares)):
        raise ValueError("one cumulative share a demand, and none smaller than the one before")
    ceilings = tuple(down(budget * share) for share in shares)
    asked = tuple(accumulate(demands))
    reached: list[Fen] = []
    for ceiling, wanted in zip(ceilings, asked, strict=True):
        # what was paid is paid: nothing flows back
        reached.append(max(min(ceiling, wanted), reached[-1] if reached else 0))
    paid = tuple(after - before for before, after in pairwise([0, *reached]))
    waiting = tuple(wanted - so_far for wanted, so_far in zip(asked, reached, strict=True))
    return CashOutlay(ceilings, paid, waiting)
