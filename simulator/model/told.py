"""What a report tells beside one result."""

from dataclasses import dataclass

from simulator.model.horizon import YearTold


@dataclass(frozen=True, slots=True)
class Told:
    """The years of a scenario with a horizon, the first of which the result is; the whole list of awards.

    Without `whole` a long appendix tells the largest and smallest awards of each programme.
    """

    years: tuple[YearTold, ...] = ()
    whole: bool = False


NOTHING_MORE = Told()
