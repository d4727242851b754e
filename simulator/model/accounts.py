"""What the year brought beside the allocation: ledgers, funds, targets, the department's tables."""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from simulator.model.disclosure import DisclosureOutcome
from simulator.model.funds import FundOutcome
from simulator.model.ledgers import Ledgers
from simulator.model.targets import TargetOutcome


class Measured(NamedTuple):
    """A figure of a result: its exact value (None for a ratio over nothing), and what it is in.

    `kind` is money (fen), count, ratio, points or number.
    """

    value: Fraction | None
    kind: str


@dataclass(frozen=True, slots=True, eq=False)
class Accounts:
    """The year as it came out; a part is empty, or None, where the scenario says nothing of it.

    `figures` holds every figure of these parts by its path: `targets.matches.shortfall`,
    `funds.risk_pool.leverage`, `ledgers.programmes.rent.paid`.
    """

    ledgers: Ledgers | None = None
    funds: tuple[FundOutcome, ...] = ()
    targets: tuple[TargetOutcome, ...] = ()
    disclosure: DisclosureOutcome | None = None
    figures: tuple[tuple[str, Measured], ...] = ()

    def figure(self, path: str) -> Measured | None:
        """Return a figure by its path, None when there is none."""
        return next((found for name, found in self.figures if name == path), None)


NO_ACCOUNTS = Accounts()
