"""What more room in a limit is worth: exact answers to "and if it were that much looser?"."""

from dataclasses import dataclass
from fractions import Fraction

from simulator.money import Fen

RATE, STEPS, NOTHING = "rate", "steps", "nothing"


@dataclass(frozen=True, slots=True)
class Rung:
    """One re-solve with a limit looser `by` so much: what the goal gains, and what else the plan does.

    `awards` is how many more of them count, `spent` the fen that are paid beyond what the plan paid before.
    """

    by: Fraction
    gain: Fraction
    awards: int
    spent: Fen


@dataclass(frozen=True, slots=True)
class Price:
    """What loosening one limit brings, from plans solved and proved again, never from a solver's multiplier.

    `kind` is what a limit is moved in (money in fen, count, ratio, points); `subject` and `unit` the first
    goal that changes and what it is in. `rungs` are the moves that were tried, smallest first. With the
    shape `rate` the gain is in proportion to the move; with `steps` a move between two rungs gains no less
    than the one below it and no more than the one above; with `nothing` no rung gains. Each holds up to
    `until` (None: no range is claimed).
    """

    kind: str
    subject: str
    unit: str
    shape: str
    rungs: tuple[Rung, ...]
    until: Fraction | None = None

    @property
    def step(self) -> Rung:
        """Return the first rung that gains anything, the first of all when none does."""
        return next((rung for rung in self.rungs if rung.gain), self.rungs[0])

    def predicted(self, by: Fraction) -> tuple[Fraction, Fraction] | None:
        """Return the least and the most the goal gains when the limit is looser `by` so much, if it is said.

        >>> rung = Rung(Fraction(100), Fraction(3), 1, 100)
        >>> Price("money", "points", "points", STEPS, (rung,), Fraction(100)).predicted(Fraction(50))
        (Fraction(0, 1), Fraction(3, 1))
        """
        if self.until is None or not 0 <= by <= self.until:
            return None
        return _PREDICTED[self.shape](self, by)


def _in_proportion(price: Price, by: Fraction) -> tuple[Fraction, Fraction]:
    gain = price.step.gain * by / price.step.by
    return gain, gain


def _between_rungs(price: Price, by: Fraction) -> tuple[Fraction, Fraction]:
    below = [rung.gain for rung in price.rungs if rung.by <= by]
    above = [rung.gain for rung in price.rungs if rung.by >= by]
    return max(below, default=Fraction(0)), min(above)


def _no_gain(_price: Price, _by: Fraction) -> tuple[Fraction, Fraction]:
    return Fraction(0), Fraction(0)


_PREDICTED = {RATE: _in_proportion, STEPS: _between_rungs, NOTHING: _no_gain}
